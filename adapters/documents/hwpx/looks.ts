/** How a paragraph of each kind looks. Letters in hundredths of a point, all else in HWPUNIT (7,200 to the inch). */
export interface Look {
  /** What Hancom Office lists it as, in Korean and in English. */
  readonly name: string;
  readonly englishName: string;
  readonly size: number;
  readonly isBold: boolean;
  readonly color: string;
  readonly align: 'JUSTIFY' | 'LEFT' | 'CENTER' | 'RIGHT';
  readonly left: number;
  /** Of the first line, against the rest. */
  readonly intent: number;
  readonly before: number;
  readonly after: number;
  readonly isKeptWithNext: boolean;
  readonly border: keyof typeof BORDER_FILLS;
}

/** The border fills of the document, by their numbers in it. */
export const BORDER_FILLS = { none: 1, cell: 2, headCell: 3, leftRule: 4 } as const;

const INK = '#000000';
const GREY = '#595959';

const PLAIN: Omit<Look, 'name' | 'englishName'> = {
  size: 1050,
  isBold: false,
  color: INK,
  align: 'JUSTIFY',
  left: 0,
  intent: 0,
  before: 0,
  after: 500,
  isKeptWithNext: false,
  border: 'none',
};

const CELL = { ...PLAIN, size: 1000, align: 'LEFT', after: 0 } as const;

/** In this order: the place of each is its number as a style, as letters and as a paragraph. The first is the plain one. */
export const LOOKS = {
  plain: { ...PLAIN, name: '바탕글', englishName: 'Normal' },
  title: {
    ...PLAIN,
    name: '문서 제목',
    englishName: 'Document Title',
    size: 2000,
    isBold: true,
    align: 'CENTER',
  },
  subtitle: {
    ...PLAIN,
    name: '문서 부제목',
    englishName: 'Document Subtitle',
    color: GREY,
    align: 'CENTER',
    after: 1200,
  },
  heading: {
    ...PLAIN,
    name: '소제목',
    englishName: 'Section Heading',
    size: 1250,
    isBold: true,
    align: 'LEFT',
    before: 1000,
    isKeptWithNext: true,
  },
  ownWords: {
    ...PLAIN,
    name: '본인 진술',
    englishName: 'Own Words',
    left: 1600,
    after: 0,
    border: 'leftRule',
  },
  gap: { ...PLAIN, name: '빈 곳', englishName: 'Gap', color: GREY, before: 500 },
  note: { ...PLAIN, name: '참고', englishName: 'Note', size: 900, color: GREY },
  item: {
    ...PLAIN,
    name: '목록',
    englishName: 'List Item',
    left: 1800,
    intent: -1800,
    after: 200,
  },
  cell: { ...CELL, name: '표 내용', englishName: 'Table Text' },
  cellHead: { ...CELL, name: '표 제목', englishName: 'Table Head', isBold: true },
  signature: {
    ...PLAIN,
    name: '서명',
    englishName: 'Signature',
    align: 'RIGHT',
    before: 600,
    after: 0,
  },
  addressee: {
    ...PLAIN,
    name: '수신처',
    englishName: 'Addressee',
    size: 1400,
    isBold: true,
    align: 'CENTER',
    before: 1600,
  },
} as const satisfies Record<string, Look>;

export type LookName = keyof typeof LOOKS;

const NAMES = Object.keys(LOOKS);

/** The number of a look in the document. */
export const lookNumber = (name: LookName): number => NAMES.indexOf(name);
