import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { WordsByLanguage } from '../../bot/words.ts';
import { LONGEST_INPUT } from './limits.ts';

/** The form for a question, wherever it is opened. */
export const FORM = 'facerights_question';
const FIELD = 'question';

const Values = z.object({
  [FIELD]: z.object({ [FIELD]: z.object({ value: z.string().nullish() }) }),
});

/** A shortcut does not tell the person's language, so everything is said in both. */
export const inBoth = (
  { ko, en }: WordsByLanguage,
  pick: (words: WordsByLanguage['ko']) => string,
) => `${pick(ko)} / ${pick(en)}`;

export function questionForm(words: WordsByLanguage): ModalView {
  const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });
  return {
    type: 'modal',
    callback_id: FORM,
    title: plain(inBoth(words, ({ web }) => web.title)),
    submit: plain(inBoth(words, ({ slack }) => slack.submit)),
    close: plain(inBoth(words, ({ slack }) => slack.close)),
    blocks: [
      {
        type: 'input',
        block_id: FIELD,
        label: plain(inBoth(words, ({ slack }) => slack.question)),
        hint: plain(inBoth(words, ({ slack }) => slack.answeredInMessages)),
        element: {
          type: 'plain_text_input',
          action_id: FIELD,
          multiline: true,
          // The longest question that we read is longer.
          max_length: LONGEST_INPUT,
        },
      },
    ],
  };
}

/** What was typed into the form; empty where nothing was. @throws {z.ZodError} when it is another form. */
export const questionIn = (values: unknown): string =>
  Values.parse(values)[FIELD][FIELD].value?.trim() ?? '';

/** Answers an empty form: it stays open, with this under the field. */
export const emptyFormAnswer = (words: WordsByLanguage) => ({
  response_action: 'errors',
  errors: { [FIELD]: inBoth(words, ({ reply }) => reply.empty) },
});
