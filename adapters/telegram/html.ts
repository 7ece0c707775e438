import type { Mark, RichText } from './rich-text.ts';
import type { Part } from './split.ts';

/** Quotes beyond it fold to three lines, so that an answer can be seen at a glance; about a screen of a phone. */
const LONG_QUOTE = 700;

const ORDER: readonly Mark['kind'][] = ['quote', 'italic', 'bold', 'link'];

/** A part of a text in Telegram's HTML; forms that go on in the next part are closed here and opened again there. */
export function toHtml({ text, marks }: RichText, { start, end }: Part): string {
  const inside = marks
    .filter((mark) => Math.max(mark.start, start) < Math.min(mark.end, end))
    .map((mark) => ({
      ...mark,
      isLong: mark.end - mark.start > LONG_QUOTE,
      start: Math.max(mark.start, start),
      end: Math.min(mark.end, end),
    }))
    .sort(
      (one, other) =>
        one.start - other.start ||
        other.end - one.end ||
        ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind),
    );
  return nested(text, inside, start, end);
}

type ShownMark = Mark & { readonly isLong: boolean };

function nested(text: string, marks: readonly ShownMark[], start: number, end: number): string {
  const pieces: string[] = [];
  let at = start;
  for (const [index, mark] of marks.entries()) {
    if (mark.start < at) continue;
    const inner = marks.slice(index + 1).filter((other) => other.end <= mark.end);
    pieces.push(escapeHtml(text.slice(at, mark.start)));
    pieces.push(wrapped(mark, nested(text, inner, mark.start, mark.end)));
    at = mark.end;
  }
  return [...pieces, escapeHtml(text.slice(at, end))].join('');
}

function wrapped(mark: ShownMark, inner: string): string {
  switch (mark.kind) {
    case 'bold':
      return `<b>${inner}</b>`;
    case 'italic':
      return `<i>${inner}</i>`;
    case 'link':
      return `<a href="${escapeHtml(mark.url ?? '')}">${inner}</a>`;
    case 'quote':
      return `<blockquote${mark.isLong ? ' expandable' : ''}>${inner}</blockquote>`;
  }
}

export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** The words of our own HTML without any form: the last resort where Telegram refuses the form. */
export const withoutHtml = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
