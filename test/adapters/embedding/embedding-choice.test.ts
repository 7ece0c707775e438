import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../adapters/config.ts';
import { embeddingChoice } from '../../../adapters/embedding-choice.ts';
import { openLog } from './toy-search.ts';

const choose = (env: Readonly<Record<string, string>>) =>
  embeddingChoice(readConfig(env), openLog());

describe('the choice of an embedding', () => {
  it.each(['builtin', 'none'] as const)('%s needs no server', async (setting) => {
    expect(await choose({ EMBEDDINGS: setting })).toEqual({ kind: setting });
  });

  it.each([
    {
      setting: 'openai:toy',
      name: 'openai:toy https://api.openai.com/v1 own dimensions',
    },
    {
      setting: 'ollama:bge-m3:latest',
      name: 'ollama:bge-m3:latest http://127.0.0.1:11434 own dimensions',
    },
  ])('$setting goes to the provider’s own address unless told otherwise', async (one) => {
    expect(await choose({ EMBEDDINGS: one.setting })).toMatchObject({ name: one.name });
  });

  it('is the same with and without a slash at the end of the address', async () => {
    const [plain, slashed] = await Promise.all(
      ['http://127.0.0.1:1/v1', 'http://127.0.0.1:1/v1/'].map((url) =>
        choose({ EMBEDDINGS: 'openai:toy', EMBEDDINGS_URL: url }),
      ),
    );
    expect(plain).toMatchObject({ kind: 'provider' });
    expect(JSON.stringify(slashed && 'name' in slashed && slashed.name)).toBe(
      JSON.stringify(plain && 'name' in plain && plain.name),
    );
  });
});
