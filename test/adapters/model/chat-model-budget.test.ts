import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { modelRequest, openTestModel } from './model-parts.ts';

const mock = new LLMock({ port: 0, host: '127.0.0.1' });

beforeAll(async () => {
  await mock.start();
  mock.on(
    { userMessage: /./s },
    { content: '[A1] 돼요.', usage: { prompt_tokens: 100, completion_tokens: 50 } },
  );
});
afterAll(() => mock.stop());

const open = (settings: object, options = {}) =>
  openTestModel({ model: 'openai:toy', url: `${mock.url}/v1`, ...settings }, options);
const person = (name: string) => modelRequest({ person: { platform: 'web', person: name } });
const ignore = () => undefined;

it('sets aside the question and the longest answer, and settles what it took', async () => {
  const { model, ledger } = await open({});
  await model.write(person('p1'), ignore);
  const [row] = ledger.rows;
  expect(row?.wanted).toMatchObject({
    day: '2026-11-28',
    platform: 'web',
    person: 'p1',
    task: 'word',
    limits: { day: 1e6, person: 1e6 },
  });
  expect(row?.wanted.tokens).toBeGreaterThan(1200);
  expect(row?.wanted.tokens).toBeLessThan(1300);
  expect(row?.spent).toMatchObject({ inputTokens: 100, outputTokens: 50 });
});

it('a model that thinks first has more set aside', async () => {
  const { model, ledger } = await open({ model: 'openai:gpt-5-mini' });
  await model.write(person('p1'), ignore);
  expect(ledger.rows[0]?.wanted.tokens).toBeGreaterThan(3200);
});

it('the form that is asked for is part of the question', async () => {
  const { model, ledger } = await open({});
  const form = z.object({ query: z.string().describe('검색어'.repeat(100)) });
  await model.read(modelRequest({ task: 'understand' }), form).catch(ignore);
  expect(ledger.rows[0]?.wanted.tokens).toBeGreaterThan(600);
});

it('asks nothing beyond the budget of a person, and another person is still heard', async () => {
  const { model } = await open({ tokensPerPerson: 1350 });
  await model.write(person('p1'), ignore);
  const asked = mock.getRequests().length;
  await expect(model.write(person('p1'), ignore)).rejects.toMatchObject({
    failure: 'budget-of-person',
  });
  expect(mock.getRequests()).toHaveLength(asked);
  await model.write(person('p2'), ignore);
});

it('asks nothing beyond the budget of the day, until the next day', async () => {
  let today = '2026-11-28';
  const { model } = await open({ tokensPerDay: 1350 }, { today: () => today });
  await model.write(person('p1'), ignore);
  await expect(model.write(person('p2'), ignore)).rejects.toMatchObject({
    failure: 'budget-of-day',
  });
  today = '2026-11-29';
  await model.write(person('p2'), ignore);
});

it('of two that ask at once for the last tokens one is refused', async () => {
  const { model } = await open({ tokensPerDay: 1350 });
  const both = await Promise.allSettled([
    model.write(person('p1'), ignore),
    model.write(person('p2'), ignore),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

it('refusals by budget and cancellations do not put the model to rest', async () => {
  const { model, ledger } = await open({ tokensPerPerson: 1350 });
  await model.write(person('p1'), ignore);
  for (let i = 0; i < 6; i++) await model.write(person('p1'), ignore).catch(ignore);
  const given = new AbortController();
  for (let i = 0; i < 6; i++) {
    const one = new AbortController();
    const writing = model.write({ ...person(`c${i}`), signal: one.signal }, ignore);
    one.abort();
    await expect(writing).rejects.toMatchObject({ failure: 'cancelled' });
  }
  given.abort();
  const rows = ledger.rows.length;
  await expect(
    model.write({ ...person('p3'), signal: given.signal }, ignore),
  ).rejects.toMatchObject({ failure: 'cancelled' });
  // One that was given up before it began is no request at all.
  expect(ledger.rows).toHaveLength(rows);
  await model.write(person('p4'), ignore);
});

it('a ledger that cannot be asked stops the request, one that cannot be told does not', async () => {
  const { model, ledger, log } = await open({});
  const asked = mock.getRequests().length;
  const { reserve } = ledger;
  ledger.reserve = () => Promise.reject(new Error('no store'));
  await expect(model.write(person('p1'), ignore)).rejects.toMatchObject({ failure: 'unavailable' });
  expect(mock.getRequests()).toHaveLength(asked);
  Object.assign(ledger, {
    reserve,
    settle: () => Promise.reject(new Error('no store')),
    record: () => Promise.reject(new Error('no store')),
  });
  const use = await model.write(person('p1'), ignore);
  await model.record(use, { sentences: 1, kept: 1, replaced: 0, dropped: 0, faults: {} });
  expect(log.lines.filter((line) => line.startsWith('warn'))).toHaveLength(2);
});

it('what was checked of a text is noted with its request', async () => {
  const { model, ledger } = await open({});
  const checked = { sentences: 3, kept: 2, replaced: 1, dropped: 0, faults: {} };
  await model.record(await model.write(person('p1'), ignore), checked);
  expect(ledger.rows[0]?.checked).toEqual(checked);
});
