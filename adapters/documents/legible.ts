import type { DocumentBlock, DocumentContent } from '../../knowledge/casework/document.ts';

const LINE_END = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

/**
 * What is left out of every document: control characters, marks that turn the reading direction, what is invisible and
 * changes nothing (zero-width spaces, soft hyphens, tags, annotation marks), and what Unicode says is no character. Joiners and
 * variation selectors stay: emoji and some scripts need them.
 */
const NOT_LEGIBLE =
  /[^\P{Cc}\n]|\p{Bidi_Control}|\p{Noncharacter_Code_Point}|[\u00ad\u200b\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * A text as every file format can carry it, and as it looks: lines end with `\n`, tabs are spaces, a broken half of a character is
 * U+FFFD, the rest is NFC. Done twice it changes nothing more.
 */
export const legible = (text: string): string =>
  text
    .toWellFormed()
    .replace(LINE_END, '\n')
    .replaceAll('\t', ' ')
    .replace(NOT_LEGIBLE, '')
    .normalize('NFC');

/** A content with every text made {@link legible}. */
export const legibleContent = (content: DocumentContent): DocumentContent => ({
  ...content,
  title: legible(content.title),
  ...(content.subtitle !== undefined && { subtitle: legible(content.subtitle) }),
  blocks: content.blocks.map(legibleBlock),
});

function legibleBlock(block: DocumentBlock): DocumentBlock {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'addressee':
      return { ...block, text: legible(block.text) };
    case 'list':
      return { ...block, items: block.items.map(legible) };
    case 'fields':
      return {
        ...block,
        rows: block.rows.map(({ label, value }) => ({
          label: legible(label),
          value: legible(value),
        })),
      };
    case 'table':
      return {
        ...block,
        head: block.head.map(legible),
        rows: block.rows.map((row) => row.map(legible)),
      };
    case 'signature':
      return { ...block, lines: block.lines.map(legible) };
  }
}
