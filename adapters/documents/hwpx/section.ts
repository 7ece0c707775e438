import type { DocumentBlock, DocumentContent } from '../../../knowledge/casework/document.ts';
import { GAP_MARK } from '../plain-text.ts';
import { labelShare, shapeTable } from '../table-shape.ts';
import { element, escapeXml } from '../xml.ts';
import { type LookName, lookNumber } from './looks.ts';
import { NAMESPACES } from './namespaces.ts';
import { pageSetup } from './page-setup.ts';
import { type Numbers, type Table, tableXml } from './table.ts';

const ROW_HEIGHT = 2000;
/** Enough for a line written by hand. */
const BLANK_HEIGHT = 3000;

/** `Contents/section0.xml`: all of the text. */
export function sectionPart({ title, subtitle, blocks }: DocumentContent): string {
  const section = new Section();
  const parts = [
    section.paragraphs(title, 'title'),
    subtitle ? section.paragraphs(subtitle, 'subtitle') : '',
    ...blocks.map((block) => section.block(block)),
  ];
  return element('hs:sec', NAMESPACES, ...parts);
}

class Section {
  readonly #numbers: Numbers = { paragraph: 0, table: 0 };

  block(block: DocumentBlock): string {
    switch (block.kind) {
      case 'heading':
        return this.paragraphs(block.text, 'heading');
      case 'paragraph':
        return this.#paragraph(block.text, block.style);
      case 'list':
        return block.items
          .map((item, at) => (block.isNumbered ? `${at + 1}. ` : '• ') + item)
          .map((item) => this.paragraphs(item, 'item'))
          .join('');
      case 'fields':
        return this.#fields(block.rows);
      case 'table':
        return this.#table(block.head, block.rows);
      case 'signature':
        return block.lines.map((line) => this.paragraphs(line, 'signature')).join('');
      case 'addressee':
        return this.paragraphs(block.text, 'addressee');
    }
  }

  /** A paragraph for each line of a text. */
  readonly paragraphs = (text: string, look: LookName): string =>
    text
      .split('\n')
      .map((line) => this.#lineXml(element('hp:t', {}, escapeXml(line)), look))
      .join('');

  #paragraph(text: string, style: Extract<DocumentBlock, { kind: 'paragraph' }>['style']): string {
    switch (style) {
      case 'plain':
        return this.paragraphs(text, 'plain');
      case 'own-words':
        return this.paragraphs(text, 'ownWords');
      case 'gap':
        return this.paragraphs(GAP_MARK + text, 'gap');
      case 'note':
        return this.paragraphs(text, 'note');
    }
  }

  #fields(rows: readonly { readonly label: string; readonly value: string }[]): string {
    if (rows.length === 0) return '';
    const label = labelShare(rows.map((row) => row.label));
    return this.#tableLine({
      shares: [label, 1 - label],
      leastHeights: rows.map(({ value }) => (value === '' ? BLANK_HEIGHT : ROW_HEIGHT)),
      rows: rows.map((row) => [
        { text: row.label, isHead: true },
        { text: row.value, isHead: false },
      ]),
    });
  }

  #table(head: readonly string[], body: readonly (readonly string[])[]): string {
    const { rows, shares } = shapeTable([head, ...body]);
    const hasHead = head.length > 0;
    const drawn = hasHead ? rows : rows.slice(1);
    if (shares.length === 0 || drawn.length === 0) return '';
    return this.#tableLine({
      shares,
      leastHeights: drawn.map(() => ROW_HEIGHT),
      rows: drawn.map((row, at) => row.map((text) => ({ text, isHead: hasHead && at === 0 }))),
    });
  }

  #tableLine(table: Table): string {
    const xml = tableXml(table, this.#numbers, this.paragraphs);
    return this.#lineXml(xml + element('hp:t'), 'plain');
  }

  #lineXml(inside: string, look: LookName): string {
    const id = this.#numbers.paragraph;
    this.#numbers.paragraph += 1;
    const number = lookNumber(look);
    // The very first run holds the set-up of the pages.
    const setup = id === 0 ? element('hp:run', { charPrIDRef: number }, pageSetup()) : '';
    return element(
      'hp:p',
      {
        id,
        paraPrIDRef: number,
        styleIDRef: number,
        pageBreak: 0,
        columnBreak: 0,
        merged: 0,
      },
      setup,
      element('hp:run', { charPrIDRef: number }, inside),
    );
  }
}
