/** Digits that are drawn: 66 bits. One more is worked out of them. */
const DRAWN = 20;
const LENGTH = DRAWN + 1;

/** Of Damm: every single wrong digit is found, and every swap of two neighbours. */
const QUASIGROUP = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

const checkDigit = (digits: string): number =>
  [...digits].reduce((interim, digit) => QUASIGROUP[interim]?.[Number(digit)] ?? 0, 0);

/** True where the last digit fits the others. */
const isSound = (digits: string): boolean => digits.length === LENGTH && checkDigit(digits) === 0;

/** Bytes from here on would make some digits likelier than others. */
const FAIR_BELOW = 250;
/** More than any run of bad luck takes: 18 random bytes give 17 digits on average. */
const MOST_DRAWS = 100;

/**
 * The code by which a person finds their case: 20 random digits and a check digit.
 *
 * @param newSecret - Random bytes as base64url, new ones each time.
 */
export function newReceiptCode(newSecret: () => string): string {
  let drawn = '';
  for (let draw = 0; draw < MOST_DRAWS && drawn.length < DRAWN; draw += 1) {
    const bytes = Buffer.from(newSecret(), 'base64url');
    drawn += [...bytes]
      .filter((byte) => byte < FAIR_BELOW)
      .map((byte) => byte % 10)
      .join('');
  }
  if (drawn.length < DRAWN) throw new Error('There was no randomness to make a code of.');
  const digits = drawn.slice(0, DRAWN);
  return `${digits}${checkDigit(digits)}`;
}

/** In groups of three, as people read out telephone numbers. */
export const formatReceiptCode = (code: string): string => code.match(/.{1,3}/g)?.join(' ') ?? '';

export type ReadCode =
  | { readonly kind: 'code'; readonly code: string }
  /** As many digits as a code has, of which one is wrong. */
  | { readonly kind: 'mistyped' }
  /** A digit or two are missing, or too many. */
  | { readonly kind: 'incomplete'; readonly digits: number };

/** What people put between digits: spaces, every kind of hyphen, dots. */
const GAP = '[\\s\\u00ad\\-‐-―−－ㅡー.,·_/]{1,3}';
const RUN = new RegExp(`\\d+(?:${GAP}\\d+)*`, 'g');
const BETWEEN = new RegExp(GAP);

/** So many digits more or less are taken for a slip. */
const SLIP = 2;

/** A code anywhere in a text, however its digits are grouped; undefined where nothing looks like one. */
export function readReceiptCode(text: string): ReadCode | undefined {
  const runs = (halfWidth(text).match(RUN) ?? []).map((run) => run.split(BETWEEN));
  for (const groups of runs) {
    const code = codeIn(groups);
    if (code) return { kind: 'code', code };
  }
  const lengths = runs.map((groups) => groups.join('').length);
  if (lengths.includes(LENGTH)) return { kind: 'mistyped' };
  const digits = lengths.find((length) => Math.abs(length - LENGTH) <= SLIP);
  return digits === undefined ? undefined : { kind: 'incomplete', digits };
}

/** Groups next to each other that make up a code: a date or a number of something may stand beside it. */
function codeIn(groups: readonly string[]): string | undefined {
  for (const start of groups.keys()) {
    let digits = '';
    for (const group of groups.slice(start, start + LENGTH)) {
      digits += group;
      if (digits.length >= LENGTH) break;
    }
    if (isSound(digits)) return digits;
  }
  return undefined;
}

/** Each full-width digit as an ASCII one; invisible characters out. */
const halfWidth = (text: string): string =>
  text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
