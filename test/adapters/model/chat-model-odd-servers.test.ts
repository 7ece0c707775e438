import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { modelRequest, openTestModel } from './model-parts.ts';

/** What the server says, word for word, and what it was asked last. */
let say: (response: ServerResponse) => void = () => undefined;
let asked: Record<string, unknown> = {};
let url = '';

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    asked = JSON.parse(body) as Record<string, unknown>;
    say(response);
  });
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const streams = (lines: readonly object[], end = 'data: [DONE]\n\n') => {
  say = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const line of lines) response.write(`data: ${JSON.stringify(line)}\n\n`);
    response.end(end);
  };
};
const delta = (content: string, finish: string | null = null) => ({
  id: 'x',
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: { content }, finish_reason: finish }],
});

async function write(model = 'openai:toy', path = '/v1') {
  const opened = await openTestModel({ model, url: url + path });
  let text = '';
  const use = await opened.model
    .write(modelRequest(), (piece) => {
      text += piece;
    })
    .catch((error: unknown) => error);
  return { text, use, spent: opened.ledger.rows[0]?.spent };
}

it('a server that counts nothing is counted on the high side', async () => {
  streams([delta('[A1] 다른 방법이 '), delta('있어야 해요.'), delta('', 'stop')]);
  const { text, spent } = await write();
  expect(text).toBe('[A1] 다른 방법이 있어야 해요.');
  expect(spent).toMatchObject({ outcome: 'done', outputTokens: 10 });
  expect(spent?.inputTokens).toBeGreaterThan(20);
});

it('an answer that ends without its end broke off', async () => {
  streams([delta('[A1] 다른 방법이 ')], '');
  const { text, use, spent } = await write();
  expect(text).toBe('[A1] 다른 방법이 ');
  expect(use).toMatchObject({ failure: 'unavailable' });
  expect(spent).toMatchObject({ attempts: 1 });
});

it.each(['length', 'content_filter'])('an answer that ends by %s is not whole', async (reason) => {
  streams([delta('[A1] 다른 방법이 '), delta('', reason)]);
  expect((await write()).use).toMatchObject({ failure: 'malformed' });
});

it('an answer of Ollama that ends by its length is not whole', async () => {
  say = (response) => {
    const line = { model: 'toy', message: { role: 'assistant', content: '[A1] 다' } };
    response.write(`${JSON.stringify({ ...line, done: false })}\n`);
    response.end(`${JSON.stringify({ ...line, done: true, done_reason: 'length' })}\n`);
  };
  expect((await write('ollama:toy', '')).use).toMatchObject({ failure: 'malformed' });
});

it('a stream in which the server reports its failure is unavailable', async () => {
  streams([delta('[A1] 다른 '), { error: { message: 'You sent: 학원', code: 500 } }]);
  const { use } = await write();
  expect(use).toMatchObject({ failure: 'unavailable' });
  expect(String(use)).not.toContain('학원');
});

it('a page in place of an answer is no answer', async () => {
  say = (response) => response.end('<html>Bad gateway, 학원</html>');
  const opened = await openTestModel({ model: 'openai:toy', url: `${url}/v1` });
  const read = opened.model.read(modelRequest(), z.object({ query: z.string() }));
  await expect(read).rejects.toMatchObject({ name: 'ModelError' });
  // Nobody knows what such a server bills.
  expect(opened.ledger.rows[0]?.spent?.outputTokens).toBeGreaterThanOrEqual(1200);
});

it('a server that cannot be reached is unavailable', async () => {
  const { model, ledger } = await openTestModel({ model: 'openai:toy', url: 'http://127.0.0.1:9' });
  const writing = model.write(modelRequest(), () => undefined);
  await expect(writing).rejects.toMatchObject({ failure: 'unavailable' });
  expect(ledger.rows[0]?.spent).toMatchObject({ attempts: 3, inputTokens: 0 });
});

it('a model of OpenAI that thinks is told to think little, and given no temperature', async () => {
  streams([delta('네', 'stop')]);
  await write('openai:gpt-5-mini');
  expect(asked).toMatchObject({ max_completion_tokens: 3200, reasoning_effort: 'low' });
  expect(asked).not.toHaveProperty('temperature');
  expect(asked).not.toHaveProperty('max_tokens');
});

