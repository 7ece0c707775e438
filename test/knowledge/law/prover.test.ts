import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { articleDigest } from '../../../knowledge/law/find-in-statute.ts';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import { parsePinpoint } from '../../../knowledge/law/pinpoint.ts';
import type { NoText, Proof } from '../../../knowledge/law/proof.ts';
import { createProver } from '../../../knowledge/law/prover.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import { law, lawText, stamp, TOY_LAW, temporaryFolder } from '../../factories.ts';

const FILE = '장난감보호법/법률.md';
const TODAY = '2026-06-01';

/** The toy law with another article, which nobody has stamped. */
const body = (text: string): string => text.slice(text.indexOf('##### '), text.indexOf('## 부칙'));
const ARTICLES = `${body(TOY_LAW)}\n##### 제3조 (벌칙)\n\n제1조를 어기면 벌한다.\n`;
const SAME = lawText(ARTICLES);
const NEWER = { 공포번호: "'00077'", 공포일자: '2026-01-02', 시행일자: '2026-02-03' };
const OLDER = { 공포번호: "'00009'", 공포일자: '2020-01-02', 시행일자: '2020-02-03' };
const UPCOMING = { ...NEWER, 시행일자: '2027-01-01' };
/** The promulgation that was stamped, in the step of it that takes effect later. */
const NEXT_STEP = { 시행일자: '2026-03-04' };

