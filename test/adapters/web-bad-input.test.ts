import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bot } from '../../adapters/open-bot.ts';
import { ErrorBody } from '../../adapters/web/api-schema.ts';
import { type RunningApp, startApp } from '../real-app.ts';
import { openRealBot } from '../real-bot.ts';

/** Nothing a stranger sends may take longer. */
const LONGEST_WAIT_MS = 10_000;
const RESIDENT_NUMBER = '900101-1234567';

let bot: Bot;
let app: RunningApp;
beforeAll(async () => {
  bot = await openRealBot();
  app = await startApp(bot);
}, 120_000);
afterAll(() => app?.stop());

interface Reply {
  readonly status: number;
  readonly text: string;
}

async function send(path: string, init: RequestInit = {}): Promise<Reply> {
  const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
  const response = await fetch(new URL(path, app.url), { redirect: 'manual', signal, ...init });
  const text = await response.text();
  expect(response.status).toBeLessThan(500);
  expect(text).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d|SyntaxError|<pre>/);
  return { status: response.status, text };
}

/** Sends an address as it is: `fetch` would put it right first. */
const sendRaw = (method: string, path: string): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    const call = request({ hostname, port, method, path, timeout: LONGEST_WAIT_MS }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('timeout', () => call.destroy(new Error('no answer')));
    call.on('error', reject).end();
  });

const askJson = (body: string, type = 'application/json') =>
  send('/api/ask', { method: 'POST', headers: { 'content-type': type }, body });

const askForm = (fields: Record<string, string> | [string, string][], language = 'ko') =>
  send(`/ask?lang=${language}`, { method: 'POST', body: new URLSearchParams(fields) });

describe('a question nobody can answer gets a kind answer', () => {
  it.each([
    { what: 'nothing', text: '', outcome: 'empty' },
    { what: 'spaces', text: ' \n\t ', outcome: 'empty' },
    { what: '100,000 Korean characters', text: '가'.repeat(100_000), outcome: 'too-long' },
    { what: '100,000 words', text: '학교 얼굴 '.repeat(16_000), outcome: 'too-long' },
    { what: 'only emoji', text: '😀🎭👁️', outcome: 'empty' },
    { what: 'only control characters', text: '\u0000\u0007\u001b[2J\u0008', outcome: undefined },
    { what: 'only direction marks', text: '\u202e\u200f\u2066', outcome: 'empty' },
    { what: 'a lone surrogate', text: '\ud800', outcome: 'empty' },
    { what: 'punctuation', text: '??!!..', outcome: 'empty' },
  ])('$what', async ({ text, outcome }) => {
    const api = await askJson(JSON.stringify({ text }));
    expect(api.status).toBe(200);
    const body = JSON.parse(api.text);
    if (outcome) expect(body.outcome).toBe(outcome);
    expect(body.text.length).toBeGreaterThan(10);
    const form = await askForm({ question: text });
    expect(form.status).toBe(200);
    expect(form.text).toContain('class="lead"');
  });

  it.each([
    { what: 'a direction mark', text: '헬스장이 \u202e얼굴 등록을\u202c 강제해도 되나요?' },
    { what: 'a control character', text: '헬스장이\u0000 얼굴\u0008 등록을 강제해도 되나요?' },
    { what: 'a lone surrogate', text: '헬스장이 얼굴 등록을 강제해도 되나요?\udc00' },
    {
      what: 'letters in pieces (NFD)',
      text: '헬스장이 얼굴 등록을 강제해도 되나요?'.normalize('NFD'),
    },
  ])('$what does not keep a question from being understood', async ({ text }) => {
    const { text: body } = await askJson(JSON.stringify({ text }));
    expect(JSON.parse(body)).toMatchObject({ outcome: 'answered', entry: 'gym-face-only' });
  });

  it('a huge history hangs nothing', async () => {
    const history = ['학교 경찰 얼굴 '.repeat(60_000 / 9), '가'.repeat(200_000)];
    const body = JSON.stringify({ text: '그럼 학교는?', history: [...history].reverse() });
    expect([200, 400]).toContain((await askJson(body)).status);
  });
});

