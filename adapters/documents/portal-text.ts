/** How long a text is by the ways in which portals count. A line end counts as one character: some portals count two. */
export interface TextCounts {
  /** Unicode code points. */
  readonly characters: number;
  readonly charactersWithoutSpaces: number;
  readonly utf8Bytes: number;
  /** Two for everything beyond ASCII, as EUC-KR and CP949 count, whether or not they have the character. */
  readonly eucKrBytes: number;
}

export type CountedUnit = 'characters' | 'utf8Bytes' | 'eucKrBytes';

const COST: Readonly<Record<CountedUnit, (codePoint: number) => number>> = {
  characters: () => 1,
  utf8Bytes: (codePoint) =>
    codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4,
  eucKrBytes: (codePoint) => (codePoint < 0x80 ? 1 : 2),
};

export function textCounts(text: string): TextCounts {
  let [characters, charactersWithoutSpaces, utf8Bytes, eucKrBytes] = [0, 0, 0, 0];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    characters += 1;
    if (!/\s/u.test(character)) charactersWithoutSpaces += 1;
    utf8Bytes += COST.utf8Bytes(codePoint);
    eucKrBytes += COST.eucKrBytes(codePoint);
  }
  return { characters, charactersWithoutSpaces, utf8Bytes, eucKrBytes };
}

export interface PortalLimit {
  /** Of each part. At least {@link LEAST_MOST}, so that any one character fits. */
  readonly most: number;
  readonly unit: CountedUnit;
}

export const LEAST_MOST = 4;

/** A cut earlier than this share of what would fit makes too many parts. */
const LEAST_FILL = 0.5;

const PARAGRAPH_END = /\n\n+/g;
const LINE_END = /\n/g;
const SENTENCE_END = /[.!?。…][)\]"'”’」』]{0,3}\s+/gu;
const WORD_END = /\s+/gu;

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/**
 * Cuts a text into parts that a portal takes: rather between paragraphs than between lines, sentences, words; else between two
 * characters as people see them. Nothing is taken out: the parts joined are the text. The space at a cut ends the part before it.
 *
 * @throws {RangeError} where `most` is less than a single character may take.
 */
export function splitForPortal(text: string, { most, unit }: PortalLimit): readonly string[] {
  if (!(most >= LEAST_MOST)) throw new RangeError(`A part must hold ${LEAST_MOST} at the least.`);
  const parts: string[] = [];
  let start = 0;
  while (start < text.length) {
    const reach = furthest(text, start, most, COST[unit]);
    const cut = reach === text.length ? reach : bestCut(text, start, reach);
    parts.push(text.slice(start, cut));
    start = cut;
  }
  return parts;
}

/** How far a part may go from here, in UTF-16 units of the text. */
function furthest(
  text: string,
  start: number,
  most: number,
  cost: (codePoint: number) => number,
): number {
  let at = start;
  let left = most;
  while (at < text.length) {
    const codePoint = text.codePointAt(at) ?? 0;
    left -= cost(codePoint);
    if (left < 0) return at;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return at;
}

function bestCut(text: string, start: number, reach: number): number {
  const inside = text.slice(start, reach);
  const least = inside.length * LEAST_FILL;
  for (const end of [PARAGRAPH_END, LINE_END, SENTENCE_END, WORD_END]) {
    const cut = [...inside.matchAll(end)]
      .map((found) => found.index + found[0].length)
      .findLast((at) => at >= least && isFree(text, start + at));
    if (cut !== undefined) return start + cut;
  }
  // A window around the cut is enough to see where a character begins.
  const from = Math.max(start, reach - 256);
  const character = graphemes.segment(text.slice(from, reach + 256)).containing(reach - from);
  const cut = from + (character?.index ?? 0);
  return cut > start ? cut : reach;
}

/** Not before a mark that leans on the space: it would be alone. */
const isFree = (text: string, at: number): boolean =>
  !/^[\p{M}\u200d]/u.test(text.slice(at, at + 2));
