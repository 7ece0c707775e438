import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ErrorBody,
  HealthBody,
  LawArticleBody,
  LawErrorBody,
  LawSearchBody,
} from '../../adapters/web/api-schema.ts';
import { newLawFolder, startLawApp } from '../law-app.ts';
import type { RunningApp } from '../real-app.ts';

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

const get = (path: string, at: RunningApp = app) => fetch(new URL(path, at.url));

async function refused(path: string, at: RunningApp = app) {
  const response = await get(path, at);
  const { error, reason } = LawErrorBody.strict().parse(await response.json());
  expect(error.length).toBeGreaterThan(10);
  return { status: response.status, reason };
}

describe('GET /api/law/{law}/{article}', () => {
  const read = async (path: string) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    return LawArticleBody.strict().parse(await response.json());
  };

  it('gives the text as it is, with dates, proof and what we wrote about it', async () => {
    const body = await read('/api/law/장난감보호법/제1조');
    expect(body).toEqual({
      law: {
        title: '장난감 보호법',
        slug: '장난감보호법',
        kind: '법률',
        lawId: '000001',
        promulgationNumber: '42',
        promulgated: '2025-01-02',
        isRepealed: false,
        file: '장난감보호법/법률.md',
        url: 'https://example.org/toy-law',
      },
      article: '제1조',
      title: '목적',
      text: [
        '① 이 법은 장난감을 지킨다.',
        '② 다음 각 호의 것은 장난감이 아니다.',
        '1. 나무토막. 다만, 다음 각 목의 것은 제외한다.',
        '가. 색을 칠한 나무토막',
        '2. 제2조의2제1항에 따른 구슬 <개정 2020.2.4>',
      ].join('\n'),
      isDeleted: false,
      inForce: '2025-07-03',
      isUpcoming: false,
      path: `/law/${encodeURIComponent('장난감보호법')}/${encodeURIComponent('제1조')}`,
      proof: expect.objectContaining({ state: 'checked-now', file: '장난감보호법/법률.md' }),
      summary: '/p/toy-law/1',
      entries: ['shop-camera'],
    });
  });

  it.each([
    {
      what: 'a law outside our corpus',
      path: '구슬관리법/3',
      has: { entries: [], isUpcoming: true },
    },
    {
      what: 'a deleted article',
      path: '장난감보호법/제3조',
      has: { isDeleted: true, proof: { state: 'failed', why: 'deleted' } },
    },
    {
      what: 'a repealed law',
      path: '딱지법/1',
      has: { law: { isRepealed: true }, proof: { state: 'failed', why: 'repealed' } },
    },
    {
      what: 'an address in decomposed letters',
      path: '장난감보호법/제1조'.normalize('NFD'),
      has: { article: '제1조' },
    },
  ])('tells $what', async ({ path, has }) => {
    expect(await read(`/api/law/${path}`)).toMatchObject(has);
  });

  it.each([
    { path: '/api/law/장난감보호법/제99조', status: 404, reason: 'no-such-article' },
    { path: '/api/law/없는법/제1조', status: 404, reason: 'no-such-law' },
    { path: '/api/law/깨진법/제1조', status: 503, reason: 'text-unavailable' },
    { path: '/api/law/장난감보호법/x', status: 404, reason: 'no-such-article' },
    { path: `/api/law/${'가'.repeat(300)}/1`, status: 404, reason: 'no-such-article' },
    { path: '/api/law/__proto__/1', status: 404, reason: 'no-such-law' },
    // What a law to come leaves out may apply until then.
    { path: '/api/law/구슬관리법/제1조', status: 404, reason: 'not-in-later-text' },
    { path: '/api/law/딱지법/제9조', status: 404, reason: 'no-such-article' },
  ])('answers $path with $status $reason', async ({ path, status, reason }) => {
    expect(await refused(path)).toEqual({ status, reason });
  });
});

describe('GET /api/law', () => {
  const search = async (query: string) => {
    const response = await get(`/api/law?${query}`);
    expect(response.status).toBe(200);
    return LawSearchBody.strict().parse(await response.json());
  };

  it('gives articles with a snippet of their text, and how many mention the wording', async () => {
    const { results, mentions, hasMore } = await search(`q=${encodeURIComponent('생체정보')}`);
    expect(mentions).toEqual({ articles: 2, laws: 2, isExact: true });
    expect(hasMore).toBe(false);
    expect(results.map(({ law, article }) => `${law} ${article}`).sort()).toEqual([
      '구슬 관리법 제3조',
      '장난감 보호법 제2조의2',
    ]);
    const { snippet, isUpcoming } = results.find(({ article }) => article === '제3조') ?? {};
    expect(snippet).toContain('생체 정보는 세지 아니한다.');
    expect(isUpcoming).toBe(true);
  });

  it('gives one page after the other', async () => {
    const q = encodeURIComponent('생체정보');
    const first = await search(`q=${q}&limit=1`);
    const second = await search(`q=${q}&limit=1&offset=1`);
    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect(first.results[0]?.path).not.toBe(second.results[0]?.path);
    expect((await search(`q=${q}&exact=1`)).results).toHaveLength(2);
  });

  it.each([
    '',
    'q=',
    'q=x&limit=0',
    'q=x&limit=51',
    'q=x&offset=-1',
    'q=x&exact=yes',
    'q=1&q=2',
    `q=${'x'.repeat(301)}`,
  ])('refuses "%s" and names what is wrong', async (query) => {
    const response = await get(`/api/law?${query}`);
    expect(response.status).toBe(400);
    const { error } = ErrorBody.strict().parse(await response.json());
    expect(error).toMatch(/^(?:q|limit|offset|exact): /);
  });
});

describe('without a search', () => {
  it.each([
    {
      state: { kind: 'building', done: 500, total: 1000 } as const,
      health: { search: 'building', percent: 50 },
    },
    {
      state: { kind: 'failed', why: 'no room on the disk' } as const,
      health: { search: 'failed' },
    },
  ])('that is $state.kind, the API says so and articles can be read', async ({ state, health }) => {
    const other = await startLawApp({ folder, state });
    try {
      expect(await refused('/api/law?q=x', other)).toEqual({
        status: 503,
        reason: 'search-not-ready',
      });
      expect((await get('/api/law/장난감보호법/1', other)).status).toBe(200);
      const body = HealthBody.parse(await (await get('/api/health', other)).json());
      expect(body.law).toEqual({ laws: 4, ...health });
    } finally {
      await other.stop();
    }
  });

  it('and without a folder, nothing is said not to exist', async () => {
    const other = await startLawApp({});
    try {
      expect(await refused('/api/law?q=x', other)).toEqual({
        status: 503,
        reason: 'search-not-ready',
      });
      expect(await refused('/api/law/장난감보호법/1', other)).toEqual({
        status: 503,
        reason: 'text-unavailable',
      });
      const body = HealthBody.parse(await (await get('/api/health', other)).json());
      expect(body.law).toEqual({ search: 'no-folder', laws: 0 });
    } finally {
      await other.stop();
    }
  });
});

it('health tells how much can be searched', async () => {
  const body = HealthBody.parse(await (await get('/api/health')).json());
  expect(body.law).toEqual({ search: 'ready', laws: 4, articles: 8 });
});
