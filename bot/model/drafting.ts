import type { Language } from '../../knowledge/language.ts';
import type { DraftGround } from '../../knowledge/wording/draft-check.ts';
import { type MaskedText, maskForModel, unmask } from '../../knowledge/wording/mask-for-model.ts';
import { sentencesOf } from '../../knowledge/wording/sentences.ts';
import { LineReader, type WordedLine } from '../../knowledge/wording/worded-line.ts';
import { type Prompts, quoted } from './prompts.ts';

/** What is asked of a model, and by what its lines are measured. */
export interface DraftRequest {
  readonly user: string;
  readonly ground: DraftGround;
  readonly hidden: MaskedText['hidden'];
}

/** Ids have two digits, and an answer has an end: what is longer stays in the person's own words. */
const MOST_SENTENCES = 40;
const LONGEST = 2000;

/** An account sentence by sentence; people who write in chats end sentences by line breaks as well. */
export const accountSentences = (text: string): readonly string[] =>
  text
    .split(/\n+/)
    .flatMap((line) => sentencesOf(line.replace(/\s+/g, ' ').trim()))
    .filter((sentence) => /\p{L}/u.test(sentence));

/** Whether an account is of a length that a model can put formally at once. */
export const isDraftable = (text: string): boolean => {
  const { length } = accountSentences(text);
  return length > 0 && length <= MOST_SENTENCES && text.length <= LONGEST;
};

/** Nothing that hides a name or a number reaches over it. */
const BETWEEN = '\n\n';

/** The account as data for the model: numbered, personal data hidden, the same thing by the same sign throughout. */
export function draftRequest(
  said: readonly string[],
  language: Language,
  { draftStyle }: Pick<Prompts, 'draftStyle'>,
): DraftRequest {
  const masked = hiddenThroughout(maskForModel(said.join(BETWEEN)));
  const shown = masked.text.split(BETWEEN);
  return {
    user: [
      draftStyle[language],
      'Sentences:',
      ...shown.map((text, at) => `[Q${at + 1}] ${quoted(text)}`),
    ].join('\n'),
    ground: {
      language,
      said: said.map((text, at) => ({ id: `Q${at + 1}`, kind: 'said', text, cited: [] })),
      kept: [...masked.hidden.values()],
    },
    hidden: masked.hidden,
  };
}

/** A name that was found once is hidden wherever it stands, also where nothing around it says that it is one. */
function hiddenThroughout({ text, hidden }: MaskedText): MaskedText {
  let shown = text;
  for (const [sign, what] of hidden) {
    if (what.length < 2) continue;
    shown = shown
      .split(/(⟦\d+⟧)/)
      .map((part) => (part.startsWith('⟦') ? part : part.replaceAll(what, sign)))
      .join('');
  }
  return { text: shown, hidden };
}

/** What the model wrote, with what was hidden put back. A line with a sign that was never given rests on nothing. */
export function linesOf(written: string, request: Pick<DraftRequest, 'hidden'>): WordedLine[] {
  const reader = new LineReader();
  return [...reader.push(written), ...reader.end()].map((line) => {
    const text = line.kind === 'sentence' ? unmask(line.text, request) : undefined;
    return line.kind === 'sentence' && text !== undefined
      ? { rests: line.rests, text }
      : { rests: [], text: '' };
  });
}
