import { readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BATCH_SIZE } from '../../../adapters/embedding/provider.ts';
import { ngrams } from '../../servers/embedding/models.ts';
import { firstFor, openServer, PROVIDERS, TOY_WORDINGS, workplace } from './toy-search.ts';

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
    for (const model of [ngrams(80), (text: string) => ngrams(64)(`${text} x`).toReversed()]) {
      server.replace('toy', model);
      await expect(open({ provider, mustServe: true })).rejects.toThrow(/npm run index -- --rebuild/);
    }
    const opened = await open({ provider, rebuild: true });
    expect(opened.report.index).toBe('built');
    expect(await firstFor('school gate scans', opened)).toBe('school-gate');
  });

  it('goes on where it broke off, and says what to look at', async () => {
    const server = await openServer();
    const { open, log } = workplace(server);
    const many = 'E'.repeat(0);
    server.fault = () => ({ kind: 'status', status: 503 });
    await expect(open({ provider })).rejects.toThrow(/HTTP_503.+EMBEDDINGS_URL.+0 of \d+ wordings/s);
    expect(log.lines).toEqual([]);
    server.fault = undefined;
    expect((await open({ provider })).report.index).toBe('built');
    expect(many).toBe('');
  });
});
