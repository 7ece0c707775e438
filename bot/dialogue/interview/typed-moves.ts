import type { Question } from '../../../knowledge/casework/questions.ts';
import type { CaseMove, InterviewMove } from '../../choices.ts';
import type { Reply, Talk } from '../../talk.ts';
import type { WordsByLanguage } from '../../words.ts';
import { moveCase } from './case.ts';
import { askConsent } from './consenting.ts';

/** What a button says counts where it is typed, in whichever language; so do a few words that mean the same. */
const BACK = /^(?:뒤로(?: ?가기)?|이전|(?:go )?back|previous)[.!~\s]*$/i;
const WHY = /^(?:왜요?|why)[?？.!~\s]*$/i;
const DONE = /^(?:끝|다 했어요|done)[.!~\s]*$/i;
const YES = /^(?:네+|넵|예|응|동의(?:해요?|합니다|함)?|yes|yeah|yep|ok|okay|i agree)[.!~\s]*$/i;
const NO = /^(?:아니요?|아뇨|싫어요?|no|nope)[.!~\s]*$/i;

const isLabel = (words: WordsByLanguage, key: keyof WordsByLanguage['ko']['interview']) => {
  const labels = Object.values(words).map(({ interview }) => interview[key].toLowerCase());
  return (text: string) => labels.includes(text.toLowerCase());
};

/** "Back" and the like, typed while a question waits for its answer. */
export function typedMove(
  words: WordsByLanguage,
  { kind }: Question,
  text: string,
): InterviewMove | undefined {
  if (BACK.test(text) || isLabel(words, 'back')(text)) return 'back';
  if (WHY.test(text) || isLabel(words, 'why')(text)) return 'why';
  const isDone = kind === 'several' && (DONE.test(text) || isLabel(words, 'done')(text));
  return isDone ? 'done' : undefined;
}

/** What is typed where we asked for consent: a bare "yes" does not say to what, so it is asked again. */
export function hearConsent(talk: Talk, text: string): Reply | Promise<Reply> | undefined {
  const { words } = talk.parts.settings;
  const to: CaseMove | undefined = isLabel(words, 'consentAll')(text)
    ? 'consent-all'
    : isLabel(words, 'consentBasic')(text)
      ? 'consent-basic'
      : NO.test(text) || isLabel(words, 'consentNo')(text)
        ? 'refuse'
        : undefined;
  if (to) return moveCase(talk, to);
  return YES.test(text) ? askConsent(talk) : undefined;
}

/** Yes or no to destroying everything. */
export function hearDestroy(talk: Talk, text: string): Promise<Reply> | undefined {
  const { words } = talk.parts.settings;
  if (YES.test(text) || isLabel(words, 'destroySure')(text)) return moveCase(talk, 'destroy-sure');
  return NO.test(text) || isLabel(words, 'destroyNot')(text) ? moveCase(talk, 'keep') : undefined;
}
