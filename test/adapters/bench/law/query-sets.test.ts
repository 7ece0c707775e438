import { describe, expect, it } from 'vitest';
import { lawArticles } from '../../../../adapters/bench/law/law-articles.ts';
import { makeQueries } from '../../../../adapters/bench/law/query-sets.ts';
import { lawText, temporaryFolder } from '../../../factories.ts';

const TODAY = '2026-01-15';
const LONG =
  '장난감을 파는 사람은 그 장난감을 산 어린이가 다치지 않도록 미리 살피고 다칠 염려가 있는 때에는 그 까닭과 쓰는 방법을 알기 쉬운 말로 적어서 붙여야 한다.';

/** Two laws: an article of each has the title 목적, and the first has two articles called 준용. */
const folder = () =>
  temporaryFolder({
    '가게법/법률.md': lawText(
      [
        '##### 제1조 (목적)\n\n이 법은 가게를 지킨다.',
        `##### 제2조 (파는 사람이 미리 하여야 하는 여러 가지 일)\n\n**①** ${LONG} <개정 2020.1.1>\n\n**②** 짧다.`,
        '##### 제3조 (준용)\n\n제1조를 준용한다.',
        '##### 제4조 (준용)\n\n제2조를 준용한다.',
        '##### 제5조\n\n삭제 <2020.2.2>',
      ].join('\n\n'),
      { 제목: '가게법' },
    ),
    '장난감법/법률.md': lawText(`##### 제1조 (목적)\n\n${LONG}`, {
      제목: '장난감법',
      법령ID: "'000002'",
    }),
  });

const articlesIn = (path: string) => [...lawArticles(path, TODAY)];

describe('the articles that every engine gets', () => {
  it('are all but the deleted ones, numbered from 0', () => {
    const articles = articlesIn(folder());
    expect(articles.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4]);
    expect(articles.map(({ law, article }) => `${law} ${article.number}`)).toEqual([
      '가게법 1',
      '가게법 2',
      '가게법 3',
      '가게법 4',
      '장난감법 1',
    ]);
  });
});

describe('queries made from law text', () => {
  const queries = (most?: number) => makeQueries(articlesIn(folder()), ['가게 환불'], most);
  const ofSet = (set: string) =>
    queries()
      .filter((query) => query.set === set)
      .map(({ text }) => text)
      .sort();

  it('take every short article title once', () => {
    expect(ofSet('title')).toEqual(['목적', '준용']);
  });

  it('take law and title only where one article alone has them', () => {
    expect(ofSet('law and title')).toEqual([
      '가게법 목적',
      '가게법 파는 사람이 미리 하여야 하는 여러 가지 일',
      '장난감법 목적',
    ]);
  });

  it('take no sentence that two articles share, and know whose a sentence is', () => {
    expect(ofSet('sentence')).toEqual([]);
    const [one] = makeQueries(articlesIn(folder()).slice(0, 4), []).filter(
      ({ set }) => set === 'sentence',
    );
    expect(one).toEqual({
      set: 'sentence',
      text: LONG.slice(0, -1),
      wanted: { number: 1, file: '가게법/법률.md', article: '2' },
    });
  });

  it('take typed queries as they are', () => {
    expect(ofSet('typed')).toEqual(['가게 환불']);
  });

  it('are the same, in the same order, every time', () => {
    expect(queries()).toEqual(queries());
  });

  it('are at most as many of each set as wanted', () => {
    expect(queries(1).map(({ set }) => set)).toHaveLength(3);
  });
});
