import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../adapters/config.ts';
import { embeddingChoice } from '../../adapters/embedding-choice.ts';

let server: Server;
let url = '';
const asked: string[] = [];

/** Speaks just enough of both protocols: the vector of a text is its length and its number of spaces. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { input, model } = JSON.parse(body) as { input: string | string[]; model: string };
  asked.push(`${request.method} ${request.url} ${model}`);
  const vectors = [input].flat().map((text) => [text.length, text.split(' ').length - 1]);
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      object: 'list',
      model,
      data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
      embeddings: vectors,
      usage: { prompt_tokens: 1, total_tokens: 1 },
    }),
  );
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

it.each([
  { setting: 'openai:toy-model', path: '/v1', reached: 'POST /v1/embeddings toy-model' },
  { setting: 'ollama:toy-model', path: '', reached: 'POST /api/embed toy-model' },
])('$setting asks the server it is given', async ({ setting, path, reached }) => {
  const choice = await embeddingChoice(
    readConfig({
      EMBEDDINGS: setting,
      EMBEDDINGS_URL: `${url}${path}`,
      EMBEDDINGS_API_KEY: 'made-up',
    }),
  );
  if (choice.kind !== 'provider') throw new Error('no provider');
  expect(await choice.embeddings.embedDocuments(['a b', 'abcd'])).toEqual([
    [3, 1],
    [4, 0],
  ]);
  expect(asked).toContain(reached);
});

it.each(['builtin', 'none'] as const)('%s needs no server', async (setting) => {
  expect(await embeddingChoice(readConfig({ EMBEDDINGS: setting }))).toEqual({ kind: setting });
});
