import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../adapters/project-root.ts';
import { loadCorpus, readCorpusFiles } from '../../../knowledge/corpus-model/load-corpus.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { sentencesOf } from '../../../knowledge/wording/sentences.ts';
import type { Told } from './told.ts';

const Right = z.object({ entry: z.string(), lines: z.array(z.string()) });
const Wrong = z.object({
  entry: z.string(),
  line: z.string().optional(),
  verdict: z.string().optional(),
});

/** What is stored of one entry in one language. */
export interface Recording {
  /** What a language model answered: the line of the verdict, and sentences. Absent where none was recorded. */
  readonly right?: readonly string[];
  /** Sentences that were made wrong on purpose. */
  readonly wrong: readonly string[];
  readonly wrongVerdict?: string;
}

/** Finds what is stored of the entry that a request is about, by the sentences of its plain answer. */
export function openRecordings(): (told: Told) => Recording {
  const root = projectRoot();
  const { entries } = loadCorpus(readCorpusFiles(join(root, 'knowledge/corpus')));
  const found = new Map<string, Recording>();
  for (const language of LANGUAGES) {
    const rows = (kind: string) =>
      readFileSync(join(root, `test/wording/outputs/${kind}-${language}.jsonl`), 'utf8')
        .split('\n')
        .filter((line) => line.trim())
        .map((line): unknown => JSON.parse(line));
    const right = rows('prompted').map((row) => Right.parse(row));
    const wrong = rows('wrong').map((row) => Wrong.parse(row));
    for (const { id, answer } of entries.values()) {
      const lines = right.find(({ entry }) => entry === id)?.lines;
      const ofEntry = wrong.filter(({ entry }) => entry === id);
      const wrongVerdict = ofEntry.find(({ verdict }) => verdict)?.verdict;
      found.set(keyOf(language, sentencesOf(answer[language])), {
        ...(lines && { right: lines }),
        wrong: ofEntry.flatMap(({ line }) => line ?? []),
        ...(wrongVerdict && { wrongVerdict }),
      });
    }
  }
  return ({ language, passages }) => {
    const plain = passages.filter(({ id }) => id.startsWith('A')).map(({ text }) => text);
    return found.get(keyOf(language, plain)) ?? { wrong: [] };
  };
}

const keyOf = (language: string, sentences: readonly string[]): string =>
  `${language} ${sentences.join(' ').replace(/\s+/g, ' ')}`;
