import fc from 'fast-check';
import type { Pinpoint } from '../../../../knowledge/law/pinpoint.ts';
import {
  branched,
  deepest,
  type Group,
  group,
  LETTERS,
  maybe,
  NO_PLACE,
  number,
  pairs,
  pick,
} from './groups.ts';
import { meantBy, type NamedAs, type Piece, type Spelling, spelling } from './spelling.ts';

const englishLetter = (letter: string): string => String.fromCharCode(97 + LETTERS.indexOf(letter));

interface EnglishStyle {
  readonly head: readonly [string, string];
  readonly below: 'brackets' | 'spaced' | 'words' | 'official';
  readonly isRoman: boolean;
}
const englishStyle: fc.Arbitrary<EnglishStyle> = fc.record({
  head: pairs(
    ['Article ', 'Articles '],
    ['Article ', 'Articles '],
    ['article ', 'articles '],
    ['Art. ', 'Arts. '],
    ['art ', 'arts '],
    ['Art.', 'Arts.'],
    ['Section ', 'Sections '],
    ['§', '§§'],
    ['§ ', '§§ '],
    ['s. ', 'ss. '],
  ),
  below: pick('brackets', 'spaced', 'words', 'official'),
  isRoman: pick(false, false, false, false, true),
});

/** 1 to 39. "Article I say" is no reference, so 1, 5 and 10 stay as they are. */
function roman(value: number): string {
  const ones = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][value % 10] ?? '';
  const sign = 'X'.repeat(Math.floor(value / 10)) + ones;
  return sign.length > 1 ? sign : `${value}`;
}

/** The parts of a place below its article: (1)2(a), " para 1 item 2(a)". */
const BELOW: Record<EnglishStyle['below'], (at: Below) => string> = {
  words: ({ paragraph, item, letter }) =>
    written(' para ', paragraph) + written(' item ', item) + written(' point ', letter),
  official: ({ paragraph, item, letter }) =>
    written('(', paragraph, ')') + written(', item ', item) + written('(', letter, ')'),
  spaced: ({ paragraph, item, letter }) =>
    written(' (', paragraph, ')') +
    written(paragraph ? ' ' : ', item ', item) +
    written(' (', letter, ')'),
  brackets: ({ paragraph, item, letter }) =>
    written('(', paragraph, ')') +
    written(paragraph ? '' : ', item ', item) +
    written('(', letter, ')'),
};

interface Below {
  readonly paragraph: string | undefined;
  readonly item: string | undefined;
  readonly letter: string | undefined;
}

const written = (before: string, number: string | undefined, behind = ''): string =>
  number ? before + number + behind : '';

const englishBelow = ({ paragraph, item, subitem }: Pinpoint, style: EnglishStyle): string =>
  BELOW[style.below]({ paragraph, item, letter: subitem && englishLetter(subitem) });

interface Joiners {
  readonly and: string;
  readonly to: string;
}

function englishPieces(
  { kind, places }: Group,
  style: EnglishStyle,
  { and, to }: Joiners,
): Piece[] {
  const [first = NO_PLACE, ...others] = places;
  const isPlural = kind !== 'one' && deepest(first) === 'article';
  const isRoman = kind === 'one' && style.isRoman && Number(first.article) <= 39;
  const article = isRoman ? roman(Number(first.article)) : first.article;
  const joiner = (index: number): string => (index === others.length - 1 ? and : ', ');
  return [
    { text: style.head[isPlural ? 1 : 0] + article + englishBelow(first, style), of: 0 },
    ...others.flatMap((at, index) => [
      { text: kind === 'range' ? to : joiner(index) },
      { text: at.article + englishBelow(at, style), of: kind === 'range' ? 0 : index + 1 },
    ]),
  ];
}

/** "Articles 2-3, 9" may be a range; "Articles 25-2, 26" is none. */
const unmistakable = ({ kind, places }: Group): Group => {
  if (kind === 'one') return { kind, places };
  return {
    kind,
    places: places.map((at) => {
      const [main = '', branch = '0'] = at.article.split('-');
      return Number(branch) > Number(main) ? { ...at, article: main } : at;
    }),
  };
};

