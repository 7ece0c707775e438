import fc from 'fast-check';
import type { Pinpoint } from '../../../../knowledge/law/pinpoint.ts';
import {
  deepest,
  type Group,
  group,
  LEVELS,
  type Level,
  levelAfter,
  NO_PLACE,
  pairs,
  pick,
} from './groups.ts';
import {
  FUZZ_LAWS,
  type Meant,
  meantBy,
  type NamedAs,
  type Piece,
  type Spelling,
  spelling,
} from './spelling.ts';

const MIDDLE_DOTS = ['ㆍ', '·', '‧', '•', '・'];
const space = pick('', ' ', ' ', ' ', '\u00a0', '  ');

const wrapped = (name: string): fc.Arbitrary<string> =>
  pick(
    `「${name}」`,
    `『${name}』`,
    `｢${name}｣`,
    `"${name}"`,
    `“${name}”`,
    `<${name}>`,
    `《${name}》`,
    name,
    name,
    name.replaceAll(' ', ''),
  );
const withDots = (text: string): fc.Arbitrary<string> =>
  pick(...MIDDLE_DOTS).map((dot) => text.replaceAll('ㆍ', dot));

/** Between the name and the number, where both are Korean. */
const koreanLink = pick('', ' ', ' ', ' ', '의 ', '상 ', ' 중 ', '에 따르면 ', '에 있는 ', ', ');

const koreanTitle = fc
  .constantFrom(
    ...FUZZ_LAWS.flatMap(({ law, title, names }) =>
      [title, ...names].filter((name) => /[가-힣]/.test(name)).map((name) => ({ law, name })),
    ),
    { law: 'toy-ed', name: '장보법 시행령' },
    { law: 'game-ed', name: '게임법 시행령' },
    { law: '?', name: '없던 일에 관한 법률' },
    { law: '?', name: '바람개비법' },
    { law: '?', name: '게임법 시행규칙' },
  )
  .chain(({ law, name }) =>
    fc
      .tuple(withDots(name).chain(wrapped), koreanLink)
      .map(([written, link]): NamedAs => ({ law, before: written + link })),
  );

const SAME = [
  { law: 'game', words: ['같은 법', '동법', '동 법', '같은 법률'] },
  { law: 'game-ed', words: ['같은 법 시행령', '동법 시행령', '동 시행령', '같은 시행령'] },
];
const koreanSame = fc
  .tuple(pick(...SAME), pick('「보드게임법」', '게임법', '보드게임법 제9조제1항'))
  .chain(([{ law, words }, named]) =>
    fc
      .tuple(pick(...words), pick(' ', ' ', '의 '), pick('을 보고 ', ' 말고 ', '에서 정한 것은 '))
      .map(([word, link, verb]): NamedAs => ({ law, earlier: named + verb, before: word + link })),
  );
const koreanNone = pick('', '', '이 법 ', '법 ', '본법 ').map(
  (before): NamedAs => ({ law: '', before }),
);

const DIGITS = '일이삼사오육칠팔구';
const HAN_DIGITS = '一二三四五六七八九';
/** 1 to 9,999 in Korean or Chinese numerals. */
function spelt(value: number, digits: string, powers: string): string {
  return [1000, 100, 10, 1]
    .map((power, index) => {
      const digit = Math.floor(value / power) % 10;
      if (digit === 0) return '';
      const sign = digits[digit - 1] ?? '';
      return power === 1 ? sign : (digit > 1 ? sign : '') + (powers[index] ?? '');
    })
    .join('');
}
const fullWidth = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** How a Korean writer sets numbers; the same throughout one citation. */
interface KoreanStyle {
  readonly digits: 'arabic' | 'full-width' | 'han' | 'hangul' | 'roman';
  readonly hasJe: boolean;
  readonly gap: string;
  readonly branch: 'behind' | 'apart' | 'inside' | 'hyphen';
  readonly isCircled: boolean;
  readonly hasOf: boolean;
  /** The heading of the article, in brackets. */
  readonly title: string;
}
const koreanStyle: fc.Arbitrary<KoreanStyle> = fc.record({
  digits: pick('arabic', 'arabic', 'arabic', 'arabic', 'full-width', 'han', 'hangul', 'roman'),
  hasJe: fc.boolean(),
  gap: space,
  branch: pick('behind', 'behind', 'apart', 'inside', 'hyphen'),
  isCircled: pick(false, false, false, true),
  hasOf: pick(false, false, false, true),
  title: pick(
    '',
    '',
    '',
    '',
    '',
    '(목적)',
    '(놀이의 수집ㆍ이용)',
    ' (바람직한 놀이 환경)',
    '[준용]',
  ),
});

const ROMANS = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ', 'Ⅶ', 'Ⅷ', 'Ⅸ', 'Ⅹ'];

