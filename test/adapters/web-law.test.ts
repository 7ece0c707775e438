import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { loadWords } from '../../bot/words.ts';
import { stampsOf } from '../../knowledge/corpus-model/stamps.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { lawText, stamp } from '../factories.ts';
import { newLawFolder, startLawApp, TOY_LAWS } from '../law-app.ts';
import type { RunningApp } from '../real-app.ts';

const { ko, en } = loadWords(join(projectRoot(), 'bot/words'));
const WORDS = { ko, en };

let app: RunningApp;
let folder: string;
beforeAll(async () => {
  folder = newLawFolder();
  app = await startLawApp({ folder });
}, 120_000);
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true });
});

interface Page {
  readonly status: number;
  readonly html: string;
  /** What a reader sees, without tags; entities undone. */
  readonly text: string;
  readonly location: string | null;
}

async function open(path: string, at: RunningApp = app): Promise<Page> {
  const response = await fetch(new URL(path, at.url), { redirect: 'manual' });
  const html = await response.text();
  // What a template prints where it was given nothing.
  expect(html).not.toMatch(/\bundefined\b|\[object Object\]|\{\w+\}/);
  expect(html).not.toMatch(/<script(?! src="\/static\/chat\.js")|\bat \S+ \(|node_modules/);
  return {
    status: response.status,
    html,
    text: textOf(html),
    location: response.headers.get('location'),
  };
}

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

/** The lines of official text on a page. */
const linesOf = (html: string): string[] =>
  [...html.matchAll(/<p class="depth-\d">(.*?)<\/p>/g)].map(([, line = '']) =>
    textOf(line.replace(/<[^>]*>/g, '')),
  );

/** Sends an address as it is: `fetch` would put it right first. */
const statusOfRaw = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    const call = request({ hostname, port, path }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject).end();
  });

