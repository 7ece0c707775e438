import { sayDate } from '../../../knowledge/calendar/spoken-date.ts';
import { UNKNOWN } from '../../../knowledge/casework/facts.ts';
import { ONGOING, type Question } from '../../../knowledge/casework/questions.ts';
import type { Talk } from '../../talk.ts';

/** An answer as a person reads it: labels, a date with its weekday, a text in its own words. */
export function answerText(
  { language, words }: Pick<Talk, 'language' | 'words'>,
  question: Question,
  given: readonly string[],
): string {
  const { interview } = words;
  if (given.includes(UNKNOWN)) return interview.notKnown;
  if (question.kind === 'text') return given[0] ?? '';
  return given.map((value) => valueText(language, question, value)).join(', ');
}

function valueText(language: Talk['language'], question: Question, value: string): string {
  const option = question.options.find(({ id }) => id === value);
  if (option) return option.label[language];
  if (question.kind !== 'date' || value === ONGOING) return value;
  const [day = '', time] = value.split('T');
  return sayDate(day, language, time);
}
