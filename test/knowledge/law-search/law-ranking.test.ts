import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { loadCorpus, readCorpusFiles } from '../../../knowledge/corpus-model/load-corpus.ts';
import { priorOf } from '../../../knowledge/law-search/build-article-index.ts';
import { LawRanking, type QueryExpansion } from '../../../knowledge/law-search/law-ranking.ts';
import { lawWordsFor } from '../../../knowledge/law-search/law-words.ts';
import { TextIndex } from '../../../knowledge/text-search/text-index.ts';
import { TextIndexBuilder } from '../../../knowledge/text-search/text-index-builder.ts';
import { term } from '../../factories.ts';
import { namesOf, searchOf, type ToyLaw } from './toy-laws.ts';

const LAWS: readonly ToyLaw[] = [
  {
    title: '군형법',
    articles: {
      '제52조의2 (살인)': '상관을 살해한 사람은 살인으로 벌한다.',
      제53조: '삭제 <2020.2.2>',
    },
  },
  {
    title: '형법',
    articles: {
      '제52조 (자수)': '자수한 사람의 형은 줄인다.',
      '제250조 (살인)': '사람을 살해한 사람은 벌한다.',
      제253조: '삭제 <2020.2.2>',
      '제254조 (미수)': '미수는 벌한다.',
    },
  },
  {
    title: '개인정보 보호법',
    articles: {
      '제23조 (민감정보)': '민감정보를 처리하지 아니한다.',
      '제25조의2 (이동형 기기)': '이동형 기기를 쓰지 아니한다.',
    },
  },
  {
    title: '개인정보 보호법 시행령',
    articles: { '제23조 (조사)': '민감정보를 조사한다.', '제24조 (처리)': '민감정보의 처리.' },
  },
];
const found = (query: string, limit = 10): readonly string[] =>
  namesOf(searchOf(LAWS).search(query, limit));

describe('a law that the query names', () => {
  it.each([
    { query: '형법 살인', first: '형법 250' },
    { query: '군형법 살인', first: '군형법 52-2' },
    { query: '「형법」의 살인', first: '형법 250' },
    { query: '개인정보보호법 민감정보 처리', first: '개인정보 보호법 23' },
    { query: '개인정보 보호법 시행령 민감정보 처리', first: '개인정보 보호법 시행령 24' },
  ])('has its articles first: $query', ({ query, first }) => {
    expect(found(query)[0]).toBe(first);
  });

  it('raises its articles by a third or so, and no others', () => {
    const builder = new TextIndexBuilder();
    const titles = new Map([
      [1, '형법'],
      [2, '민법'],
    ]);
    const text = { title: '', body: '살인', prior: 1 };
    for (const [group, groupName] of titles) builder.add({ ...text, group, groupName });
    const index = new TextIndex(builder.finish());
    const articleAt = () => undefined;
    const scores = (named: ReadonlyMap<number, string>): readonly number[] =>
      new LawRanking({ index, titles: named, articleAt })
        .rank('형법 살인', 2)
        .map(({ score }) => score);
    const [first = 0, second = 0] = scores(new Map());
    const [raised = 0, same = 0] = scores(titles);
    expect(raised / first).toBeCloseTo(1.3, 5);
    expect(same).toBe(second);
  });

  it('does not hide others', () => {
    expect(found('형법 살인')).toContain('군형법 52-2');
  });

  it('raises nothing when it is only part of another name', () => {
    expect(found('살인')[0]).toBe('군형법 52-2');
    expect(found('군형법 살인')[0]).toBe('군형법 52-2');
  });
});

describe('an article that the query cites', () => {
  it.each([
    { query: '형법 제250조', first: ['형법 250'] },
    { query: '형법 250조 살인 상관', first: ['형법 250'] },
    { query: '개인정보 보호법 23조', first: ['개인정보 보호법 23'] },
    { query: '개인정보보호법제23조제1항', first: ['개인정보 보호법 23'] },
    { query: '개인정보 보호법 제25조의2', first: ['개인정보 보호법 25-2'] },
    { query: '개인정보 보호법 시행령 제23조', first: ['개인정보 보호법 시행령 23'] },
    { query: '형법 제254조와 제250조의 차이', first: ['형법 254', '형법 250'] },
    { query: '형법 제250조, 형법 제250조', first: ['형법 250'] },
    { query: '자수하면 형법 250조는?', first: ['형법 250'] },
  ])('comes first: $query', ({ query, first }) => {
    const all = found(query);
    expect(all.slice(0, first.length)).toEqual(first);
    expect(new Set(all).size).toBe(all.length);
  });

  it('comes first however few are wanted, and no more than these', () => {
    expect(found('개인정보 보호법 25조의2 민감정보 처리', 1)).toEqual(['개인정보 보호법 25-2']);
    expect(found('형법 제254조, 제250조, 제52조', 2)).toEqual(['형법 254', '형법 250']);
  });

  it('has the highest score', () => {
    const [first, second] = searchOf(LAWS).search('형법 250조 살인', 2);
    expect(first?.score).toBeGreaterThan(second?.score ?? Number.POSITIVE_INFINITY);
  });

  it.each([
    { what: 'does not exist', query: '형법 제9999조 살인' },
    { what: 'was deleted', query: '형법 제253조 살인' },
    { what: 'is of a law that nobody knows', query: '「없는 법」 제250조 살인' },
    { what: 'is of no law', query: '제250조 살인' },
  ])('changes nothing if it $what', ({ query }) => {
    const named = query.startsWith('형법') ? '형법 250' : '군형법 52-2';
    expect(found(query)[0]).toBe(named);
  });

  it('is found even where no word of the query is', () => {
    const only = searchOf([{ title: '민법', articles: { 제3조: '사람은 생존한다.' } }]);
    expect(namesOf(only.search('민법 3조', 5))).toEqual(['민법 3']);
  });
});