const ENGLISH_LAWS: readonly NamedAs[] = [
  { law: 'toy', before: 'Toy Protection Act ' },
  { law: 'toy', before: 'TPA ' },
  { law: 'toy', before: "TPA's " },
  { law: 'toy', before: 'the Toy Protection Act, ' },
  { law: 'toy', behind: ' of the Toy Protection Act' },
  { law: 'toy', behind: ' of TPA' },
  { law: 'toy', behind: ' TPA' },
  { law: 'toy', behind: ' (TPA)' },
  { law: 'toy', behind: ' of the Korean Toy Protection Act' },
  { law: 'toy-ed', behind: ' of the Enforcement Decree of the Toy Protection Act' },
  { law: 'toy-ed', behind: ' of the Enforcement Decree of the TPA' },
  { law: 'toy-ed', before: 'TPA enforcement decree ' },
  { law: 'game', behind: ' of the Board Game Act' },
  { law: 'game', earlier: 'The Board Game Act is new; ', behind: ' of the same Act' },
  { law: '', before: '' },
  { law: '', behind: ' of this Act' },
  { law: '?', behind: ' of the GDPR' },
  { law: '?', before: 'GDPR ' },
  { law: '?', before: 'the EU AI Act ' },
  { law: '?', behind: ' of the Kite Flying Act' },
];
const englishFrame = pairs(
  ['', ''],
  ['What does ', ' say?'],
  ['See ', '.'],
  ['They fined us 300,000 won under ', ', is that right?'],
  ['(cf. ', ')'],
  ['Since 2 May 2024 ', ' applies to 3 cameras'],
  ['Is it ', ' or not'],
);

/** A citation in English, its law before or behind it. */
export const englishCitation: fc.Arbitrary<Spelling> = fc
  .record({
    group,
    named: pick(...ENGLISH_LAWS),
    style: englishStyle,
    and: pick(' and ', ', and ', ', ', ' or ', ' & '),
    to: pick(' to ', ' through ', '–', '-'),
    frame: englishFrame,
  })
  .map(({ group: asked, named, style, and, to, frame }) => {
    const [first = NO_PLACE] = asked.places;
    const isAlike = asked.kind === 'list' || asked.kind === 'range';
    const isWhole = asked.kind === 'one' || (isAlike && deepest(first) === 'article');
    // A hyphen before or behind a branch can be read in two ways, by people too.
    const isBranched = asked.places.some(({ article }) => article.includes('-'));
    const range = isBranched && to.length === 1 ? ' to ' : to;
    const whole: Group = isWhole ? unmistakable(asked) : { kind: 'one', places: [first] };
    const pieces = [
      { text: `${frame[0]}${named.earlier ?? ''}${named.before ?? ''}` },
      ...englishPieces(whole, style, { and, to: range }),
      { text: `${named.behind ?? ''}${frame[1]}` },
    ];
    return spelling(pieces, meantBy(whole, named));
  });

/** "paragraphs 1 and 2 of Article 23 of the TPA": the small comes first. */
export const reversedCitation: fc.Arbitrary<Spelling> = fc
  .record({
    article: branched(400),
    paragraphs: fc.uniqueArray(number(20), { minLength: 1, maxLength: 2 }),
    item: maybe(number(30)),
    named: pick(...ENGLISH_LAWS.filter(({ behind }) => behind)),
    frame: englishFrame,
  })
  .map(({ article, paragraphs, item, named, frame }) => {
    const [first = '1', second] = paragraphs;
    const words = item
      ? `item ${item} of paragraph ${first}`
      : second
        ? `paragraphs ${first} and ${second}`
        : `paragraph (${first})`;
    const meant = item
      ? [{ article, paragraph: first, item }]
      : paragraphs.map((paragraph) => ({ article, paragraph }));
    const pieces = [
      { text: `${frame[0]}${named.earlier ?? ''}` },
      { text: `${words} of Article ${article}`, of: 0 },
      { text: `${named.behind ?? ''}${frame[1]}` },
    ];
    return spelling(
      pieces,
      meant.map((from) => ({ law: named.law, from })),
    );
  });
