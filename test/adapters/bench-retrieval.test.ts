import { describe, expect, it } from 'vitest';
import type { Collection, JudgedQuery } from '../../adapters/bench/retrieval/collection.ts';
import { mean, measure, RECALL_DEPTHS } from '../../adapters/bench/retrieval/measures.ts';
import { runRetrieval } from '../../adapters/bench/retrieval/run.ts';
import { titleToBody } from '../../adapters/bench/retrieval/title-to-body.ts';
import { TOKENISERS } from '../../adapters/bench/retrieval/tokenisers.ts';
import { openLawFolder } from '../../knowledge/law/law-folder.ts';
import { lawText, temporaryFolder } from '../factories.ts';

const judged = (relevant: Readonly<Record<string, number>>, text = ''): JudgedQuery => ({
  text,
  relevant: new Map(Object.entries(relevant)),
});

/** Twenty texts that nobody asked for. */
const OTHERS = Array.from({ length: 20 }, (_, at) => `x${at}`);

describe('the measures of one query', () => {
  it.each([
    {
      what: 'the only relevant text first',
      ranked: ['a', 'b'],
      relevant: { a: 1 },
      ndcg10: 1,
      mrr10: 1,
      recall: [1, 1, 1, 1, 1, 1],
    },
    {
      // 1/log2(3) of 2/log2(2) + 1/log2(3)
      what: 'one of two, the less relevant, second',
      ranked: ['x', 'b', 'y'],
      relevant: { b: 1, a: 2 },
      ndcg10: 0.6309 / 2.6309,
      mrr10: 1 / 2,
      recall: [0, 0.5, 0.5, 0.5, 0.5, 0.5],
    },
    {
      // 1/1 + 3/log2(3) of 3/1 + 1/log2(3)
      what: 'both, in the wrong order',
      ranked: ['b', 'a'],
      relevant: { a: 3, b: 1 },
      ndcg10: (1 + 3 * 0.63093) / (3 + 0.63093),
      mrr10: 1,
      recall: [0.5, 1, 1, 1, 1, 1],
    },
    {
      // 1/log2(11)
      what: 'a relevant text in the tenth place',
      ranked: [...OTHERS.slice(0, 9), 'a'],
      relevant: { a: 1 },
      ndcg10: 0.28906,
      mrr10: 0.1,
      recall: [0, 0, 0, 1, 1, 1],
    },
    {
      what: 'a relevant text in the eleventh place',
      ranked: [...OTHERS.slice(0, 10), 'a'],
      relevant: { a: 1 },
      ndcg10: 0,
      mrr10: 0,
      recall: [0, 0, 0, 0, 1, 1],
    },
    {
      what: 'a relevant text in the twenty-first place, of four',
      ranked: [...OTHERS, 'a'],
      relevant: { a: 1, b: 1, c: 1, d: 1 },
      ndcg10: 0,
      mrr10: 0,
      recall: [0, 0, 0, 0, 0, 0.25],
    },
    {
      what: 'ten of twenty relevant texts, all that ten places can have',
      ranked: OTHERS.slice(0, 10),
      relevant: Object.fromEntries(OTHERS.map((id) => [id, 1])),
      ndcg10: 1,
      mrr10: 1,
      recall: [0.05, 0.15, 0.25, 0.5, 0.5, 0.5],
    },
    {
      what: 'nothing found',
      ranked: [],
      relevant: { a: 1 },
      ndcg10: 0,
      mrr10: 0,
      recall: [0, 0, 0, 0, 0, 0],
    },
  ])('are right with $what', ({ ranked, relevant, ndcg10, mrr10, recall }) => {
    const measures = measure(ranked, judged(relevant));
    expect(measures.ndcg10).toBeCloseTo(ndcg10, 4);
    expect(measures.mrr10).toBeCloseTo(mrr10, 10);
    expect(measures.recall).toEqual(recall);
  });

  it('are averaged over queries, and are nothing of none', () => {
    const found = measure(['a'], judged({ a: 1 }));
    const missed = measure(['b'], judged({ a: 1 }));
    const half = { ndcg10: 0.5, mrr10: 0.5, recall: RECALL_DEPTHS.map(() => 0.5) };
    expect(mean([found, missed])).toEqual(half);
    expect(mean([])).toEqual({ ndcg10: 0, mrr10: 0, recall: RECALL_DEPTHS.map(() => 0) });
  });
});

