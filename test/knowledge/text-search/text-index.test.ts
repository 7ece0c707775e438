import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PASSAGE_CHARACTERS } from '../../../knowledge/text-search/passages.ts';
import { hashOf, pairNumber } from '../../../knowledge/text-search/term-table.ts';
import { type SearchOptions, TextIndex } from '../../../knowledge/text-search/text-index.ts';
import {
  type IndexedText,
  TextIndexBuilder,
} from '../../../knowledge/text-search/text-index-builder.ts';
import { naiveScores } from './naive-index.ts';

const textOf = (over: Partial<IndexedText>): IndexedText => ({
  group: 0,
  groupName: '',
  title: '',
  body: '',
  prior: 1,
  ...over,
});

function indexOf(texts: readonly IndexedText[]): TextIndex {
  const builder = new TextIndexBuilder();
  for (const text of texts) builder.add(text);
  return new TextIndex(builder.finish());
}

/** Searches texts that have only a body. */
const bodies = (...texts: readonly string[]): TextIndex =>
  indexOf(texts.map((body) => textOf({ body })));

const found = (index: TextIndex, query: string, options: Partial<SearchOptions> = {}) =>
  index.search(query, { limit: 10, ...options }).map(({ text }) => text);

/** More than one passage of a text that says nothing else. */
const longTextWith = (words: string): string =>
  `${words}\n${'다른 이야기는 여기에 길게 이어진다. '.repeat(60)}`;

