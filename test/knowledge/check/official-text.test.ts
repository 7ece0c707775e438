import { describe, expect, it } from 'vitest';
import {
  citedPlacesExist,
  filesAreSound,
  stampsHold,
} from '../../../knowledge/check/official-text.ts';
import type { Corpus } from '../../../knowledge/corpus-model/corpus.ts';
import { articleDigest } from '../../../knowledge/law/find-in-statute.ts';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import {
  corpusOf,
  entry,
  lawReason,
  lawText,
  provision,
  stamp,
  TOY_LAW,
  temporaryFolder,
  toyLawFolder,
} from '../../factories.ts';

const today = '2026-06-01';
const citing = (cite: string, parts: Parameters<typeof corpusOf>[0] = {}): Corpus =>
  corpusOf({ entries: [entry({ reasons: [lawReason(cite)] })], ...parts });
const errorOn = (about: string, message: string) => ({ level: 'error', about, message });

const SINCE = ' (text in force from 2025-07-03)';
const NO_PART = ` does not exist, though the article does${SINCE}`;

describe('citedPlacesExist', () => {
  it.each(['toy-law 제1조', 'toy-law 제1조제2항', 'toy-law 제1조제2항제1호가목'])(
    'accepts %s, which the law has',
    (cite) => {
      const context = { corpus: citing(cite), law: toyLawFolder(), today };
      expect(citedPlacesExist(context)).toEqual([]);
    },
  );

  it.each([
    { cite: 'toy-law 제2조', message: `장난감 보호법 제2조 is deleted${SINCE}` },
    { cite: 'toy-law 제9조', message: `장난감 보호법 제9조 does not exist${SINCE}` },
    { cite: 'toy-law 제1조제3항', message: `장난감 보호법 제1조제3항${NO_PART}` },
    { cite: 'toy-law 제1조제2항제2호', message: `장난감 보호법 제1조제2항제2호${NO_PART}` },
    { cite: 'toy-law 제1조제2항제1호나목', message: `장난감 보호법 제1조제2항제1호나목${NO_PART}` },
  ])('reports $cite', ({ cite, message }) => {
    const context = { corpus: citing(cite), law: toyLawFolder(), today };
    expect(citedPlacesExist(context)).toEqual([errorOn('shop-camera', message)]);
  });

  it('reports a digest of a place the law lacks', () => {
    const corpus = corpusOf({ provisions: [provision({ at: '제1조제3항' })] });
    expect(citedPlacesExist({ corpus, law: toyLawFolder(), today })).toEqual([
      errorOn('toy-law 제1조제3항', `장난감 보호법 제1조제3항${NO_PART}`),
    ]);
  });

  it('reports an article under another title', () => {
    const corpus = corpusOf({ provisions: [provision({ title: '정의' })] });
    expect(citedPlacesExist({ corpus, law: toyLawFolder(), today })).toEqual([
      errorOn('toy-law 제1조', 'the official title is "목적"'),
    ]);
  });

  it('takes titles that differ in spaces and middle dots for the same', () => {
    const text = TOY_LAW.replace('(목적)', '(수집ㆍ이용 제한)');
    const corpus = corpusOf({ provisions: [provision({ title: '수집·이용제한' })] });
    expect(citedPlacesExist({ corpus, law: toyLawFolder(text), today })).toEqual([]);
  });

  it('says what it could not check without the official text', () => {
    const message = '장난감 보호법 제1조: no official text here';
    expect(citedPlacesExist({ corpus: citing('toy-law 제1조'), today })).toEqual([
      { level: 'unchecked', about: 'shop-camera', message },
      { level: 'unchecked', about: 'toy-law 제1조', message },
    ]);
  });
});

