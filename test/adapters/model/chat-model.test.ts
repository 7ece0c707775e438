import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ModelFailure } from '../../../bot/model/chat-model.ts';
import { type FaultyLine, openFaultyLine } from './faulty-line.ts';
import { modelRequest, openTestModel, QUICK } from './model-parts.ts';

const TEXT = `V: not-needed
[A1] 학원은 얼굴 말고 다른 출석 방법을 함께 두어야 해요.
[A1,R2] 동의하지 않아도 다닐 수 있어요. <script>alert('1588-0000')</script>
[R3] 처음 요청은 학원에 하면 돼요.`;

const Form = z.object({ query: z.string().max(80), topics: z.array(z.enum(['face', 'plate'])) });
const VALUE = { query: '학원 얼굴 출석', topics: ['face'] };

const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 12 });
let line: FaultyLine;

beforeAll(async () => {
  await mock.start();
  line = await openFaultyLine(() => mock.url);
});
afterEach(() => {
  mock.reset();
  line.plan.length = 0;
});
afterAll(async () => {
  await line.close();
  await mock.stop();
});

/** Answers the requests in turn; the last one stands for all later ones. */
function answers(...responses: readonly object[]): void {
  let at = 0;
  mock.on({ userMessage: /./s }, () => responses[Math.min(at++, responses.length - 1)] as never);
}

const status = (code: number, retryAfter?: number) => ({
  error: { message: 'You sent: 학원에서 얼굴로', type: 'some_error' },
  status: code,
  ...(retryAfter !== undefined && { retryAfter }),
});

const failing = (failure: ModelFailure) => expect.objectContaining({ failure });

const PROVIDERS = [
  { model: 'openai:gpt-4o-mini', path: '/v1', usage: { prompt_tokens: 31, completion_tokens: 17 } },
  {
    model: 'anthropic:claude-sonnet-4-5',
    path: '',
    usage: { input_tokens: 31, output_tokens: 17 },
  },
  { model: 'ollama:qwen3:8b', path: '', usage: undefined },
];

