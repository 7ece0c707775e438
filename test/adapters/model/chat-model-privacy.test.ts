import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { forgetTracing } from '../../../adapters/model/load-langchain.ts';
import { modelRequest, openTestModel } from './model-parts.ts';

const mock = new LLMock({ port: 0, host: '127.0.0.1' });
/** Takes whatever is sent to it: a tracing service, or the wrong provider. */
const stranger = createServer((request, response) => {
  received.push(`${request.method} ${request.url}`);
  request.resume();
  response.end('{}');
});
const received: string[] = [];
let strangerUrl = '';

beforeAll(async () => {
  await mock.start();
  stranger.listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  mock.on({ toolName: 'answer' }, { toolCalls: [{ name: 'answer', arguments: '{"query":"q"}' }] });
  mock.on({ userMessage: /./s }, { content: '{"query":"q"}' });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  received.length = 0;
});
afterAll(async () => {
  stranger.closeAllConnections();
  stranger.close();
  await mock.stop();
});

const TRACING = {
  LANGSMITH_TRACING: 'true',
  LANGSMITH_TRACING_V2: 'true',
  LANGCHAIN_TRACING: 'true',
  LANGCHAIN_TRACING_V2: 'true',
  LANGSMITH_API_KEY: 'lsv2_made_up',
  LANGCHAIN_API_KEY: 'lsv2_made_up',
};

const MODELS = [
  { model: 'openai:gpt-4o-mini', path: '/v1' },
  { model: 'anthropic:claude-sonnet-4-5', path: '' },
  { model: 'ollama:qwen3', path: '' },
];

async function talk({ model: name, path }: (typeof MODELS)[number]): Promise<void> {
  const { model } = await openTestModel({ model: name, url: mock.url + path });
  await model.write(modelRequest(), () => undefined);
  await model.read(modelRequest({ task: 'understand' }), z.object({ query: z.string() }));
}

/** Traces are sent in batches, a little later: 250 ms, unless the library is told otherwise. */
async function batchTime(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 600));
}

it('the stranger would receive a trace of LangChain that nobody turned off', async () => {
  stubEnvironment({ ...TRACING, LANGSMITH_ENDPOINT: strangerUrl, LANGCHAIN_ENDPOINT: strangerUrl });
  const { initChatModel } = await import('langchain/chat_models/universal');
  const model = await initChatModel('ollama:qwen3', { baseUrl: mock.url });
  await model.invoke('학원');
  await vi.waitFor(() => expect(received.join()).toMatch(/runs/), { timeout: 5000 });
});

it.each(MODELS)('$model sends no trace, whatever the environment says', async (which) => {
  stubEnvironment({ ...TRACING, LANGSMITH_ENDPOINT: strangerUrl, LANGCHAIN_ENDPOINT: strangerUrl });
  await talk(which);
  await batchTime();
  expect(received).toEqual([]);
});

it.each(MODELS)('$model asks the address that was set, and no other', async (which) => {
  stubEnvironment({
    LANGSMITH_GATEWAY: strangerUrl,
    OPENAI_BASE_URL: strangerUrl,
    OPENAI_API_BASE: strangerUrl,
    ANTHROPIC_BASE_URL: strangerUrl,
    ANTHROPIC_API_URL: strangerUrl,
    OLLAMA_BASE_URL: strangerUrl,
  });
  await talk(which);
  expect(received).toEqual([]);
});

it.each(MODELS)('$model writes nothing to the console', async (which) => {
  stubEnvironment({ OPENAI_LOG: 'debug', ANTHROPIC_LOG: 'debug' });
  const written = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => undefined),
  );
  await talk(which);
  expect(written.flatMap((spy) => spy.mock.calls)).toEqual([]);
});

it('a key out of the environment does not go to an address that was set without one', async () => {
  stubEnvironment({
    OPENAI_API_KEY: 'sk-of-openai',
    ANTHROPIC_API_KEY: 'sk-of-anthropic',
    ANTHROPIC_AUTH_TOKEN: 'token-of-anthropic',
  });
  for (const { model: name, path } of MODELS) {
    const { model } = await openTestModel({ model: name, url: mock.url + path, apiKey: '' });
    await model.write(modelRequest(), () => undefined);
  }
  const sent = mock.getRequests().slice(-3);
  expect(sent).toHaveLength(3);
  expect(JSON.stringify(sent)).not.toMatch(/-of-openai|-of-anthropic/);
});

it('a redirection is not followed', async () => {
  const away = createServer((_, response) => {
    response.writeHead(307, { location: `${strangerUrl}/v1/chat/completions` }).end();
  });
  away.listen(0, '127.0.0.1');
  await once(away, 'listening');
  const url = `http://127.0.0.1:${(away.address() as AddressInfo).port}/v1`;
  const { model } = await openTestModel({ model: 'openai:toy', url });
  await expect(model.write(modelRequest(), () => undefined)).rejects.toMatchObject({
    failure: 'unavailable',
  });
  expect(received).toEqual([]);
  away.closeAllConnections();
  away.close();
});

it('tracing, gateways and request logs are deleted from an environment, and nothing else', () => {
  const environment = {
    ...TRACING,
    LANGCHAIN_VERBOSE: 'true',
    LANGSMITH_GATEWAY: 'true',
    OPENAI_LOG: 'debug',
    ANTHROPIC_LOG: 'debug',
    OPENAI_API_KEY: 'kept',
    PATH: 'kept',
  };
  forgetTracing(environment);
  expect(environment).toEqual({ OPENAI_API_KEY: 'kept', PATH: 'kept' });
});

function stubEnvironment(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
}
