import { type FoldedText, foldText } from './reference-text.ts';

/** How one law is called: its title, and what else people say. */
export interface LawNaming<T> {
  readonly law: T;
  readonly title: string;
  readonly names?: readonly string[];
}

/** A law that a text names, and where in the folded text. */
export interface LawMention<T> {
  readonly law: T;
  readonly start: number;
  readonly end: number;
}

/** The laws that a text may name. Thousands of them are looked up as fast as a few. */
export interface NamedLaws<T> {
  /** The law of exactly this name; spaces, dots, quotation marks and case do not count. */
  exact(name: string): T | undefined;
  titleOf(law: T): string | undefined;
  /** In the order of the text, the longest name at each place, never overlapping. */
  mentionsIn(text: FoldedText): readonly LawMention<T>[];
}

/** Spaces, dots, quotation marks and brackets, which people set in names as they like. */
export const MARK = `[\\s·.,"'*_「」『』()\\[\\]〈〉《》<>〔〕]`;
const MARKS = new RegExp(MARK, 'g');
const LETTERS = new RegExp(`${MARK.replace('[', '[^')}+`, 'g');
/** Two letters find the few names that may begin at a place. */
const KEY_LENGTH = 2;
/** With so many more marks between its letters than usual it is not one name any more. */
const MOST_MARKS = 8;

/** For comparing names: no spaces, no marks, lower case. */
export const squash = (name: string): string =>
  foldText(name).text.replace(MARKS, '').replace(/^the/, '');

interface Name<T> {
  readonly letters: string;
  /** As it is usually written, marks and all. */
  readonly length: number;
  readonly law: T;
}

/** Where two laws go by one name the one given first has it. */
export function namedLaws<T>(namings: Iterable<LawNaming<T>>): NamedLaws<T> {
  const byName = new Map<string, Name<T>>();
  const titles = new Map<T, string>();
  for (const { law, title, names = [] } of namings) {
    if (!titles.has(law)) titles.set(law, title);
    for (const name of [title, ...names]) {
      const letters = squash(name);
      const isKnown = letters.length < KEY_LENGTH || byName.has(letters);
      if (!isKnown) byName.set(letters, { letters, length: name.length, law });
    }
  }
  const buckets = bucketsOf(byName.values());
  return {
    exact: (name) => byName.get(squash(name))?.law,
    titleOf: (law) => titles.get(law),
    mentionsIn: ({ text }) => mentions(text, buckets),
  };
}

type Buckets<T> = ReadonlyMap<string, readonly Name<T>[]>;

/** The names by their first letters, the longest first. */
function bucketsOf<T>(names: Iterable<Name<T>>): Buckets<T> {
  const buckets = new Map<string, Name<T>[]>();
  for (const name of names) {
    const key = name.letters.slice(0, KEY_LENGTH);
    const bucket = buckets.get(key);
    if (bucket) bucket.push(name);
    else buckets.set(key, [name]);
  }
  for (const bucket of buckets.values()) {
    bucket.sort((a, b) => b.letters.length - a.letters.length);
  }
  return buckets;
}

function mentions<T>(text: string, buckets: Buckets<T>): readonly LawMention<T>[] {
  const places: number[] = [];
  let letters = '';
  for (const match of text.matchAll(LETTERS)) {
    letters += match[0];
    for (let at = 0; at < match[0].length; at++) places.push(match.index + at);
  }
  const found: LawMention<T>[] = [];
  for (let at = 0; at < letters.length; at++) {
    const start = places[at] ?? 0;
    if (!mayBegin(text, start)) continue;
    const names = buckets.get(letters.slice(at, at + KEY_LENGTH));
    const name = names?.find((one) => stands(one, at, { text, letters, places }));
    if (!name) continue;
    const end = endOf(name.letters, at, places);
    found.push({ law: name.law, start, end: end + adjectiveEnding(name.letters, text, end) });
    at += name.letters.length - 1;
  }
  return found;
}

const endOf = (name: string, at: number, places: readonly number[]): number =>
  (places[at + name.length - 1] ?? 0) + 1;

function stands<T>(
  { letters: name, length }: Name<T>,
  at: number,
  { text, letters, places }: { text: string; letters: string; places: readonly number[] },
): boolean {
  if (!letters.startsWith(name, at)) return false;
  const end = endOf(name, at, places);
  if (end - (places[at] ?? 0) > length + MOST_MARKS) return false;
  const rest = text.slice(end, end + 1);
  // "police act" is not in "police action".
  return !/[a-z0-9]$/.test(name) || !/[a-z]/.test(rest) || adjectiveEnding(name, text, end) > 0;
}

/** "Constitutional basis, article 10" names it too; "Constitutional Court" does not. */
function adjectiveEnding(name: string, text: string, end: number): number {
  if (!name.endsWith('constitution')) return 0;
  return /^al(?!\s*court)(?![a-z])/.test(text.slice(end, end + 20)) ? 2 : 0;
}

const isSyllable = (code: number): boolean => code >= 0xac00 && code <= 0xd7a3;
const isLatinOrDigit = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);

/** Before the name of a law of ours, in one word with it. */
const WORD_BEFORE = /(?:^|[^가-힣])(?:국가|대한민국|한국|우리나라|우리|현행|개정)$/;

/** A name is met whole: 민법 is not in 난민법. */
function mayBegin(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (!isSyllable(text.charCodeAt(start))) return !isLatinOrDigit(before);
  if (!isSyllable(before)) return true;
  // The words end in these: looked at only where one may stand.
  const isWord = '가국라리행정'.includes(text.charAt(start - 1));
  return isWord && WORD_BEFORE.test(text.slice(Math.max(0, start - 5), start));
}
