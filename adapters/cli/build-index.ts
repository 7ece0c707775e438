import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { openBot } from '../open-bot.ts';
import { projectRoot } from '../project-root.ts';

/** `npm run index`: builds the index now, so that the first start need not. Does nothing when it is there. */
const start = performance.now();
const { knowledge } = await openBot(readConfig(environment()), projectRoot());
const seconds = ((performance.now() - start) / 1000).toFixed(1);
const { index, isStored, vectorSearch } = knowledge.report;
console.log(
  `index ${index} in ${seconds} s: ${knowledge.corpus.entries.size} entries, vectors: ${vectorSearch}` +
    (isStored ? '' : '; DATA_DIR cannot be written, so it was not stored'),
);
