import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { REAL_LIMITS } from '../../servers/telegram/faults.ts';
import { TelegramServer } from '../../servers/telegram/server.ts';

interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: unknown;
}

/** Telegram on this machine, against what the documentation of the Bot API says of the real one. */
describe('our own Telegram', () => {
  let server: TelegramServer;
  beforeEach(async () => {
    server = await TelegramServer.start({ webhookDelayMs: 10 });
    server.person(1, 'ko');
  });
  afterEach(() => server.stop());

  async function call(method: string, payload: object = {}, to = server): Promise<Answer> {
    const response = await fetch(`${to.url}/bot${to.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  }
  const idsOf = ({ result }: Answer) =>
    (result as readonly { update_id: number }[]).map(({ update_id: id }) => id);

  it.each([
    { method: 'getUpdates', token: 'wrong', code: 401, description: 'Unauthorized' },
    {
      method: 'noSuchMethod',
      token: undefined,
      code: 404,
      description: 'Not Found: method not found',
    },
  ])('answers $code to $method with token $token', async ({ method, token, code, description }) => {
    const response = await fetch(`${server.url}/bot${token ?? server.token}/${method}`);
    expect(response.status).toBe(code);
    expect(await response.json()).toEqual({ ok: false, error_code: code, description });
  });

  it('keeps updates until they are confirmed by the offset', async () => {
    const ids = ['하나', '둘', '셋'].map((text) => server.person(1).text(text));
    const [first = 0, second = 0] = ids;
    expect(idsOf(await call('getUpdates'))).toEqual(ids);
    expect(idsOf(await call('getUpdates', { limit: 1 }))).toEqual([first]);
    expect(idsOf(await call('getUpdates', { offset: second }))).toEqual(ids.slice(1));
    expect(idsOf(await call('getUpdates', { offset: -1 }))).toEqual(ids.slice(2));
    expect(server.queue.pendingCount).toBe(1);
    expect(server.world.updates.get(first)?.toldAt).toBeDefined();
  });

  it('keeps a poll open until something happens, or the time is over', async () => {
    const started = Date.now();
    const empty = await call('getUpdates', { timeout: 0.1 });
    expect(empty.result).toEqual([]);
    expect(Date.now() - started).toBeGreaterThan(80);
    const waiting = call('getUpdates', { timeout: 20 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const id = server.person(1).text('깨어나요');
    expect(idsOf(await waiting)).toEqual([id]);
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  it('cuts a poll off as soon as somebody else polls, or sets a webhook', async () => {
    const first = call('getUpdates', { timeout: 20 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const second = call('getUpdates', { timeout: 20 });
    expect(await first).toMatchObject({
      error_code: 409,
      description: expect.stringMatching(/^Conflict: terminated by other getUpdates request/),
    });
    await call('setWebhook', { url: 'http://127.0.0.1:9/hook' });
    expect(await second).toMatchObject({
      description: 'Conflict: terminated by setWebhook request',
    });
    expect(await call('getUpdates')).toMatchObject({
      status: 409,
      description: expect.stringContaining("can't use getUpdates method while webhook is active"),
    });
  });

  it('drops updates that were not asked for', async () => {
    await call('getUpdates', { allowed_updates: ['callback_query'] });
    server.person(1).text('nobody asked');
    server.person(1).press('x');
    expect(idsOf(await call('getUpdates'))).toHaveLength(1);
  });

  it.each([
    { payload: { text: '' }, description: 'message text is empty' },
    { payload: { text: ' \n ' }, description: 'text must be non-empty' },
    { payload: { text: 'x'.repeat(4_097) }, description: 'message is too long' },
    {
      payload: { text: '<b>x', parse_mode: 'HTML' },
      description: 'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
    },
    { payload: { text: 'x', parse_mode: 'Wiki' }, description: 'unsupported parse_mode' },
    { payload: { text: 'x', chat_id: 99 }, description: 'chat not found' },
    { payload: { text: 'x', message_thread_id: 5 }, description: 'message thread not found' },
    {
      payload: { text: 'x', reply_parameters: { message_id: 99 } },
      description: 'message to be replied not found',
    },
    {
      payload: {
        text: 'x',
        reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: '가'.repeat(22) }]] },
      },
      description: 'BUTTON_DATA_INVALID',
    },
    {
      payload: {
        text: 'x',
        reply_markup: { inline_keyboard: [[{ text: '', callback_data: 'a' }]] },
      },
      description: 'inline keyboard button text must be non-empty',
    },
    {
      payload: { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'a' }]] } },
      description: 'Text buttons are unallowed in the inline keyboard',
    },
    {
      payload: {
        text: 'x',
        reply_markup: { inline_keyboard: [[{ text: 'a', url: 'http://localhost:1/' }]] },
      },
      description: "inline keyboard button URL 'http://localhost:1/' is invalid: Wrong HTTP URL",
    },
    {
      payload: {
        text: 'x',
        reply_markup: {
          inline_keyboard: Array.from({ length: 101 }, () => [{ text: 'a', callback_data: 'a' }]),
        },
      },
      description: 'reply markup is too long',
    },
  ])('refuses a message: $description', async ({ payload, description }) => {
    expect(await call('sendMessage', { chat_id: 1, ...payload })).toMatchObject({
      status: 400,
      error_code: 400,
      description: `Bad Request: ${description}`,
    });
  });

  it('takes a text of 4,096 units behind its forms', async () => {
    const text = `<b>${'&lt;'.repeat(4_096)}</b>`;
    expect(await call('sendMessage', { chat_id: 1, text, parse_mode: 'HTML' })).toMatchObject({
      ok: true,
    });
    expect(server.person(1).messages[0]?.text).toBe('<'.repeat(4_096));
  });

  it('changes and removes messages of the bot, and only those', async () => {
    server.person(1).text('mine');
    const [mine] = server.person(1).messages;
    const { result } = await call('sendMessage', { chat_id: 1, text: 'a' });
    const { message_id: id } = result as { message_id: number };
    expect(await call('editMessageText', { chat_id: 1, message_id: id, text: 'b' })).toMatchObject({
      ok: true,
    });
    expect(await call('editMessageText', { chat_id: 1, message_id: id, text: 'b' })).toMatchObject({
      description: expect.stringMatching(/^Bad Request: message is not modified/),
    });
    expect(
      await call('editMessageText', { chat_id: 1, message_id: mine?.id, text: 'b' }),
    ).toMatchObject({
      description: "Bad Request: message can't be edited",
    });
    expect(server.person(1).messages.map(({ text, edits }) => [text, edits])).toEqual([
      ['mine', 0],
      ['b', 1],
    ]);
    expect(await call('deleteMessage', { chat_id: 1, message_id: id })).toMatchObject({ ok: true });
    expect(await call('deleteMessage', { chat_id: 1, message_id: id })).toMatchObject({
      status: 400,
    });
  });

  it('answers 403 where a person has blocked the bot, or a group has thrown it out', async () => {
    server.person(1).block();
    const group = server.group(-5);
    group.kickBot();
    expect(await call('sendMessage', { chat_id: 1, text: 'x' })).toMatchObject({
      status: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    expect(await call('sendMessage', { chat_id: -5, text: 'x' })).toMatchObject({
      description: 'Forbidden: bot was kicked from the supergroup chat',
    });
    server.person(1).unblock();
    expect(await call('sendMessage', { chat_id: 1, text: 'x' })).toMatchObject({ ok: true });
  });

  it.each([
    { results: 'x', description: "can't parse inline query results JSON array" },
    {
      results: [{ type: 'article', id: 'a', title: 'a' }],
      description: 'input message content is required',
    },
    {
      results: [{ type: 'article', id: 'a'.repeat(65), title: 'a' }],
      description: 'RESULT_ID_INVALID',
    },
    {
      results: [1, 2].map(() => ({
        type: 'article',
        id: 'a',
        title: 'a',
        input_message_content: { message_text: 'x' },
      })),
      description: 'RESULT_ID_DUPLICATE',
    },
    {
      results: [
        { type: 'article', id: 'a', title: '', input_message_content: { message_text: 'x' } },
      ],
      description: 'title of the inline query result must be non-empty',
    },
    {
      results: [],
      button: { text: 'x', start_parameter: 'a b' },
      description: 'START_PARAM_INVALID',
    },
  ])('refuses an inline answer: $description', async ({ results, button, description }) => {
    const id = server.person(1).inline('x');
    const answer = { inline_query_id: id, results, ...(button && { button }) };
    expect(await call('answerInlineQuery', answer)).toMatchObject({
      description: `Bad Request: ${description}`,
    });
  });

  it('takes one answer for each query and each pressed button', async () => {
    const query = server.person(1).inline('x');
    expect(await call('answerInlineQuery', { inline_query_id: query, results: [] })).toMatchObject({
      ok: true,
    });
    expect(await call('answerInlineQuery', { inline_query_id: query, results: [] })).toMatchObject({
      description:
        'Bad Request: query is too old and response timeout expired or query ID is invalid',
    });
    expect(await call('answerCallbackQuery', { callback_query_id: 'none' })).toMatchObject({
      status: 400,
    });
  });

  it.each([
    {
      payload: { url: 'http://example.com/' },
      description: 'bad webhook: An HTTPS URL must be provided for webhook',
    },
    {
      payload: { url: 'https://example.com/', secret_token: 'a b' },
      description: 'secret token contains unallowed characters',
    },
    {
      payload: { url: 'https://example.com/', max_connections: 101 },
      description: 'max_connections is out of range',
    },
  ])('refuses a webhook: $description', async ({ payload, description }) => {
    expect(await call('setWebhook', payload)).toMatchObject({
      description: `Bad Request: ${description}`,
    });
  });

  it('knows what became of its webhook', async () => {
    await call('setWebhook', { url: 'http://127.0.0.1:9/hook', max_connections: 3 });
    server.person(1).text('nobody is there');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await call('getWebhookInfo')).result).toMatchObject({
      url: 'http://127.0.0.1:9/hook',
      pending_update_count: 1,
      max_connections: 3,
      last_error_message: 'Connection refused',
    });
    await call('deleteWebhook');
    expect(idsOf(await call('getUpdates'))).toHaveLength(1);
    await call('deleteWebhook', { drop_pending_updates: true });
    expect(idsOf(await call('getUpdates'))).toEqual([]);
  });

  it('gives files out by the path that it names', async () => {
    server.person(1).photo(new Uint8Array([1, 2, 3]), '', {});
    const { result } = await call('getFile', { file_id: 'FILE2' });
    const { file_path: path } = result as { file_path: string };
    const file = await fetch(`${server.url}/file/bot${server.token}/${path}`);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    expect((await fetch(`${server.url}/file/bot${server.token}/photos/none`)).status).toBe(404);
    expect((await fetch(`${server.url}/file/botwrong/${path}`)).status).toBe(401);
  });

  it.each([
    { commands: [{ command: 'Ask', description: 'x' }], description: 'BOT_COMMAND_INVALID' },
    {
      commands: [{ command: 'ask', description: '' }],
      description: 'BOT_COMMAND_DESCRIPTION_INVALID',
    },
  ])('refuses commands: $description', async ({ commands, description }) => {
    expect(await call('setMyCommands', { commands })).toMatchObject({
      description: `Bad Request: ${description}`,
    });
    expect(await call('getMyCommands')).toMatchObject({ result: [] });
  });

  it('holds to the limits of the real one where it is told to', async () => {
    const strict = await TelegramServer.start({ limits: REAL_LIMITS });
    strict.person(1);
    const answers: Answer[] = [];
    for (let at = 0; at < 5; at += 1) {
      answers.push(await call('sendMessage', { chat_id: 1, text: 'x' }, strict));
    }
    await strict.stop();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    expect(answers[3]).toMatchObject({
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
  });

  it('can be a process of its own, and takes orders', { timeout: 20_000 }, async () => {
    const root = projectRoot();
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(root, 'test/servers/telegram/main.ts'), '--token=1:A'],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const line = await new Promise<string>((resolve) => {
      child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
    });
    const { url, token, control } = JSON.parse(line) as Record<'url' | 'token' | 'control', string>;
    const order = async (body: object) =>
      (await fetch(control, { method: 'POST', body: JSON.stringify(body) })).json();
    const ids = await order({ do: 'say', said: [{ person: 1, text: '안녕' }] });
    await order({ do: 'refuse', fault: { kind: 'broken' }, method: 'getMe', times: 1 });
    expect((await fetch(`${url}/bot${token}/getMe`)).status).toBe(500);
    await order({ do: 'heal' });
    await fetch(`${url}/bot${token}/sendMessage?chat_id=1&text=hello`);
    expect(await order({ do: 'journal' })).toMatchObject({
      updates: [{ id: (ids as number[])[0] }],
      sent: [{ chat: 1, text: 'hello', method: 'sendMessage' }],
    });
    expect(await order({ do: 'chat', person: 1 })).toMatchObject([
      { text: '안녕' },
      { text: 'hello' },
    ]);
    await order({ do: 'press', person: 1, data: 'x' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
