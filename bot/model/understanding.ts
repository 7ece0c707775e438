import { z } from 'zod';
import type { Answer, Asked } from '../../knowledge/answer/answer.ts';
import type { Understood } from '../../knowledge/answer/understood.ts';
import type { Slots } from '../../knowledge/corpus-model/corpus.ts';
import { contentWords } from '../../knowledge/search/tokens.ts';
import { maskForModel } from '../../knowledge/wording/mask-for-model.ts';
import { LANGUAGE_NAMES, quoted } from './prompts.ts';

/** A message of more words is a story: what it asks is easier told by who reads all of it. */
const STORY_WORDS = 30;

/** Fewer words leave nothing to understand. */
const FEWEST_WORDS = 2;

/** Earlier questions that are sent along. */
const EARLIER = 2;

const LONGEST_QUERY = 200;

/** What a model is asked to find out, with the ids of this corpus. */
export function understandingForm(slots: Slots) {
  const ids = (values: Slots[keyof Slots]) => {
    const [first = '', ...rest] = values.map(({ id }) => id);
    // Some servers leave no field out: they say null instead.
    return z.enum([first, ...rest]).nullish();
  };
  return z.strictObject({
    isAbout: z.boolean(),
    query: z.string().max(LONGEST_QUERY),
    place: ids(slots.place),
    operator: ids(slots.operator),
    mode: ids(slots.mode),
    purpose: ids(slots.purpose),
    cue: ids(slots.cue),
  });
}
export type UnderstandingForm = ReturnType<typeof understandingForm>;

/** A long message, or one in which we found nothing certain. Refusals, greetings and help in danger stay as they are. */
export function needsUnderstanding({ outcome, question, emergency }: Answer): boolean {
  if (emergency) return false;
  const words = contentWords(question).length;
  if (outcome === 'asked-back' || outcome === 'out-of-scope') return words >= FEWEST_WORDS;
  return outcome === 'answered' && words > STORY_WORDS;
}

/** The message for the model, personal data hidden. */
export function understandingPrompt(
  { question, language }: Answer,
  { history = [] }: Asked,
): string {
  const earlier = history.slice(-EARLIER).map((one) => quoted(maskForModel(one).text));
  return [
    `Language: ${LANGUAGE_NAMES[language]}`,
    ...(earlier.length > 0 ? ['Earlier messages:', ...earlier] : []),
    'Message:',
    quoted(maskForModel(question).text),
  ].join('\n');
}

/** Undefined where the model says that it is none of our subjects. */
export function understoodOf(value: z.infer<UnderstandingForm>): Understood | undefined {
  const { isAbout, place, operator, mode, purpose, cue } = value;
  const query = withoutSigns(value.query);
  if (!isAbout || contentWords(query).length === 0) return undefined;
  return {
    query,
    place: place ?? undefined,
    operator: operator ?? undefined,
    mode: mode ?? undefined,
    purpose: purpose ?? undefined,
    cue: cue ?? undefined,
  };
}

/** What is searched for may go to another provider: nothing personal, and no signs that stand for it. */
const withoutSigns = (query: string): string =>
  maskForModel(query).text.replace(/⟦\d+⟧/g, ' ').replace(/\s+/g, ' ').trim();