describe.each(LANGUAGES.map((language) => ({ language, words: WORDS[language].law })))(
  'in $language',
  ({ language, words }) => {
    const at = (path: string) => open(`${path}?lang=${language}`);

    it('an article stands there as the law has it, line by line', async () => {
      const { status, html, text } = await at('/law/장난감보호법/제1조');
      expect(status).toBe(200);
      expect(linesOf(html)).toEqual([
        '① 이 법은 장난감을 지킨다.',
        '② 다음 각 호의 것은 장난감이 아니다.',
        '1. 나무토막. 다만, 다음 각 목의 것은 제외한다.',
        '가. 색을 칠한 나무토막',
        '2. 제2조의2제1항에 따른 구슬 <개정 2020.2.4>',
      ]);
      expect(text).toContain(words.found);
      expect(text).toContain('제1편 총칙 › 제1장 목적과 뜻');
      expect(text).toContain('2025-07-03');
      expect(text).toContain('장난감보호법/법률.md');
      expect(html).toContain('href="https://example.org/toy-law/제1조"');
    });

    it('an article of our corpus leads to our summary and to the answers that rest on it', async () => {
      const { html } = await at('/law/장난감보호법/제1조');
      expect(html).toContain(`href="/p/toy-law/1?lang=${language}"`);
      expect(html).toContain(`href="/a/shop-camera?lang=${language}"`);
      const other = await at('/law/장난감보호법/제2조의2');
      expect(other.html).not.toContain('/p/toy-law');
      expect(other.html).not.toContain('/a/shop-camera');
    });

    it('an article leads to the ones before and after it', async () => {
      const { html } = await at('/law/장난감보호법/제2조');
      const links = [...html.matchAll(/href="([^"]+)" rel="(prev|up|next)"/g)];
      expect(links.map(([, href = '', rel]) => [rel, decodeURIComponent(href)])).toEqual([
        ['prev', `/law/장난감보호법/제1조?lang=${language}`],
        ['up', `/law/장난감보호법?lang=${language}`],
        ['next', `/law/장난감보호법/제2조의2?lang=${language}`],
      ]);
    });

    it('a law lists its articles under their headings and tells which are deleted', async () => {
      const { status, html, text } = await at('/law/장난감보호법');
      expect(status).toBe(200);
      expect(text).toMatch(
        /제1편 총칙 제1장 목적과 뜻 제1조\(목적\) 제2조\(빌림\) 제2장 구슬 제2조의2\(구슬\) 제3조/,
      );
      expect(html).toMatch(/<h3[^>]*>제1편 총칙<\/h3>\s*<h4[^>]*>제1장 목적과 뜻<\/h4>/);
      expect(text).toContain(`제3조 ${words.deletedMark}`);
      expect(text).toContain('(No. 42)'.replace('No. 42', language === 'ko' ? '제42호' : 'No. 42'));
      expect(html).toContain(`href="/s/toy-law?lang=${language}"`);
    });

    it.each([
      {
        what: 'a deleted article',
        path: '/law/장난감보호법/제3조',
        says: [words.deleted, '삭제 <2020.2.2>'],
      },
      {
        what: 'a law to come',
        path: '/law/구슬관리법',
        says: ['2027-01-01', words.upcoming.split('{date}')[0]],
      },
      {
        what: 'an article to come',
        path: '/law/구슬관리법/제3조',
        says: [words.upcoming.split('{date}')[0]],
      },
      { what: 'a repealed law', path: '/law/딱지법', says: [words.repealed] },
      {
        what: 'an article of a repealed law',
        path: '/law/딱지법/제1조',
        says: [words.repealed, '딱지를 접는다.'],
      },
    ])('$what says so', async ({ path, says }) => {
      const { status, text } = await at(path);
      expect(status).toBe(200);
      for (const line of says) expect(text).toContain(line);
    });

    it.each([
      { path: '/law/장난감보호법/제99조', has: ['제1조', '제3조'] },
      { path: '/law/장난감보호법/제2조의7', has: ['제2조의2', '제3조'] },
      { path: '/law/구슬관리법/제1조', has: ['제3조', '2027-01-01'] },
      { path: '/law/딱지법/제9조', has: [words.repealed] },
    ])('$path is a 404 that tells what the law has', async ({ path, has }) => {
      const { status, text } = await at(path);
      expect(status).toBe(404);
      for (const part of has) expect(text).toContain(part);
      expect(text).toContain(words.wholeLaw);
    });

    it('a law that is not in the folder is a 404 that does not deny it', async () => {
      const { status, text, html } = await at('/law/없는법/제1조');
      expect(status).toBe(404);
      expect(text).toContain(words.noSuchLaw);
      expect(html).toContain(`https://www.law.go.kr/법령/${encodeURIComponent('없는법')}`);
    });

    it('a law whose file cannot be read is an outage, with and without an article', async () => {
      for (const path of ['/law/깨진법', '/law/깨진법/제1조']) {
        const { status, text } = await at(path);
        expect({ path, status }).toEqual({ path, status: 503 });
        expect(text).toContain(words.unavailable);
        expect(text).toContain(words.unreadable);
        expect(text).not.toContain(words.noSuchLaw);
      }
    });

    it('a search shows the articles with the wording marked, and how many there are', async () => {
      const { status, html, text } = await at('/law').then(() =>
        open(`/law?lang=${language}&q=${encodeURIComponent('생체정보')}`),
      );
      expect(status).toBe(200);
      expect(html).toContain('<mark>생체정보</mark>');
      expect(html).toContain('<mark>생체 정보</mark>');
      expect(text).toContain(words.found);
      expect(text).toContain('장난감 보호법 제2조의2(구슬)');
      expect(text).toContain('구슬 관리법 제3조(구슬의 수)');
      expect(text.match(/\b2\b/g)?.length).toBeGreaterThanOrEqual(2);
      expect(html).toContain('value="생체정보"');
      expect(html).toContain('exact=1');
    });
  },
);

