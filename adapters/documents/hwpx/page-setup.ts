import { element } from '../xml.ts';
import { BORDER_FILLS } from './looks.ts';

/** A4 and the margins that Hancom Office starts with, in HWPUNIT. */
const PAGE = { width: 59528, height: 84188 } as const;
const SIDE_MARGIN = 8504;
export const TEXT_WIDTH = PAGE.width - 2 * SIDE_MARGIN;

/** What the first run of a document must hold: paper, notes, columns, and page numbers at the foot. */
export const pageSetup = (): string =>
  element(
    'hp:secPr',
    {
      id: '',
      textDirection: 'HORIZONTAL',
      spaceColumns: 1134,
      tabStop: 8000,
      tabStopVal: 4000,
      tabStopUnit: 'HWPUNIT',
      outlineShapeIDRef: 1,
      memoShapeIDRef: 0,
      textVerticalWidthHead: 0,
      masterPageCnt: 0,
    },
    element('hp:grid', { lineGrid: 0, charGrid: 0, wonggojiFormat: 0 }),
    element('hp:startNum', { pageStartsOn: 'BOTH', page: 0, pic: 0, tbl: 0, equation: 0 }),
    element('hp:visibility', {
      hideFirstHeader: 0,
      hideFirstFooter: 0,
      hideFirstMasterPage: 0,
      border: 'SHOW_ALL',
      fill: 'SHOW_ALL',
      hideFirstPageNum: 0,
      hideFirstEmptyLine: 0,
      showLineNumber: 0,
    }),
    paper(),
    notes('hp:footNotePr', { betweenNotes: 283, length: -1, place: 'EACH_COLUMN' }),
    notes('hp:endNotePr', { betweenNotes: 0, length: 14692344, place: 'END_OF_DOCUMENT' }),
    ...['BOTH', 'EVEN', 'ODD'].map(pageBorder),
  ) +
  element(
    'hp:ctrl',
    {},
    element('hp:colPr', {
      id: '',
      type: 'NEWSPAPER',
      layout: 'LEFT',
      colCount: 1,
      sameSz: 1,
      sameGap: 0,
    }),
  ) +
  element(
    'hp:ctrl',
    {},
    element('hp:pageNum', { pos: 'BOTTOM_CENTER', formatType: 'DIGIT', sideChar: '-' }),
  );

const paper = (): string =>
  element(
    'hp:pagePr',
    { landscape: 'WIDELY', ...PAGE, gutterType: 'LEFT_ONLY' },
    element('hp:margin', {
      header: 4252,
      footer: 4252,
      gutter: 0,
      left: SIDE_MARGIN,
      right: SIDE_MARGIN,
      top: 5668,
      bottom: 4252,
    }),
  );

interface NoteSetup {
  readonly betweenNotes: number;
  /** Of the line above the notes. */
  readonly length: number;
  readonly place: string;
}

const notes = (name: string, { betweenNotes, length, place }: NoteSetup): string =>
  element(
    name,
    {},
    element('hp:autoNumFormat', {
      type: 'DIGIT',
      userChar: '',
      prefixChar: '',
      suffixChar: ')',
      supscript: 0,
    }),
    element('hp:noteLine', { length, type: 'SOLID', width: '0.12 mm', color: '#000000' }),
    element('hp:noteSpacing', { betweenNotes, belowLine: 567, aboveLine: 850 }),
    element('hp:numbering', { type: 'CONTINUOUS', newNum: 1 }),
    element('hp:placement', { place, beneathText: 0 }),
  );

const pageBorder = (type: string): string =>
  element(
    'hp:pageBorderFill',
    {
      type,
      borderFillIDRef: BORDER_FILLS.none,
      textBorder: 'PAPER',
      headerInside: 0,
      footerInside: 0,
      fillArea: 'PAPER',
    },
    element('hp:offset', { left: 1417, right: 1417, top: 1417, bottom: 1417 }),
  );
