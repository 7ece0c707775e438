import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../servers/telegram/until.ts';
import { type OpenOptions, openTelegram, type Telegram } from './open-telegram.ts';

const POLLER = 'telegram-poll';

describe('long polling', () => {
  const opened: Telegram[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((telegram) => telegram.stop()));
  });
  async function open(options: Partial<OpenOptions> = {}): Promise<Telegram> {
    const telegram = await openTelegram({ mode: 'polling', ...options });
    opened.push(telegram);
    return telegram;
  }

  it('asks only for what is read, removes a webhook and keeps what waits there', async () => {
    const telegram = await open({ isStarted: false });
    telegram.server.queue.setHook({ url: 'http://127.0.0.1:9/', secret: '', maxConnections: 1 });
    telegram.server.person(5, 'ko').text('기다리던 말');
    await telegram.start();
    await until(() => telegram.received.length === 1);
    expect(telegram.server.queue.hook).toBeUndefined();
    expect(telegram.server.queue.allowed).toEqual([
      'message',
      'edited_message',
      'callback_query',
      'inline_query',
      'my_chat_member',
    ]);
  });

  it('hands a batch over in one moment, in order', async () => {
    const telegram = await open();
    await telegram.say('앞선 말');
    const people = Array.from({ length: 60 }, (_, at) => telegram.server.person(100 + at, 'ko'));
    const last = people.map((person) => person.text(`${person.id}`)).at(-1) ?? 0;
    await telegram.server.told(last);
    expect(telegram.moments).toEqual([1, 60]);
    const orders = telegram.received.map(({ order }) => order);
    expect(orders).toEqual([...orders].sort((one, other) => one - other));
  });

  it('confirms nothing of a batch of which a part was not stored', async () => {
    const telegram = await open();
    await telegram.say('앞선 말');
    telegram.failReceive();
    const ids = ['하나', '둘'].map((text) => telegram.server.person(7, 'ko').text(text));
    await Promise.all(ids.map((id) => telegram.server.told(id)));
    const [, ...later] = telegram.received.map(({ deliveryId }) => deliveryId);
    // The second was stored at the first attempt already: the store drops a repeat by its id.
    expect(later).toEqual([String(ids[1]), ...ids.map(String)]);
    expect(telegram.lines.map(({ details }) => details['reason'])).toContain('not-stored');
  });

  it('loses nothing when Telegram numbers anew, as it does after a quiet week', async () => {
    const telegram = await open({ channel: { pollSeconds: 0.1 } });
    await telegram.say('앞선 말', { deliveryId: '900000' });
    // Some polls in which nothing happens.
    await new Promise((resolve) => setTimeout(resolve, 350));
    await telegram.say('새 번호의 말', { deliveryId: '17' });
    expect(telegram.received.map(({ order }) => order)).toEqual([900_000, 17]);
  });

  it('waits without polling while another process has the role', async () => {
    let isOurs = false;
    const roles: string[] = [];
    const telegram = await open({
      channel: {
        holdRole: async (role) => {
          roles.push(role);
          return isOurs;
        },
      },
    });
    telegram.server.person(5, 'ko').text('누가 받을까');
    await until(() => roles.length > 0);
    expect(telegram.received).toEqual([]);
    isOurs = true;
    await until(() => telegram.received.length === 1, 4_000);
    expect(new Set(roles)).toEqual(new Set([POLLER]));
  });

  it('gives the role back when it stops', async () => {
    const left: string[] = [];
    const telegram = await open({
      channel: { leaveRole: async (role) => void left.push(role) },
    });
    await telegram.say('안녕');
    await telegram.channel.stop();
    expect(left).toEqual([POLLER]);
  });

  it('goes on when another poller has cut it off', async () => {
    const telegram = await open();
    await telegram.say('앞선 말');
    const { url, token } = telegram.server;
    await fetch(`${url}/bot${token}/getUpdates?timeout=0`);
    await until(() => telegram.lines.some(({ details }) => details['reason'] === 'telegram-409'));
    telegram.server.person(5, 'ko').text('뒤의 말');
    await until(() => telegram.received.length === 2, 6_000);
  });

  it.each([
    { fault: { kind: 'broken' } as const, reason: 'telegram-500' },
    { fault: { kind: 'bad-gateway' } as const, reason: 'telegram-network' },
    { fault: { kind: 'drop' } as const, reason: 'telegram-network' },
    { fault: { kind: 'rate-limit', seconds: 1 } as const, reason: 'telegram-429' },
  ])('goes on after $reason ($fault.kind)', async ({ fault, reason }) => {
    const telegram = await open();
    telegram.server.refuseNext(fault, { method: 'getUpdates' });
    await telegram.say('깨우는 말');
    await telegram.say('닿을 말');
    await until(() => telegram.received.length === 2, 5_000);
    const warnings = telegram.lines.filter(({ level }) => level === 'warn');
    expect(warnings.map(({ details }) => details['reason'])).toContain(reason);
  });

  it('starts once Telegram can be reached', async () => {
    const telegram = await open({ isStarted: false });
    telegram.server.refuseNext({ kind: 'drop' }, { method: 'getMe', times: 2 });
    await telegram.start();
    expect(await telegram.say('닿을 말')).toBe(true);
  });

  it.each([
    { fault: 'a token that was revoked', error: { code: 401, description: 'Unauthorized' } },
    { fault: 'a token of no form', error: { code: 404, description: 'Not Found' } },
  ])('does not start with $fault, and names the setting', async ({ error }) => {
    const telegram = await open({ isStarted: false });
    telegram.server.refuseNext({ kind: 'error', ...error }, { method: 'getMe' });
    const failure = await telegram.start().catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ name: 'TelegramTokenError', code: 'TELEGRAM_TOKEN' });
    expect(String(failure)).toContain('TELEGRAM_BOT_TOKEN');
    expect(String(failure)).not.toContain(telegram.server.token);
  });

  it('ends for good, with the same words in the log, when the token is revoked later', async () => {
    const telegram = await open();
    const revoked = { kind: 'error', code: 401, description: 'Unauthorized' } as const;
    telegram.server.refuseNext(revoked, { method: 'getUpdates' });
    telegram.server.person(5, 'ko').text('깨우는 말');
    await until(() => telegram.lines.some(({ level }) => level === 'error'));
    expect(telegram.lines.find(({ level }) => level === 'error')?.message).toContain(
      'TELEGRAM_BOT_TOKEN',
    );
  });

  it('stops while Telegram keeps the poll open, and confirms only what was stored', async () => {
    const telegram = await open();
    const stored = telegram.server.person(5, 'ko').text('저장된 말');
    await until(() => telegram.received.length === 1);
    const started = Date.now();
    await telegram.channel.stop();
    expect(Date.now() - started).toBeLessThan(1_000);
    expect(telegram.server.world.updates.get(stored)?.toldAt).toBeDefined();
    const late = telegram.server.person(5, 'ko').text('늦은 말');
    expect(telegram.server.world.updates.get(late)?.toldAt).toBeUndefined();
    expect(telegram.received).toHaveLength(1);
  });

  it('leaves a batch unconfirmed that the store did not take before it stopped', async () => {
    const telegram = await open();
    await telegram.say('앞선 말');
    const release = telegram.holdReceive();
    telegram.failReceive();
    const lost = telegram.server.person(5, 'ko').text('저장되지 않은 말');
    await until(() => telegram.lines.some(({ level }) => level === 'warn'));
    await telegram.channel.stop();
    release();
    expect(telegram.server.world.updates.get(lost)?.toldAt).toBeUndefined();
  });

  it('knows the address of a talk in private once it is connected', async () => {
    const telegram = await open({ isStarted: false });
    const urlFor = (start: string) => telegram.channel.privateUrl?.({ chat: -801 }, start);
    expect(urlFor('complaint')).toBeUndefined();
    await telegram.start();
    expect(urlFor('complaint')).toBe('https://t.me/facerights_test_bot?start=complaint');
  });

  it('is stopped before it has started, or while it tries to', async () => {
    const telegram = await open({ isStarted: false });
    telegram.server.refuseNext({ kind: 'broken' }, { method: 'getMe', times: 1_000 });
    const starting = telegram.start();
    await telegram.channel.stop();
    await starting;
    expect(telegram.server.queue.allowed).toEqual([]);
  });
});