describe.each(PROVIDERS)('$model', ({ model: name, path, usage }) => {
  const open = (settings: object = {}, options = {}) =>
    openTestModel({ model: name, url: line.url + path, ...settings }, options);
  const isAnthropic = name.startsWith('anthropic');
  const formed = (json: string) =>
    isAnthropic ? { toolCalls: [{ name: 'answer', arguments: json }] } : { content: json };

  async function write(opened: Awaited<ReturnType<typeof open>>, request = modelRequest()) {
    const pieces: string[] = [];
    const use = await opened.model.write(request, (piece) => pieces.push(piece));
    return { text: pieces.join(''), pieces: pieces.length, use };
  }

  it('hands on every character as it came, piece by piece', async () => {
    answers({ content: TEXT });
    const { text, pieces, use } = await write(await open());
    expect(text).toBe(TEXT);
    expect(pieces).toBeGreaterThan(3);
    expect(use.firstWordsMs).toBeLessThanOrEqual(use.ms);
  });

  it('accounts for what the provider counted, and for what it costs', async () => {
    answers({ content: TEXT, ...(usage && { usage }) });
    const opened = await open({ price: { input: 0.25, output: 2 } });
    const { use } = await write(opened);
    const { inputTokens, outputTokens, microCost } = use;
    if (usage)
      expect({ inputTokens, outputTokens, microCost }).toEqual({
        inputTokens: 31,
        outputTokens: 17,
        microCost: 42,
      });
    else expect(Math.min(inputTokens, outputTokens, microCost)).toBeGreaterThan(10);
    expect(opened.ledger.rows[0]?.spent).toMatchObject({
      model: name,
      inputTokens,
      outputTokens,
      microCost,
      attempts: 1,
      outcome: 'done',
    });
  });

  it('reads data of a form', async () => {
    answers({ ...formed(JSON.stringify(VALUE)), ...(usage && { usage }) });
    const opened = await open();
    const { value, use } = await opened.model.read(modelRequest({ task: 'understand' }), Form);
    expect(value).toEqual(VALUE);
    expect(use.outputTokens).toBeGreaterThan(0);
    expect(use.firstWordsMs).toBeUndefined();
    expect(opened.ledger.rows[0]?.spent).toMatchObject({ outcome: 'done', attempts: 1 });
  });

  it.each([
    ['another form', JSON.stringify({ query: 7, topics: [] })],
    ['a value that is not among the choices', JSON.stringify({ ...VALUE, topics: ['<b>'] })],
    ['no JSON', 'Sure! Here is what you want:'],
    ['half of it', JSON.stringify(VALUE).slice(0, 20)],
  ])('%s is malformed, and not asked for again', async (_, json) => {
    answers(formed(json));
    const opened = await open();
    const read = opened.model.read(modelRequest({ task: 'understand' }), Form);
    await expect(read).rejects.toEqual(failing('malformed'));
    expect(opened.ledger.rows[0]?.spent).toMatchObject({ outcome: 'malformed', attempts: 1 });
    expect(opened.ledger.rows[0]?.spent?.outputTokens).toBeGreaterThan(0);
  });

  it('is asked for no more than the task bears', async () => {
    answers({ content: TEXT });
    await write(await open(), modelRequest({ task: 'draft' }));
    const body = JSON.stringify(mock.getLastRequest()?.body);
    expect(body).toMatch(
      name.includes('gpt-5') ? /tokens":4000/ : /(?:max_tokens|num_predict|numPredict)":2000/,
    );
  });

  it('an answer that was cut off by its length is no answer', async () => {
    answers({ content: TEXT, finishReason: 'length' });
    // The stand-in has no such ending for Ollama.
    if (name.startsWith('ollama')) return;
    await expect(write(await open())).rejects.toEqual(failing('malformed'));
  });

  it('a failure of the server passes', async () => {
    answers(status(500), status(503), { content: TEXT });
    const opened = await open();
    expect((await write(opened)).text).toBe(TEXT);
    expect(opened.ledger.rows[0]?.spent).toMatchObject({ attempts: 3, outcome: 'done' });
  });

  it('a server that fails three times is unavailable, and nothing is billed', async () => {
    answers(status(500));
    const opened = await open();
    await expect(write(opened)).rejects.toEqual(failing('unavailable'));
    expect(opened.ledger.rows[0]?.spent).toMatchObject({
      attempts: 3,
      outcome: 'unavailable',
      inputTokens: 0,
      outputTokens: 0,
    });
  });

  it.each([
    ['no', undefined],
    ['some', 0.05],
  ])('too many requests pass, with %s time to wait', async (_, retryAfter) => {
    answers(status(429, retryAfter ?? 0), { content: TEXT });
    expect((await write(await open())).text).toBe(TEXT);
  });

  it('a wait beyond the time limit is not waited for', async () => {
    answers(status(429, 60));
    const opened = await open();
    await expect(write(opened)).rejects.toEqual(failing('rate-limited'));
    expect(opened.ledger.rows[0]?.spent).toMatchObject({ attempts: 1, outcome: 'rate-limited' });
  });

  it.each([400, 401, 403, 404])('%i is refused, and not asked for again', async (code) => {
    answers(status(code));
    const opened = await open();
    await expect(write(opened)).rejects.toEqual(failing('refused'));
    expect(opened.ledger.rows[0]?.spent).toMatchObject({ attempts: 1, outcome: 'refused' });
    expect(opened.log.lines.join()).toContain(`"status":${code}`);
  });

  it('a connection that drops before the answer is made again', async () => {
    line.plan.push('drop');
    answers({ content: TEXT });
    expect((await write(await open())).text).toBe(TEXT);
  });

  it('a stream that is cut is not asked for again', async () => {
    line.plan.push('cut');
    answers({ content: TEXT });
    const opened = await open();
    const pieces: string[] = [];
    const asked = line.asked;
    const writing = opened.model.write(modelRequest(), (piece) => pieces.push(piece));
    await expect(writing).rejects.toEqual(failing('unavailable'));
    expect(TEXT.startsWith(pieces.join(''))).toBe(true);
    expect(pieces.length).toBeGreaterThan(0);
    expect(line.asked - asked).toBe(1);
    expect(opened.ledger.rows[0]?.spent?.inputTokens).toBeGreaterThan(0);
  });

  it.each(['hang', 'stall'] as const)(
    'a line that %ss ends at the limit, and is closed',
    async (fault) => {
      line.plan.push(fault);
      answers({ content: TEXT });
      const opened = await open({ seconds: 0.25 });
      const left = line.left();
      await expect(write(opened)).rejects.toEqual(failing('timeout'));
      await left;
      const { spent } = opened.ledger.rows[0] ?? {};
      expect(spent).toMatchObject({ outcome: 'timeout', attempts: 1 });
      // What the provider was at work on may be billed.
      expect(spent?.inputTokens).toBeGreaterThan(0);
    },
  );

  it.each(['hang', 'stall'] as const)(
    'a request that is cancelled while the line %ss is closed',
    async (fault) => {
      line.plan.push(fault);
      answers({ content: TEXT });
      const opened = await open();
      const left = line.left();
      const stop = new AbortController();
      const writing = write(opened, modelRequest({ signal: stop.signal }));
      setTimeout(() => stop.abort(), 80);
      await expect(writing).rejects.toEqual(failing('cancelled'));
      await left;
      expect(opened.ledger.rows[0]?.spent).toMatchObject({ outcome: 'cancelled' });
    },
  );

  it('data that is asked for can be cancelled as well', async () => {
    line.plan.push('hang');
    answers(formed(JSON.stringify(VALUE)));
    const opened = await open();
    const left = line.left();
    const stop = new AbortController();
    const read = opened.model.read(modelRequest({ signal: stop.signal }), Form);
    setTimeout(() => stop.abort(), 50);
    await expect(read).rejects.toEqual(failing('cancelled'));
    await left;
  });

  it('nothing that was sent, and no key, is in the log or in the error', async () => {
    answers(status(400), status(401), status(500));
    const opened = await open();
    const errors: unknown[] = [];
    for (let i = 0; i < 3; i++) await write(opened).catch((error: unknown) => errors.push(error));
    line.plan.push('cut');
    await write(opened).catch((error: unknown) => errors.push(error));
    const told =
      opened.log.lines.join('\n') + errors.map((e) => `${e} ${(e as Error).cause}`).join();
    expect(errors).toHaveLength(4);
    expect(opened.log.lines).toHaveLength(4);
    expect(told).not.toMatch(/학원|얼굴|passages|sk-secret|You sent/);
  });

  it('rests after five failures in a row, then is tried once', async () => {
    answers(status(500));
    const opened = await open({}, { pace: { ...QUICK, retries: 0 } });
    for (let i = 0; i < 5; i++) await expect(write(opened)).rejects.toEqual(failing('unavailable'));
    const asked = line.asked;
    await expect(write(opened)).rejects.toEqual(failing('resting'));
    expect(line.asked).toBe(asked);
    expect(opened.ledger.rows[5]?.spent).toMatchObject({
      outcome: 'resting',
      attempts: 0,
      inputTokens: 0,
    });
    await new Promise((resolve) => setTimeout(resolve, QUICK.restMs + 10));
    // Of two that come at once one is the trial.
    const both = await Promise.allSettled([write(opened), write(opened)]);
    expect(both.map((one) => (one.status === 'rejected' ? one.reason.failure : ''))).toEqual([
      'unavailable',
      'resting',
    ]);
    await expect(write(opened)).rejects.toEqual(failing('resting'));
    mock.reset();
    answers({ content: TEXT });
    await new Promise((resolve) => setTimeout(resolve, QUICK.restMs + 10));
    await write(opened);
    expect((await write(opened)).text).toBe(TEXT);
  });
});
