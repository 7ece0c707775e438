import { wordsOf } from '../search/tokens.ts';

/** A stretch of official text; `isHit` where it is what was searched for. */
export interface SnippetPart {
  readonly text: string;
  readonly isHit: boolean;
}

/** How much of an article a search result shows, in characters: two to three lines on a phone. */
const SNIPPET_LENGTH = 140;

/** What stands before the first hit, so that it is read in its sentence. */
const LEAD_IN = 40;

/** Shorter words (이, 수, 등) are everywhere and mark nothing. */
const SHORTEST_WORD = 2;

/** A query of more words than this is prose; the first ones have to do. */
const MOST_WORDS = 12;

/** A long list may name a word a thousand times; the best place is among the first. */
const MOST_HITS = 200;

/**
 * The part of an official text that shows best why it was found: around the wording as it was typed, spaces aside,
 * else around the place where most different words of the query stand. The beginning when none of them occurs.
 * The parts are taken from the text character for character; `…` marks where it was cut.
 */
export function snippetOf(text: string, query: string): readonly SnippetPart[] {
  const hits = hitsOf(text, query).slice(0, MOST_HITS);
  const [start, end] = windowOf(text, hits);
  const parts: SnippetPart[] = start > 0 ? [{ text: '…', isHit: false }] : [];
  let at = start;
  for (const hit of hits) {
    if (hit.start < at || hit.end > end) continue;
    if (hit.start > at) parts.push({ text: text.slice(at, hit.start), isHit: false });
    parts.push({ text: text.slice(hit.start, hit.end), isHit: true });
    at = hit.end;
  }
  if (at < end) parts.push({ text: text.slice(at, end), isHit: false });
  if (end < text.length) parts.push({ text: '…', isHit: false });
  return parts;
}

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

function hitsOf(text: string, query: string): readonly Hit[] {
  const whole = occurrences(text, query.replace(/\s+/g, ''));
  if (whole.length > 0) return whole;
  const words = wordsOf(query).filter(({ raw }) => raw.length >= SHORTEST_WORD);
  const found = words
    .slice(0, MOST_WORDS)
    .flatMap(({ raw, stem }) => firstThatOccurs(text, [raw, stem]))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let reached = 0;
  return found.filter(({ start, end }) => {
    if (start < reached) return false;
    reached = end;
    return true;
  });
}

function firstThatOccurs(text: string, forms: readonly string[]): readonly Hit[] {
  for (const form of forms) {
    const hits = form.length >= SHORTEST_WORD ? occurrences(text, form) : [];
    if (hits.length > 0) return hits;
  }
  return [];
}

/** Where a wording stands in the text, whatever spaces the law writes within it. */
function occurrences(text: string, wording: string): readonly Hit[] {
  const letters = [...wording].slice(0, SNIPPET_LENGTH);
  if (letters.length < SHORTEST_WORD) return [];
  const pattern = letters.map((letter) => letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'));
  return [...text.matchAll(new RegExp(pattern.join('\\s*'), 'giu'))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    word: wording,
  }));
}

/** Begins shortly before the hit from which on most different words stand close together. */
function windowOf(text: string, hits: readonly Hit[]): readonly [number, number] {
  let best = { start: 0, words: 0 };
  for (const { start } of hits) {
    const near = hits.filter(
      (hit) => hit.start >= start && hit.end <= start + SNIPPET_LENGTH - LEAD_IN,
    );
    const words = new Set(near.map(({ word }) => word)).size;
    if (words > best.words) best = { start, words };
  }
  const start = best.start <= LEAD_IN ? 0 : best.start - LEAD_IN;
  const from = start === 0 ? 0 : wordStart(text, start);
  const end = Math.min(text.length, from + SNIPPET_LENGTH);
  const hitAtEnd = hits.find((hit) => hit.start < end && hit.end > end);
  return [from, hitAtEnd?.end ?? afterSurrogate(text, end)];
}

/** The next beginning of a word, unless that is too far. */
function wordStart(text: string, at: number): number {
  const space = text.slice(at, at + LEAD_IN).search(/\s/);
  return space < 0 ? afterSurrogate(text, at) : at + space + 1;
}

/** Never between the two halves of one character. */
const afterSurrogate = (text: string, at: number): number =>
  /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;