describe('an address', () => {
  const canonical = `/law/${encodeURIComponent('장난감보호법')}/${encodeURIComponent('제2조의2')}`;

  it.each(['/law/장난감보호법/제2조의2', canonical])('%s shows the article', async (path) => {
    expect((await open(path)).status).toBe(200);
  });

  it.each([
    { what: 'decomposed letters', path: '/law/장난감보호법/제2조의2'.normalize('NFD') },
    { what: 'the spaces of the title', path: '/law/장난감 보호법/제2조의2' },
    { what: 'an article as a number', path: '/law/장난감보호법/2-2' },
    { what: 'an article without 제', path: '/law/장난감보호법/2조의2' },
    { what: 'the English title', path: '/law/Toy Protection Act/2-2' },
  ])('with $what leads to the permanent one', async ({ path }) => {
    const { status, location } = await open(path);
    expect({ status, location }).toEqual({ status: 302, location: canonical });
  });

  it('keeps the language that was chosen', async () => {
    const { location } = await open('/law/장난감보호법/2-2?lang=en');
    expect(location).toBe(`${canonical}?lang=en`);
  });

  it.each(['ㆍ', '·', '‧', '•'])('may write the dot of a title as %s', async (dot) => {
    const { status, location } = await open(`/law/자치기${dot}말타기놀이법?lang=ko`);
    const title = await open(location ?? `/law/자치기${dot}말타기놀이법?lang=ko`);
    expect([200, 302]).toContain(status);
    expect(title.status).toBe(200);
    expect(title.text).toContain('자치기ㆍ말타기 놀이법');
  });

  it.each([
    { path: `/law/${'가'.repeat(300)}`, status: 404 },
    { path: `/law/${'%EA%B0%80'.repeat(5000)}/1`, status: 431 },
    { path: '/law/장난감보호법/제1조제2항', status: 404 },
    { path: '/law/장난감보호법/제999999조', status: 404 },
    { path: '/law/장난감보호법/제조', status: 404 },
    { path: '/law/..%2f..%2fetc%2fpasswd', status: 404 },
    { path: '/law/%2e%2e/%2e%2e', status: 404 },
    { path: '/law/__proto__/1', status: 404 },
    { path: '/law/constructor', status: 404 },
    { path: '/law/%00', status: 404 },
    { path: '/law/%E0%A4%A', status: 400 },
    { path: '/law/%FF/1', status: 400 },
    { path: '/law/<script>alert(1)</script>', status: 404 },
    { path: '/law/"><img src=x onerror=alert(1)>/1', status: 404 },
    { path: '/law/', status: 200 },
    { path: '/law//1', status: 404 },
  ])('$path gives $status', async ({ path, status }) => {
    expect(await statusOfRaw(encodeURI(path).replaceAll('%25', '%'))).toBe(status);
  });

  it('is shown as text when it makes no sense', async () => {
    const { html, text } = await open(`/law/${encodeURIComponent('"><b>x</b>')}?lang=ko`);
    expect(html).not.toContain('<b>x');
    expect(text).toContain('"><b>x</b>');
  });
});

it('text of a law is never taken for markup', async () => {
  const article = await open('/law/구슬관리법/제4조?lang=ko');
  expect(article.status).toBe(200);
  expect(article.text).toContain('굵은 구슬은 <script>alert(1)</script> 둔다.');
  expect(article.html).toContain('&lt;b&gt;굵은');
  const found = await open(`/law?lang=ko&q=${encodeURIComponent('굵은 구슬')}`);
  expect(found.text).toContain('<script>');
});

