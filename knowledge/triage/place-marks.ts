/** A number that tells parts of a place apart: exit 11, gate 3, floor -1, complex 3. */
export interface Mark {
  readonly unit: MarkUnit;
  readonly value: string;
  /** As it was written, for people. */
  readonly said: string;
}

export type MarkUnit = keyof typeof UNITS;

/** Korean and English words of each unit. `behind`: in Korean the number may stand behind the word as well. */
const UNITS = {
  exit: { ko: '출구', en: 'exit', behind: true },
  gate: {
    ko: '게이트|개찰구|출국장|출발장|입국장|검색대|창구',
    en: '(?:departure |boarding )?(?:gate|게이트)|counter',
    behind: true,
  },
  floor: { ko: '층', en: 'floor', behind: false },
  complex: { ko: '단지', en: 'complex', behind: false },
  phase: { ko: '차(?![가-힣])', en: 'phase', behind: false },
  house: { ko: '기숙사|학생회관|공학관', en: '기숙사', behind: false },
  terminal: { ko: '여객터미널|터미널', en: 'terminal|터미널', behind: false },
  store: { ko: '호점', en: 'store', behind: false },
  platform: { ko: '승강장|승차홈|승차장|홈|플랫폼', en: 'platform|bay', behind: true },
  hall: { ko: '관(?![가-힣]{2})|전시실|전시관', en: 'gallery|hall', behind: false },
  room: { ko: '호실|호(?![선점])', en: 'room', behind: false },
  block: { ko: '동', en: 'block', behind: false },
  line: { ko: '호선', en: 'line', behind: false },
} as const;

const BASEMENT = /(?:지하|basement|(?<![a-z])b)\s*([0-9])(?:\s*(?:층|f|fl|floor)(?![a-z]))?/g;
const STOREY = /(?<![a-z0-9])([0-9]{1,2})\s*(?:f|(?:st|nd|rd|th)\s+floor)(?![a-z])/g;
const SHORT_TERMINAL = /(?<![a-z0-9])t\s?([12])(?![a-z0-9])/g;

/** 상계1동 is an area; 103동 and a 2동 that stands alone are blocks of flats. */
const BLOCK_NUMBER = '(?:(?<![가-힣0-9])[0-9]{1,2}|[0-9]{3,4})';

const PATTERNS = Object.entries(UNITS).map(([unit, { ko, en, behind }]) => {
  const number = unit === 'block' ? BLOCK_NUMBER : '[0-9]{1,4}';
  const words = behind ? `${en}|${ko}` : en;
  const first = `(?:제\\s*)?(${number})\\s*(?:번\\s*)?(?:${ko})`;
  const second = `(?<![a-z])(?:${words})\\s*(?:no\\.?\\s*|#\\s*)?([0-9]{1,4})(?!\\s*(?:[층번호차동관]|단지|[0-9]))`;
  return { unit: unit as MarkUnit, pattern: new RegExp(`${first}|${second}`, 'g') };
});

/** Takes the numbered parts out of folded text; what is left holds the names. */
export function takeMarks(text: string): {
  readonly rest: string;
  readonly marks: readonly Mark[];
} {
  const marks: Mark[] = [];
  const take = (unit: MarkUnit, value: string, said: string): void => {
    marks.push({ unit, value: String(Number(value)), said: said.trim() });
  };
  let rest = text.replace(BASEMENT, (said, storey: string) => {
    take('floor', `-${storey}`, said);
    return ' | ';
  });
  rest = rest.replace(STOREY, (said, storey: string) => {
    take('floor', storey, said);
    return ' | ';
  });
  rest = rest.replace(SHORT_TERMINAL, (said, number: string) => {
    take('terminal', number, said);
    return ' 터미널 ';
  });
  for (const { unit, pattern } of PATTERNS) {
    for (const [said, before, behind] of rest.matchAll(pattern)) {
      take(unit, before ?? behind ?? '', said);
    }
    // 신림2호점 is a branch of that name and number.
    rest = rest.replace(pattern, unit === 'store' ? '점 ' : ' | ');
  }
  return { rest, marks };
}
