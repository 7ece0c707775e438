import { z } from 'zod';
import type { ArticleIndex } from './build-article-index.ts';

/** What the thread that builds an index is told. */
export const BuildOrder = z.object({
  lawFolder: z.string(),
  indexFolder: z.string(),
  name: z.string(),
  today: z.string(),
});
export type BuildOrder = z.infer<typeof BuildOrder>;

/** What it says: how far it is, in laws; and the index itself, where the data folder cannot be written. */
export const BuildMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number() }),
  z.object({
    kind: z.literal('unstored'),
    // From our own thread, with arrays too large to look through.
    index: z.custom<ArticleIndex>((value) => typeof value === 'object' && value !== null),
  }),
]);
export type BuildMessage = z.infer<typeof BuildMessage>;
