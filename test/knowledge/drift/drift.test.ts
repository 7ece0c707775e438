import { describe, expect, it } from 'vitest';
import type { Corpus } from '../../../knowledge/corpus-model/corpus.ts';
import { stampFor, withStamps } from '../../../knowledge/corpus-model/new-stamps.ts';
import { type Drift, findDrift } from '../../../knowledge/drift/drift.ts';
import { firstStamps } from '../../../knowledge/drift/first-stamps.ts';
import { requestReview, reviewed } from '../../../knowledge/drift/review.ts';
import { differenceText } from '../../../knowledge/drift/word-difference.ts';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import { koreanPinpoint } from '../../../knowledge/law/pinpoint.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import {
  corpusOf,
  entry,
  intent,
  law,
  lawReason,
  lawText,
  provision,
  temporaryFolder,
  toyLawFolder,
} from '../../factories.ts';

const TODAY = '2026-06-01';
const WHO = { by: 'FaceRights', on: '2026-01-15' };
const BODY = `##### 제1조 (목적)

**①** 이 법은 장난감을 지킨다. <개정 2020. 1. 2.>

**②** 장난감은 놀이에 쓴다.

##### 제2조 (벌칙)

어기면 벌한다.

##### 제3조 (시행)

대통령이 정한다.
`;
const NEWER = { 공포번호: '77', 공포일자: '2026-01-02', 시행일자: '2026-02-03' };
const OLDER = { 공포번호: '9', 공포일자: '2020-01-02', 시행일자: '2020-02-03' };
const UPCOMING = { ...NEWER, 시행일자: '2027-01-01' };
const AMENDED = BODY.replace('장난감을 지킨다', '인형을 지킨다');
const without = (article: string) =>
  BODY.replace(new RegExp(`##### 제${article}조[\\s\\S]*?(?=#####|$)`), '');

const UNSTAMPED = corpusOf({
  entries: [
    entry({ id: 'shop-camera', reasons: [lawReason('toy-law 제1조제1항', 'toy-law 제1조제2항')] }),
    entry({ id: 'park-camera', reasons: [lawReason('toy-law 제1조', 'toy-law 제2조')] }),
  ],
  intents: [intent({ id: 'danger', reasons: [lawReason('toy-law 제1조')] })],
  provisions: [
    provision({ at: '제1조' }),
    provision({ at: '제2조', title: '벌칙' }),
    provision({ at: '제3조', title: '시행' }),
  ],
});

function stampAll(corpus: Corpus, text: string): Corpus {
  const statute = readStatute(text);
  const stamps = [...statute.articles.values()].map((article) =>
    stampFor(`toy-law 제${article.number}조`, statute, article, WHO),
  );
  return { ...corpus, stamps: withStamps(corpus.stamps, stamps) };
}
const STAMPED = stampAll(UNSTAMPED, lawText(BODY));

const drift = (text: string, earlier?: string, corpus = STAMPED): Drift =>
  findDrift({
    corpus,
    today: TODAY,
    folder: toyLawFolder(text),
    ...(earlier !== undefined && { earlier: toyLawFolder(earlier) }),
  });

const named = ({ changed }: Drift) =>
  changed.map(({ key, change, movedTo, isUpcoming, inForce, lostPlaces }) =>
    [
      key,
      isUpcoming ? 'will be' : 'is',
      change,
      movedTo && `to ${movedTo}`,
      inForce,
      ...lostPlaces.map(koreanPinpoint),
    ]
      .filter(Boolean)
      .join(' '),
  );

