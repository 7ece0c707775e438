import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { embedWordings } from '../../../adapters/embedding/embed-wordings.ts';
import { BATCH_SIZE, openProvider } from '../../../adapters/embedding/provider.ts';
import { VectorFile } from '../../../adapters/embedding/vector-file.ts';
import { dot } from '../../../knowledge/search/embedding-table.ts';
import { temporaryFolder } from '../../factories.ts';
import { ngrams, random } from '../../servers/embedding/models.ts';
import { firstFor, openLog, openServer, PROVIDERS, vectorSignal, workplace } from './toy-search.ts';

describe.each(PROVIDERS)('an index built with %s', (provider) => {
  it('finds by vectors, asks the server it is given, and sends the key', async () => {
    const server = await openServer();
    const opened = await workplace(server).open({ provider });
    expect(opened.report).toMatchObject({ index: 'built', isStored: true });
    expect(await firstFor('교실에서 출석을 얼굴로', opened)).toBe('school-gate');
    expect(new Set(server.received.map(({ path, model }) => `${path} ${model}`))).toEqual(
      new Set([provider === 'openai' ? '/v1/embeddings toy' : '/api/embed toy']),
    );
    expect(server.received.map(({ authorization }) => authorization)).not.toContain(undefined);
  });

  it('is loaded at the next start: no wording is sent again but one, to see whether the model is the same', async () => {
    const server = await openServer();
    const { open } = workplace(server);
    const first = await open({ provider });
    server.received.length = 0;
    const second = await open({ provider });
    expect(second.report).toMatchObject({ index: 'loaded', fingerprint: first.report.fingerprint });
    expect(server.texts).toHaveLength(1);
  });

  it('is another one for another model, another address, another number of dimensions', async () => {
    const [server, elsewhere] = [await openServer(), await openServer()];
    const { open, indexes } = workplace(server);
    const fingerprints = [
      await open({ provider }),
      await open({ provider, model: 'other' }),
      await open({ provider, url: elsewhere.url(provider) }),
      await open({ provider, env: { EMBEDDINGS_DIMENSIONS: '32' } }),
    ].map(({ report }) => report.fingerprint);
    expect(new Set(fingerprints).size).toBe(4);
    expect(indexes()).toHaveLength(4);
    expect(server.received.at(-1)?.dimensions).toBe(32);
  });

  it('is not used when another model answers under its name: the start says how to build it anew', async () => {
    const server = await openServer();
    const { open } = workplace(server);
    await open({ provider });
    for (const model of [ngrams(80), random(64)]) {
      server.replace('toy', model);
      await expect(open({ provider, mustServe: true })).rejects.toThrow(
        /npm run index -- --rebuild/,
      );
    }
    const opened = await open({ provider, rebuild: true });
    expect(opened.report.index).toBe('built');
    expect(await firstFor('school gate scans', opened)).toBe('school-gate');
  });

  it('cannot be built with a server that refuses: the start says which setting to look at, even where it must serve', async () => {
    const server = await openServer();
    const { open } = workplace(server);
    server.fault = () => ({ kind: 'status', status: 401 });
    await expect(open({ provider, mustServe: true })).rejects.toThrow(/EMBEDDINGS_API_KEY/);
    server.fault = undefined;
    await expect(open({ provider, model: 'absent', mustServe: true })).rejects.toThrow(
      /no such model/,
    );
  });
});

it('a provider that is away at the start is done without where people wait: the built-in embedding serves, the log says so', async () => {
  const server = await openServer();
  const { open, log } = workplace(server);
  server.fault = () => ({ kind: 'status', status: 503 });
  await expect(open()).rejects.toThrow(/HTTP_503.+EMBEDDINGS_URL/);
  expect(log.lines).toEqual([]);
  const opened = await open({ mustServe: true });
  expect(log.lines).toMatchObject([{ level: 'error', details: { code: 'HTTP_503' } }]);
  expect(await vectorSignal('학교 교문에서 얼굴을', opened)).toBeGreaterThan(0);
  server.fault = undefined;
  expect((await open({ mustServe: true })).report).toMatchObject({
    embeddings: 'provider',
    index: 'built',
  });
});

