import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { backUpKept } from '../open-kept.ts';
import { readArguments, runTool, ToolError } from './law-tools.ts';

const USAGE = `npm run backup -- <folder or file>
Writes everything that is kept into one file, as it is at one moment; the server may run meanwhile. What is personal is encrypted
in it as it is in the database, so the file is of no use without the key (DATA_DIR/data.key or DATA_KEY): keep the two apart, and
keep both. Staff sign in again after a restore; what is erased after the backup was made comes back with it.`;

/** `npm run backup`; see {@link USAGE}. */
async function main(): Promise<number> {
  const read = readArguments({}, USAGE);
  if (!read) return 0;
  const [to, ...more] = read.positionals;
  if (to === undefined || more.length > 0) throw new ToolError(USAGE);
  const { file, rows } = await backUpKept(readConfig(environment()), to);
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
  console.log(
    `${file}: ${all} rows, of them ${rows['case_file'] ?? 0} cases and ${rows['audit'] ?? 0} lines of the audit log.`,
  );
  console.log('It can be read with the key only. Keep the key somewhere else.');
  return 0;
}

await runTool(main);
