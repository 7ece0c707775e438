import { type Drift, findDrift } from '../../knowledge/drift/drift.ts';
import { driftData, driftLines } from './drift-lines.ts';
import { earlierTexts, marks, openLawTools, readArguments, runTool } from './law-tools.ts';

const USAGE = `npm run knowledge:drift [-- --before DIR] [--json] [--corpus DIR]
  --before DIR   texts that were replaced since, in the same layout; else <LAW_DIR>/.earlier, where there is one
  --json         the report as data
  --corpus DIR   another corpus than knowledge/corpus
Ends with 0 when nothing changed, 2 when something did, 1 when it could not compare.
A folder may lack laws that we cite: those are named, and are no reason to fail.`;

const OPTIONS = {
  before: { type: 'string' },
  json: { type: 'boolean' },
  corpus: { type: 'string' },
} as const;

/** `npm run knowledge:drift`: what changed in the law since our digests were compared with it, and what stands on it. */
function main(): number {
  const words = readArguments(OPTIONS, USAGE);
  if (!words) return 0;
  const { values } = words;
  const { corpus, folder, today } = openLawTools(values.corpus);
  const earlier = earlierTexts(folder, values.before);
  const drift = findDrift({ corpus, folder, today, ...(earlier && { earlier }) });
  if (values.json) console.log(JSON.stringify(driftData(drift), undefined, 2));
  else for (const line of driftLines(drift, corpus, marks())) console.log(line);
  return exitCode(drift);
}

function exitCode({ changed, uncompared }: Drift): number {
  if (changed.length > 0) return 2;
  const isBroken = uncompared.some(({ why }) => why === 'unreadable' || why === 'damaged');
  return isBroken ? 1 : 0;
}

await runTool(main);
