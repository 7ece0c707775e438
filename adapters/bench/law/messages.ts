import { z } from 'zod';

/** What is measured, in the order in which it is measured. */
export const ENGINES = ['ours', 'fts5', 'minisearch', 'orama'] as const;

const EngineName = z.enum(ENGINES);
export type EngineName = z.infer<typeof EngineName>;

/** The sets of queries, in the order of the report. */
export const QUERY_SETS = ['title', 'law and title', 'sentence', 'typed'] as const;

const Query = z.object({
  set: z.enum(QUERY_SETS),
  text: z.string(),
  /** The one article that the query was made from, where there is just one. */
  wanted: z
    .object({
      /** Its number among all articles that are indexed, from 0. */
      number: z.number(),
      file: z.string(),
      article: z.string(),
    })
    .optional(),
});
export type Query = z.infer<typeof Query>;
export type WantedArticle = NonNullable<Query['wanted']>;

export const QueryFile = z.array(Query);

/** What a child process is told to do: on its command line, as JSON. */
export const Order = z.object({
  /** `read` only reads all articles, `build` makes and stores an index, `serve` loads a stored one and answers. */
  phase: z.enum(['read', 'build', 'serve']),
  engine: EngineName,
  lawFolder: z.string(),
  /** ISO date. */
  today: z.string(),
  /** The engine's own; empty before `build`. */
  store: z.string(),
  queries: z.string(),
});
export type Order = z.infer<typeof Order>;

const Progress = z.object({ kind: z.literal('progress'), done: z.number(), total: z.number() });

/** All articles are read, and indexed if that was wanted. */
const Built = z.object({
  kind: z.literal('built'),
  seconds: z.number(),
  /** What the process has spent of all processors, threads included: others' work on the machine hardly changes it. */
  cpuSeconds: z.number(),
  articles: z.number(),
  /** Of this process so far; undefined where /proc does not exist. */
  peakBytes: z.number().optional(),
});
export type Built = z.infer<typeof Built>;

/** What came of storing an index. An engine that stores while it builds has no seconds of its own for it. */
const Stored = z.object({
  kind: z.literal('stored'),
  seconds: z.number().optional(),
  bytes: z.number(),
});
export type Stored = z.infer<typeof Stored>;

/** The index cannot be stored: the process that built it answers the queries. */
const NotStored = z.object({ kind: z.literal('not-stored'), why: z.string() });

/** A process can answer. */
const Ready = z.object({
  kind: z.literal('ready'),
  /** From the stored index; undefined in the process that built it. */
  loadMs: z.number().optional(),
  residentBytes: z.number().optional(),
});
export type Ready = z.infer<typeof Ready>;

const Answered = z.object({
  /** Of the query in the file. */
  number: z.number(),
  /** Milliseconds, one a round. */
  times: z.array(z.number()),
  /** Where the wanted article stood, 0 the first; absent when not among those looked at, or when none is wanted. */
  rank: z.number().optional(),
});
export type Answered = z.infer<typeof Answered>;

const Asked = z.object({
  kind: z.literal('asked'),
  /** Queries that the time did not suffice for are missing. */
  answered: z.array(Answered),
  /** Processor time of one search, on average. */
  cpuMsPerQuery: z.number(),
  residentBytes: z.number().optional(),
});
export type Asked = z.infer<typeof Asked>;

/** What a child process reports. */
export const Report = z.discriminatedUnion('kind', [
  Progress,
  Built,
  Stored,
  NotStored,
  Ready,
  Asked,
]);
export type Report = z.infer<typeof Report>;