function koreanNumber(main: string, digits: KoreanStyle['digits']): string {
  switch (digits) {
    case 'arabic':
      return main;
    case 'full-width':
      return fullWidth(main);
    case 'han':
      return spelt(Number(main), HAN_DIGITS, '千百十');
    case 'hangul':
      return spelt(Number(main), DIGITS, '천백십');
    case 'roman':
      return ROMANS[Number(main) - 1] ?? main;
  }
}

const UNIT = { article: '조', paragraph: '항', item: '호' } as const;
const HAN_UNIT = { article: '條', paragraph: '項', item: '號' } as const;

/** 제25조의2, 25의2조, 第二十五條之二, ①, 가목. */
function koreanUnit(level: Level, value: string, style: KoreanStyle): string {
  if (level === 'subitem') return `${value}목`;
  if (level === 'paragraph' && style.isCircled && Number(value) <= 20) {
    return String.fromCharCode('①'.charCodeAt(0) + Number(value) - 1);
  }
  const isHan = style.digits === 'han';
  const [main = '', branch] = value.split('-');
  const je = isHan ? '第' : '제';
  const sign =
    (style.digits === 'hangul' || style.hasJe ? je : '') + koreanNumber(main, style.digits);
  const unit = (isHan ? HAN_UNIT : UNIT)[level];
  return branch ? branchedUnit(sign, unit, branch, style) : sign + unit;
}

function branchedUnit(sign: string, unit: string, branch: string, style: KoreanStyle): string {
  const { digits } = style;
  const second = digits === 'full-width' ? fullWidth(branch) : branch;
  const isArabic = digits === 'arabic' || digits === 'full-width';
  if (isArabic && style.branch === 'inside') return `${sign}의${second}${unit}`;
  // 3-4조 would be a range.
  const main = Number(sign.normalize('NFKC').replace('제', ''));
  if (isArabic && style.branch === 'hyphen' && Number(branch) <= main) {
    return `${sign}-${second}${unit}`;
  }
  const of = digits === 'han' ? '之' : '의';
  return sign + unit + (style.branch === 'apart' ? '의 ' : of) + second;
}

/** The parts of a place from a level on; behind an article, perhaps, its heading. */
function koreanPlace(at: Pinpoint, from: Level, style: KoreanStyle): string {
  let written = '';
  for (const level of LEVELS.slice(LEVELS.indexOf(from)).filter((one) => at[one])) {
    const title = level === 'article' ? style.title : '';
    const unit = koreanUnit(level, at[level] ?? '', style) + title;
    written += (written && gapBefore(unit, written, style)) + unit;
  }
  return written;
}

function gapBefore(unit: string, written: string, { hasOf, gap }: KoreanStyle): string {
  const isTight = /^(?:.목|[①-⑳])/.test(unit);
  if (hasOf && !isTight) return '의 ';
  // 조의2 and 13호 would run together.
  return /[\d０-９]$/.test(written) && /^[\d０-９]/.test(unit) ? gap || ' ' : gap;
}

const koreanJoin = pick(
  ', ',
  ',',
  ' 및 ',
  ' 또는 ',
  'ㆍ',
  '·',
  '‧',
  '•',
  '・',
  '와 ',
  '과 ',
  '이나 ',
  '/',
  ' ',
  '하고 ',
);
const koreanRange = pairs(
  ['부터 ', '까지'],
  ['부터 ', '까지'],
  ['에서 ', '까지'],
  [' 내지 ', ''],
  ['~', ''],
  ['∼', ''],
  [' ～ ', ''],
  [' - ', ''],
);
const koreanTail = pick(
  '',
  '',
  '',
  '',
  ' 본문',
  ' 단서',
  ' 전단',
  '후단',
  ' 각 호',
  ' 각 호 외의 부분 단서',
);
const koreanFrame = pairs(
  ['', ''],
  ['', '가 뭐예요?'],
  ['저기요 ', ' 알려 주세요'],
  ['※ ', '에 따라 처리'],
  ['친구가 ', '를 보래요.'],
  ['회사에서 2024년 3월 2일에 ', ' 위반이라고 했어요'],
  ['(', ')'],
  ['과태료 300만원? ', '의 규정에 의함'],
  ['근거: ', ';'],
  ['', '뭔내용임'],
  ['cctv 3대, 12월 5일. ', ' 좀요'],
);

/** How the members of a group are joined. */
interface Joiners {
  readonly list: string;
  readonly range: readonly [string, string];
}

/** The joiners that one unit for all numbers goes with: "15·17조", "제2 내지 5조". */
const SHORT_JOINER = /^(?:, |[·ㆍ‧•・]| 내지 |[~∼]| 및 )$/;

function shortened(
  { kind, places }: Group,
  joiners: Joiners,
  style: KoreanStyle,
): Piece[] | undefined {
  const [first = NO_PLACE] = places;
  const level = deepest(first);
  const joiner = kind === 'range' ? joiners.range[0] : joiners.list;
  const isAlike = kind === 'list' || kind === 'range';
  const isSimple = places.every((at) => !at[level]?.includes('-')) && isPlainStyle(style);
  if (!isAlike || level === 'subitem' || !isSimple || style.title) return undefined;
  if (!SHORT_JOINER.test(joiner)) return undefined;
  const above = koreanPlace({ ...first, [level]: undefined }, 'article', style);
  const head = (above && above + (style.gap || ' ')) + (style.hasJe ? '제' : '');
  return places.map((at, index) => ({
    of: kind === 'range' ? 0 : index,
    text:
      (index === 0 ? head : joiner) +
      koreanNumber(at[level] ?? '', style.digits) +
      (index === places.length - 1 ? UNIT[level] : ''),
  }));
}

