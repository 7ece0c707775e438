import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bot } from '../../adapters/open-bot.ts';
import { LANGUAGES, type Language } from '../../knowledge/language.ts';
import { type RunningApp, startApp } from '../real-app.ts';
import { openRealBot } from '../real-bot.ts';

const SAMPLE_PAGES = 30;

let bot: Bot;
let app: RunningApp;
beforeAll(async () => {
  bot = await openRealBot();
  app = await startApp(bot);
}, 120_000);
afterAll(() => app?.stop());

const get = (path: string, init: RequestInit = {}) =>
  fetch(new URL(path, app.url), { redirect: 'manual', ...init });

async function page(path: string, language: Language): Promise<string> {
  const response = await get(`${path}?lang=${language}`);
  const html = await response.text();
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(html).toContain(`<html lang="${language}">`);
  // What a template prints where it was given nothing.
  expect(html).not.toMatch(/\bundefined\b|\[object Object\]|\{(?:date|query|id|seconds)\}/);
  return html;
}

const entryIds = () => [...bot.knowledge.corpus.entries.keys()];
const sourceIds = () => [...bot.knowledge.corpus.sources.keys()];
const articlePaths = () => [
  ...new Set(bot.knowledge.corpus.provisions.map((row) => `/p/${row.source}/${row.article}`)),
];

const internalLinks = (html: string): string[] =>
  [...html.matchAll(/(?:href|src|action)="([^"]+)"/g)]
    .map(([, address = '']) => address.replaceAll('&amp;', '&'))
    .filter((address) => address.startsWith('/'));

describe.each(LANGUAGES.map((language) => ({ language })))('pages in $language', ({ language }) => {
  it.each(['/', '/entries', '/sources', '/law'])('%s renders', async (path) => {
    expect(await page(path, language)).toContain('<h1>');
  });

  it('every entry shows its title, its verdict and a source', async () => {
    for (const [id, entry] of bot.knowledge.corpus.entries) {
      const html = await page(`/a/${id}`, language);
      const label = bot.words[language].verdict[entry.verdict];
      if (entry.kind === 'situation') expect(html, id).toContain(`</span>${escaped(label)}</p>`);
      expect(html, id).toContain(`<h1>${escaped(entry.title[language])}</h1>`);
      expect(html, id).toMatch(/<ul class="cites"><li><a href="\/[ps]\//);
    }
  });

  it('every article shows what it says', async () => {
    for (const path of articlePaths()) expect(await page(path, language)).toContain('class="basis');
    expect(articlePaths().length).toBeGreaterThan(50);
  });

  it('every source shows who issued it', async () => {
    for (const id of sourceIds()) {
      expect(await page(`/s/${id}`, language)).toContain(bot.words[language].web.issuer);
    }
  });

  it('a search of the answers finds what it names', async () => {
    const html = await (
      await get(`/entries?lang=${language}&q=${encodeURIComponent('헬스장')}`)
    ).text();
    expect(html).toContain('/a/gym-face-only');
    expect(html).toContain('value="헬스장"');
  });

  it('an answered question shows a verdict and links to its sources', async () => {
    const body = new URLSearchParams({ question: '헬스장이 얼굴 등록을 강제해도 되나요?' });
    const html = await (await get(`/ask?lang=${language}`, { method: 'POST', body })).text();
    expect(html).toContain('class="verdict verdict-conditional"');
    expect(html).toMatch(/href="\/p\/[^"]+\?lang=ko"/);
    expect(html).toMatch(/name="conversation" value="[\w-]{24}"/);
  });

  it('an unknown address says so', async () => {
    const response = await get(`/a/no-such-entry?lang=${language}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(bot.words[language].web.notFound);
  });
});

it('the language follows the browser until the person chooses one', async () => {
  const inKorean = await get('/', { headers: { 'accept-language': 'ko-KR,ko;q=0.9,en;q=0.8' } });
  const inEnglish = await get('/', { headers: { 'accept-language': 'en-GB,en;q=0.9' } });
  const inFrench = await get('/', { headers: { 'accept-language': 'fr' } });
  const chosen = await get('/?lang=ko', { headers: { 'accept-language': 'en' } });
  expect(await inKorean.text()).toContain('<html lang="ko">');
  expect(await inEnglish.text()).toContain('<html lang="en">');
  expect(await inFrench.text()).toContain('<html lang="ko">');
  expect(await chosen.text()).toContain('<html lang="ko">');
});

it('all links within the site lead somewhere', async () => {
  const every = [
    '/',
    '/entries',
    '/sources',
    ...sample(entryIds(), '/a/'),
    ...sample(sourceIds(), '/s/'),
  ];
  const pages = [...every, ...articlePaths().slice(0, SAMPLE_PAGES - every.length)];
  expect(pages).toHaveLength(SAMPLE_PAGES);
  const links = new Set<string>();
  for (const path of pages) {
    for (const language of LANGUAGES) {
      for (const link of internalLinks(await page(path, language))) links.add(link);
    }
  }
  const broken: string[] = [];
  for (const link of links) {
    const { status } = await get(link);
    if (status >= 400 || status < 200) broken.push(`${status} ${link}`);
  }
  expect(broken).toEqual([]);
  expect(links.size).toBeGreaterThan(100);
});

/** Ten ids spread over the whole list. */
const sample = (ids: readonly string[], folder: string): string[] =>
  Array.from({ length: 10 }, (_, n) => `${folder}${ids[Math.floor((n * ids.length) / 10)]}`);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

describe('what protects a reader', () => {
  it.each(['/', '/entries', '/a/gym-face-only', '/static/chat.js', '/api/health', '/no-such-page'])(
    '%s carries strict headers',
    async (path) => {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
    },
  );

  it('a page loads nothing from others and runs nothing inline', async () => {
    for (const path of ['/', '/entries', '/sources', '/a/gym-face-only']) {
      const html = await page(path, 'ko');
      expect(html).not.toMatch(/<(?:script|img|iframe|source)[^>]+src="(?:https?:)?\/\//);
      expect(html).not.toMatch(
        /<link[^>]+rel="(?:stylesheet|icon|preload|preconnect)"[^>]+href="(?:https?:)?\/\//,
      );
      expect(html).not.toMatch(/\sstyle=|\son\w+=|<style|<script(?![^>]+src=)|javascript:/);
    }
  });

  it('the language switch never leads to another host', async () => {
    const html = await (await get(`${app.url}//evil.example/x`)).text();
    expect(html).not.toMatch(/href="[/\\]{2}/);
  });

  it('static files cannot be climbed out of', async () => {
    for (const path of [
      '/static/..%2f..%2fconfig.ts',
      '/static/%2e%2e/app.ts',
      '/static/.env',
      '/static/',
    ]) {
      expect((await get(path)).status, path).toBe(404);
    }
  });
});
