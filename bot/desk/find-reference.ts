import { folded } from '../../knowledge/search/plain-text.ts';
import type { CaseHead } from './queue.ts';

const WHOLE = /^\d{4}-[0-9A-F]{5}-[0-9A-F]{5}$/;
const PART = /^[0-9A-F-]{4,16}$/;
/** A year alone means no case, and a word of letters such as `face` is more likely a word. */
const NO_PART = /^(?:(?:19|20)\d\d-?|[A-F]+)$/;

/** A reference as people write it: small letters, other dashes, spaces. */
const asWritten = (text: string): string =>
  folded(text)
    .trim()
    .toUpperCase()
    .replace(/[\s\u2010-\u2015\u2212_]+/g, '-');

/** The case that a whole reference means. None where there are two: nobody opens a wrong case by it. */
export function byReference(reference: string, heads: readonly CaseHead[]): string | undefined {
  const sought = asWritten(reference);
  if (!WHOLE.test(sought)) return undefined;
  const [first, ...others] = heads.filter((head) => head.reference === sought);
  return others.length === 0 ? first?.id : undefined;
}

/** The cases whose reference has this part; undefined where the text is no part of a reference. */
export function withReference(
  text: string,
  heads: readonly CaseHead[],
): ReadonlySet<string> | undefined {
  const sought = asWritten(text);
  if (!PART.test(sought) || NO_PART.test(sought)) return undefined;
  return new Set(heads.filter(({ reference }) => reference.includes(sought)).map(({ id }) => id));
}
