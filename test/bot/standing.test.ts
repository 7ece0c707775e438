import { describe, expect, it } from 'vitest';
import { answerView } from '../../bot/answer-view.ts';
import { articleView } from '../../bot/article-view.ts';
import { entryView } from '../../bot/entry-view.ts';
import { exchangeRow } from '../../bot/exchange-row.ts';
import { citationsOf } from '../../knowledge/answer/citations.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { articleDigest } from '../../knowledge/law/find-in-statute.ts';
import { readStatute } from '../../knowledge/law/read-statute.ts';
import {
  answerTo,
  corpusOf,
  entry,
  intent,
  law,
  lawReason,
  lawText,
  provision,
  stamp,
  term,
} from '../factories.ts';
import { toyBot } from '../toy-bot.ts';

/** What becomes of our texts when the law they stand on moves. */

const FILE = '장난감보호법/법률.md';
const ADDENDA = '\n## 부칙\n\n이 법은 공포한 날부터 시행한다.\n';
const ARTICLES = `##### 제1조 (목적)

**①** 이 법은 장난감을 지킨다.

**②** 나무토막은 장난감이 아니다.

##### 제2조 (정의)

장난감은 노는 물건이다.
`;
const asStamped = (body = ARTICLES): string => lawText(body + ADDENDA);
const newer = (body: string, front: Readonly<Record<string, string>> = {}): string =>
  lawText(body + ADDENDA, {
    공포번호: "'00077'",
    공포일자: '2026-01-02',
    시행일자: '2026-02-03',
    ...front,
  });