describe('a reference in the text of a law', () => {
  const linksOf = async (path: string): Promise<[string, string][]> => {
    const { html } = await open(path);
    const statute = /<div class="statute"[^>]*>(.*?)<\/div>/s.exec(html)?.[1] ?? '';
    return [...statute.matchAll(/<a href="([^"?]+)[^"]*">([^<]*)<\/a>/g)].map(
      ([, href = '', text = '']) => [text, decodeURIComponent(href)],
    );
  };

  it('leads to the article of the same law', async () => {
    expect(await linksOf('/law/장난감보호법/제1조')).toEqual([
      ['제2조의2제1항', '/law/장난감보호법/제2조의2'],
    ]);
  });

  it('leads to the article of another law', async () => {
    expect(await linksOf('/law/장난감보호법/제2조')).toEqual([
      ['「구슬 관리법」 제3조', '/law/구슬관리법/제3조'],
      ['같은 조 제1항', '/law/구슬관리법/제3조'],
    ]);
  });

  it('changes no character of the text', async () => {
    const { html } = await open('/law/장난감보호법/제2조');
    expect(linesOf(html)).toEqual([
      '장난감을 빌리는 사람은 「구슬 관리법」 제3조와 같은 조 제1항을 지킨다.',
    ]);
  });
});

describe('a search', () => {
  const search = (query: string, rest = '') =>
    open(`/law?lang=ko&q=${encodeURIComponent(query)}${rest}`);

  it('is offered where nothing was searched for', async () => {
    const { status, html, text } = await open('/law?lang=ko');
    expect(status).toBe(200);
    expect(html).toContain('<form class="search card" method="get" action="/law"');
    expect(html).toContain('maxlength="300"');
    expect(text).toContain('법령 4개');
  });

  it.each([
    { query: '장난감 보호법 제2조의2', to: '/law/장난감보호법/제2조의2' },
    { query: '장난감보호법 2조', to: '/law/장난감보호법/제2조' },
    { query: '「구슬 관리법」 제3조제1항', to: '/law/구슬관리법/제3조' },
  ])('for $query goes to the article', async ({ query, to }) => {
    const { status, location } = await search(query);
    expect({ status, to: decodeURIComponent(location ?? '') }).toEqual({
      status: 302,
      to: `${to}?lang=ko`,
    });
  });

  it('that names an article and more offers the article first', async () => {
    const { status, html } = await search('구슬 관리법 제3조 생체정보');
    expect(status).toBe(200);
    const first = /<ul class="list">.*?href="([^"?]+)/s.exec(html)?.[1] ?? '';
    expect(decodeURIComponent(first)).toBe('/law/구슬관리법/제3조');
  });

  it.each(['구슬 관리법', '구슬관리법', '관리법'])('for %s offers the law', async (query) => {
    const { html } = await search(query);
    expect(decodeURIComponent(html)).toContain('href="/law/구슬관리법?lang=ko"');
  });

  it('for nothing that occurs says so', async () => {
    const { status, text } = await search('헬리콥터');
    expect(status).toBe(200);
    expect(text).toContain(ko.law.nothingFound);
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE--",
    '\u202e가',
  ])('for %s shows the words as text', async (query) => {
    const { status, html } = await search(query);
    expect(status).toBe(200);
    expect(html).not.toMatch(/<script>|<img src=x/);
  });

  it.each(['%E0%A4%A', '', '+', '%00', 'a&q=b', encodeURIComponent('가'.repeat(1000))])(
    'for q=%s does not fail',
    async (query) => {
      expect((await open(`/law?lang=ko&q=${query}`)).status).toBe(200);
    },
  );

  it('is kept when the language is switched', async () => {
    const { html } = await search('생체정보', '&exact=1');
    expect(html).toContain(`/law?lang=en&amp;q=${encodeURIComponent('생체정보')}&amp;exact=1`);
  });

  it('never reaches the log', async () => {
    const secret = '비밀검색표식';
    await search(secret);
    await open(`/api/law?q=${encodeURIComponent(secret)}`);
    await open(`/law/${encodeURIComponent(secret)}`);
    await open(`/law/${encodeURIComponent(secret)}/1`);
    const log = app.log.join('');
    expect(log).not.toContain(secret);
    expect(log).not.toContain(encodeURIComponent(secret));
    expect(log).toContain('"path":"/law/:law/:article"');
  });
});

