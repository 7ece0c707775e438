import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Bot } from '../../adapters/open-bot.ts';
import { AnswerBody, ErrorBody, HealthBody, SearchBody } from '../../adapters/web/api-schema.ts';
import { EntryFile } from '../../knowledge/corpus-model/schema.ts';
import { type RunningApp, startApp } from '../real-app.ts';
import { openRealBot } from '../real-bot.ts';

let bot: Bot;
let app: RunningApp;
beforeAll(async () => {
  bot = await openRealBot();
  app = await startApp(bot);
}, 120_000);
afterAll(() => app?.stop());

const get = (path: string) => fetch(new URL(path, app.url));
const ask = (body: unknown) =>
  fetch(new URL('/api/ask', app.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** The body of a successful answer, which has the described fields and no others. */
async function described(response: Response, schema: z.ZodObject): Promise<unknown> {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return schema.strict().parse(await response.json());
}

describe('POST /api/ask', () => {
  it.each([
    { text: '헬스장이 얼굴 등록을 강제해도 되나요?', language: 'ko', kind: 'answer' },
    {
      text: 'Can my school take attendance with face recognition?',
      language: 'en',
      kind: 'answer',
    },
    { text: '개인정보 보호법 제23조', language: 'ko', kind: 'answer' },
    { text: '김치찌개 끓이는 법 알려줘', language: 'ko', kind: 'decline' },
    { text: '인권위에 진정서를 쓰고 싶어요. 도와주세요', language: 'ko', kind: 'complaint' },
  ])('answers "$text" as described', async ({ text, language, kind }) => {
    expect(await described(await ask({ text }), AnswerBody)).toMatchObject({ language, kind });
  });

  it('answers in the language that is asked for', async () => {
    const body = await described(await ask({ text: '헬스장 얼굴 등록', lang: 'en' }), AnswerBody);
    expect(body).toMatchObject({ language: 'en', text: expect.stringContaining('Assessment') });
  });

  it('understands a follow-up from the history', async () => {
    const history = ['헬스장이 얼굴 등록을 강제해도 되나요?'];
    const body = await described(await ask({ text: '그럼 학교는?', history }), AnswerBody);
    expect(body).toMatchObject({ kind: 'answer', entry: expect.stringContaining('school') });
  });
});

const Standing = z.object({ isWithdrawn: z.boolean(), changes: z.array(z.unknown()) });

it('GET /api/entries/{id} gives every entry as it stands in the corpus', async () => {
  for (const [id, entry] of bot.knowledge.corpus.entries) {
    const response = await get(`/api/entries/${id}`);
    expect(response.status).toBe(200);
    const { standing, ...body } = z
      .looseObject({ standing: Standing })
      .parse(await response.json());
    expect(body).toEqual(JSON.parse(JSON.stringify(entry)));
    expect(EntryFile.safeParse(body).error, id).toBeUndefined();
    expect({ id, ...standing }).toMatchObject({ id, isWithdrawn: false });
  }
});

describe('GET /api/search', () => {
  it('gives entries, the best first, no more than asked for', async () => {
    const query = encodeURIComponent('헬스장 얼굴 등록');
    const body = await described(await get(`/api/search?q=${query}&limit=3`), SearchBody);
    const { results } = SearchBody.parse(body);
    expect(results).toHaveLength(3);
    expect(results[0]?.id).toBe('gym-face-only');
    expect(results.map(({ score }) => score)).toEqual(
      results.map(({ score }) => score).sort((a, b) => b - a),
    );
  });

  it.each(['', '?q=', '?q=x&limit=0', '?q=x&limit=51', '?q=x&limit=many', '?q[]=1', '?q=1&q=2'])(
    'refuses "%s" and names what is wrong',
    async (query) => {
      const response = await get(`/api/search${query}`);
      expect(response.status).toBe(400);
      expect(ErrorBody.strict().parse(await response.json()).error).toMatch(/^(?:q|limit): /);
    },
  );
});

it('GET /api/health says which corpus is open', async () => {
  const body = await described(await get('/api/health'), HealthBody);
  expect(body).toMatchObject({ status: 'ok', entries: bot.knowledge.corpus.entries.size });
  // The search of the law may get on with its index between the two.
  const { law, ...rest } = HealthBody.parse(body);
  expect(['ready', 'building', 'failed', 'no-folder']).toContain(law.search);
  expect(await (await get('/healthz')).json()).toMatchObject(rest);
});

describe('GET /api/openapi.json', () => {
  const Schema = z.object({
    properties: z.record(z.string(), z.unknown()),
    required: z.array(z.string()),
  });
  const Described = z.object({
    content: z.object({ 'application/json': z.object({ schema: Schema }) }),
  });
  const OpenApi = z.object({
    openapi: z.literal('3.1.0'),
    paths: z.record(
      z.string(),
      z.record(z.string(), z.looseObject({ responses: z.looseObject({ '200': Described }) })),
    ),
  });
  const read = async () => OpenApi.parse(await (await get('/api/openapi.json')).json());

  it('describes every path there is', async () => {
    const { paths } = await read();
    const described = Object.entries(paths).map(
      ([path, methods]) => `${Object.keys(methods)} ${path}`,
    );
    expect(described.sort()).toEqual([
      'get /api/entries/{id}',
      'get /api/health',
      'get /api/law',
      'get /api/law/{law}/{article}',
      'get /api/search',
      'post /api/ask',
    ]);
  });

  it('names the fields that a real answer has', async () => {
    const operation = (await read()).paths['/api/ask']?.['post'];
    const schema = operation?.responses['200'].content['application/json'].schema;
    const body = z
      .looseObject({})
      .parse(await (await ask({ text: '헬스장 얼굴 등록 강제' })).json());
    expect(Object.keys(schema?.properties ?? {})).toEqual(
      expect.arrayContaining(Object.keys(body)),
    );
    expect(Object.keys(body)).toEqual(expect.arrayContaining(schema?.required ?? ['nothing']));
  });
});

it('an unknown path or method is answered in JSON', async () => {
  const missing = await get('/api/nothing');
  expect(missing.status).toBe(404);
  expect(ErrorBody.parse(await missing.json()).error).toContain('GET /nothing');
  const wrong = await fetch(new URL('/api/health', app.url), { method: 'DELETE' });
  expect(wrong.status).toBe(404);
  const entry = await get('/api/entries/no-such-entry');
  expect(entry.status).toBe(404);
  expect(ErrorBody.parse(await entry.json()).error).toContain('no-such-entry');
});
