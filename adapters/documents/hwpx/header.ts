import { element } from '../xml.ts';
import { BORDER_FILLS, LOOKS, type Look } from './looks.ts';
import { NAMESPACES } from './namespaces.ts';

/** The kinds of script for which OWPML names a font each. */
const SCRIPTS = ['hangul', 'latin', 'hanja', 'japanese', 'other', 'symbol', 'user'] as const;
/** Comes with Hancom Office. */
const FONT = '함초롬바탕';
const NO_CHARACTER_STYLE = 4294967295;

/** `Contents/header.xml`: fonts, borders, and how letters and paragraphs look. Element order is that of KS X 6101. */
export function headerPart(): string {
  const looks = Object.values<Look>(LOOKS);
  return element(
    'hh:head',
    { ...NAMESPACES, version: '1.4', secCnt: 1 },
    element('hh:beginNum', { page: 1, footnote: 1, endnote: 1, pic: 1, tbl: 1, equation: 1 }),
    element(
      'hh:refList',
      {},
      counted('hh:fontfaces', SCRIPTS.map(fontFace)),
      counted('hh:borderFills', borderFills()),
      counted('hh:charProperties', looks.map(letters)),
      counted('hh:tabProperties', [
        element('hh:tabPr', { id: 0, autoTabLeft: 0, autoTabRight: 0 }),
      ]),
      counted('hh:numberings', [numbering()]),
      counted('hh:paraProperties', looks.map(paragraph)),
      counted('hh:styles', looks.map(style)),
    ),
    element(
      'hh:compatibleDocument',
      { targetProgram: 'HWP201X' },
      element('hh:layoutCompatibility'),
    ),
    element(
      'hh:docOption',
      {},
      element('hh:linkinfo', { path: '', pageInherit: 0, footnoteInherit: 0 }),
    ),
  );
}

const counted = (name: string, items: readonly string[]): string =>
  element(name, { itemCnt: items.length }, ...items);

const forEachScript = (value: number): Record<string, number> =>
  Object.fromEntries(SCRIPTS.map((script) => [script, value]));

const fontFace = (script: string): string =>
  element(
    'hh:fontface',
    { lang: script.toUpperCase(), fontCnt: 1 },
    element('hh:font', { id: 0, face: FONT, type: 'TTF', isEmbedded: 0 }),
  );

function borderFills(): readonly string[] {
  const all = { left: true, right: true, top: true, bottom: true };
  const none = { left: false, right: false, top: false, bottom: false };
  return [
    borderFill(BORDER_FILLS.none, none),
    borderFill(BORDER_FILLS.cell, all),
    borderFill(BORDER_FILLS.headCell, all, '#F0F0F0'),
    borderFill(BORDER_FILLS.leftRule, { ...none, left: true }),
  ];
}

function borderFill(id: number, sides: Readonly<Record<string, boolean>>, fill?: string): string {
  const slash = { type: 'NONE', Crooked: 0, isCounter: 0 };
  const brush = { faceColor: fill ?? 'none', hatchColor: '#999999', alpha: 0 };
  return element(
    'hh:borderFill',
    { id, threeD: 0, shadow: 0, centerLine: 'NONE', breakCellSeparateLine: 0 },
    element('hh:slash', slash),
    element('hh:backSlash', slash),
    ...Object.entries(sides).map(([side, isDrawn]) =>
      element(`hh:${side}Border`, {
        type: isDrawn ? 'SOLID' : 'NONE',
        width: '0.12 mm',
        color: '#808080',
      }),
    ),
    element('hh:diagonal', { type: 'SOLID', width: '0.1 mm', color: '#000000' }),
    fill ? element('hc:fillBrush', {}, element('hc:winBrush', brush)) : '',
  );
}

const letters = ({ size, color, isBold }: Look, id: number): string =>
  element(
    'hh:charPr',
    {
      id,
      height: size,
      textColor: color,
      shadeColor: 'none',
      useFontSpace: 0,
      useKerning: 0,
      symMark: 'NONE',
      borderFillIDRef: BORDER_FILLS.none,
    },
    element('hh:fontRef', forEachScript(0)),
    element('hh:ratio', forEachScript(100)),
    element('hh:spacing', forEachScript(0)),
    element('hh:relSz', forEachScript(100)),
    element('hh:offset', forEachScript(0)),
    isBold ? element('hh:bold') : '',
    element('hh:underline', { type: 'NONE', shape: 'SOLID', color: '#000000' }),
    element('hh:strikeout', { shape: 'NONE', color: '#000000' }),
    element('hh:outline', { type: 'NONE' }),
    element('hh:shadow', { type: 'NONE', color: '#B2B2B2', offsetX: 10, offsetY: 10 }),
  );

function paragraph(look: Look, id: number): string {
  const measure = (name: string, value: number) =>
    element(`hc:${name}`, { value, unit: 'HWPUNIT' });
  return element(
    'hh:paraPr',
    {
      id,
      tabPrIDRef: 0,
      condense: 0,
      fontLineHeight: 0,
      snapToGrid: 1,
      suppressLineNumbers: 0,
      checked: 0,
    },
    element('hh:align', { horizontal: look.align, vertical: 'BASELINE' }),
    element('hh:heading', { type: 'NONE', idRef: 0, level: 0 }),
    element('hh:breakSetting', {
      breakLatinWord: 'KEEP_WORD',
      breakNonLatinWord: 'KEEP_WORD',
      widowOrphan: 0,
      keepWithNext: Number(look.isKeptWithNext),
      keepLines: 0,
      pageBreakBefore: 0,
      lineWrap: 'BREAK',
    }),
    element('hh:autoSpacing', { eAsianEng: 0, eAsianNum: 0 }),
    element(
      'hh:margin',
      {},
      measure('intent', look.intent),
      measure('left', look.left),
      measure('right', 0),
      measure('prev', look.before),
      measure('next', look.after),
    ),
    element('hh:lineSpacing', { type: 'PERCENT', value: 160, unit: 'HWPUNIT' }),
    element('hh:border', {
      borderFillIDRef: BORDER_FILLS[look.border],
      offsetLeft: 0,
      offsetRight: 0,
      offsetTop: 0,
      offsetBottom: 0,
      connect: Number(look.border !== 'none'),
      ignoreMargin: 0,
    }),
  );
}

/** Hancom Office wants one, though no paragraph of ours is numbered by it. */
const numbering = (): string =>
  element(
    'hh:numbering',
    { id: 1, start: 0 },
    element(
      'hh:paraHead',
      {
        start: 1,
        level: 1,
        align: 'LEFT',
        useInstWidth: 1,
        autoIndent: 1,
        widthAdjust: 0,
        textOffsetType: 'PERCENT',
        textOffset: 50,
        numFormat: 'DIGIT',
        charPrIDRef: NO_CHARACTER_STYLE,
        checkable: 0,
      },
      '^1.',
    ),
  );

const style = ({ name, englishName }: Look, id: number): string =>
  element('hh:style', {
    id,
    type: 'PARA',
    name,
    engName: englishName,
    paraPrIDRef: id,
    charPrIDRef: id,
    nextStyleIDRef: 0,
    langID: 1042,
    lockForm: 0,
  });
