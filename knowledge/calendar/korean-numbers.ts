const SINO: Readonly<Record<string, number>> = {
  일: 1,
  이: 2,
  삼: 3,
  사: 4,
  오: 5,
  육: 6,
  유: 6,
  칠: 7,
  팔: 8,
  구: 9,
  시: 10,
};

const COUNTERS = ['한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉', '열'];

const DAY_WORDS: Readonly<Record<string, number>> = {
  하루: 1,
  이틀: 2,
  사흘: 3,
  나흘: 4,
  닷새: 5,
  엿새: 6,
  이레: 7,
  여드레: 8,
  아흐레: 9,
  열흘: 10,
  보름: 15,
};

/** 하루, 이틀, 사흘 … as alternatives of a pattern. */
export const DAYS_IN_WORDS = Object.keys(DAY_WORDS).join('|');

export const daysInWords = (word: string): number | undefined => DAY_WORDS[word];

/** Digits, 십이, 열두: what can stand before 시, 달, 주. */
export const NUMBER =
  '\\d{1,4}|열한|열두|[이삼사오]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구]|다섯|여섯|일곱|여덟|아홉|한|두|세|네|열';

/** A number in digits, in Sino-Korean up to 99 (십이) or in native counting up to 12 (열두). */
export function koreanNumber(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  if (text.length > 1 && text.startsWith('열')) return 10 + COUNTERS.indexOf(text.slice(1)) + 1;
  const native = COUNTERS.indexOf(text);
  if (native >= 0) return native + 1;
  const [, tens, ones] = /^(?:(.?)십)?(.?)$/.exec(text) ?? [];
  if (tens === undefined) return SINO[text];
  return (tens ? (SINO[tens] ?? 0) : 1) * 10 + (ones ? (SINO[ones] ?? 0) : 0);
}
