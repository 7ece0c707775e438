import type { DialogueState } from '../state.ts';
import type { WordsByLanguage } from '../words.ts';

const YES =
  /^(?:네+|넵|예|응|그래요?|좋아요?|동의(?:해요?|요|합니다)?|yes|yeah|yep|ok|okay|sure)[.!~\s]*$/i;
const NO = /^(?:아니요?|아뇨|싫어요?|됐어요?|취소|no|nope|cancel)[.!~\s]*$/i;

const STOP = /^(?:그만(?:[할둘](?:래|게)요?|두기|해요?)?|취소|중단|stop|cancel|quit)[.!~\s]*$/i;

export const saysStop = (text: string): boolean => STOP.test(text.trim());

/** Undefined where a text is neither. */
export function saysYesOrNo(text: string): boolean | undefined {
  if (YES.test(text.trim())) return true;
  return NO.test(text.trim()) ? false : undefined;
}

/** The buttons under our questions: yes, then no. */
const LABELS = {
  forget: ['forgetYes', 'forgetNo'],
  evidence: ['evidenceKeep', 'evidenceDrop'],
} as const;

/** What a text says to a question that waits for yes or no; undefined where it is something else. The words on the buttons count. */
export function decisionIn(
  text: string,
  kind: Exclude<DialogueState['kind'], 'interview' | 'case-window'>,
  words: WordsByLanguage,
): boolean | undefined {
  const said = text.trim();
  const isLabel = (key: (typeof LABELS)[typeof kind][number]) =>
    Object.values(words).some(({ chat }) => chat[key].toLowerCase() === said.toLowerCase());
  const [yes, no] = LABELS[kind];
  if (isLabel(yes)) return true;
  return isLabel(no) ? false : saysYesOrNo(said);
}