describe('a body that is not as described is refused with a reason', () => {
  it.each([
    { what: 'broken JSON', body: '{"text": "x"', status: 400 },
    { what: 'an array', body: '["x"]', status: 400 },
    { what: 'null', body: 'null', status: 400 },
    { what: 'no text', body: '{}', status: 400 },
    { what: 'a number as text', body: '{"text": 7}', status: 400 },
    { what: 'an object as text', body: '{"text": {"$gt": ""}}', status: 400 },
    { what: 'an unknown language', body: '{"text": "x", "lang": "xx"}', status: 400 },
    { what: 'a history that is text', body: '{"text": "x", "history": "y"}', status: 400 },
    { what: 'numbers in the history', body: '{"text": "x", "history": [1]}', status: 400 },
    {
      what: 'a long history',
      body: `{"text": "x", "history": [${Array(21).fill('"y"')}]}`,
      status: 400,
    },
    { what: 'a prototype', body: '{"__proto__": {"text": "x"}}', status: 400 },
    { what: '2 MB', body: JSON.stringify({ text: 'x'.repeat(2_000_000) }), status: 413 },
  ])('$what', async ({ body, status }) => {
    const reply = await askJson(body);
    expect(reply.status).toBe(status);
    expect(ErrorBody.strict().parse(JSON.parse(reply.text)).error.length).toBeGreaterThan(10);
  });

  it.each(['text/plain', 'application/xml', 'application/json; charset=koi8-r'])(
    'the type %s',
    async (type) => {
      const reply = await askJson('{"text": "x"}', type);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(ErrorBody.parse(JSON.parse(reply.text)).error).not.toBe('');
    },
  );

  it('a form of 2 MB gets a page that says it is too long', async () => {
    const { status, text } = await askForm({ question: 'x'.repeat(2_000_000) });
    expect(status).toBe(413);
    expect(text).toContain('<html lang="ko">');
    expect(text).toContain(bot.words.ko.reply.tooLong.split('{limit}')[1]);
  });

  it.each([
    {
      what: 'two questions',
      fields: [
        ['question', 'a'],
        ['question', 'b'],
      ],
    },
    { what: 'no question', fields: [['other', 'a']] },
    { what: '60 earlier questions', fields: Array(60).fill(['history', 'x']) },
    { what: 'a question with brackets', fields: [['question[]', 'x']] },
  ])('a form with $what gets a page', async ({ fields }) => {
    const { status, text } = await askForm(fields as [string, string][]);
    expect(status).toBe(200);
    expect(text).toContain(bot.words.ko.reply.empty);
  });
});

