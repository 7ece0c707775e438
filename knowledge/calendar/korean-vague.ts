import { MONTH_WORD, phrase, YEAR } from './korean-phrase.ts';
import type { DatePhrase, DayReading } from './reading.ts';

const vague = (): DayReading => ({ kind: 'vague' });

/** Two numbers for one: 20~22일, 2, 3일 전, 두세 달 전. Read before all else, or the second would stand for both. */
export const KOREAN_RANGES: readonly DatePhrase[] = [
  phrase(
    `(?:${YEAR})?(?:\\d{1,2}\\s*월\\s*)?\\d{1,2}\\s*[~∼–,-]\\s*\\d{1,2}\\s*(?:일|주|달|개월|년)(?:\\s*전)?`,
    vague,
  ),
  phrase(
    '(?:이삼|삼사|사오|오륙|두세|서너|두어|너댓|네댓)\\s*(?:일|주|달|개월|년)(?:\\s*전)?',
    vague,
  ),
  phrase('반년\\s*전|한\\s*달\\s*반\\s*전', vague),
];

/** Stretches of time in which the day is still to be asked for. */
export const KOREAN_VAGUE: readonly DatePhrase[] = [
  phrase(`(?:${YEAR})?(?<![가-힣\\d])\\d{1,2}\\s*월(?!\\s*\\d+\\s*일)`, vague),
  phrase(`${YEAR}`, vague),
  phrase(MONTH_WORD, vague),
  phrase('(?:지난|올|이번)\\s*(?:봄|여름|가을|겨울)|(?:봄|여름|가을|겨울)(?:에|쯤|방학)', vague),
  phrase('올\\s*초|연초|연말|월초|월말|지난번|저번에|접때|언젠가|예전|그날|그때', vague),
  phrase('최근|요즘|요새|며칠|(?:몇|수)\\s*(?:일|주|달|개월|년)\\s*전|얼마\\s*전', vague),
];
