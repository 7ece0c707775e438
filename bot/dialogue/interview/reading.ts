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
  /[?？][\s"')]*$|(?:나요|까요|가요|인지요|는지|될까|되나|할까|인가|뭐예요|뭐죠|무엇인가|어떡해요?|어떻게 해요?)[.!~\s]*$|^(?:what|why|how|when|where|who|which|may|can|could|is|are|do|does|did|should|must|will)\b/i;

export const asksSomething = (text: string): boolean => ASKS.test(text.trim());

/** Undefined: it is no answer to this question. Dates are read elsewhere. */
export function readAnswer(
  question: Question,
  text: string,
  readSlots: (text: string) => FoundSlots,
): ReadAnswer | undefined {
  const said = text.trim();
  if (UNSURE.test(said) || SKIP.test(said)) return values([UNKNOWN]);
  if (question.kind === 'text') return readStory(said);
  const named = optionNamed(question.options, said);
  if (named) return values([named.id]);
  if (asksSomething(said)) return undefined;
  if (question.slot) return readSlot(question, said, readSlots);
  if (said.length > LONGEST_CHOICE) return undefined;
  const met = optionsMet(question.options, said);
  if (met.length === 0) return undefined;
  if (question.kind === 'several') return values(withoutLoners(met).map(({ id }) => id));
  const [only, ...others] = met;
  return only && others.length === 0 ? values([only.id]) : { kind: 'unclear' };
}

const values = (of: readonly string[]): ReadAnswer => ({ kind: 'values', values: of });

const readStory = (said: string): ReadAnswer | undefined =>
  said && !(asksSomething(said) && said.length <= LONGEST_QUESTION_INSTEAD)
    ? values([said])
    : undefined;

/** What stands on a button counts however long it is, and so does its number. */
function optionNamed(options: readonly QuestionOption[], said: string): QuestionOption | undefined {
  const number = /^(\d{1,2})\s*(?:번|\.|\))?$/.exec(said)?.[1];
  if (number) return options.filter(({ isOffered }) => isOffered)[Number(number) - 1];
  const lower = said.toLowerCase();
  return options.find(({ label }) =>
    Object.values(label).some((one) => one.toLowerCase() === lower),
  );
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

const optionsMet = (options: readonly QuestionOption[], said: string) =>
  options.filter(({ phrases }) =>
    [...phrases.ko, ...phrases.en].some((wording) => wordingPattern(wording).test(said)),
  );

/** What stands alone is only meant where nothing else is. */
function withoutLoners(met: readonly QuestionOption[]): readonly QuestionOption[] {
  const others = met.filter(({ isAlone }) => !isAlone);
  return others.length > 0 ? others : met;
}

/** "Still going on", perhaps beside a date. */
export const saysOngoing = (question: Question, text: string): boolean =>
  optionsMet(
    question.options.filter(({ id }) => id === ONGOING),
    text,
  ).length > 0;
