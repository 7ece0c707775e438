import { describe, expect, it } from 'vitest';
import { changedUnder } from '../../../knowledge/drift/changed-under.ts';
import { articleDigest } from '../../../knowledge/law/find-in-statute.ts';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import { koreanPinpoint } from '../../../knowledge/law/pinpoint.ts';
import { createProver } from '../../../knowledge/law/prover.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import {
  corpusOf,
  document,
  law,
  lawReason,
  lawText,
  stamp,
  temporaryFolder,
} from '../../factories.ts';

const BODY = `##### 제1조 (목적)

**①** 이 법은 장난감을 지킨다.

**②** 장난감은 놀이에 쓴다.

##### 제2조 (벌칙)

어기면 벌한다.
`;
const NEWER = { 공포번호: '77', 공포일자: '2026-01-02', 시행일자: '2026-02-03' };
const UPCOMING = { ...NEWER, 시행일자: '2027-01-01' };

const stamps = Object.fromEntries(
  [...readStatute(lawText(BODY)).articles.values()].map((article) => [
    `toy-law 제${article.number}조`,
    stamp({ sha256: articleDigest(article) }),
  ]),
);
const corpus = corpusOf({ sources: [law(), document()], stamps: { articles: stamps } });

function changes(text: string | undefined, cites: readonly string[], today = '2026-06-01') {
  const prover = createProver({
    stamps: corpus.stamps,
    today: () => today,
    ...(text !== undefined && {
      folder: openLawFolder(temporaryFolder({ '장난감보호법/법률.md': text })),
    }),
  });
  const entry = {
    reasons: cites.map((cite) => lawReason(cite)).map(({ cite = [] }) => ({ cite })),
  };
  return changedUnder(entry, corpus, prover).map(
    ({ kind, at, proof }) =>
      `${kind} ${koreanPinpoint(at)} ${'inForce' in proof ? proof.inForce : ''}`,
  );
}

const ALL = ['toy-law 제1조제1항', 'toy-guide', 'toy-law 제1조제2항', 'toy-law 제2조'];

describe('what has changed under an entry', () => {
  it.each([
    { state: 'is as stamped', text: lawText(BODY), changed: [] },
    { state: 'is not at hand', text: undefined, changed: [] },
    { state: 'cannot be read', text: 'nothing', changed: [] },
    { state: 'is damaged', text: lawText(BODY.replace('벌한다', '상을 준다')), changed: [] },
    { state: 'is newer, its articles as stamped', text: lawText(BODY, NEWER), changed: [] },
    {
      state: 'is amended',
      text: lawText(BODY.replace('지킨다', '판다'), NEWER),
      changed: ['amended 제1조 2026-02-03'],
    },
    {
      state: 'will be amended',
      text: lawText(BODY.replace('벌한다', '상을 준다'), UPCOMING),
      changed: ['amended 제2조 2027-01-01'],
    },
    {
      state: 'lost one of the paragraphs',
      text: lawText(BODY.replace(/\*\*②.*\n/, ''), NEWER),
      changed: ['amended 제1조 2026-02-03', 'failed 제1조제2항 2026-02-03'],
    },
    {
      state: 'lost an article with two cited parts',
      text: lawText(BODY.replace(/##### 제1조[\s\S]*(?=##### 제2조)/, ''), NEWER),
      changed: ['failed 제1조제1항 2026-02-03', 'failed 제1조제2항 2026-02-03'],
    },
  ])('is told where the text $state', ({ text, changed }) => {
    expect(changes(text, ALL)).toEqual(changed);
  });

  it('is that what we read is not yet in force, with or without the text', () => {
    const expected = ['upcoming 제1조 2025-07-03', 'upcoming 제2조 2025-07-03'];
    expect(changes(lawText(BODY), ALL, '2025-07-02')).toEqual(expected);
    expect(changes(undefined, ALL, '2025-07-02')).toEqual(expected);
  });

  it('is nothing for an entry that cites no Korean law', () => {
    expect(changes(lawText('', NEWER), ['toy-guide', 'no-law 제1조'])).toEqual([]);
  });
});
