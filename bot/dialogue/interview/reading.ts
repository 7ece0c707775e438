import { wordingPattern } from '../../../knowledge/answer/wording-pattern.ts';
import { UNKNOWN } from '../../../knowledge/casework/facts.ts';
import {
  ONGOING,
  type Question,
  type QuestionOption,
} from '../../../knowledge/casework/questions.ts';
import type { FoundSlots } from '../../../knowledge/search/slots.ts';

/** What a text says to a question: its values; `unclear` where it fits several and only one may be chosen. */
export type ReadAnswer =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'unclear' };

/** Longer than this a text is no choice among options, but something of its own. */
const LONGEST_CHOICE = 60;

/** Longer than this it is not the name of a place. */
const LONGEST_KOREAN_NAME = 15;
const MOST_WORDS_OF_NAME = 4;

/** A question in the middle of a story is part of the story. */
const LONGEST_QUESTION_INSTEAD = 120;

const UNSURE =
  /^(?:(?:저도 )?(?:잘 ?)?(?:모르겠(?:어요?|습니다|네요?|음)|모름|몰라요?)|(?:i )?(?:do not|don['’]?t) know|(?:(?:i am|i['’]m) )?not sure|no idea)[.!~\s]*$/i;
const SKIP =
  /^(?:건너(?:뛰(?:기|자|어(?: ?주세요)?)|뛸(?:게|래)요?)|스킵|패스|넘어(?:가(?:기|요|자| ?주세요)?|갈(?:게|래)요?)|skip|pass|next)[.!~\s]*$/i;
const ASKS =
  /[?？][\s"')]*$|(?:나요|까요|가요|인지요|는지|될까|되나|할까|인가|뭐예요|뭐죠|무엇인가|어떡해요?|어떻게 해요?)[.!~\s]*$|^(?:what|why|how|when(?! (?:i|we|my|our|the|a)\b)|where|who|which|may(?! \d)|can|could|is|are|do|does|did|should|must|will)\b(?!.*[.!]$)/is;

export const asksSomething = (text: string): boolean => ASKS.test(text.trim());

/** Undefined: it is no answer to this question. Dates are read elsewhere. */
export function readAnswer(
  question: Question,
  text: string,
  readSlots: (text: string) => FoundSlots,
  shown: readonly QuestionOption[],
): ReadAnswer | undefined {
  const said = text.trim();
  if (UNSURE.test(said) || SKIP.test(said)) return values([UNKNOWN]);
  if (question.kind === 'text') return readStory(said);
  const named = optionNamed(question.options, shown, said) ?? numbered(question, shown, said);
  if (named) return values(named);
  if (asksSomething(said)) return undefined;
  if (question.slot) return readSlot(question, said, readSlots);
  return said.length > LONGEST_CHOICE ? undefined : readPhrases(question, said);
}

function readPhrases({ kind, options }: Question, said: string): ReadAnswer | undefined {
  const met = optionsMet(options, said);
  if (met.length === 0) return undefined;
  const isOne = kind !== 'several' || met.some(({ isAlone }) => isAlone);
  return (isOne && met.length > 1) || deniesSome(met, said)
    ? { kind: 'unclear' }
    : values(met.map(({ id }) => id));
}

const values = (of: readonly string[]): ReadAnswer => ({ kind: 'values', values: of });

const readStory = (said: string): ReadAnswer | undefined =>
  said && !(asksSomething(said) && said.length <= LONGEST_QUESTION_INSTEAD)
    ? values([said])
    : undefined;

/** What stands on a button counts however long it is. */
function optionNamed(
  options: readonly QuestionOption[],
  shown: readonly QuestionOption[],
  said: string,
): readonly string[] | undefined {
  const lower = said.toLowerCase();
  const found = [...shown, ...options].find(({ label }) =>
    Object.values(label).some((one) => one.toLowerCase() === lower),
  );
  return found && [found.id];
}

/** So does its number, and of several values their numbers. */
function numbered(
  { kind }: Question,
  shown: readonly QuestionOption[],
  said: string,
): readonly string[] | undefined {
  if (!/^\d{1,2}(?:번|\.|\))?(?:[\s,·]+\d{1,2}(?:번|\.|\))?)*$/.test(said)) return undefined;
  const met = (said.match(/\d+/g) ?? []).map((number) => shown[Number(number) - 1]);
  const known = [...new Set(met)].flatMap((option) => option ?? []);
  if (known.length < new Set(met).size) return undefined;
  const isMixed = known.length > 1 && (kind !== 'several' || known.some(({ isAlone }) => isAlone));
  return isMixed ? undefined : known.map(({ id }) => id);
}

function readSlot(
  { slot, options }: Question,
  said: string,
  readSlots: (text: string) => FoundSlots,
): ReadAnswer | undefined {
  const isShort = /[가-힣]/.test(said)
    ? said.length <= LONGEST_KOREAN_NAME
    : said.split(/\s+/).length <= MOST_WORDS_OF_NAME;
  if (!slot || !isShort) return undefined;
  const found = readSlots(said)[slot].find((value) => options.some(({ id }) => id === value));
  return found ? values([found]) : undefined;
}

const patternsOf = ({ phrases }: QuestionOption): readonly RegExp[] =>
  [...phrases.ko, ...phrases.en].map(wordingPattern);

const optionsMet = (options: readonly QuestionOption[], said: string) =>
  options.filter((option) => patternsOf(option).some((pattern) => pattern.test(said)));

const DENIES =
  /(?:^|\s)(?:안|못)(?=\s|[가-힣])|없|아니|않|말고|빼고|\b(?:not|no|never|without|except)\b|n['’]t\b/i;

/** "No camera there": beside what was met something is denied, and perhaps that. */
function deniesSome(met: readonly QuestionOption[], said: string): boolean {
  const rest = met.flatMap(patternsOf).reduce((left, pattern) => left.replace(pattern, ' '), said);
  return DENIES.test(rest);
}

/** "Still going on", perhaps beside a date. */
export const saysOngoing = (question: Question, text: string): boolean =>
  optionsMet(
    question.options.filter(({ id }) => id === ONGOING),
    text,
  ).length > 0;
