import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../adapters/project-root.ts';
import { loadCasework } from '../../knowledge/casework/casework.ts';
import type { Facts } from '../../knowledge/casework/facts.ts';
import type { Answers } from '../../knowledge/casework/questions.ts';
import { ROUTE_IDS } from '../../knowledge/casework/route-files.ts';
import { loadCorpus, readCorpusFiles } from '../../knowledge/corpus-model/load-corpus.ts';

/** The rules and the corpus as they stand in the repository, and stories told in answers. */

export const corpus = loadCorpus(readCorpusFiles(join(projectRoot(), 'knowledge/corpus')));
export const casework = loadCasework(join(projectRoot(), 'knowledge/rules'), corpus);

/** The day on which every story is told. */
const TODAY = '2026-11-28';
const interview = casework.interview(TODAY);

export const factsFrom = (answers: Answers): Facts => interview.factsOf(answers);

const values = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const answers = z.record(z.string(), values);
const file = z.strictObject({
  bases: z.record(z.string(), answers),
  scenarios: z.array(
    z.strictObject({
      story: z.string(),
      route: z.enum(ROUTE_IDS),
      is: z.string(),
      but: answers.default({}),
      outcome: z.enum(['admissible', 'no-ground-seen', 'at-risk', 'dismissed']),
      grounds: z.record(z.string(), z.enum(['certain', 'risk'])),
      not: z.array(z.string()).default([]),
      open: z.array(z.string()).default([]),
    }),
  ),
});

const read = file.parse(
  parse(readFileSync(new URL('admissibility-scenarios.yaml', import.meta.url), 'utf8')),
);
export const { scenarios } = read;

/** The answers of a base story with what differs; an empty list takes the answer away. */
export function story(is: string, but: Answers = {}): Answers {
  const base = read.bases[is];
  if (!base) throw new Error(`No base story is called ${is}.`);
  return Object.fromEntries(
    Object.entries({ ...base, ...but }).filter(([, given]) => given.length > 0),
  );
}
