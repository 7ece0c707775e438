import { UNKNOWN } from '../../knowledge/casework/facts.ts';
import type { Question } from '../../knowledge/casework/questions.ts';
import { wordsOf } from '../../knowledge/search/tokens.ts';
import { type CaseFile, statementOf } from './case-file.ts';

/** Everything in a case that can be searched: what somebody wrote, never who sent it, which is not in the file. */
export function textsOf(file: CaseFile, questions: readonly Question[]): readonly string[] {
  const { answers } = statementOf(file);
  const told = questions
    .filter(({ kind }) => kind === 'text')
    .flatMap(({ id }) => answers[id] ?? [])
    .filter((text) => text !== UNKNOWN);
  return [
    ...told,
    ...file.messages.map(({ text }) => text),
    ...file.notes.map(({ text }) => text),
    ...file.letters.map(({ text }) => text),
    ...file.exhibits.map(({ caption }) => caption),
  ];
}

/** The words of these texts, each once, without particles and endings. No word is left out as too common. */
export const stemsOf = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => wordsOf(text).map(({ stem }) => stem)));
