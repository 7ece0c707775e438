import { hasBlank } from '../../knowledge/triage/letters.ts';
import { type Applied, type Doing, happened, nextNo, textProblem, withMessage } from './applied.ts';
import type { Refusal, StaffAction } from './case-actions.ts';
import type { CaseFile } from './case-file.ts';
import type { StaffContext } from './staff-context.ts';

/** Keeps a letter as a draft. */
export function keepLetter(
  file: CaseFile,
  { letter, ground, text }: Extract<StaffAction, { do: 'letter' }>,
  doing: Doing,
  { isLetter, isGround }: StaffContext,
): Applied | Refusal {
  if (!isLetter(letter)) return 'not-there';
  if (ground && !isGround(ground, file.document)) return 'not-there';
  const problem = textProblem(text, file.letters);
  if (problem) return problem;
  const { by, now } = doing;
  const no = nextNo(file.letters);
  const kept = { no, at: now, by, letter, ...(ground && { ground }), text: text.trim() };
  const details = { no: String(no), letter, ...(ground && { ground }) };
  return happened({ ...file, letters: [...file.letters, kept] }, doing, 'case-letter', details);
}

export function changeLetter(
  file: CaseFile,
  { no, text }: Extract<StaffAction, { do: 'letter-change' }>,
  doing: Doing,
): Applied | Refusal {
  const letter = file.letters.find((one) => one.no === no);
  if (!letter || letter.sentAt !== undefined) return 'not-there';
  const problem = textProblem(text);
  if (problem) return problem;
  const letters = file.letters.map((one) => (one === letter ? { ...one, text: text.trim() } : one));
  return happened({ ...file, letters }, doing, 'case-letter-change', { no: String(no) });
}

/** The person gets the letter in their thread. */
export function sendLetter(file: CaseFile, no: number, doing: Doing): Applied | Refusal {
  const letter = file.letters.find((one) => one.no === no);
  if (!letter || letter.sentAt !== undefined) return 'not-there';
  if (hasBlank(letter.text)) return 'has-blanks';
  const letters = file.letters.map((one) => (one === letter ? { ...one, sentAt: doing.now } : one));
  const sent = withMessage({ ...file, letters }, letter.text, doing);
  const details = { no: String(no), letter: letter.letter };
  return { ...happened(sent, doing, 'case-letter-send', details), news: 'letter' };
}