describe('a run over a collection', () => {
  const LAW: Collection = {
    name: 'toys',
    texts: () => [
      { id: '1', title: '장난감법 제1조(목적)', text: '이 법은 인형을 지킨다.' },
      { id: '2', title: '장난감법 제2조(벌칙)', text: '인형을 부수면 과태료를 낸다.' },
      { id: '3', title: '', text: '구슬법 제2조(벌칙) 구슬을 부수면 과태료를 낸다.' },
      { id: '4', title: '도서관', text: '책을 빌린다.' },
    ],
    queries: [
      judged({ '2': 1 }, '장난감법 제2조'),
      judged({ '3': 1 }, '구슬법 과태료'),
      judged({ '4': 1 }, '도서관'),
      judged({ '1': 1 }, '드론'),
    ],
  };

  it('counts texts, articles and queries, and measures what was found', async () => {
    const run = await runRetrieval(LAW);
    expect(run).toMatchObject({ texts: 4, articles: 3, queries: 4 });
    expect(run.measures).toEqual({
      ndcg10: 0.75,
      mrr10: 0.75,
      recall: RECALL_DEPTHS.map(() => 0.75),
    });
    expect(run.times).toHaveLength(4);
    expect(run.buildMs).toBeGreaterThan(0);
  });

  it('counts every text of an article that comes in several, and cites the first of them', async () => {
    const parts = (count: number): Collection => ({
      name: 'parts',
      texts: () =>
        Array.from({ length: count }, (_, at) => ({
          id: `${at}`,
          title: '장난감법 제2조',
          text: `인형 ${'부수다 '.repeat(count - at)}`,
        })),
      queries: [judged({ '0': 1 }, '장난감법 제2조')],
    });
    expect(await runRetrieval(parts(3))).toMatchObject({ articles: 3, measures: { mrr10: 1 } });
  });

  it('leads from everyday words to those of the law in collections of law only', async () => {
    const expand = (): string => '인형';
    const asked = { ...LAW, queries: [judged({ '1': 1 }, '봉제완구')] };
    expect((await runRetrieval(asked, { expand })).measures.mrr10).toBeGreaterThan(0);
    const plain: Collection = {
      name: 'no law',
      texts: () => [
        { id: '1', title: '', text: '인형' },
        { id: '2', title: '', text: '구슬' },
      ],
      queries: asked.queries,
    };
    expect((await runRetrieval(plain, { expand })).measures.mrr10).toBe(0);
  });

  it('keeps the words of a title that is not the name of an article', async () => {
    const collection: Collection = {
      name: 'titles',
      texts: () => [
        { id: '장난감법 제1조', title: '봉제완구의 보호', text: '이 법에서 정한다.' },
        { id: '2', title: '장난감법 제2조 구슬치기', text: '이 법에서 정한다.' },
      ],
      queries: [judged({ '장난감법 제1조': 1 }, '봉제완구'), judged({ '2': 1 }, '구슬치기')],
    };
    expect((await runRetrieval(collection)).measures.mrr10).toBe(1);
  });

  it('of nothing measures nothing', async () => {
    const run = await runRetrieval({ name: 'empty', texts: () => [], queries: [] });
    expect(run).toMatchObject({ texts: 0, queries: 0, measures: { ndcg10: 0 } });
  });

  it.each(Object.entries(TOKENISERS))(
    'finds a word again with the tokeniser %s',
    async (_, tokeniser) => {
      const collection: Collection = {
        name: 'words',
        texts: () => [
          { id: '1', title: '', text: '경찰 카메라' },
          { id: '2', title: '', text: '드론 CCTV' },
        ],
        queries: [judged({ '1': 1 }, '카메라'), judged({ '2': 1 }, 'cctv')],
      };
      expect((await runRetrieval(collection, { tokeniser })).measures.mrr10).toBe(1);
    },
  );
});

describe('the tokenisers compared', () => {
  const termsOf = (name: string, text: string) => {
    const tokeniser = TOKENISERS[name];
    if (!tokeniser) throw new Error(`There is no ${name}.`);
    return [...tokeniser.words(text)].flatMap((word) => tokeniser.indexed(word).terms);
  };

  it.each([
    { name: 'bigrams', text: '경찰의 CCTV 갑', terms: ['경찰', '찰의', 'cctv', '갑'] },
    { name: 'Intl.Segmenter', text: '경찰, CCTV!', terms: ['경찰', 'cctv'] },
    { name: 'white space', text: '경찰의 CCTV, … 갑', terms: ['경찰의', 'cctv,', '갑'] },
    { name: 'ours', text: '경찰의', terms: ['경찰_', '경찰'] },
  ])('$name', ({ name, text, terms }) => {
    expect(termsOf(name, text)).toEqual(terms);
  });
});

describe('titles to bodies', () => {
  it('asks every seventh title that one article alone bears, and finds bodies without titles', () => {
    const body =
      '이 조항은 장난감을 어떻게 지키는지 아주 자세하게 정하고 있으며, 그 밖에 필요한 사항은 대통령령으로 정하는 바에 따른다.';
    const articles = Array.from(
      { length: 16 },
      (_, at) => `##### 제${at + 1}조 (장난감의 보호 ${at + 1})\n\n${body}`,
    );
    const others = [
      `##### 제21조 (목적)\n\n${body}`,
      `##### 제22조 (누구나 아는 제목)\n\n${body}`,
      `##### 제23조 (누구나 아는 제목)\n\n${body}`,
      '##### 제24조 (짧은 내용의 조문)\n\n짧다.',
      '##### 제25조\n\n삭제 <2020.2.2>',
    ];
    const path = temporaryFolder({
      '장난감법/법률.md': lawText([...others, ...articles].join('\n\n')),
    });
    const { queries, texts } = titleToBody(openLawFolder(path));
    expect(queries.map(({ text, relevant }) => [text, ...relevant])).toEqual(
      [1, 8, 15].map((n) => [`장난감의 보호 ${n}`, [`장난감법/법률.md#${n}`, 1]]),
    );
    const all = [...(texts() as Iterable<{ id: string; title: string }>)];
    expect(all).toHaveLength(19);
    expect(all.every(({ title }) => title === '')).toBe(true);
  });
});
