import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { CorpusReader } from '../../../knowledge/corpus-model/corpus-reader.ts';
import {
  CorpusError,
  loadCorpus,
  readCorpusFiles,
} from '../../../knowledge/corpus-model/load-corpus.ts';
import { entryFile, intent, temporaryFolder } from '../../factories.ts';

const problemsOf = (files: Readonly<Record<string, unknown>>): readonly string[] => {
  const texts = Object.entries(files).map(([name, row]) => [name, stringify(row)] as const);
  try {
    loadCorpus(new Map(texts));
  } catch (error) {
    if (error instanceof CorpusError) return error.problems;
    throw error;
  }
  return [];
};

describe('CorpusReader', () => {
  it('names the file of each record', () => {
    const reader = new CorpusReader(new Map([['a/one.yaml', 'id: one']]), []);
    expect(reader.folder('a/', z.object({ id: z.string() }))).toEqual([
      { file: 'a/one.yaml', record: { id: 'one' } },
    ]);
  });

  it('reports the files that nobody asked for', () => {
    const problems: string[] = [];
    const reader = new CorpusReader(
      new Map([
        ['a.yaml', '1'],
        ['b.yaml', '2'],
      ]),
      problems,
    );
    reader.one('a.yaml', z.number());
    reader.reportUnread();
    expect(problems).toEqual(['b.yaml: no corpus file belongs here']);
  });
});

describe('loadCorpus', () => {
  const entry = entryFile();
  const file = 'entries/shop-camera.yaml';

  it.each([
    { fault: 'an open bracket', problem: /premise\.0: close/, over: { premise: ['(ban|stop it'] } },
    { fault: 'a stray bracket', problem: /premise\.1: close/, over: { premise: ['a', 'b) (c'] } },
  ])('reports $fault in a premise', ({ over, problem }) => {
    expect(problemsOf({ [file]: { ...entry, ...over } })).toEqual([expect.stringMatching(problem)]);
  });

  it.each(['phrases', 'unless'])('reports an open bracket in the %s of an intent', (field) => {
    const row = { ...intent(), [field]: ['who (are you'] };
    expect(problemsOf({ 'intents/greeting.yaml': row })).toEqual([
      expect.stringMatching(`^intents/greeting.yaml: ${field}.0: close`),
    ]);
  });

  it.each(['entry/shop.yaml', 'sources/other.yaml', 'entries/shop.yml', 'slot.yaml'])(
    'reports %s, which stands outside the known places',
    (name) => {
      expect(problemsOf({ [name]: [] })).toEqual([`${name}: no corpus file belongs here`]);
    },
  );

  it('reports that slots.yaml is missing where an entry needs it', () => {
    const slots = { place: ['shop'] };
    expect(problemsOf({ [file]: { ...entry, slots } })).toEqual([
      'slots.yaml: is missing; 1 entries need it, as entries/shop-camera.yaml',
    ]);
  });

  it('names both files of a repeated id', () => {
    const [problem] = problemsOf({
      [file]: entry,
      'intents/shop-camera.yaml': intent({ id: 'shop-camera' }),
    });
    expect(problem).toContain(file);
    expect(problem).toContain('intents/shop-camera.yaml');
  });
});

describe('readCorpusFiles', () => {
  it('reads .yml files too, so that they can be reported', () => {
    expect([...readCorpusFiles(temporaryFolder({ 'a.yml': '1' })).keys()]).toEqual(['a.yml']);
  });
});