const AMENDED = ARTICLES.replace('지킨다', '넓게 지킨다');
const DELETED = ARTICLES.replace(/##### 제1조[\s\S]*?(?=##### 제2조)/, '##### 제1조\n\n삭제\n\n');
const GONE = ARTICLES.replace(/##### 제1조[\s\S]*?(?=##### 제2조)/, '');
const WITHOUT_PART = ARTICLES.replace(/\*\*②\*\*.*\n/, '');

const sha256Of = (number: string): string => {
  const article = readStatute(asStamped()).articles.get(number);
  return article ? articleDigest(article) : '';
};

const SECOND = { ...lawReason('toy-law 제2조'), ko: '둘째 근거예요.', en: 'The second reason.' };
const shop = entry({
  reasons: [lawReason('toy-law 제1조제2항'), SECOND],
  changes: [{ ko: '달라져요.', en: 'It changes.' }],
  steps: [{ ko: '해 보세요.', en: 'Do it.' }],
});
const way = entry({
  id: 'way-out',
  kind: 'route',
  verdict: 'information',
  answer: { ko: '여기로 가세요.', en: 'Go here.' },
});
const draft = intent({
  id: 'draft',
  outcome: 'complaint',
  reply: { ko: '이렇게 쓰세요.', en: 'Write this.' },
  reasons: [lawReason('toy-law 제1조')],
});
const danger = intent({
  id: 'danger',
  outcome: 'emergency',
  reply: { ko: '112에 전화하세요.', en: 'Call 112.' },
  reasons: [lawReason('toy-law 제1조')],
});
const LAW_STAMP = {
  lawId: '000001',
  promulgationNumber: '42',
  promulgated: '2025-01-02',
  inForce: '2025-07-03',
  checkedOn: '2026-01-15',
};
const corpus = corpusOf({
  entries: [shop, way],
  intents: [draft, danger],
  stamps: {
    laws: { 'toy-law': LAW_STAMP },
    articles: {
      'toy-law 제1조': stamp({ sha256: sha256Of('1') }),
      'toy-law 제2조': stamp({ sha256: sha256Of('2') }),
    },
  },
});

const botOn = (text: string | undefined, files = true) =>
  toyBot({ corpus, ...(files && { laws: text === undefined ? {} : { [FILE]: text } }) });
const ABOUT_SHOP = answerTo({ subject: { type: 'entry', entry: shop } });

describe.each([
  { when: 'is deleted', text: newer(DELETED), what: /2026-02-03 시행 원문에서 삭제됨/ },
  { when: 'is not there', text: newer(GONE), what: /2026-02-03 시행 원문에 없는 조문/ },
  { when: 'has lost the paragraph', text: newer(WITHOUT_PART), what: /원문에 없는 부분/ },
  { when: 'was repealed', text: newer(ARTICLES, { 상태: '폐지' }), what: /법이 폐지됨/ },
])('an entry whose article $when', ({ text, what }) => {
  it('has no verdict, no answer and nothing else that stood on it', () => {
    const { settings } = botOn(text);
    const view = entryView(shop, 'ko', settings);
    expect(view).not.toHaveProperty('verdict');
    expect(view).toMatchObject({ lead: '', changes: [], steps: [] });
    expect(view.reasons.map((reason) => reason.text)).not.toContain(shop.reasons[0]?.ko);
  });

  it('says which place is gone, what happened to it, and that a person looks at it', () => {
    const { settings } = botOn(text);
    const [notice] = entryView(shop, 'ko', settings).notices;
    expect(notice?.tone).toBe('warning');
    expect(notice?.text).toContain('장난감 보호법 제1조제2항');
    expect(notice?.text).toMatch(what);
    expect(notice?.text).toContain('사람이 다시 검토');
    expect(notice?.officialUrl).toContain('https://www.law.go.kr/법령/장난감보호법');
    const [english] = entryView(shop, 'en', settings).notices;
    expect(english?.text).toContain('Toy Protection Act, Article 1(2)');
    expect(english?.text).toContain('a person is reviewing');
    expect(english?.text).not.toMatch(/[가-힣]/);
  });

  it.each(LANGUAGES)('goes out without the citation and the verdict in %s', (language) => {
    const row = exchangeRow({ ...ABOUT_SHOP, language }, botOn(text).settings);
    expect(row).toMatchObject({ kind: 'answer', outcome: 'answered', entry: 'shop-camera' });
    expect(row).not.toHaveProperty('verdict');
    expect(row.citations.filter(({ article }) => article === '제1조')).toEqual([]);
    expect(row.text).not.toContain(shop.answer[language]);
    expect(row.text).not.toContain(shop.reasons[0]?.[language]);
  });
});

it('what was amended under a reason that is not shown any more is not told', () => {
  const mixed = entry({ reasons: [lawReason('toy-law 제1조', 'toy-law 제2조'), SECOND] });
  const alone = entry({ reasons: [lawReason('toy-law 제1조', 'toy-law 제2조')] });
  const text = newer(DELETED.replace('노는 물건', '새 물건'));
  const notices = (about: typeof mixed) => entryView(about, 'ko', botOn(text).settings).notices;
  expect(notices(mixed).map((notice) => notice.text)).toEqual([
    expect.stringContaining('제1조 (2026-02-03 시행 원문에서 삭제됨)'),
    expect.stringContaining('제2조 (2026-01-15 확인, 2026-02-03 시행으로 개정)'),
  ]);
  expect(notices(alone)).toHaveLength(1);
});

it('the reasons that still stand stay, with their citations', () => {
  const { settings } = botOn(newer(DELETED));
  const row = exchangeRow(ABOUT_SHOP, settings);
  expect(row.text).toContain('둘째 근거예요. (장난감 보호법 제2조, 2026-02-03 시행)');
  expect(row.citations).toMatchObject([{ article: '제2조', proof: 'checked-now' }]);
});

describe('the way to act whose article is gone', () => {
  const both = answerTo({ subject: { type: 'entry', entry: shop }, companion: way });

  it('is not named beside the answer', () => {
    const view = answerView(both, botOn(newer(DELETED)).settings);
    expect(view).not.toHaveProperty('companion');
  });

  it('is named while its law stands', () => {
    const view = answerView(both, botOn(asStamped()).settings);
    expect(view.companion).toMatchObject({ lead: '여기로 가세요.' });
  });
});

describe('a ready reply whose article is gone', () => {
  const { settings } = { settings: () => botOn(newer(DELETED)).settings };
  const reply = (about: typeof draft, outcome: 'complaint-started' | 'emergency') =>
    exchangeRow(answerTo({ outcome, subject: { type: 'intent', intent: about } }), settings());

  it('is not given', () => {
    const row = reply(draft, 'complaint-started');
    expect(row).toMatchObject({ kind: 'complaint', citations: [] });
    expect(row.text).not.toContain('이렇게 쓰세요');
    expect(row.text).toContain('삭제됨');
  });

  it('is given all the same where it is help in danger', () => {
    const row = reply(danger, 'emergency');
    expect(row.text).toContain('112에 전화하세요');
    expect(row.citations).toEqual([]);
  });
});

describe('a belief that is set right by an entry whose article is gone', () => {
  const film = entry({
    id: 'film',
    reasons: [SECOND],
    asks: {
      ko: ['가게 카메라로 찍어도 되나요', '매장 카메라 촬영', '상점 카메라'],
      en: ['may a shop film me', 'camera in a shop', 'a shop with a camera'],
    },
  });
  const belief = entry({
    id: 'belief',
    kind: 'trap',
    verdict: 'information',
    premise: ['법으로 금지됐'],
    correction: { ko: '금지한 법은 없어요.', en: 'No law bans it.' },
  });
  const trapped = {
    ...corpus,
    entries: new Map([film, belief].map((one) => [one.id, one] as const)),
    terms: [term('camera', { core: true, say: { ko: ['카메라'], en: ['camera'] } })],
  };
  const said = async (text: string) => {
    const bot = toyBot({ corpus: trapped, laws: { [FILE]: text } });
    return bot.ask('법으로 금지됐다는데 가게 카메라로 찍어도 되나요');
  };

  it('is set right while that law stands', async () => {
    const row = await said(asStamped());
    expect(row.entry).toBe('film');
    expect(row.text).toMatch(/^먼저 바로잡을게요\. 금지한 법은 없어요\./);
  });

  it('is left alone when it is gone', async () => {
    const row = await said(newer(DELETED));
    expect(row.entry).toBe('film');
    expect(row.text).not.toContain('금지한 법은 없어요');
  });
});

it('an article that is gone is not among the citations, though we have summed it up', () => {
  const subject = {
    type: 'article',
    law: law(),
    at: { article: '1' },
    provisions: [provision()],
  } as const;
  const answer = answerTo({ outcome: 'article-deleted', subject });
  expect(citationsOf(answer, botOn(newer(DELETED)).settings)).toEqual([]);
  expect(citationsOf(answer, botOn(asStamped()).settings)).toHaveLength(1);
});

describe('our page of an article', () => {
  const page = (text: string, rows = [provision(), provision({ at: '제1조제2항' })]) =>
    articleView(
      { type: 'article', law: law(), at: { article: '1' }, provisions: rows },
      'ko',
      botOn(text).settings,
    );

  it('takes back what we said of an article that is gone', () => {
    const view = page(newer(DELETED));
    expect(view).toMatchObject({ lead: '', digests: [], reasons: [], texts: [] });
    expect(view.notices?.[0]?.text).toContain(
      '장난감 보호법 제1조 (2026-02-03 시행 원문에서 삭제됨)',
    );
  });

  it('takes back what we said of a paragraph that is gone, and no more', () => {
    const view = page(newer(WITHOUT_PART));
    expect(view.lead).toBe('장난감을 지킵니다.');
    expect(view.reasons).toHaveLength(1);
  });

  it('says that the article was amended after we read it', () => {
    const [notice] = page(newer(AMENDED)).notices ?? [];
    expect(notice?.text).toContain(
      '장난감 보호법 제1조 (2026-01-15 확인, 2026-02-03 시행으로 개정)',
    );
  });

  it('has the official text, character for character', () => {
    const [text] = page(asStamped()).texts ?? [];
    expect(text).toMatchObject({
      title: '장난감 보호법 제1조',
      text: '① 이 법은 장난감을 지킨다.\n② 나무토막은 장난감이 아니다.',
      isCut: false,
      dates: '2025-07-03 시행, 2025-01-02 공포',
      lawPath: `/law/${encodeURIComponent('장난감보호법')}/${encodeURIComponent('제1조')}`,
    });
  });
});

describe('an entry whose article was amended after we read it', () => {
  it('is answered, with a warning that names the article and the dates', () => {
    const row = exchangeRow(ABOUT_SHOP, botOn(newer(AMENDED)).settings);
    expect(row.verdict).toBe('conditional');
    expect(row.text).toMatch(
      /확인한 뒤 개정된 조문이 있어요: 장난감 보호법 제1조 \(2026-01-15 확인, 2026-02-03 시행으로 개정\)/,
    );
    expect(row.citations[0]).toMatchObject({ proof: 'checked-now', isAmended: true });
    expect(row.citations[1]).not.toHaveProperty('isAmended');
  });

  it('is told when the new wording is not yet in force', () => {
    const row = exchangeRow(ABOUT_SHOP, botOn(newer(AMENDED, { 시행일자: '2027-01-01' })).settings);
    expect(row.text).toContain('개정돼 2027-01-01 시행 예정');
    expect(row.text).toContain('장난감 보호법 제1조제2항, 공포된 개정본, 2027-01-01 시행 예정');
    expect(row.citations[0]).toMatchObject({ isUpcoming: true, isAmended: true });
  });
});

describe('how a citation was proven', () => {
  const [now, release, never] = ['checked-now', 'checked-at-release', 'not-checked'] as const;

  it.each([
    { when: 'the text is at hand', text: asStamped(), proof: now, says: '2025-07-03 시행)' },
    { when: 'the file is missing', text: undefined, proof: release, says: '2026-01-15 대조)' },
    { when: 'the file is broken', text: '아무 글', proof: release, says: '2026-01-15 대조)' },
    {
      when: 'the text was cut off',
      text: asStamped(GONE),
      proof: release,
      says: '2026-01-15 대조)',
    },
  ])('is $proof when $when', ({ text, proof, says }) => {
    const row = exchangeRow(ABOUT_SHOP, botOn(text).settings);
    expect(row.verdict).toBe('conditional');
    expect(row.citations[0]).toMatchObject({ article: '제1조', proof });
    expect(row.text).toContain(says);
    expect(row.text).not.toContain('없는');
  });

  it('is the stamp where there is no folder', () => {
    const row = exchangeRow(ABOUT_SHOP, botOn(undefined, false).settings);
    expect(row.citations[0]).toMatchObject({ proof: release, checkedOn: '2026-01-15' });
    expect(row.text).toContain('장난감 보호법 제1조제2항, 2025-07-03 시행, 2026-01-15 대조');
  });

  it('is nothing where nobody stamped the place and there is no text', () => {
    const bare = toyBot({ corpus: corpusOf({ entries: [shop] }) });
    const row = exchangeRow(ABOUT_SHOP, bare.settings);
    expect(row.citations[0]).toMatchObject({ proof: never });
    expect(row.text).toContain('(장난감 보호법 제1조제2항, 대조 못 함)');
  });

  it('is said in a sentence where there is room for one', () => {
    const view = entryView(shop, 'ko', botOn(asStamped()).settings);
    expect(view.reasons[0]?.citations[0]?.state).toEqual({
      id: 'checked-now',
      label: '원문과 대조함 (2025-07-03 시행)',
      short: '',
    });
  });
});
