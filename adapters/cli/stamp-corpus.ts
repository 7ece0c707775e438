import { withStamps } from '../../knowledge/corpus-model/new-stamps.ts';
import { saveStamps } from '../../knowledge/corpus-model/stamps-file.ts';
import { firstStamps } from '../../knowledge/drift/first-stamps.ts';
import { openLawTools, readArguments, runTool } from './law-tools.ts';

const USAGE = `npm run knowledge:stamp [-- --by "Name"] [--corpus DIR]
Records the official text in which newly cited articles were read. A stamped article keeps its stamp: when the law has
changed, npm run knowledge:review renews it.`;

/** Who reads an article first, where nobody else is named. */
const OURSELVES = 'FaceRights';

/** `npm run knowledge:stamp`: records the official text of each cited or digested article that has no stamp yet. */
function main(): number {
  const words = readArguments({ by: { type: 'string' }, corpus: { type: 'string' } }, USAGE);
  if (!words) return 0;
  const { values } = words;
  const { corpus, corpusFolder, folder, today } = openLawTools(values.corpus);
  const by = values.by?.trim() || OURSELVES;
  const { added, left } = firstStamps(corpus, folder, { by, on: today });
  for (const { key, problem } of left) console.log(`not stamped  ${key}: ${problem}`);
  for (const { key } of added) console.log(`stamped      ${key}`);
  if (added.length > 0) saveStamps(corpusFolder, withStamps(corpus.stamps, added));
  console.log(`${added.length} articles stamped, ${left.length} could not be`);
  return 0;
}

await runTool(main);
