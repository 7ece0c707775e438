import { describe, expect, it } from 'vitest';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import type { ArticleSearchState } from '../../../knowledge/law-search/article-search.ts';
import { openArticleSearch } from '../../../knowledge/law-search/open-article-search.ts';
import { corpusOf, lawText, temporaryFolder, term } from '../../factories.ts';
import { toyBot } from '../../toy-bot.ts';

/** "Which laws mention …", answered from an index of a temporary folder of laws. */

const ADDENDA = '\n## 부칙\n\n이 법은 공포한 날부터 시행한다.\n';
const IRIS = '홍채와 지문을 등록한다.';
const LAWS = {
  '장난감보호법/법률.md': lawText(
    `##### 제1조 (목적)\n\n이 법은 장난감을 지킨다.\n\n##### 제2조 (홍채)\n\n${IRIS}\n${ADDENDA}`,
  ),
  '인형법/법률.md': lawText(`##### 제7조 (인형)\n\n인형의 홍채를 그린다.\n${ADDENDA}`, {
    제목: '인형법',
    법령ID: "'000002'",
  }),
};
const corpus = corpusOf({
  terms: [term('fingerprint', { say: { ko: ['지문'], en: ['fingerprint'] } })],
});

async function searchOf(laws: Readonly<Record<string, string>>): Promise<ArticleSearchState> {
  const search = openArticleSearch({
    folder: openLawFolder(temporaryFolder(laws)),
    dataFolder: temporaryFolder(),
    today: () => '2026-06-01',
  });
  await search.ready;
  return search.state();
}

describe('a search of all laws', () => {
  it('counts the articles and laws, and shows the wording in its text', async () => {
    const bot = toyBot({ corpus, laws: LAWS, search: await searchOf(LAWS) });
    const row = await bot.ask('홍채가 나오는 법 알려줘');
    expect(row).toMatchObject({ kind: 'answer', outcome: 'statutes-found', citations: [] });
    expect(row).not.toHaveProperty('verdict');
    expect(row.text).toMatch(/^법령 원문이에요\. 저희 판단이 아니에요\./);
    expect(row.text).toContain('법령 2개 가운데 2개, 조문 2개에 "홍채" 표현이 나와요.');
    expect(row.text).toContain(`- 장난감 보호법 제2조 (홍채): ${IRIS}`);
    expect(row.text).toContain('- 인형법 제7조 (인형): 인형의 홍채를 그린다.');
    expect(row.text).toContain('/law?lang=ko&q=홍채');
  });

  it('answers an English word by the Korean one that the laws use', async () => {
    const bot = toyBot({ corpus, laws: LAWS, search: await searchOf(LAWS) });
    const row = await bot.ask('Which laws mention fingerprints?');
    expect(row).toMatchObject({ outcome: 'statutes-found', language: 'en' });
    expect(row.text).toContain('1 have "지문" in their text');
    expect(row.text).toContain('장난감 보호법, Article 2 (홍채)');
  });

  it('says that a word stands nowhere, and where it looked', async () => {
    const bot = toyBot({ corpus, laws: LAWS, search: await searchOf(LAWS) });
    const row = await bot.ask('블록체인이 나오는 법 알려줘');
    expect(row.outcome).toBe('statutes-found');
    expect(row.text).toContain('법령 2개의 원문에서 "블록체인" 표현을 찾지 못했어요');
  });

  it('leaves several words that stand nowhere together to our own answers', async () => {
    const bot = toyBot({ corpus, laws: LAWS, search: await searchOf(LAWS) });
    const row = await bot.ask('어떤 법에 CCTV 설치 기준이 나와 있나요?');
    expect(row.outcome).toBe('out-of-scope');
    const quoted = await bot.ask('"CCTV 설치 기준"이 나오는 법 알려줘');
    expect(quoted.outcome).toBe('statutes-found');
  });

  it('passes by a text that cannot be read any more, and still names the article', async () => {
    const bot = toyBot({ corpus, laws: {}, search: await searchOf(LAWS) });
    const whole = toyBot({
      corpus,
      laws: { ...LAWS, '인형법/법률.md': '아무 글' },
      search: await searchOf(LAWS),
    });
    expect((await bot.ask('홍채가 나오는 법 알려줘')).outcome).toBe('statutes-not-searched');
    expect((await whole.ask('홍채가 나오는 법 알려줘')).text).toContain('- 인형법 제7조 (인형)\n');
  });
});

describe('a search that cannot be made', () => {
  it.each<{ when: string; search: ArticleSearchState; says: string }>([
    {
      when: 'the index is being built',
      search: { kind: 'building', done: 30, total: 90 },
      says: '아직 준비 중이에요 (33%)',
    },
    {
      when: 'nothing of it is built',
      search: { kind: 'building', done: 0, total: 0 },
      says: '아직 준비 중이에요 (0%)',
    },
    {
      when: 'it has failed',
      search: { kind: 'failed', why: 'disk full' },
      says: '나오는 조문이 없다는 뜻은 아니에요',
    },
  ])('says so when $when', async ({ search, says }) => {
    const row = await toyBot({ corpus, laws: LAWS, search }).ask('홍채가 나오는 법 알려줘');
    expect(row).toMatchObject({ kind: 'answer', outcome: 'statutes-not-searched' });
    expect(row.text).toContain(says);
    expect(row.text).not.toContain('disk full');
  });

  it.each([{ laws: undefined }, { laws: {} }])('says so without any law text', async ({ laws }) => {
    const bot = toyBot({ corpus, ...(laws && { laws }) });
    const row = await bot.ask('search the law for iris');
    expect(row.outcome).toBe('statutes-not-searched');
    expect(row.text).toContain('No law text is installed');
    expect(row.text).toContain('https://www.law.go.kr/');
  });
});

describe('what we cannot answer', () => {
  it('can be searched for in the laws, where there are any', async () => {
    const row = await toyBot({ corpus, laws: LAWS }).ask('김치찌개 끓이기');
    expect(row.outcome).toBe('out-of-scope');
    expect(row.text).toContain('법령 원문에서 찾아보기: /law?lang=ko&q=김치찌개+끓이기');
  });

  it('is not offered where there is none', async () => {
    for (const laws of [undefined, {}]) {
      const row = await toyBot({ corpus, ...(laws && { laws }) }).ask('김치찌개 끓이기');
      expect(row.text).not.toContain('/law');
    }
  });

  it('is not put into the address where it is long or was masked', async () => {
    const bot = toyBot({ corpus, laws: LAWS });
    const long = await bot.ask('김치찌개를 어떻게 끓여요? '.repeat(6));
    expect(long.text).toMatch(/\/law\?lang=ko$/m);
    const masked = await bot.ask('제 번호는 010-1234-5678 이에요');
    expect(masked.text).not.toContain('1234');
  });
});