describe('a long list of results', () => {
  let many: RunningApp;
  let manyFolder: string;
  beforeAll(async () => {
    const articles = Array.from(
      { length: 45 },
      (_, n) => `##### 제${n + 1}조\n\n팽이 ${n + 1}번.\n`,
    );
    const top = lawText(`${articles.join('\n')}`, { 제목: '팽이법' });
    manyFolder = newLawFolder({ '팽이법/법률.md': top });
    many = await startLawApp({ folder: manyFolder });
  });
  afterAll(async () => {
    await many?.stop();
    rmSync(manyFolder, { recursive: true });
  });

  const titles = (html: string): string[] =>
    [...html.matchAll(/lang="ko">팽이법 (제\d+조)<\/a>/g)].map(([, title = '']) => title);
  const page = (rest: string) => open(`/law?lang=ko&q=${encodeURIComponent('팽이')}${rest}`, many);

  it.each(['', '&exact=1'])('is shown page by page%s', async (exact) => {
    const pages = [await page(exact), await page(`${exact}&page=2`), await page(`${exact}&page=3`)];
    expect(pages.map(({ html }) => titles(html).length)).toEqual([20, 20, 5]);
    expect(new Set(pages.flatMap(({ html }) => titles(html))).size).toBe(45);
    expect(pages[0]?.text).toContain('45');
    expect(pages[0]?.html).toContain('page=2');
    expect(pages[0]?.html).not.toContain(ko.law.earlier);
    expect(pages[1]?.html).toContain(ko.law.earlier);
    expect(pages[2]?.html).not.toContain(ko.law.later);
    expect(pages[1]?.html).toContain('<ol class="found" start="21">');
  });

  it.each(['0', '-1', '2.5', 'x', '99999', '11'])('page=%s is some page', async (number) => {
    expect((await page(`&page=${number}`)).status).toBe(200);
  });
});

describe('without a search', () => {
  it.each([
    {
      what: 'being built',
      state: { kind: 'building', done: 250, total: 1000 } as const,
      says: '25%',
    },
    {
      what: 'that failed',
      state: { kind: 'failed', why: 'no room on the disk' } as const,
      says: ko.law.searchFailed,
    },
  ])('$what, articles are found by name all the same', async ({ state, says }) => {
    const other = await startLawApp({ folder, state });
    try {
      const found = await open(`/law?lang=ko&q=${encodeURIComponent('생체정보')}`, other);
      expect(found.status).toBe(200);
      expect(found.text).toContain(says);
      expect(found.text).not.toContain('no room on the disk');
      expect((await open('/law/장난감보호법/제1조', other)).status).toBe(200);
      const named = await open(`/law?lang=ko&q=${encodeURIComponent('장난감보호법 1조')}`, other);
      expect(named.status).toBe(302);
    } finally {
      await other.stop();
    }
  });
});

describe('without official text', () => {
  it.each([
    { what: 'no folder', path: undefined },
    { what: 'a folder that is not there', path: '/no/such/folder' },
  ])('$what is explained, and nothing is said not to exist', async ({ path }) => {
    const other = await startLawApp(path === undefined ? {} : { folder: path });
    try {
      const start = await open('/law?lang=ko', other);
      expect(start.status).toBe(200);
      expect(start.text).toContain('npm run law:fetch');
      for (const address of ['/law/장난감보호법', '/law/장난감보호법/제1조', '/law/없는법/제1조']) {
        const { status, text } = await open(`${address}?lang=ko`, other);
        expect({ address, status }).toEqual({ address, status: 503 });
        expect(text).toContain(ko.law.noFolder);
      }
      const ours = await open('/law/장난감보호법/제1조?lang=ko', other);
      expect(ours.html).toContain('href="/p/toy-law/1?lang=ko"');
      expect((await open('/p/toy-law/1?lang=ko', other)).status).toBe(200);
    } finally {
      await other.stop();
    }
  });

  it('of one law of ours, that law is an outage', async () => {
    const partial = newLawFolder({ '딱지법/법률.md': TOY_LAWS['딱지법/법률.md'] ?? '' });
    const other = await startLawApp({ folder: partial });
    try {
      const { status, text } = await open('/law/장난감보호법/제1조?lang=ko', other);
      expect(status).toBe(503);
      expect(text).toContain(ko.law.noFile);
    } finally {
      await other.stop();
      rmSync(partial, { recursive: true });
    }
  });
});

