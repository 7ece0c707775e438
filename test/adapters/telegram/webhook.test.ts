import { afterEach, describe, expect, it } from 'vitest';
import { webhookKeys } from '../../../adapters/telegram/webhook.ts';
import { until } from '../../servers/telegram/until.ts';
import { type OpenOptions, openTelegram, type Telegram } from './open-telegram.ts';

const SECRET = 'a secret of the tests';
const KEYS = webhookKeys(SECRET);

describe('a webhook', () => {
  let telegram: Telegram;
  afterEach(() => telegram.stop());
  const open = async (options: Partial<OpenOptions> = {}) => {
    telegram = await openTelegram({ mode: 'webhook', ...options });
    return telegram;
  };
  const address = () => telegram.server.queue.hook?.url ?? '';
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(address(), { method: 'POST', body, headers });
  const SIGNED = { 'x-telegram-bot-api-secret-token': KEYS.secretToken };

  it('is set with its secret, and neither tells the token', async () => {
    await open();
    const { hook } = telegram.server.queue;
    expect(hook?.url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+${KEYS.path}$`));
    expect(hook).toMatchObject({ secret: KEYS.secretToken, maxConnections: 40 });
    expect(KEYS.path).toMatch(/^\/telegram\/[0-9a-f]{32}$/);
    expect(`${hook?.url}${hook?.secret}`).not.toContain(telegram.server.token.slice(0, 9));
    expect(webhookKeys('another secret')).not.toEqual(KEYS);
    expect(webhookKeys(new TextEncoder().encode(SECRET))).toEqual(KEYS);
    expect(telegram.server.queue.allowed).toContain('callback_query');
  });

  it.each([
    { with: 'no secret', headers: {} },
    { with: 'another secret', headers: { 'x-telegram-bot-api-secret-token': 'x'.repeat(64) } },
    {
      with: 'a part of the secret',
      headers: { 'x-telegram-bot-api-secret-token': KEYS.secretToken.slice(1) },
    },
  ])('answers 401 to somebody with $with, and reads nothing', async ({ headers }) => {
    await open();
    const answer = await post(JSON.stringify({ update_id: 1, message: {} }), headers);
    expect(answer.status).toBe(401);
    expect(telegram.received).toEqual([]);
  });

  it.each([
    { body: 'no JSON', sent: '{' },
    { body: 'no update', sent: '{"message":{}}' },
    {
      body: 'more than a megabyte',
      sent: JSON.stringify({ update_id: 1, x: 'x'.repeat(1_100_000) }),
    },
  ])('answers 400 to $body', async ({ sent }) => {
    await open();
    expect((await post(sent, SIGNED)).status).toBe(400);
  });

  it('answers 401 to anything but POST', async () => {
    await open();
    expect((await fetch(address(), { headers: SIGNED })).status).toBe(401);
  });

  it('answers 200 only after an update was stored, and 500 where it could not be', async () => {
    await open();
    telegram.failReceive();
    const update = JSON.stringify({
      update_id: 5,
      message: {
        message_id: 1,
        date: 1,
        chat: { id: 9, type: 'private' },
        from: { id: 9, is_bot: false, first_name: 'x' },
        text: '안녕',
      },
    });
    expect((await post(update, SIGNED)).status).toBe(500);
    expect((await post(update, SIGNED)).status).toBe(200);
    expect(telegram.received).toHaveLength(1);
  });

  it('answers 503 before it is started and after it is stopped, so that Telegram comes again', async () => {
    await open({ isStarted: false });
    const { webhook } = telegram.channel as { webhook?: { path: string } };
    expect(webhook?.path).toBe(KEYS.path);
    await telegram.start();
    await telegram.channel.stop();
    expect((await post('{"update_id":1}', SIGNED)).status).toBe(503);
  });

  it('takes updates of one chat one after the other, and of others meanwhile', async () => {
    await open();
    const release = telegram.holdReceive();
    const [one, other] = [telegram.server.person(21, 'ko'), telegram.server.person(22, 'ko')];
    const ids = [one.text('하나'), one.text('둘'), other.text('셋')];
    await until(() => telegram.moments.reduce((sum, moment) => sum + moment, 0) === 2);
    release();
    await Promise.all(ids.map((id) => telegram.server.told(id)));
    const ofOne = telegram.received.filter(({ person }) => person === '21');
    expect(ofOne.map(({ deliveryId }) => deliveryId)).toEqual([String(ids[0]), String(ids[1])]);
  });

  it('drops an update that trips our own code, for it would come again for ever', async () => {
    await open();
    const broken = JSON.stringify({
      update_id: 6,
      message: { message_id: 1, text: '안녕', from: {} },
    });
    expect((await post(broken, SIGNED)).status).toBe(200);
    expect(telegram.lines.find(({ level }) => level === 'error')?.details).toEqual({
      update: 6,
      kinds: ['message'],
    });
  });
});