describe('findDrift', () => {
  it.each([
    { what: 'the text that was stamped', text: lawText(BODY), changed: [] },
    { what: 'a newer version of the same words', text: lawText(BODY, NEWER), changed: [] },
    {
      what: 'other notes and spaces',
      text: lawText(BODY.replace('<개정 2020. 1. 2.>', '<개정 2020. 1. 2., 2026. 1. 2.>'), NEWER),
      changed: [],
    },
    {
      what: 'an amended article',
      text: lawText(AMENDED, NEWER),
      changed: ['toy-law 제1조 is amended 2026-02-03'],
    },
    {
      what: 'an amendment to come',
      text: lawText(AMENDED, UPCOMING),
      changed: ['toy-law 제1조 will be amended 2027-01-01'],
    },
    {
      what: 'a lost paragraph',
      text: lawText(BODY.replace(/\*\*②.*\n/, ''), NEWER),
      changed: ['toy-law 제1조 is amended 2026-02-03 제1조제2항'],
    },
    {
      what: 'a deleted article',
      text: lawText(BODY.replace('어기면 벌한다.', '삭제 <2026. 1. 2.>'), NEWER),
      changed: ['toy-law 제2조 is deleted 2026-02-03'],
    },
    {
      what: 'an article that is gone',
      text: lawText(without('2'), NEWER),
      changed: ['toy-law 제2조 is gone 2026-02-03'],
    },
    {
      what: 'an article under another number',
      text: lawText(BODY.replace('제2조 (', '제2조의2 ('), NEWER),
      changed: ['toy-law 제2조 is moved to 2-2 2026-02-03'],
    },
    {
      what: 'articles that moved on by one',
      text: lawText(
        `${BODY.replace('제3조', '제4조').replace('제2조', '제3조')}\n##### 제2조 (새 조)\n\n새로.\n`,
        NEWER,
      ),
      changed: ['toy-law 제2조 is moved to 3 2026-02-03', 'toy-law 제3조 is moved to 4 2026-02-03'],
    },
    {
      what: 'a repealed law',
      text: lawText(BODY, { ...NEWER, 상태: '폐지' }),
      changed: ['1', '2', '3'].map((article) => `toy-law 제${article}조 is repealed 2026-02-03`),
    },
  ])('finds $what', ({ text, changed }) => {
    expect(named(drift(text))).toEqual(changed);
    expect(drift(text).unchanged).toBe(3 - changed.length);
    expect(drift(text).uncompared).toEqual([]);
  });

  it.each([
    {
      what: 'a file that is cut off or altered',
      text: lawText(AMENDED),
      why: 'damaged',
      keys: ['1'],
    },
    {
      what: 'an older text',
      text: lawText(AMENDED, OLDER),
      why: 'older-text',
      keys: ['1', '2', '3'],
    },
    { what: 'a file that cannot be read', text: '', why: 'unreadable', keys: ['1', '2', '3'] },
  ])('compares nothing with $what', ({ text, why, keys }) => {
    expect(drift(text)).toMatchObject({
      changed: [],
      unchanged: 3 - keys.length,
      uncompared: [{ law: law(), why, keys: keys.map((article) => `toy-law 제${article}조`) }],
    });
  });

  it('names what is not in the folder and what was never stamped', () => {
    const folder = openLawFolder(temporaryFolder());
    expect(findDrift({ corpus: STAMPED, folder, today: TODAY }).uncompared).toMatchObject([
      { why: 'no-file', keys: ['toy-law 제1조', 'toy-law 제2조', 'toy-law 제3조'] },
    ]);
    expect(drift(lawText(BODY), undefined, UNSTAMPED).uncompared).toMatchObject([
      { why: 'unstamped', keys: ['toy-law 제1조', 'toy-law 제2조', 'toy-law 제3조'] },
    ]);
  });

  it('names what is as we read it and not yet in force, as no change', () => {
    const text = lawText(BODY, UPCOMING);
    expect(drift(text, undefined, stampAll(UNSTAMPED, text))).toMatchObject({
      changed: [],
      unchanged: 3,
      upcoming: [
        { inForce: '2027-01-01', keys: ['toy-law 제1조', 'toy-law 제2조', 'toy-law 제3조'] },
      ],
    });
  });

  it('does not take for upcoming what a later version leaves as it is', () => {
    const { upcoming, unchanged } = drift(lawText(AMENDED, UPCOMING));
    expect({ upcoming, unchanged }).toEqual({ upcoming: [], unchanged: 2 });
  });

  it('names the entries, intents and digests that stand on a change', () => {
    expect(drift(lawText(AMENDED, NEWER)).changed).toMatchObject([
      { entries: ['shop-camera', 'park-camera'], intents: ['danger'], hasDigest: true },
    ]);
    expect(drift(lawText(without('3'), NEWER)).changed).toMatchObject([
      { key: 'toy-law 제3조', entries: [], intents: [], hasDigest: true },
    ]);
  });

  it('shows how the words differ, where the old text is at hand', () => {
    const text = (earlier?: string) =>
      drift(lawText(AMENDED, NEWER), earlier).changed.map(
        ({ difference }) => difference && differenceText(difference),
      );
    expect(text(lawText(BODY))).toEqual([
      '(목적)\n① 이 법은 [-장난감을-] {+인형을+} 지킨다. <개정 2020. 1. 2.>\n② 장난감은 놀이에 쓴다.',
    ]);
    expect(text()).toEqual([undefined]);
  });

  it('takes no other text for the old one', () => {
    const even = lawText(BODY.replace('장난감을 지킨다', '장난감을 몹시 지킨다'), OLDER);
    expect(drift(lawText(AMENDED, NEWER), even).changed[0]?.difference).toBeUndefined();
  });
});