const word = fc.constantFrom(
  ...[
    '경찰',
    '경찰이',
    '카메라',
    '카메라를',
    '생체정보',
    '정보',
    '갑',
    '수',
    '있는',
    'camera',
    'cameras',
    '제23조',
    '시ㆍ도',
    '個人情報',
  ],
);
const words = (most: number) => fc.array(word, { maxLength: most }).map((all) => all.join(' '));
const body = fc.oneof(
  { weight: 3, arbitrary: words(12) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(words(12), fc.constantFrom('경찰 ', '이야기 ', '정보. '), words(12))
      .map(([before, filler, after]) => `${before} ${filler.repeat(180)}\n${after}`),
  },
);
const texts = fc
  .array(
    fc.record({
      group: fc.nat(2),
      title: words(4),
      body,
      prior: fc.constantFrom(1, 0.85, 0.5),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) =>
    all.map(
      (text): IndexedText => ({
        ...text,
        groupName: ['', '경찰법', '정보 보호법'][text.group] ?? '',
      }),
    ),
  );
const query = fc
  .array(fc.oneof(word, fc.constantFrom('드론', '어떻게')), { maxLength: 5 })
  .map((all) => all.join(' '));

describe('a search', () => {
  it('scores as BM25F over passages and whole texts does when reckoned naively', () => {
    const options = fc.record(
      {
        expansion: fc.record({ text: words(3), weight: fc.constantFrom(0.5, 0.25) }),
        groupFactors: fc.constant(
          new Map([
            [1, 1.3],
            [2, 0.5],
          ]),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(texts, query, options, (all, asked, how) => {
        const hits = indexOf(all).search(asked, { limit: 100, ...how });
        const scores = naiveScores(all, asked, how);
        const expected = scores.flatMap((score, text) => (score > 0 ? [text] : []));
        expect(hits.map(({ text }) => text).sort((a, b) => a - b)).toEqual(expected);
        for (const { text, score } of hits) {
          // The index keeps 32-bit numbers.
          expect(score / (scores[text] ?? 0)).toBeCloseTo(1, 4);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives the best first, and of equal ones the one that was added first', () => {
    fc.assert(
      fc.property(texts, query, (all, asked) => {
        const hits = indexOf(all).search(asked, { limit: 100 });
        hits.slice(1).forEach((hit, at) => {
          const before = hits[at] ?? hit;
          expect(before.score).toBeGreaterThanOrEqual(hit.score);
          if (before.score === hit.score) expect(before.text).toBeLessThan(hit.text);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('finds the same with a limit, only less', () => {
    const index = bodies(...Array.from({ length: 30 }, (_, at) => `경찰 ${'카메라 '.repeat(at)}`));
    const all = found(index, '경찰', { limit: 30 });
    expect(all).toHaveLength(30);
    for (const limit of [0, 1, 7])
      expect(found(index, '경찰', { limit })).toEqual(all.slice(0, limit));
    expect(found(index, '경찰', { limit: 2 ** 40 })).toEqual(all);
  });

  it('finds the same whatever was asked before', () => {
    const index = bodies('경찰 카메라', '경찰', longTextWith('카메라'));
    const first = index.search('경찰 카메라', { limit: 3 });
    index.search('카메라', { limit: 1, within: [2] });
    index.search('이야기', { limit: 3 });
    expect(index.search('경찰 카메라', { limit: 3 })).toEqual(first);
  });

  it('keeps equally good texts in their order even when there are more than it looks at twice', () => {
    const alike = Array.from({ length: 400 }, () => '경찰 하나');
    expect(found(bodies(...alike), '경찰', { limit: 5 })).toEqual([0, 1, 2, 3, 4]);
    const better = bodies(...alike, '경찰 경찰');
    expect(found(better, '경찰', { limit: 105 })).toEqual([400, ...alike.keys()].slice(0, 105));
  });
});

describe('what is found', () => {
  it.each([
    { rule: 'a word with another particle', body: '얼굴을 찍는다.', query: '얼굴에서' },
    { rule: 'a word with an ending', body: '사진을 촬영하여야 한다.', query: '촬영' },
    { rule: 'a compound by its parts', body: '영상정보처리기기', query: '정보 기기' },
    { rule: 'parts by their compound', body: '영상 정보 처리 기기', query: '영상정보처리기기' },
    { rule: 'a word between dots', body: '시ㆍ군ㆍ구', query: '군' },
    { rule: 'a plural', body: 'two cameras', query: 'camera' },
    { rule: 'letters of full width', body: 'ＣＣＴＶ', query: 'cctv' },
    { rule: 'part of a clause in Chinese', body: '個人情報保護法', query: '情報' },
    { rule: 'Hangul in parts', body: '얼굴'.normalize('NFD'), query: '얼굴' },
  ])('is $rule', ({ body, query }) => {
    expect(found(bodies('다른 글이다.', body), query)).toEqual([1]);
  });

  it.each([
    { what: 'an empty query', query: '' },
    { what: 'a query of marks', query: '?! …' },
    { what: 'an unknown word', query: '드론' },
    { what: 'several unknown words', query: '드론 헬리콥터 비행선' },
  ])('is nothing for $what', ({ query }) => {
    expect(found(bodies('경찰이 카메라를 쓴다.', ''), query)).toEqual([]);
  });

  it.each([
    { query: '1046 3740', pair: ['경찰', '카메라'], knows: 'neither' },
    { query: '경찰 2552386', pair: ['드론', '구름'], knows: 'the first' },
    { query: '271541 경찰', pair: ['드론', '구름'], knows: 'the second' },
  ])(
    'is nothing for two words, $knows of them known, whose pair has the number of another',
    ({ query, pair }) => {
      const numberOf = ([a = '', b = '']: readonly string[]) => pairNumber(hashOf(a), hashOf(b));
      expect(numberOf(query.split(' '))).toBe(numberOf(pair));
      const index = bodies(pair.join(' '), '경찰');
      expect(found(index, query, { within: [0] })).toEqual(
        found(index, query.replace(/\d/g, ''), { within: [0] }),
      );
    },
  );

  it('is nothing in an empty index', () => {
    expect(found(bodies(), '경찰')).toEqual([]);
    expect(bodies().textsWithAll(['경찰'])).toEqual([]);
  });

  it('is what a query of stop words only says, as they stand', () => {
    const index = bodies('경찰', '어떻게 하는지 정한다.');
    expect(found(index, '어떻게')).toEqual([1]);
    expect(found(index, '어떻게 하나요')).toEqual([1]);
  });

  it('does not depend on stop words beside other words', () => {
    const index = bodies('경찰 카메라', '어떻게 하는지 정한다.');
    expect(index.search('경찰은 어떻게 되나요', { limit: 5 })).toEqual(
      index.search('경찰', { limit: 5 }),
    );
  });

  it('is only what was asked for, among some texts', () => {
    const index = bodies('경찰', '카메라', '경찰 카메라', '경찰');
    expect(found(index, '경찰', { within: [1, 2, 3] })).toEqual([3, 2]);
    expect(found(index, '경찰', { within: [] })).toEqual([]);
  });
});

describe('what is found first', () => {
  it('has the two words of the query side by side', () => {
    const apart = '카메라를 끈다. 경찰';
    expect(found(bodies(apart, '끈다. 경찰 카메라를'), '경찰 카메라')).toEqual([1, 0]);
  });

  it('has them side by side but for a stop word', () => {
    expect(found(bodies('카메라 및 끈다. 경찰', '끈다. 경찰 및 카메라'), '경찰 카메라')).toEqual([
      1, 0,
    ]);
  });

  it('has the word in its title, then in its body, then in the name of its law', () => {
    const index = indexOf([
      textOf({ group: 1, groupName: '경찰법', title: '목적', body: '하늘은 맑다' }),
      textOf({ group: 2, groupName: '하늘법', title: '목적', body: '경찰은 맑다' }),
      textOf({ group: 3, groupName: '하늘법', title: '경찰', body: '하늘은 맑다' }),
    ]);
    expect(found(index, '경찰')[0]).toBe(2);
    expect([...found(index, '경찰')].sort()).toEqual([0, 1, 2]);
  });

  it('has the rarer word', () => {
    const index = bodies('경찰', '드론', '경찰', '경찰');
    expect(found(index, '경찰 드론')[0]).toBe(1);
  });

  it('has the word more often, in a text as long', () => {
    expect(found(bodies('경찰 하나 둘', '경찰 경찰 둘'), '경찰')).toEqual([1, 0]);
  });

  it('is shorter, with the word as often', () => {
    expect(found(bodies('경찰 하나 둘 셋 넷', '경찰 하나'), '경찰')).toEqual([1, 0]);
  });

  it('has a passage with all the words, however long the text around it', () => {
    const scattered = `경찰\n${'이야기는 길다. '.repeat(60)}\n카메라`;
    const together = `${'이야기는 길다. '.repeat(60)}\n경찰 카메라`;
    expect(together.length).toBeGreaterThan(PASSAGE_CHARACTERS);
    expect(found(bodies(scattered, together), '경찰 카메라')).toEqual([1, 0]);
  });

  it('has the higher prior, of texts that are alike', () => {
    const text = { body: '경찰 카메라' };
    const index = indexOf([
      textOf({ ...text, prior: 0.8 }),
      textOf(text),
      textOf({ ...text, prior: 0.9 }),
    ]);
    expect(found(index, '경찰')).toEqual([1, 2, 0]);
  });

  it('is of the group that is wanted, short or long', () => {
    for (const body of ['경찰 카메라', longTextWith('경찰')]) {
      const index = indexOf([0, 1, 2].map((group) => textOf({ group, body })));
      expect(
        found(index, '경찰', {
          groupFactors: new Map([
            [2, 1.3],
            [0, 0.5],
          ]),
        }),
      ).toEqual([2, 1, 0]);
    }
  });
});

describe('repeated words of a query', () => {
  const index = bodies('경찰 하나', '카메라 하나');
  const scores = (query: string) => {
    const hits = index.search(query, { limit: 2 });
    return [0, 1].map((wanted) => hits.find(({ text }) => text === wanted)?.score ?? 0);
  };

  it('count more than one, and less and less', () => {
    const [once = 0, twice = 0, often = 0] = [1, 2, 20].map(
      (times) => scores('경찰 하나 '.repeat(times))[0],
    );
    expect(twice).toBeGreaterThan(once);
    expect(twice).toBeLessThan(2 * once);
    expect(often).toBeLessThan(3 * once + 1);
  });

  it('tell which of two words is meant', () => {
    const [police = 0, camera = 0] = scores('경찰, 카메라, 그리고 경찰');
    expect(police).toBeGreaterThan(camera);
  });
});

describe('words that stand for those of the query', () => {
  const index = bodies('얼굴 장치', '생체정보 장치', '다른 글');
  const expansion = { text: '생체정보', weight: 0.5 };

  it('find texts that have none of its own', () => {
    expect(found(index, '얼굴', { expansion })).toEqual([0, 1]);
    expect(found(index, '드론', { expansion })).toEqual([1]);
    expect(found(index, '', { expansion })).toEqual([1]);
  });

  it('weigh no more than words of the query where they are the same', () => {
    const asked = index.search('생체정보', { limit: 3 });
    expect(index.search('생체정보', { limit: 3, expansion })).toEqual(asked);
  });
});

describe('textsWithAll', () => {
  const index = bodies('경찰 카메라', longTextWith('경찰'), '카메라', longTextWith('카메라 경찰'));

  it('gives the texts that hold every term, ascending, each once', () => {
    expect(index.textsWithAll(['경찰'])).toEqual([0, 1, 3]);
    expect(index.textsWithAll(['경찰', '카메'])).toEqual([0, 3]);
    expect(index.textsWithAll(['카메', '경찰', '경찰'])).toEqual([0, 3]);
  });

  it('gives none for a term that no text has, and for no terms', () => {
    expect(index.textsWithAll(['경찰', '드론'])).toEqual([]);
    expect(index.textsWithAll([])).toEqual([]);
  });

  it('looks into passages that follow each other, and no further', () => {
    const filler = '이야기는 길다. '.repeat(55);
    const apart = (passages: number) => `경찰\n${`${filler}\n`.repeat(passages)}카메라`;
    const near = bodies('경찰', apart(1), '카메라', apart(9));
    expect(near.textsWithAll(['경찰', '카메'])).toEqual([1]);
    expect(near.textsWithAll(['카메', '이야'])).toEqual([1, 3]);
  });
});