describe('a file that is not what it says', () => {
  it.each([
    { what: 'damaged', over: {}, says: ko.law.damaged },
    {
      what: 'older',
      over: { promulgated: '2025-12-31', inForce: '2026-03-01' },
      says: ko.law.older,
    },
  ])('$what is shown with a warning, and denies nothing', async ({ over, says }) => {
    const stamps = stampsOf({
      laws: { 'toy-law': { lawId: '000001' } },
      articles: { 'toy-law 제1조': stamp(over), 'toy-law 제9조': stamp(over) },
    });
    const other = await startLawApp({ folder, stamps });
    try {
      for (const path of ['/law/장난감보호법/제1조', '/p/toy-law/1']) {
        const { status, text } = await open(`${path}?lang=ko`, other);
        expect({ path, status }).toEqual({ path, status: 200 });
        expect(text).toContain(says);
        expect(text).toContain('이 법은 장난감을 지킨다.');
      }
      const missing = await open('/law/장난감보호법/제9조?lang=ko', other);
      expect(missing.status).toBe(503);
      expect(missing.text).toContain(ko.law.noSoundText);
      const api = await fetch(`${other.url}/api/law/장난감보호법/9`);
      expect(api.status).toBe(503);
    } finally {
      await other.stop();
    }
  });
});

it('the page of an article of ours shows its official text below our summary', async () => {
  const { status, html } = await open('/p/toy-law/1?lang=ko');
  expect(status).toBe(200);
  expect(html.indexOf('장난감을 지킵니다.')).toBeLessThan(
    html.indexOf('① 이 법은 장난감을 지킨다.'),
  );
  expect(linesOf(html)).toHaveLength(5);
  expect(decodeURIComponent(html)).toContain('href="/law/장난감보호법/제1조?lang=ko"');
  const without = await open('/p/toy-law/2?lang=ko');
  expect(decodeURIComponent(without.location ?? '')).toBe('/law/장난감보호법/제2조?lang=ko');
});

it('the page of a law of ours leads to its text', async () => {
  const { html } = await open('/s/toy-law?lang=ko');
  expect(decodeURIComponent(html)).toContain('href="/law/장난감보호법?lang=ko"');
});

it('a citation opens to the words it stands on', async () => {
  const { html } = await open('/a/shop-camera?lang=ko');
  const details = /<details class="official">(.*?)<\/details>/s.exec(html)?.[1] ?? '';
  expect(linesOf(details)).toEqual([
    '1. 나무토막. 다만, 다음 각 목의 것은 제외한다.',
    '가. 색을 칠한 나무토막',
  ]);
  expect(details).toContain('2025-07-03');
  expect(decodeURIComponent(details)).toContain('href="/law/장난감보호법/제1조?lang=ko"');
  expect(details).toContain('href="https://example.org/toy-law/제1조"');
  expect(html).toMatch(/class="state state-checked-now" title="[^"]+"/);
});

it('too many searches are told when to come back; reading is not limited', async () => {
  const limited = await startLawApp({ folder, questionsPerMinute: 2 });
  try {
    const search = (path: string) => fetch(`${limited.url}${path}?q=x`);
    expect((await search('/law')).status).toBe(200);
    expect((await search('/api/law')).status).toBe(200);
    for (const refused of [await search('/law'), await search('/api/law')]) {
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await open('/law/장난감보호법/제1조', limited)).status).toBe(200);
  } finally {
    await limited.stop();
  }
});