describe('an address that makes no sense', () => {
  it.each([
    { path: '/a/%E0%A4%A', status: 400 },
    { path: '/p/pipa/%FF', status: 400 },
    { path: '/api/entries/%E0%A4%A', status: 400 },
    { path: '/static/%E0%A4%A', status: 404 },
    { path: '/entries?q=%E0%A4%A', status: 200 },
    { path: '/?lang=xx', status: 200 },
    { path: '/?lang=ko&lang=en', status: 200 },
    { path: '/?q[]=1', status: 200 },
    { path: '/?q=1&q=2', status: 200 },
    { path: '/a/constructor', status: 404 },
    { path: '/s/__proto__', status: 404 },
    { path: '/p/pipa/99999', status: 404 },
    { path: '/a/<script>', status: 404 },
    { path: `/a/${'x'.repeat(5000)}`, status: 404 },
    { path: '//', status: 200 },
  ])('$path gives $status and a message', async ({ path, status }) => {
    const reply = await sendRaw('GET', path.replaceAll('<', '%3C').replaceAll('>', '%3E'));
    expect(reply.status).toBe(status);
    expect(reply.text.length).toBeGreaterThan(20);
    expect(reply.text).not.toMatch(/\bat \S+ \(|node_modules|URIError|<script>/);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'TRACE'])(
    'the method %s is refused or harmless',
    async (method) => {
      for (const path of ['/', '/ask', '/api/ask', '/a/gym-face-only']) {
        const { status, text } = await sendRaw(method, path);
        expect(status).toBeLessThan(500);
        expect(text).not.toContain('class="answer"');
      }
    },
  );

  it('a method that does not exist is refused', async () => {
    await expect(sendRaw('NONSENSE', '/')).resolves.toMatchObject({ status: 400 });
  });
});

describe('what a person typed', () => {
  const HTML = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&';

  it('is shown as text, never run', async () => {
    const pages = [
      await askForm([
        ['question', HTML],
        ['history', `"><b>${HTML}`],
      ]),
      await send(`/?q=${encodeURIComponent(HTML)}`),
      await send(`/entries?q=${encodeURIComponent(HTML)}`),
      await send(`/a/${encodeURIComponent(HTML)}`),
    ];
    for (const { text } of pages) expect(text).not.toMatch(/<script>|<img src=x|<b>/);
    expect(pages[0]?.text).toContain('&lt;script&gt;');
  });

  it('comes back with personal data masked', async () => {
    const question = `제 주민번호는 ${RESIDENT_NUMBER}이고 헬스장이 얼굴 등록을 강제해요. 되나요?`;
    const form = await askForm({ question });
    expect(form.text).not.toContain(RESIDENT_NUMBER);
    expect(form.text).toContain('•');
    expect(form.text).toContain(bot.words.ko.personalData['resident-number']);
    const api = await askJson(JSON.stringify({ text: question }));
    expect(api.text).not.toContain(RESIDENT_NUMBER);
  });

  it('never reaches the log, neither sent, searched for nor put into an address', async () => {
    const secret = '비밀질문표식';
    await askForm({ question: `${secret} ${RESIDENT_NUMBER} 얼굴`, history: secret });
    await askJson(JSON.stringify({ text: `${secret} 얼굴`, history: [secret] }));
    await askJson(`{"text": "${secret}`);
    await send(`/?q=${encodeURIComponent(secret)}`);
    await send(`/entries?q=${encodeURIComponent(secret)}`);
    await send(`/api/search?q=${encodeURIComponent(secret)}`);
    await send(`/a/${encodeURIComponent(secret)}`);
    await send(`/${encodeURIComponent(secret)}`);
    const log = app.log.join('');
    expect(log).not.toContain(secret);
    expect(log).not.toContain(encodeURIComponent(secret));
    expect(log).not.toContain('900101');
    expect(log).not.toContain('127.0.0.1');
    expect(log).toContain('"path":"/api/ask"');
  });

  it('causes no failure that would have to be logged as ours', () => {
    expect(app.log.filter((line) => line.includes('request failed'))).toEqual([]);
  });
});

it('too many questions are told when to come back', async () => {
  const limited = await startApp(bot, 3);
  try {
    const body = JSON.stringify({ text: '안녕하세요' });
    const headers = { 'content-type': 'application/json' };
    const api = () => fetch(`${limited.url}/api/ask`, { method: 'POST', headers, body });
    const search = () => fetch(`${limited.url}/api/search?q=face`);
    const example = () => fetch(`${limited.url}/?q=face`);
    expect([await api(), await search(), await example()].map(({ status }) => status)).toEqual([
      200, 200, 200,
    ]);
    for (const refused of [await api(), await search(), await example()]) {
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.text()).toContain(refused.headers.get('retry-after'));
    }
    expect((await fetch(`${limited.url}/a/gym-face-only`)).status).toBe(200);
  } finally {
    await limited.stop();
  }
});