function koreanGroup({ kind, places }: Group, joiners: Joiners, style: KoreanStyle): Piece[] {
  const [first = NO_PLACE, ...others] = places;
  const level = deepest(first);
  const isRange = kind === 'range';
  const pieces: Piece[] = [{ text: koreanPlace(first, 'article', style), of: 0 }];
  for (const [index, at] of others.entries()) {
    pieces.push({ text: isRange ? joiners.range[0] : joiners.list });
    const from = kind === 'mixed' ? levelAfter(at, places[index] ?? NO_PLACE) : level;
    pieces.push({ text: koreanPlace(at, from, style), of: isRange ? 0 : index + 1 });
  }
  return isRange ? [...pieces, { text: joiners.range[1] }] : pieces;
}

/** Circled numbers and numerals in letters go on only in the plain ways. */
const isPlainStyle = ({ digits, isCircled }: KoreanStyle): boolean =>
  !isCircled && (digits === 'arabic' || digits === 'full-width');

/** A law and its places, as pieces. */
interface Cited {
  readonly pieces: readonly Piece[];
  readonly meant: readonly Meant[];
}

const koreanCited = (named: fc.Arbitrary<NamedAs>): fc.Arbitrary<Cited> =>
  fc
    .record({
      group,
      named,
      style: koreanStyle,
      list: koreanJoin,
      range: koreanRange,
      tail: koreanTail,
      isShort: fc.boolean(),
    })
    .map(({ group: asked, named: name, style, list, range, tail, isShort }) => {
      const whole = isPlainStyle(style) ? asked : firstOf(asked);
      const set = styleFor(style, name);
      // "제1항 가목" behind 제3조제1항: only a sign between them tells a new place from more of the old one.
      const joiners = { list: whole.kind === 'mixed' ? list.replace(/^ $/, ', ') : list, range };
      const short = isShort ? shortened(whole, joiners, set) : undefined;
      const { earlier = '', before = '', behind = tail } = name;
      const places = short ?? koreanGroup(whole, joiners, set);
      return {
        pieces: [{ text: earlier + before }, ...places, { text: behind }],
        meant: meantBy(whole, name),
      };
    });

function styleFor(style: KoreanStyle, { behind }: NamedAs): KoreanStyle {
  const gap = isPlainStyle(style) ? style.gap : style.gap.slice(0, 1);
  return { ...style, gap, title: behind ? '' : style.title };
}

const firstOf = ({ places: [first = NO_PLACE] }: Group): Group => ({
  kind: 'one',
  places: [first],
});

const koreanBehind = pick(' (장보법)', '(장난감법)', ' 장보법').map(
  (behind): NamedAs => ({ law: 'toy', behind }),
);

/** A citation in Korean, alone or with another. */
export const koreanCitation: fc.Arbitrary<Spelling> = fc
  .record({
    first: koreanCited(
      fc.oneof(koreanTitle, koreanTitle, koreanTitle, koreanNone, koreanSame, koreanBehind),
    ),
    second: koreanCited(koreanTitle),
    isDouble: fc.boolean(),
    and: pick(' 그리고 ', ', ', '과(와) ', ' / ', ' 및 '),
    frame: koreanFrame,
    form: fc.constantFrom<Form>('NFC', 'NFC', 'NFC', 'NFD', 'noisy'),
  })
  .map(({ first, second, isDouble, and, frame, form }) => {
    const count = new Set(first.pieces.map(({ of }) => of)).size;
    const isBehind = first.pieces.at(-1)?.text.includes('장');
    const more = isDouble && !isBehind ? second : NOTHING;
    const pieces = [
      { text: frame[0] },
      ...first.pieces,
      ...(more === NOTHING ? [] : [{ text: and }]),
      ...more.pieces.map((piece) => later(piece, count)),
      { text: frame[1] },
    ];
    return spelling(
      pieces.map((piece) => ({ ...piece, text: inForm(piece.text, form) })),
      [...first.meant, ...more.meant],
    );
  });

const NOTHING: Cited = { pieces: [], meant: [] };

const later = (piece: Piece, by: number): Piece =>
  piece.of === undefined ? piece : { ...piece, of: piece.of + by };

type Form = 'NFC' | 'NFD' | 'noisy';

/** As some keyboards, files and web pages give it: in parts, or with characters between that nobody sees. */
function inForm(text: string, form: Form): string {
  return form === 'noisy'
    ? text.replace(/[조법]/g, (letter) => `${letter}\u200b`)
    : text.normalize(form);
}