describe('asking for the vectors of many wordings', () => {
  const TEXTS = Array.from({ length: 300 }, (_, number) => `wording ${number}`);

  async function bench() {
    const server = await openServer();
    const provider = await openProvider({ setting: 'openai:toy', url: server.url('openai') }, 0);
    const path = join(temporaryFolder(), 'vectors', 'toy.bin');
    const log = openLog();
    const embed = (texts: readonly string[] = TEXTS) =>
      embedWordings(texts, provider, new VectorFile(path), log);
    return { server, path, log, embed };
  }

  it('goes in batches of a bounded size, and tells how far it is', async () => {
    const { server, log, embed } = await bench();
    const vectors = await embed();
    expect(vectors.map((vector) => vector.length)).toEqual(TEXTS.map(() => 64));
    expect(Math.max(...server.received.map(({ texts }) => texts.length))).toBe(BATCH_SIZE);
    expect([...server.texts].sort()).toEqual([...TEXTS].sort());
    expect(log.lines.map(({ details }) => details['done'])).toEqual([128, 256, 300]);
  });

  it('goes on where it broke off', async () => {
    const { server, embed } = await bench();
    server.fault = ({ texts }) =>
      texts.includes('wording 256') ? { kind: 'status', status: 500 } : undefined;
    await expect(embed()).rejects.toThrow(/256 of 300 wordings are embedded and kept/);
    server.fault = undefined;
    server.received.length = 0;
    const vectors = await embed();
    expect([...server.texts].sort()).toEqual(['wording 0', ...TEXTS.slice(256)].sort());
    const seventh = Float32Array.from(ngrams(64)('wording 7'));
    expect(dot(vectors[7] ?? new Float32Array(), seventh)).toBeCloseTo(1, 5);
  });

  it('asks for the new ones only when some have changed', async () => {
    const { server, embed } = await bench();
    await embed();
    server.received.length = 0;
    await embed([...TEXTS.slice(0, 200), 'a new wording']);
    expect(server.texts).toEqual(['wording 0', 'a new wording']);
  });

  it('forgets what another model gave under the same name', async () => {
    const { server, embed } = await bench();
    await embed();
    server.replace('toy', ngrams(80));
    const vectors = await embed();
    expect(new Set(vectors.map(({ length }) => length))).toEqual(new Set([80]));
  });

  it('drops a record that was cut off while it was written', async () => {
    const { server, path, embed } = await bench();
    await embed();
    truncateSync(path, statSync(path).size - 5);
    server.received.length = 0;
    await embed();
    expect(server.texts).toHaveLength(2);
    expect(new VectorFile(path).size).toBe(300);
  });

  it('refuses vectors of two sizes: two models answer at one address', async () => {
    const { server, embed } = await bench();
    const [small, large] = [ngrams(64), ngrams(80)];
    server.replace('toy', (text) => (text === 'wording 9' ? large : small)(text));
    await expect(embed()).rejects.toThrow(/64 and 80 numbers/);
  });

  it.each([
    { body: '{}' },
    { body: 'no JSON at all' },
    { body: '{"data":[]}' },
    { body: '<html>the wrong page</html>' },
  ])('refuses what is no answer: $body', async ({ body }) => {
    const { server, embed } = await bench();
    server.fault = () => ({ kind: 'body', body });
    await expect(embed()).rejects.toThrow(/EMBEDDINGS_URL/);
  });

  it('tries again, by LangChain’s own caller, what may go well the next time', async () => {
    const server = await openServer();
    const provider = await openProvider({ setting: 'openai:toy', url: server.url('openai') }, 1);
    let failures = 1;
    server.fault = () => (failures-- > 0 ? { kind: 'status', status: 503 } : undefined);
    const file = new VectorFile(join(temporaryFolder(), 'toy.bin'));
    await embedWordings(['one'], provider, file, openLog());
    expect(server.texts).toEqual(['one', 'one']);
  });
});
