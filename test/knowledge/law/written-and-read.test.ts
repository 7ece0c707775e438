import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInStatute } from '../../../knowledge/law/find-in-statute.ts';
import { type Pinpoint, SUBITEM_LETTERS } from '../../../knowledge/law/pinpoint.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import type { Article, Division, Item, Paragraph } from '../../../knowledge/law/statute.ts';
import { lawText } from '../../factories.ts';

/** A made-up law as a tree, and the same written in the layout of the collection. */
interface ToyPart<T> {
  readonly tree: T;
  readonly markdown: string;
}

const word = fc.constantFrom(
  '공은',
  '인형을',
  '둥글게',
  '놀자',
  '(球)',
  '「놀이법」',
  '10년',
  '<개정 2020.2.2>',
  '1)',
  'ㆍ',
);
/** Words that begin no part of their own. */
const words = fc
  .tuple(fc.constantFrom('공은', '누구든지', '이 법에서'), fc.array(word, { maxLength: 5 }))
  .map(([first, rest]) => [first, ...rest].join(' '));

/** Numbers in their order, some of them with branches: 1, 2, 2-2, 2-3, 3. */
const numbers = (most: number, least = 0) =>
  fc
    .array(fc.nat({ max: 2 }), { minLength: least, maxLength: most })
    .map((branches) =>
      branches.flatMap((count, index) => [
        `${index + 1}`,
        ...Array.from({ length: count }, (_, n) => `${index + 1}-${n + 2}`),
      ]),
    );

const korean = (number: string, unit = ''): string => {
  const [main, branch] = number.split('-');
  return `${main}${unit}${branch ? `의${branch}` : ''}`;
};

const item = (number: string): fc.Arbitrary<ToyPart<Item>> =>
  fc.tuple(words, fc.array(words, { maxLength: 4 }), fc.boolean()).map(([text, below, isLong]) => {
    const mark = korean(number);
    const more = isLong ? '\n1) 더 작은 것' : '';
    const subitems = below.map((one, index) => {
      const letter = SUBITEM_LETTERS[index] ?? '';
      return { letter, text: `${letter}. ${one}${more}` };
    });
    const marked = below.map((one, index) => {
      return `\n    ${SUBITEM_LETTERS[index]}\\. ${one}${more.replace('\n', '\n ')}`;
    });
    return {
      tree: { number, text: `${mark}. ${text}`, subitems },
      markdown: `  ${mark}\\. ${text}${marked.join('')}`,
    };
  });

const CIRCLED = [...'①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓'];

const paragraph = (number: number | undefined): fc.Arbitrary<ToyPart<Paragraph>> =>
  fc
    .tuple(
      words,
      numbers(4).chain((all) => fc.tuple(...all.map(item))),
    )
    .map(([text, items]) => {
      const mark = number === undefined ? '' : (CIRCLED[number - 1] ?? '');
      const spaced = mark ? `${mark} ` : '';
      return {
        tree: {
          number: number === undefined ? '' : `${number}`,
          text: `${spaced}${text}`,
          items: items.map(({ tree }) => tree),
        },
        markdown: [
          mark ? `**${mark}** ${text}` : text,
          ...items.map(({ markdown }) => markdown),
        ].join('\n'),
      };
    });

const paragraphs = fc.oneof(
  paragraph(undefined).map((one) => [one]),
  fc
    .integer({ min: 1, max: CIRCLED.length })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => paragraph(n + 1)))),
);

const article = (number: string): fc.Arbitrary<ToyPart<Article>> =>
  fc.tuple(fc.option(words), paragraphs).map(([title, parts]) => {
    const tree = parts.map((part) => part.tree);
    const below = (one: Item) => [one.text, ...one.subitems.map(({ text }) => text)];
    const lines = tree.flatMap((one) => [one.text, ...one.items.flatMap(below)]);
    return {
      tree: {
        number,
        title: title ?? '',
        text: lines.join('\n'),
        isDeleted: false,
        paragraphs: tree,
      },
      markdown: [
        `##### 제${korean(number, '조')}${title === null ? '' : ` (${title})`}`,
        ...parts.map(({ markdown }) => markdown),
      ].join('\n\n'),
    };
  });

const LEVELS = [
  { level: 1, kind: '편' },
  { level: 2, kind: '장' },
  { level: 3, kind: '절' },
  { level: 4, kind: '관' },
];

const division = fc
  .tuple(fc.constantFrom(...LEVELS), fc.integer({ min: 1, max: 99 }), words)
  .map(([{ level, kind }, number, title]): ToyPart<Omit<Division, 'firstArticle'>> => {
    return {
      tree: { level, kind, number: `${number}`, title },
      markdown: `${'#'.repeat(level)} 제${number}${kind} ${title}`,
    };
  });

/** Articles, each with the divisions that begin before it. */
const law = numbers(6, 1).chain((all) =>
  fc.tuple(...all.map((number) => fc.tuple(fc.array(division, { maxLength: 2 }), article(number)))),
);

describe('a law written in the layout of the collection', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(law, (parts) => {
        const blocks = parts.flatMap(([divisions, one]) => [...divisions, one]);
        const read = readStatute(lawText(blocks.map(({ markdown }) => markdown).join('\n\n')));
        expect([...read.articles.values()]).toEqual(parts.map(([, { tree }]) => tree));
        expect(read.divisions).toEqual(
          parts.flatMap(([divisions, { tree }]) =>
            divisions.map((one) => ({ ...one.tree, firstArticle: tree.number })),
          ),
        );
        expect(read.unread).toEqual([]);
        expect(read.preamble).toBe('');
      }),
      { numRuns: 200 },
    );
  });

  it('has every item found where it stands', () => {
    fc.assert(
      fc.property(law, (parts) => {
        const read = readStatute(lawText(parts.map(([, { markdown }]) => markdown).join('\n\n')));
        for (const { at, text } of parts.flatMap(([, { tree }]) => placesIn(tree))) {
          expect(findInStatute(read, at)).toMatchObject({ kind: 'found', text });
        }
      }),
      { numRuns: 100 },
    );
  });
});

const placesIn = ({ number: article, paragraphs }: Article): { at: Pinpoint; text: string }[] =>
  paragraphs.flatMap(({ number: paragraph, items }) =>
    items.map(({ number: item, text }) => {
      return { at: { article, item, ...(paragraph && { paragraph }) }, text };
    }),
  );

describe('any text at all', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('##### 제1조', '## 제1장', '## 부칙', '① 공', '1. 공', '가. 공', '0. 5'),
    fc.constantFrom('**제1항 공**', '<img src="x" >', '</img>', '---', '#', '**', '## 별표', '\\'),
  );

  it('is read without an exception, and no sentence is lost: what is not understood is told', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const sentences = lines.map((_, index) => `문장${index}끝`);
        const body = lines.flatMap((text, index) => [text, sentences[index] ?? '']);
        const { articles, preamble, unread, addenda } = readStatute(lawText(body.join('\n')));
        const told = [...articles.values(), ...addenda, ...unread].map(({ text }) => text);
        const all = [preamble, ...told].join('\n');
        for (const sentence of sentences) expect(all).toContain(sentence);
      }),
      { numRuns: 1_000 },
    );
  });
});
