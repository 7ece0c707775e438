import type { Mark, RichText, Seam } from './rich-text.ts';

/** A stretch of a rich text that becomes one message. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

export interface PartLimits {
  /** UTF-16 units after the forms are taken out. */
  readonly length: number;
  readonly marks: number;
  /** UTF-16 units of all addresses together. */
  readonly addresses: number;
}

/**
 * Of the Bot API: 4,096 units, and 100 entities, beyond which forms are dropped in silence. Telegram adds entities of its
 * own for names and addresses in the text, so we keep well below. How long addresses may be together is not documented;
 * messages with many kilobytes of them are refused (ENTITIES_TOO_LONG).
 */
export const MESSAGE_LIMITS: PartLimits = { length: 4_096, marks: 60, addresses: 6_000 };

/** A cut earlier than this share of what would fit makes too many messages. */
const LEAST_FILL = 0.4;

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** Cuts a text into messages: rather between blocks than between items, sentences, words; never inside a character. */
export function split(rich: RichText, limits: PartLimits = MESSAGE_LIMITS): readonly Part[] {
  const parts: Part[] = [];
  let rest = trimmed(rich.text, 0, rich.text.length);
  while (rest.end > rest.start) {
    const reach = furthest(rich, rest, limits);
    const cut = reach >= rest.end ? rest.end : bestCut(rich, rest.start, reach);
    parts.push(trimmed(rich.text, rest.start, cut));
    rest = trimmed(rich.text, cut, rest.end);
  }
  return parts;
}

function trimmed(text: string, start: number, end: number): Part {
  const inside = text.slice(start, end);
  const from = start + inside.length - inside.trimStart().length;
  return { start: from, end: Math.max(from, start + inside.trimEnd().length) };
}

/** How far one message may go. */
function furthest({ marks }: RichText, { start, end }: Part, limits: PartLimits): number {
  let reach = Math.min(end, start + limits.length);
  let count = 0;
  let addresses = 0;
  const inOrder = marks
    .filter((mark) => mark.end > start && mark.start < reach)
    .sort((one, other) => one.start - other.start);
  for (const mark of inOrder) {
    count += 1;
    addresses += mark.url?.length ?? 0;
    const isTooMuch = count > limits.marks || addresses > limits.addresses;
    if (isTooMuch && mark.start > start) {
      reach = Math.min(reach, mark.start);
      break;
    }
  }
  return reach;
}

function bestCut(rich: RichText, start: number, reach: number): number {
  const least = start + (reach - start) * LEAST_FILL;
  const isFree = (at: number) => at > start && !linkAround(rich.marks, at);
  return (
    lastSeam(rich.seams, 'blocks', least, reach) ??
    lastSeam(rich.seams, 'items', least, reach) ??
    lastSpace(rich.text, SENTENCE_END, least, reach, isFree) ??
    lastSpace(rich.text, WORD_END, least, reach, isFree) ??
    lastCharacter(rich, start, reach)
  );
}

function lastSeam(
  seams: readonly Seam[],
  between: Seam['between'],
  least: number,
  reach: number,
): number | undefined {
  return seams.findLast((seam) => seam.between === between && seam.at >= least && seam.at <= reach)
    ?.at;
}

/** Space that a combining character does not lean on. */
const WORD_END = /\s(?![\p{M}\p{EMod}\u200d])/gu;
const SENTENCE_END = /(?<=[.!?。…][)\]"'”’」』]{0,3})\s(?![\p{M}\p{EMod}\u200d])/gu;

function lastSpace(
  text: string,
  pattern: RegExp,
  least: number,
  reach: number,
  isFree: (at: number) => boolean,
): number | undefined {
  const from = Math.floor(least);
  // The space itself may lie beyond the reach: it is not sent.
  const found = [...text.slice(from, reach + 2).matchAll(pattern)].map(({ index }) => from + index);
  return found.findLast((at) => at >= least && at <= reach && isFree(at));
}

/** Where there is no space: before a link, else between two characters as people see them. */
function lastCharacter({ text, marks }: RichText, start: number, reach: number): number {
  const segments = graphemes.segment(text.slice(start, reach + 64));
  const characterAt = (at: number) => start + (segments.containing(at - start)?.index ?? 0);
  const last = characterAt(reach);
  let cut = last;
  for (let link = linkAround(marks, cut); link; link = linkAround(marks, cut)) {
    cut = characterAt(link.start);
    // A link longer than a message.
    if (cut <= start) break;
  }
  if (cut > start) return cut;
  if (last > start) return last;
  // A single character longer than a message: letters with thousands of marks on them.
  return /[\udc00-\udfff]/.test(text.charAt(reach)) ? reach - 1 : reach;
}

const linkAround = (marks: readonly Mark[], at: number): Mark | undefined =>
  marks.find(({ kind, start, end }) => kind === 'link' && start < at && at < end);