const AMENDED = ARTICLES.replace('장난감을 지킨다', '장난감을 넓게 지킨다');
const WITHOUT = ARTICLES.replace(/##### 제1조[\s\S]*?(?=##### 제2조)/, '');
const DELETED = ARTICLES.replace(
  /##### 제1조[\s\S]*?(?=##### 제2조)/,
  '##### 제1조\n\n삭제 <2026.1.2>\n\n',
);
const WITHOUT_PART = ARTICLES.replace(/\*\*②\*\*[\s\S]*?(?=##### 제2조)/, '');
const DELETED_PART = ARTICLES.replace(/\*\*②\*\*.*\n/, '**②** 삭제 <2026.1.2>\n');

const digestOf = (text: string): string => {
  const article = readStatute(text).articles.get('1');
  return article ? articleDigest(article) : '';
};
const STAMP = stamp({ sha256: digestOf(SAME) });
const LAW_STAMP = {
  lawId: '000001',
  promulgationNumber: '42',
  promulgated: '2025-01-02',
  inForce: '2025-07-03',
  checkedOn: '2026-01-15',
};
/** A stamp of another law says nothing of this one, though the two were promulgated together. */
const STAMPS = {
  laws: { 'toy-law': LAW_STAMP },
  articles: { 'toy-law 제1조': STAMP, 'doll-law 제1조': stamp() },
};

interface Given {
  /** The file of the law; absent when the folder lacks it, `null` when there is no folder. */
  readonly text?: string | null;
  readonly at?: string;
  readonly isStamped?: boolean;
  readonly today?: string;
}

function proverOn({ text, isStamped = true, today = TODAY }: Given) {
  const path = temporaryFolder(typeof text === 'string' ? { [FILE]: text } : {});
  return createProver({
    stamps: isStamped ? STAMPS : { laws: {}, articles: {} },
    ...(text !== null && { folder: openLawFolder(path) }),
    today: () => today,
  });
}

function place(text: string) {
  const at = parsePinpoint(text);
  if (!at) throw new Error(`not a pinpoint: ${text}`);
  return at;
}

const prove = (given: Given): Proof => proverOn(given).prove(law(), place(given.at ?? '제1조'));

const now = (over: Partial<Extract<Proof, { state: 'checked-now' }>> = {}): Proof => ({
  state: 'checked-now',
  file: FILE,
  inForce: '2025-07-03',
  isUpcoming: false,
  isAmended: false,
  ...over,
});
const atRelease = (why: NoText, isUpcoming = false): Proof => ({
  state: 'checked-at-release',
  checkedOn: '2026-01-15',
  inForce: '2025-07-03',
  sha256: STAMP.sha256,
  isUpcoming,
  why,
});
const notChecked = (why: NoText): Proof => ({ state: 'not-checked', why });
const failed = (
  why: Extract<Proof, { state: 'failed' }>['why'],
  inForce = '2026-02-03',
): Proof => ({ state: 'failed', why, file: FILE, inForce });

describe('a stamped article', () => {
  it.each<{ when: string } & Given & { proof: Proof }>([
    { when: 'there is no folder', text: null, proof: atRelease('no-folder') },
    {
      when: 'there is no folder and the stamped version is not yet in force',
      text: null,
      today: '2025-07-02',
      proof: atRelease('no-folder', true),
    },
    { when: 'the folder lacks the file', proof: atRelease('no-file') },
    {
      when: 'the file holds another law',
      text: SAME.replace('제목: 장난감 보호법', '제목: 인형법').replace('000001', '000002'),
      proof: atRelease('no-file'),
    },
    { when: 'the file cannot be read', text: '# 아무 글', proof: atRelease('unreadable') },
    { when: 'the text is as stamped', text: SAME, proof: now() },
    {
      when: 'the text is as stamped, not yet in force',
      text: SAME,
      today: '2025-07-02',
      proof: now({ isUpcoming: true }),
    },
    {
      when: 'the text is as stamped, on the day it takes effect',
      text: SAME,
      today: '2025-07-03',
      proof: now(),
    },
    {
      when: 'the law was renamed',
      text: SAME.replace('제목: 장난감 보호법', '제목: 놀잇감 보호법'),
      proof: now(),
    },
    {
      when: 'the text as stamped lacks the part',
      text: SAME,
      at: '제1조제3항',
      proof: failed('no-such-part', '2025-07-03'),
    },
    {
      when: 'the text as stamped, not yet in force, lacks the part',
      text: SAME,
      at: '제1조제3항',
      today: '2025-07-02',
      proof: failed('no-such-part', '2025-07-03'),
    },
    { when: 'the stamped version differs', text: lawText(AMENDED), proof: atRelease('damaged') },
    {
      when: 'the stamped version lacks the article',
      text: lawText(WITHOUT),
      proof: atRelease('damaged'),
    },
    {
      when: 'the stamped version has the article deleted',
      text: lawText(DELETED),
      proof: atRelease('damaged'),
    },
    {
      when: 'the stamped version lacks the part',
      text: lawText(WITHOUT_PART),
      at: '제1조제2항',
      proof: atRelease('damaged'),
    },
    {
      when: 'an older version has the article as stamped',
      text: lawText(ARTICLES, OLDER),
      proof: atRelease('older-text'),
    },
    {
      when: 'an older version differs',
      text: lawText(AMENDED, OLDER),
      proof: atRelease('older-text'),
    },
    {
      when: 'an older version lacks the article',
      text: lawText(WITHOUT, OLDER),
      proof: atRelease('older-text'),
    },
    {
      when: 'a newer version has it as stamped',
      text: lawText(ARTICLES, NEWER),
      proof: now({ inForce: '2026-02-03' }),
    },
    {
      when: 'a newer version differs',
      text: lawText(AMENDED, NEWER),
      proof: now({ inForce: '2026-02-03', isAmended: true }),
    },
    {
      when: 'the next step of the stamped promulgation differs',
      text: lawText(AMENDED, NEXT_STEP),
      proof: now({ inForce: '2026-03-04', isAmended: true }),
    },
    {
      when: 'a newer version lacks it',
      text: lawText(WITHOUT, NEWER),
      proof: failed('no-such-article'),
    },
    {
      when: 'a newer version has it deleted',
      text: lawText(DELETED, NEWER),
      proof: failed('deleted'),
    },
    {
      when: 'a newer version lacks the part',
      text: lawText(WITHOUT_PART, NEWER),
      at: '제1조제2항',
      proof: failed('no-such-part'),
    },
    {
      when: 'a newer version has the part deleted',
      text: lawText(DELETED_PART, NEWER),
      at: '제1조제2항',
      proof: failed('deleted'),
    },
    {
      when: 'a newer version is repealed',
      text: lawText(ARTICLES, { ...NEWER, 상태: '폐지' }),
      proof: failed('repealed'),
    },
    {
      when: 'an upcoming version leaves it as it is: it applies since the day we know',
      text: lawText(ARTICLES, UPCOMING),
      proof: now(),
    },
    {
      when: 'an upcoming version leaves it as it is, and the part was never there',
      text: lawText(ARTICLES, UPCOMING),
      at: '제1조제3항',
      proof: failed('no-such-part', '2025-07-03'),
    },
    {
      when: 'an upcoming version leaves it as the stamped one, not yet in force either, has it',
      text: lawText(ARTICLES, UPCOMING),
      today: '2025-07-02',
      proof: now({ isUpcoming: true }),
    },
    {
      when: 'an upcoming version differs',
      text: lawText(AMENDED, UPCOMING),
      proof: now({ inForce: '2027-01-01', isUpcoming: true, isAmended: true }),
    },
    {
      when: 'an upcoming version lacks it',
      text: lawText(WITHOUT, UPCOMING),
      proof: atRelease('upcoming-text'),
    },
    {
      when: 'the law will be repealed',
      text: lawText(ARTICLES, { ...UPCOMING, 상태: '폐지' }),
      proof: atRelease('upcoming-text'),
    },
    {
      when: 'the version that lacks it has come into force',
      text: lawText(WITHOUT, UPCOMING),
      today: '2027-01-01',
      proof: failed('no-such-article', '2027-01-01'),
    },
  ])('is proven so when $when', ({ proof, ...given }) => {
    expect(prove(given)).toEqual(proof);
  });
});

describe('an article without a stamp', () => {
  it.each<{ when: string } & Given & { proof: Proof }>([
    { when: 'there is no folder', text: null, proof: notChecked('no-folder') },
    { when: 'the folder lacks the file', proof: notChecked('no-file') },
    { when: 'the file cannot be read', text: '', proof: notChecked('unreadable') },
    { when: 'the text has it', text: SAME, proof: now() },
    { when: 'the law has no stamp at all', text: SAME, isStamped: false, proof: now() },
    {
      when: 'the text lacks it',
      text: SAME,
      at: '제9조',
      proof: failed('no-such-article', '2025-07-03'),
    },
    { when: 'it is deleted', text: SAME, at: '제2조', proof: failed('deleted', '2025-07-03') },
    {
      when: 'it lacks the part',
      text: SAME,
      at: '제3조제2항',
      proof: failed('no-such-part', '2025-07-03'),
    },
    {
      when: 'an upcoming text lacks it',
      text: lawText(ARTICLES, UPCOMING),
      at: '제9조',
      proof: notChecked('upcoming-text'),
    },
    {
      when: 'a text older than the one we know has it',
      text: lawText(ARTICLES, OLDER),
      proof: now({ inForce: '2020-02-03' }),
    },
    {
      when: 'a text older than the one we know lacks it',
      text: lawText(ARTICLES, OLDER),
      at: '제9조',
      proof: notChecked('older-text'),
    },
    {
      when: 'a stamped article shows that the file is damaged',
      text: lawText(AMENDED),
      at: '제9조',
      proof: notChecked('damaged'),
    },
  ])('is proven so when $when', ({ proof, at = '제3조', ...given }) => {
    expect(prove({ at, ...given })).toEqual(proof);
  });
});

it('takes a newer text for damaged too, where another article of it is not as it was stamped in that version', () => {
  const newer = { promulgationNumber: '77', promulgated: '2026-01-02', inForce: '2026-02-03' };
  const third = readStatute(SAME).articles.get('3');
  const articles = {
    ...STAMPS.articles,
    'toy-law 제3조': stamp({ ...newer, sha256: third ? articleDigest(third) : '' }),
  };
  const proof = (text: string) =>
    createProver({
      stamps: { laws: { 'toy-law': { ...LAW_STAMP, ...newer } }, articles },
      folder: openLawFolder(temporaryFolder({ [FILE]: text })),
      today: () => TODAY,
    }).prove(law(), place('제1조'));
  expect(proof(lawText(WITHOUT, NEWER))).toMatchObject({ state: 'failed' });
  expect(proof(lawText(WITHOUT.replace('벌한다', '벌'), NEWER))).toEqual(atRelease('damaged'));
});

describe('an article with a date of its own', () => {
  const text = SAME.replace('출처:', '조문시행일자:\n  "1": "2026-09-11"\n출처:');

  it('takes effect on that day', () => {
    expect(prove({ text })).toEqual(now({ inForce: '2026-09-11', isUpcoming: true }));
    expect(prove({ text, today: '2026-09-11' })).toEqual(now({ inForce: '2026-09-11' }));
  });

  it('keeps the day in its stamp', () => {
    const stamps = {
      ...STAMPS,
      articles: { 'toy-law 제1조': { ...STAMP, appliesFrom: '2026-09-11' } },
    };
    const proof = createProver({ stamps, today: () => TODAY }).prove(law(), place('제1조'));
    expect(proof).toMatchObject({ inForce: '2026-09-11', isUpcoming: true });
  });
});

describe('officialText', () => {
  const quote = (given: Given) => proverOn(given).officialText(law(), place(given.at ?? '제1조'));

  it.each([
    {
      at: '제1조',
      text: [
        '① 이 법은 장난감을 지킨다.',
        '② 다음 각 호의 것은 장난감이 아니다.',
        '1. 나무토막. 다만, 다음 각 목의 것은 제외한다.',
        '가. 색을 칠한 나무토막',
      ],
    },
    { at: '제1조제1항', text: ['① 이 법은 장난감을 지킨다.'] },
    {
      at: '제1조제2항',
      text: [
        '② 다음 각 호의 것은 장난감이 아니다.',
        '1. 나무토막. 다만, 다음 각 목의 것은 제외한다.',
        '가. 색을 칠한 나무토막',
      ],
    },
    {
      at: '제1조제2항제1호',
      text: ['1. 나무토막. 다만, 다음 각 목의 것은 제외한다.', '가. 색을 칠한 나무토막'],
    },
    { at: '제1조제2항제1호가목', text: ['가. 색을 칠한 나무토막'] },
    {
      at: '제1조제1호',
      text: ['1. 나무토막. 다만, 다음 각 목의 것은 제외한다.', '가. 색을 칠한 나무토막'],
    },
    { at: '제3조', text: ['제1조를 어기면 벌한다.'] },
  ])('gives the words of $at', ({ at, text }) => {
    expect(quote({ text: SAME, at })).toEqual({
      text: text.join('\n'),
      file: FILE,
      inForce: '2025-07-03',
      promulgated: '2025-01-02',
      isUpcoming: false,
    });
  });

  it.each<{ when: string } & Given>([
    { when: 'there is no folder', text: null },
    { when: 'the folder lacks the file' },
    { when: 'the file is damaged', text: lawText(AMENDED) },
    { when: 'the text is older than the one we compared with', text: lawText(ARTICLES, OLDER) },
    { when: 'the article is gone', text: lawText(WITHOUT, NEWER) },
    { when: 'the part is gone', text: lawText(WITHOUT_PART, NEWER), at: '제1조제2항' },
    { when: 'the law is repealed', text: lawText(ARTICLES, { ...NEWER, 상태: '폐지' }) },
  ])('gives nothing when $when', (given) => {
    expect(quote(given)).toBeUndefined();
  });

  it('gives the new words of an amended article, with the day they apply from', () => {
    expect(quote({ text: lawText(AMENDED, UPCOMING), at: '제1조제1항' })).toMatchObject({
      text: '① 이 법은 장난감을 넓게 지킨다.',
      inForce: '2027-01-01',
      promulgated: '2026-01-02',
      isUpcoming: true,
    });
  });
});

it('asks the folder again each time: a law that is fetched meanwhile is proven from then on', async () => {
  const path = temporaryFolder();
  const prover = createProver({
    stamps: STAMPS,
    folder: openLawFolder(path),
    today: () => TODAY,
  });
  expect(prover.prove(law(), place('제1조'))).toEqual(atRelease('no-file'));
  const { mkdirSync, writeFileSync } = await import('node:fs');
  mkdirSync(join(path, '장난감보호법'));
  writeFileSync(join(path, FILE), SAME);
  expect(prover.prove(law(), place('제1조'))).toEqual(now());
});