describe('laws rank before decrees, and these before rules', () => {
  it.each([
    { title: '개인정보 보호법', prior: 1 },
    { title: '의료 해외진출에 관한 법률', prior: 1 },
    { title: '대한민국헌법', prior: 1 },
    { title: '개인정보 보호법 시행령', prior: 0.85 },
    { title: '산림청과 그 소속기관 직제', prior: 0.85 },
    { title: '개인정보 보호법 시행규칙', prior: 0.8 },
    { title: '검찰보존사무규정', prior: 0.8 },
  ])('$title', ({ title, prior }) => {
    expect(priorOf(title)).toBe(prior);
  });

  it('where they say the same', () => {
    const articles = { '제1조 (목적)': '인형을 지킨다.' };
    const titles = ['인형 시행규칙', '인형 시행령', '인형 법률'];
    const search = searchOf(titles.map((title) => ({ title, articles })));
    expect(search.search('지킨다', 3).map(({ lawTitle }) => lawTitle)).toEqual(titles.reverse());
  });
});

describe('everyday words', () => {
  const laws: readonly ToyLaw[] = [
    { title: '가법', articles: { 제1조: '영상정보처리기기를 둔다.', 제2조: '씨씨티비를 판다.' } },
    { title: '나법', articles: { 제1조: '고정형 물건을 둔다.', 제2조: '다른 것이다.' } },
  ];
  const asked: string[] = [];
  const expand: QueryExpansion = (query) => {
    asked.push(query);
    return query.includes('씨씨티비') ? '영상정보처리기기' : undefined;
  };
  const search = (query: string) => namesOf(searchOf(laws, expand).search(query, 5));

  it('find the words of the law too, after their own', () => {
    expect(search('씨씨티비')).toEqual(['가법 2', '가법 1']);
  });

  it('are left as they are where nothing stands for them', () => {
    expect(search('다른')).toEqual(['나법 2']);
    expect(asked).toContain('다른');
  });
});

describe('the words of the law for a query', () => {
  const terms = [
    term('cctv', {
      say: { ko: ['씨씨티비', 'CCTV'], en: ['cctv camera'], other: ['监控'] },
      law: { ko: ['영상정보처리기기', '폐쇄회로 텔레비전', '셋째 말'], en: ['video device'] },
    }),
    term('face', { say: { ko: ['얼굴인식'], en: [] }, law: { ko: ['생체인식정보'], en: [] } }),
    term('dog', { say: { ko: ['강아지'], en: [] } }),
  ];
  const expand = lawWordsFor(terms);

  it.each([
    { query: '씨씨티비 달아도 돼요?', words: '영상정보처리기기 폐쇄회로 텔레비전' },
    { query: 'cctv cameras', words: '영상정보처리기기 폐쇄회로 텔레비전' },
    { query: '监控', words: '영상정보처리기기 폐쇄회로 텔레비전' },
    { query: '얼굴 인식 씨씨티비', words: '생체인식정보 영상정보처리기기 폐쇄회로 텔레비전' },
    { query: '얼굴인식과 영상정보 처리기기', words: '생체인식정보' },
    { query: '폐쇄회로텔레비전인 씨씨티비', words: undefined },
    { query: '영상정보처리기기', words: undefined },
    { query: '강아지', words: undefined },
    { query: '도서관', words: undefined },
    { query: '', words: undefined },
  ])('$query: $words', ({ query, words }) => {
    const given = expand(query);
    expect(given?.split(' ').sort()).toEqual(words?.split(' ').sort());
  });
});

describe('the words of the law in our own term map', () => {
  let expand: QueryExpansion;
  beforeAll(() => {
    expand = lawWordsFor(
      loadCorpus(readCorpusFiles(join(projectRoot(), 'knowledge/corpus'))).terms,
    );
  });

  it.each([
    { query: '씨씨티비', word: '고정형 영상정보처리기기' },
    { query: 'CCTV 설치', word: '고정형 영상정보처리기기' },
    { query: '얼굴 찍는 기계', word: '얼굴인식 기술' },
    { query: 'face scan', word: '얼굴인식 기술' },
    { query: '몰카', word: '카메라등이용촬영' },
  ])('lead from $query to $word', ({ query, word }) => {
    expect(expand(query)).toContain(word);
  });

  it.each([
    '고정형 영상정보처리기기 설치',
    '고정형영상정보처리기기의 설치',
    '생체인식정보',
    '보증금',
    '과태료',
  ])('leave %s as it is', (query) => {
    expect(expand(query)).toBeUndefined();
  });
});
