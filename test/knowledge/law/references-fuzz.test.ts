import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namedLaws } from '../../../knowledge/law/named-laws.ts';
import type { ReferredLaw } from '../../../knowledge/law/reference-model.ts';
import { readReferences } from '../../../knowledge/law/references.ts';
import { FUZZ_LAWS, type Spelling } from './citation-spellings/spelling.ts';
import { citationSpelling } from './citation-spellings.ts';

const LAWS = namedLaws(FUZZ_LAWS);
const SPELLINGS = 12_000;
const SEED = 20_260_607;

const idOf = (law: ReferredLaw<string>): string =>
  law.kind === 'named' ? law.law : law.kind === 'unstated' ? (law.rank ?? '') : '?';

/** `silent`: a number that was meant is in no reference and in no report. */
function judge({ text, meant, spans }: Spelling): 'right' | 'reported' | 'misread' | 'silent' {
  const { references, notUnderstood } = readReferences<string>(text, LAWS);
  const read = references.map(({ law, from, to }) => ({ law: idOf(law), from, ...(to && { to }) }));
  if (JSON.stringify(read.map(sorted)) === JSON.stringify(meant.map(sorted))) return 'right';
  const told = [...references, ...notUnderstood];
  const isTold = spans.every(({ start, end }) =>
    told.some((one) => one.start < end && one.end > start),
  );
  if (!isTold) return 'silent';
  return notUnderstood.length > 0 ? 'reported' : 'misread';
}

const sorted = (value: object): unknown =>
  Object.fromEntries(
    Object.entries(value)
      .map(([key, part]) => [key, typeof part === 'object' ? sorted(part) : part] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

describe('references in generated spellings', () => {
  it(`are found, or reported, in ${SPELLINGS} of them`, () => {
    const counts = { right: 0, reported: 0, misread: 0, silent: 0 };
    const failures: string[] = [];
    for (const spelling of fc.sample(citationSpelling, { numRuns: SPELLINGS, seed: SEED })) {
      const verdict = judge(spelling);
      counts[verdict]++;
      if (verdict !== 'right') failures.push(`${verdict}: ${spelling.text}`);
    }
    process.stdout.write(`references in generated spellings: ${JSON.stringify(counts)}\n`);
    const [first = ''] = failures.filter((one) => one.startsWith('silent'));
    expect(counts.silent, first).toBe(0);
    expect(counts.right / SPELLINGS, failures.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(0.99);
  });
});

/** What references are made of, with the signs that have bitten: in any order they must do no harm. */
const FRAGMENTS = [
  ...[
    '제',
    '조',
    '항',
    '호',
    '목',
    '의',
    '가',
    '①',
    '㉑',
    '§',
    '「',
    '」',
    '(',
    ')',
    '[',
    ']',
    '"',
  ],
  ...[
    '1',
    '23',
    '0',
    '99999',
    '２',
    '一',
    '십',
    'Ⅲ',
    '.',
    ',',
    '~',
    '-',
    '–',
    'ㆍ',
    '·',
    ' ',
    '\n',
  ],
  ...[
    '같은 법',
    '동법',
    '이 법',
    '법',
    '시행령',
    '같은 조',
    '전항',
    '별표',
    '부칙',
    '부터',
    '까지',
  ],
  ...['각 호', '단서', '및', '또는', '장난감법', '게임법', '난민법', '원', '억', '선', '미국'],
  ...[
    'Article',
    'Arts.',
    's.',
    'paragraph',
    'item',
    'of',
    'the',
    'Act',
    'and',
    'to',
    'TPA',
    'GDPR',
  ],
  ...['\u1112\u1161\u11ab', '\u0301', '\u200b', '\ud800', '😀', 'ﷺ', '½', '㎡'],
];
const noise = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }).map((parts) => parts.join('')),
  fc
    .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 3 })))
    .map((parts) => parts.join(' ')),
);

describe('readReferences', () => {
  it('gives spans of the text itself that do not overlap, whatever the text', () => {
    const context = fc.constantFrom(undefined, {
      law: '보드게임법 시행령',
      at: { article: '5' },
    });
    fc.assert(
      fc.property(noise, context, (text, at) => {
        const { references, notUnderstood } = readReferences<string>(text, LAWS, at);
        const spans = [...references, ...notUnderstood].sort((a, b) => a.start - b.start);
        let position = 0;
        for (const { start, end, text: part } of spans) {
          expect(start).toBeGreaterThanOrEqual(position);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(part);
          position = end;
        }
        expect(position).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves nothing that looks like 제3조 out of both lists', () => {
    const plain = /제\d{1,3}(?:조|항|호)(?![가-힣])/g;
    fc.assert(
      fc.property(noise, (text) => {
        const { references, notUnderstood } = readReferences<string>(text, LAWS);
        const told = [...references, ...notUnderstood];
        for (const { index, 0: whole } of text.matchAll(plain)) {
          // "제3조 원", "제3조 5억" are money.
          if (/^\s?(?:원|[\d,]+\s?억)/.test(text.slice(index + whole.length))) continue;
          const isTold = told.some(({ start, end }) => start < index + whole.length && end > index);
          expect(isTold, JSON.stringify(text)).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    '제1조',
    '제1조제1항제1호가목, ',
    '제1조(',
    '「',
    '「형법」 ',
    '(',
    ' ',
    '\n',
    '1',
    '1,',
    '①',
    '같은 법 제3조 ',
    '같은 법 시행령 ',
    'Article 1 of the ',
    'Articles 1, 2 and ',
    'paragraph 1 of ',
    'EU ',
    '관한 ',
    '법',
    '부터',
    '\u0301',
  ])('reads 100,000 characters of "%s" in a moment', (part) => {
    const text = part.repeat(Math.ceil(100_000 / part.length));
    const before = performance.now();
    readReferences(text, LAWS);
    readReferences(text, LAWS, { law: '보드게임법', at: { article: '5' } });
    // About 0.2 s each; quadratic time would take minutes.
    expect(performance.now() - before).toBeLessThan(4000);
  });
});
