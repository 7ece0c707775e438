import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { openBot } from '../open-bot.ts';
import { projectRoot } from '../project-root.ts';
import { TERMINAL_LOG } from './terminal-log.ts';

/**
 * `npm run index [-- --rebuild]`: builds the index now, so that the first start need not. Does nothing when it is
 * there, unless told to build it anew.
 */
async function main(): Promise<void> {
  const start = performance.now();
  const { knowledge } = await openBot(readConfig(environment()), projectRoot(), undefined, {
    log: TERMINAL_LOG,
    rebuild: process.argv.includes('--rebuild'),
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const { index, isStored, vectorSearch } = knowledge.report;
  console.log(
    `index ${index} in ${seconds} s: ${knowledge.corpus.entries.size} entries, vectors: ${vectorSearch}` +
      (isStored ? '' : '; DATA_DIR cannot be written, so it was not stored'),
  );
}

main().catch((error: unknown) => {
  const isOperators = error instanceof Error && 'code' in error;
  console.error(isOperators ? error.message : error);
  process.exitCode = 1;
});