/** Of the toy law as it is stamped here: No. 42. */
const NEWER = { 공포번호: "'00077'", 공포일자: '2026-01-02', 시행일자: '2026-02-03' };
const OLDER = { 공포번호: "'00009'", 공포일자: '2020-01-02', 시행일자: '2020-02-03' };
const UPCOMING = { ...NEWER, 시행일자: '2027-01-01' };
const ARTICLES = TOY_LAW.slice(TOY_LAW.indexOf('##### '), TOY_LAW.indexOf('## 부칙'));
const WITHOUT = ARTICLES.replace(/##### 제1조[\s\S]*?(?=##### 제2조)/, '');
const AMENDED = ARTICLES.replace('장난감을 지킨다', '장난감을 팔 수 있다');

const article = readStatute(TOY_LAW).articles.get('1');
const sha256 = article ? articleDigest(article) : '';
const STAMPS = {
  laws: { 'toy-law': { lawId: '000001', ...stamp() } },
  articles: { 'toy-law 제1조': stamp({ sha256 }) },
};
const stamped = corpusOf({
  entries: [entry({ reasons: [lawReason('toy-law 제1조제1항')] })],
  stamps: STAMPS,
});

const allFindings = (folder: ReturnType<typeof toyLawFolder> | undefined, corpus = stamped) => {
  const context = { corpus, today, ...(folder && { law: folder }) };
  return [citedPlacesExist, stampsHold, filesAreSound].flatMap((rule) =>
    rule(context).map(({ level, about, message }) => `${level} ${about}: ${message}`),
  );
};

describe('the official text', () => {
  const amended = 'amended since our digest was checked against it';
  const damaged =
    'the file claims to be the version our digest was checked against, and differs: cut off or altered; fetch it again';
  const older =
    '장난감 보호법 제1조: the text here is older than the one our digest was checked against';

  it.each([
    { state: 'is as stamped', text: TOY_LAW, findings: [] },
    { state: 'is newer, the article as stamped', text: lawText(ARTICLES, NEWER), findings: [] },
    {
      state: 'is newer and differs',
      text: lawText(AMENDED, NEWER),
      findings: [
        `error toy-law 제1조: ${amended} (in force from 2026-02-03); see \`npm run knowledge:drift\``,
      ],
    },
    {
      state: 'will differ',
      text: lawText(AMENDED, UPCOMING),
      findings: [
        `error toy-law 제1조: ${amended} (takes effect on 2027-01-01); see \`npm run knowledge:drift\``,
      ],
    },
    {
      state: 'is newer and lacks the article',
      text: lawText(WITHOUT, NEWER),
      findings: [
        'error shop-camera: 장난감 보호법 제1조제1항 does not exist (text in force from 2026-02-03)',
        'error toy-law 제1조: 장난감 보호법 제1조 does not exist (text in force from 2026-02-03)',
      ],
    },
    {
      state: 'will lack the article',
      text: lawText(WITHOUT, UPCOMING),
      findings: [
        'error shop-camera: 장난감 보호법 제1조제1항 is gone in the text that takes effect next',
        'error toy-law 제1조: 장난감 보호법 제1조 is gone in the text that takes effect next',
      ],
    },
    {
      state: 'is of a repealed law',
      text: lawText(ARTICLES, { ...NEWER, 상태: '폐지' }),
      findings: [
        'error shop-camera: 장난감 보호법 제1조제1항 stands in a law that is repealed (text in force from 2026-02-03)',
        'error toy-law 제1조: 장난감 보호법 제1조 stands in a law that is repealed (text in force from 2026-02-03)',
      ],
    },
    {
      state: 'claims to be the stamped version and differs',
      text: lawText(AMENDED),
      findings: [`error toy-law 제1조: ${damaged}`],
    },
    {
      state: 'claims to be the stamped version and lacks the article',
      text: lawText(WITHOUT),
      findings: [`error toy-law 제1조: ${damaged}`],
    },
    {
      state: 'is older',
      text: lawText(WITHOUT, OLDER),
      findings: [`unchecked shop-camera: ${older}`, `unchecked toy-law 제1조: ${older}`],
    },
    {
      state: 'is older and has another title',
      text: lawText(ARTICLES.replace('(목적)', '(정의)'), OLDER),
      findings: [`unchecked shop-camera: ${older}`, `unchecked toy-law 제1조: ${older}`],
    },
    {
      state: 'is of another law',
      text: TOY_LAW.replace('제목: 장난감 보호법', '제목: 인형법').replace('000001', '000002'),
      findings: ['error toy-law: the file holds "인형법", not "장난감 보호법"'],
    },
    {
      state: 'has another title',
      text: TOY_LAW.replace('제목: 장난감 보호법', '제목: 놀잇감 보호법'),
      findings: ['error toy-law: the file holds "놀잇감 보호법", not "장난감 보호법"'],
    },
    {
      state: 'cannot be read',
      text: '# 아무 글\n',
      findings: [
        expect.stringMatching(/^error toy-law: its file cannot be read: 장난감보호법\/법률\.md: /),
      ],
    },
  ])('is told apart where it $state', ({ text, findings }) => {
    expect(allFindings(toyLawFolder(text))).toEqual(findings);
  });

  it('is told apart where there is none', () => {
    expect(allFindings(undefined)).toEqual([
      'unchecked shop-camera: 장난감 보호법 제1조: no official text here',
      'unchecked toy-law 제1조: 장난감 보호법 제1조: no official text here',
    ]);
    expect(allFindings(openLawFolder(temporaryFolder()))).toEqual([
      'unchecked shop-camera: 장난감 보호법 제1조: no file 장난감보호법/법률.md here',
      'unchecked toy-law 제1조: 장난감 보호법 제1조: no file 장난감보호법/법률.md here',
    ]);
  });

  it('is said once to be missing where its whole folder is', () => {
    expect(allFindings(openLawFolder('/no/such/folder'))).toEqual([
      'unchecked corpus: official text: /no/such/folder does not exist',
    ]);
  });
});

describe('stampsHold', () => {
  it('accepts a stamp it cannot compare', () => {
    expect(stampsHold({ corpus: stamped, today })).toEqual([]);
  });

  it('reports an article without a stamp once, however often it is cited', () => {
    const corpus = corpusOf({
      entries: [entry({ reasons: [lawReason('toy-law 제1조', 'toy-law 제1조제2항')] })],
    });
    expect(stampsHold({ corpus, today })).toEqual([
      errorOn('toy-law 제1조', 'not stamped; run `npm run knowledge:stamp`'),
    ]);
  });
});

describe('filesAreSound', () => {
  it('reports digests of a law that is no source', () => {
    expect(filesAreSound({ corpus: corpusOf({ sources: [] }), today })).toEqual([
      errorOn('toy-law', 'provisions of an unknown law'),
    ]);
  });

  it('reports a file once, however many digests the law has', () => {
    const provisions = ['제1조', '제1조제1항', '제1조제2항'].map((at) => provision({ at }));
    const folder = toyLawFolder(TOY_LAW.replace('제목: 장난감 보호법', '제목: 인형법'));
    expect(filesAreSound({ corpus: corpusOf({ provisions }), law: folder, today })).toEqual([
      errorOn('toy-law', 'the file holds "인형법", not "장난감 보호법"'),
    ]);
  });
});
