import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { exchangeRow } from '../../bot/exchange-row.ts';
import { renderText } from '../../bot/render-text.ts';
import { loadWords } from '../../bot/words.ts';
import { OUTCOMES } from '../../knowledge/answer/answer.ts';
import { createProver } from '../../knowledge/law/prover.ts';
import {
  answerTo,
  corpusOf,
  document,
  entry,
  intent,
  law,
  lawReason,
  provision,
  stamp,
} from '../factories.ts';

const shop = entry({
  verdict: 'halt-recommended',
  reasons: [lawReason('toy-law 제1조제2항', 'toy-law 제2조', 'toy-guide', 'toy-law 제2조')],
});
const corpus = corpusOf({
  sources: [law(), document()],
  entries: [shop],
  stamps: {
    laws: {
      'toy-law': {
        lawId: '000001',
        promulgationNumber: '00042',
        promulgated: '2025-01-02',
        inForce: '2025-07-03',
        checkedOn: '2026-01-15',
      },
    },
    articles: { 'toy-law 제1조': stamp() },
  },
});
const prover = createProver({ stamps: corpus.stamps, today: () => '2026-01-15' });
const settings = {
  corpus,
  prover,
  words: loadWords(join(projectRoot(), 'bot/words')),
  baseUrl: '',
};
const answer = answerTo({ subject: { type: 'entry', entry: shop }, confidence: 0.123456 });

describe('a row about an entry', () => {
  const row = exchangeRow(answer, settings);

  it('names the entry and its verdict, and carries the text a person reads', () => {
    expect(row).toMatchObject({
      kind: 'answer',
      outcome: 'answered',
      language: 'ko',
      entry: 'shop-camera',
      verdict: 'halt-recommended',
      text: renderText(answer, settings),
    });
  });

  it('cites each place once: law by its Korean title and article, a document by its code', () => {
    const place = { source: '장난감 보호법' };
    expect(row.citations).toEqual([
      {
        ...place,
        article: '제1조',
        paragraph: '제1조제2항',
        url: 'https://example.org/toy-law/제1조',
        inForce: '2025-07-03',
        checkedOn: '2026-01-15',
        proof: 'checked-at-release',
      },
      {
        ...place,
        article: '제2조',
        url: 'https://example.org/toy-law/제2조',
        proof: 'not-checked',
      },
      { source: 'TOY-GUIDE', article: '' },
    ]);
  });

  it('rounds its confidence to thousandths', () => {
    expect(row.confidence).toBe(0.123);
  });

  it('names law in Korean in an English answer too, for programs compare it', () => {
    const english = exchangeRow({ ...answer, language: 'en' }, settings);
    expect(english.citations).toEqual(row.citations);
    expect(english.text).toContain('Toy Protection Act');
  });
});

it('a row about an article is information and cites the article', () => {
  const subject = {
    type: 'article',
    law: law(),
    at: { article: '1' },
    provisions: [provision()],
  } as const;
  const row = exchangeRow(answerTo({ outcome: 'answered-article', subject }), settings);
  expect(row).toMatchObject({ kind: 'answer', verdict: 'information' });
  expect(row.citations).toMatchObject([{ source: '장난감 보호법', article: '제1조' }]);
  expect(row).not.toHaveProperty('entry');
});

it.each(Object.entries(OUTCOMES).map(([outcome, kind]) => ({ outcome, kind })))(
  'an answer that is $outcome is of the kind $kind',
  ({ outcome, kind }) => {
    const subject = { type: 'intent', intent: intent() } as const;
    const row = exchangeRow(
      answerTo({ outcome: outcome as keyof typeof OUTCOMES, subject }),
      settings,
    );
    expect(row).toMatchObject({ kind, outcome, citations: [] });
    expect(row).not.toHaveProperty('verdict');
  },
);

it('a row survives the way through JSON', () => {
  const row = exchangeRow(answer, settings);
  expect(JSON.parse(JSON.stringify(row))).toEqual(row);
});