it('a model of a family that LangChain does not know yet is asked the same', async () => {
  streams([delta('네', 'stop')]);
  await write('openai:gpt-6-mini');
  expect(asked).toMatchObject({ max_completion_tokens: 3200, reasoning_effort: 'low' });
  expect(asked).not.toHaveProperty('max_tokens');
});

it('a server that speaks the protocol of OpenAI is given the form, closed and strict', async () => {
  say = (response) => {
    response.setHeader('content-type', 'application/json');
    const message = { role: 'assistant', content: '{"query":"q"}' };
    response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] }));
  };
  const { model } = await openTestModel({ model: 'openai:toy', url: `${url}/v1` });
  const form = z.object({ query: z.string().max(9) });
  const { value, use } = await model.read(modelRequest({ task: 'understand' }), form);
  expect(value).toEqual({ query: 'q' });
  expect(use.inputTokens).toBeGreaterThan(0);
  expect(asked).toMatchObject({
    max_tokens: 400,
    response_format: {
      type: 'json_schema',
      json_schema: {
        strict: true,
        schema: {
          type: 'object',
          properties: { query: { type: 'string' } },
          required: ['query'],
          additionalProperties: false,
        },
      },
    },
  });
});

it('a model of Anthropic that thinks is given a form in place of a tool', async () => {
  say = (response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: 'm',
        type: 'message',
        role: 'assistant',
        model: 'claude-sonnet-5',
        content: [
          { type: 'thinking', thinking: 'Hm.', signature: 's' },
          { type: 'text', text: '{"query":"q"}' },
        ],
        stop_reason: 'end_turn',
        usage: { input_tokens: 5, output_tokens: 6 },
      }),
    );
  };
  const { model } = await openTestModel({ model: 'anthropic:claude-sonnet-5', url });
  const form = z.object({ query: z.string().nullable() });
  expect((await model.read(modelRequest({ task: 'understand' }), form)).value).toEqual({
    query: 'q',
  });
  expect(asked).toMatchObject({
    max_tokens: 2400,
    output_config: { effort: 'low', format: { type: 'json_schema' } },
  });
  expect(asked).not.toHaveProperty('tool_choice');
  expect(asked).not.toHaveProperty('temperature');
});

it('what a model of Anthropic thinks is not handed on', async () => {
  const events = [
    {
      type: 'message_start',
      message: {
        id: 'm',
        type: 'message',
        role: 'assistant',
        model: 'c',
        content: [],
        usage: { input_tokens: 9, output_tokens: 1 },
      },
    },
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'thinking', thinking: '', signature: '' },
    },
    {
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'thinking_delta', thinking: '비밀 생각' },
    },
    { type: 'content_block_stop', index: 0 },
    { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: '[A1] 네.' } },
    { type: 'content_block_stop', index: 1 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 40 } },
    { type: 'message_stop' },
  ];
  say = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of events)
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    response.end();
  };
  const { text, spent } = await write('anthropic:claude-sonnet-5', '');
  expect(text).toBe('[A1] 네.');
  expect(spent).toMatchObject({ inputTokens: 9, outputTokens: 40, outcome: 'done' });
});

it.each([
  ['openai:toy', '/v1', 'data: {"choices": [학원\n\n'],
  ['openai:toy', '/v1', 'data: {"choices": [학원'],
  ['anthropic:claude-sonnet-4-5', '', 'event: message_start\ndata: {"학원\n\n'],
  ['ollama:toy', '', '{"message": "학원\n'],
  ['ollama:toy', '', '{"message": "학원'],
])(
  'what is no JSON in a stream of %s%s does not reach the console: %s',
  async (model, path, line) => {
    const written = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => undefined),
    );
    say = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(line);
    };
    expect((await write(model, path)).use).toMatchObject({ failure: 'unavailable' });
    expect(JSON.stringify(written.flatMap((spy) => spy.mock.calls))).not.toContain('학원');
  },
);

it('lines that only keep a connection alive are let through', async () => {
  say = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': PROCESSING\r\n\r\n');
    response.write(`data: ${JSON.stringify(delta('네.', 'stop'))}\r\n\r\n`);
    response.end('data: [DONE]\n\n');
  };
  expect((await write()).text).toBe('네.');
});
