import { SUBITEM_LETTERS } from '../../knowledge/law/pinpoint.ts';

/** A stretch of official text that leads somewhere. */
export interface TextLink {
  /** Offsets into the text; the end is behind the last character. */
  readonly start: number;
  readonly end: number;
  readonly path: string;
}

/** One line of official text as it is laid out; its parts joined are the line, character for character. */
export interface TextLine {
  /** 0 for a paragraph or plain text, 1 for an item (1.), 2 for a sub-item (가.), 3 for what stands below it. */
  readonly depth: number;
  readonly parts: readonly TextPart[];
}

export interface TextPart {
  readonly text: string;
  readonly path?: string;
}

/** Lays out the text of an article. Links that overlap another, or leave the text, are left out. */
export function textLines(text: string, links: readonly TextLink[]): readonly TextLine[] {
  const sound = withoutOverlap(links, text.length);
  let start = 0;
  let depth = 0;
  return text.split('\n').map((line) => {
    depth = depthOf(line, depth);
    const parts = partsOf(line, start, sound);
    start += line.length + 1;
    return { depth, parts };
  });
}

const PARAGRAPH = /^(?:[①-⑳㉑-㉟㊱-㊿]|[[<])/u;
const ITEM = /^\d+(?:의\d+)?\./;
const SUBITEM = new RegExp(`^[${SUBITEM_LETTERS}](?:의\\d+)?\\.(?:\\s|$)`);
const BELOW = /^(?:\d+\)|[가-하]\)|\(\d+\)|[ⅰ-ⅹ]\))/;

/** A line without a mark goes on where the line before it stood. */
function depthOf(line: string, before: number): number {
  if (PARAGRAPH.test(line)) return 0;
  if (ITEM.test(line)) return 1;
  if (SUBITEM.test(line)) return 2;
  return BELOW.test(line) ? 3 : before;
}

function withoutOverlap(links: readonly TextLink[], length: number): readonly TextLink[] {
  let reached = 0;
  return links
    .filter(({ start, end }) => start >= 0 && start < end && end <= length)
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (start < reached) return false;
      reached = end;
      return true;
    });
}

function partsOf(line: string, start: number, links: readonly TextLink[]): readonly TextPart[] {
  const end = start + line.length;
  const parts: TextPart[] = [];
  let at = start;
  for (const link of links) {
    if (link.start < at || link.end > end) continue;
    if (link.start > at) parts.push({ text: line.slice(at - start, link.start - start) });
    parts.push({ text: line.slice(link.start - start, link.end - start), path: link.path });
    at = link.end;
  }
  if (at < end) parts.push({ text: line.slice(at - start) });
  return parts;
}