describe('firstStamps', () => {
  it('stamps what has no stamp and leaves the others, changed or not', () => {
    const kept = Object.entries(STAMPED.stamps.articles).filter(([key]) => !key.endsWith('제2조'));
    const stamps = { ...STAMPED.stamps, articles: Object.fromEntries(kept) };
    const corpus = { ...STAMPED, stamps };
    const { added, left } = firstStamps(corpus, toyLawFolder(lawText(AMENDED, NEWER)), WHO);
    expect(added).toMatchObject([{ key: 'toy-law 제2조', lawId: '000001' }]);
    expect(left).toEqual([]);
  });

  it.each([
    { what: 'a file that is not there', text: undefined, problem: 'there is no file' },
    { what: 'a file that cannot be read', text: 'nothing', problem: 'cannot be read' },
    { what: 'a repealed law', text: lawText(BODY, { 상태: '폐지' }), problem: 'repealed' },
    {
      what: 'another law',
      text: lawText(BODY, { 제목: '인형법', 법령ID: '2' }),
      problem: 'holds "인형법"',
    },
    { what: 'articles that are not there', text: lawText(''), problem: 'gone' },
  ])('stamps nothing out of $what', ({ text, problem }) => {
    const files: Record<string, string> =
      text === undefined ? {} : { '장난감보호법/법률.md': text };
    const result = firstStamps(UNSTAMPED, openLawFolder(temporaryFolder(files)), WHO);
    expect(result.added).toEqual([]);
    expect(result.left.map((one) => one.problem)).toEqual(
      Array(3).fill(expect.stringContaining(problem)),
    );
  });
});

describe('a review', () => {
  const KEY = 'toy-law 제1조';
  const ask = (text: string, keys = [KEY], corpus = STAMPED) =>
    requestReview(corpus, toyLawFolder(text), keys);

  it('gathers each article once, with what stands on it', () => {
    expect(ask(lawText(AMENDED, NEWER), [KEY, KEY, 'toy-law 제3조'])).toMatchObject({
      kind: 'ready',
      articles: [
        { key: KEY, compared: 'changed', entries: ['shop-camera', 'park-camera'] },
        { key: 'toy-law 제3조', compared: 'unchanged', entries: [] },
      ],
    });
  });

  it.each([
    { what: 'a file that cannot be read', text: '', problem: 'cannot be read' },
    { what: 'a damaged file', text: lawText(AMENDED), problem: 'cut off or altered' },
    { what: 'an older text', text: lawText(BODY, OLDER), problem: 'is older than' },
    { what: 'an article that is gone', text: lawText(without('1'), NEWER), problem: 'is gone' },
    {
      what: 'a repealed law',
      text: lawText(BODY, { ...NEWER, 상태: '폐지' }),
      problem: 'repealed',
    },
  ])('is refused for $what', ({ text, problem }) => {
    const request = ask(text);
    expect(request).toEqual({
      kind: 'refused',
      problems: [expect.stringMatching(new RegExp(`^${KEY}: .*${problem}`))],
    });
  });

  it('is refused as a whole for one article that cannot be reviewed', () => {
    expect(ask(lawText(BODY), [KEY, 'toy-law 제9조'])).toEqual({
      kind: 'refused',
      problems: ['toy-law 제9조: no entry, intent or digest of ours stands on it'],
    });
  });

  it('renews the stamp, records who and when, and leaves nothing drifting', () => {
    const text = lawText(AMENDED, NEWER);
    const request = ask(text);
    if (request.kind !== 'ready') throw new Error(request.problems.join());
    const { stamps, reviews } = reviewed(STAMPED, request.articles, {
      by: 'Kim',
      on: '2026-05-01',
      note: 'Dolls only.',
    });
    const before = STAMPED.stamps.articles[KEY]?.sha256;
    expect(reviews).toEqual([
      {
        on: '2026-05-01',
        by: 'Kim',
        article: KEY,
        from: before,
        to: stamps[0]?.stamp.sha256,
        promulgationNumber: '77',
        inForce: '2026-02-03',
        entries: ['shop-camera', 'park-camera'],
        note: 'Dolls only.',
      },
    ]);
    expect(reviews[0]?.to).not.toBe(before);
    const after = { ...STAMPED, stamps: withStamps(STAMPED.stamps, stamps) };
    expect(after.stamps.articles[KEY]).toMatchObject({ by: 'Kim', checkedOn: '2026-05-01' });
    expect(drift(text, undefined, after)).toMatchObject({
      changed: [],
      uncompared: [],
      unchanged: 3,
    });
  });

  it('of what a later version leaves as it is does not make it apply later', () => {
    const text = lawText(BODY, UPCOMING);
    const request = ask(text);
    if (request.kind !== 'ready') throw new Error(request.problems.join());
    const { stamps, reviews } = reviewed(STAMPED, request.articles, { by: 'Kim', on: TODAY });
    expect(reviews[0]).toMatchObject({ promulgationNumber: '77', inForce: '2025-07-03' });
    const after = { ...STAMPED, stamps: withStamps(STAMPED.stamps, stamps) };
    expect(drift(text, undefined, after)).toMatchObject({ unchanged: 3, upcoming: [] });
  });

  it('of an article without a stamp has nothing before it', () => {
    const request = ask(lawText(BODY), [KEY], UNSTAMPED);
    if (request.kind !== 'ready') throw new Error(request.problems.join());
    const { reviews } = reviewed(UNSTAMPED, request.articles, { by: 'Kim', on: '2026-05-01' });
    expect(reviews[0]).not.toHaveProperty('from');
    expect(reviews[0]).not.toHaveProperty('note');
  });
});
