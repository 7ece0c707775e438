import type { Language } from '../../../knowledge/language.ts';

type Change = (text: string) => string;

/** Replaces the first place that one of the pairs fits. */
const flipped =
  (pairs: readonly (readonly [RegExp, string])[]): Change =>
  (text) => {
    const [pattern, other] = pairs.find(([one]) => one.test(text)) ?? [];
    return pattern && other !== undefined ? text.replace(pattern, other) : text;
  };

const NEGATION: Readonly<Record<Language, Change>> = {
  ko: flipped([
    [/수 없어요/, '수 있어요'],
    [/수 있어요/, '수 없어요'],
    [/(?:하면|해선|해서는) 안 돼요/, '해도 돼요'],
    [/안 돼요/, '돼요'],
    [/해야 해요/, '하지 않아도 돼요'],
    [/아니에요/, '맞아요'],
    [/없어요/, '있어요'],
    [/있어요/, '없어요'],
    [/(?<=[가-힣])돼요/, '되지 않아요'],
    [/ 돼요/, ' 안 돼요'],
    [/이에요/, '이 아니에요'],
    [/예요/, '가 아니에요'],
  ]),
  en: flipped([
    [/ (?:may|can|must|should|does|do|is|are|was|has) not /, ' certainly will '],
    [/ cannot /, ' can '],
    [/ (can|may|must|should|is|are|was|has) /, ' $1 not '],
    [/ no /, ' a '],
  ]),
};

const NUMBER: Change = (text) =>
  text.replace(/(?<!제|조의|Article |Articles |-|\d)\d+(?!\d*조)/, (number) =>
    String(Number(number) + 1),
  );

const ARTICLE: Change = (text) =>
  text.replace(
    /(제|Article )(\d+)/,
    (_, before: string, number: string) => `${before}${Number(number) + 7}`,
  );

const INVENTED: Readonly<Record<Language, string>> = {
  ko: ' 어기면 바로 과태료 7,000만 원이 나와요.',
  en: ' The fine for it is always 70 million won.',
};

/** Makes a right sentence say something that its passages do not. @param turn - Which kind of mistake is tried first. */
export function madeWrong(line: string, language: Language, turn: number): string {
  const [, head = '', text = line] = /^(\[[^\]]*\] )(.*)$/.exec(line) ?? [];
  const changes = [NUMBER, NEGATION[language], ARTICLE];
  const inTurn = changes.map((_, at) => changes[(at + turn) % changes.length] ?? NUMBER);
  const wrong = inTurn.map((change) => change(text)).find((changed) => changed !== text);
  return head + (wrong ?? text + INVENTED[language]);
}
