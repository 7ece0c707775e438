import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { restoreKept } from '../open-kept.ts';
import { problemLines } from './audit-lines.ts';
import { readArguments, runTool, ToolError } from './law-tools.ts';

const USAGE = `npm run restore -- <file>
Brings a backup into an empty database: SQLite in DATA_DIR, or PostgreSQL at DATABASE_URL, whichever it came from. Put the key
back first (DATA_DIR/data.key or DATA_KEY), as it was when the backup was made. All of it is checked before anything is written,
and the audit log afterwards.`;

/** `npm run restore`; see {@link USAGE}. */
async function main(): Promise<number> {
  const read = readArguments({}, USAGE);
  if (!read) return 0;
  const [file, ...more] = read.positionals;
  if (file === undefined || more.length > 0) throw new ToolError(USAGE);
  const { madeAt, rows, audit } = await restoreKept(readConfig(environment()), file);
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
  console.log(`Restored: ${all} rows, as they were on ${new Date(madeAt).toISOString()}.`);
  for (const line of problemLines(audit)) console.log(line);
  return audit.problems.length > 0 ? 1 : 0;
}

await runTool(main);
