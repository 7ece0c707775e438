import { describe, expect, it } from 'vitest';
import { readEvaluateOptions } from '../../../adapters/cli/evaluate-options.ts';

const compared = (...words: string[]) =>
  readEvaluateOptions(words)?.embeddings.map(({ setting, url }) => [setting, url].filter(Boolean));

describe('the words after npm run evaluate --', () => {
  it('compare nothing unless an embedding is named', () => {
    expect(readEvaluateOptions(['a.jsonl', '--fail'])).toEqual({
      files: ['a.jsonl'],
      showsFailures: true,
      embeddings: [],
      models: [],
    });
  });

  it('compare with the built-in embedding always, and with it once', () => {
    expect(compared('--embeddings', 'openai:m')).toEqual([['builtin'], ['openai:m']]);
    expect(compared('--embeddings', 'builtin', '--embeddings', 'none')).toEqual([
      ['builtin'],
      ['none'],
    ]);
  });

  it('give one address to all providers, or one to each in their order', () => {
    const both = ['--embeddings', 'openai:m', '--embeddings=ollama:n:latest'];
    expect(compared(...both, '--url', 'http://a')).toEqual([
      ['builtin'],
      ['openai:m', 'http://a'],
      ['ollama:n:latest', 'http://a'],
    ]);
    expect(compared(...both, '--url', 'http://a', '--url', 'http://b')).toEqual([
      ['builtin'],
      ['openai:m', 'http://a'],
      ['ollama:n:latest', 'http://b'],
    ]);
  });

  it.each(['--help', '-h'])('ask for help with %s', (word) => {
    expect(readEvaluateOptions([word])).toBeUndefined();
  });

  it.each([
    { words: ['--nonsense'], says: /--nonsense/ },
    { words: ['--embeddings', 'made-up'], says: /there is no such embedding/ },
    { words: ['--embeddings', 'openai:'], says: /there is no such embedding/ },
    { words: ['--url', 'http://a'], says: /--url needs --embeddings/ },
    { words: ['--embeddings', 'openai:m', '--url', 'nowhere'], says: /not an address/ },
    {
      words: ['--embeddings', 'openai:m', '--url', 'http://a', '--url', 'http://b'],
      says: /2 addresses for 1 providers/,
    },
  ])('are refused with what there is: $words', ({ words, says }) => {
    expect(() => readEvaluateOptions(words)).toThrow(says);
    expect(() => readEvaluateOptions(words)).toThrow(/npm run evaluate/);
  });
});
