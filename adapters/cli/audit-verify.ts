import type { AuditHead } from '../../bot/desk/audit.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { verifyKept } from '../open-kept.ts';
import { problemLines } from './audit-lines.ts';
import { readArguments, runTool, ToolError } from './law-tools.ts';

const USAGE = `npm run audit:verify [-- --head <number>:<hash>]
Walks along the audit log, while the server runs too, and says which lines were removed, added, altered or moved, and which cases
have changes that are not in it; the exit code is then 1. Note the head that it prints somewhere else, and give it with --head
the next time: only so is it found when the whole database was put back to an earlier state.`;

/** `npm run audit:verify`; see {@link USAGE}. */
async function main(): Promise<number> {
  const read = readArguments({ head: { type: 'string' } }, USAGE);
  if (!read) return 0;
  const { head } = read.values;
  const noted = head === undefined ? undefined : readHead(head);
  const verdict = await verifyKept(readConfig(environment()), noted);
  for (const line of problemLines(verdict)) console.log(line);
  return verdict.problems.length > 0 ? 1 : 0;
}

function readHead(text: string): AuditHead {
  const [, no, hash] = /^(\d{1,15}):([\da-f]{64})$/.exec(text) ?? [];
  if (no === undefined || hash === undefined) {
    throw new ToolError(`--head is a line as it was printed, ${'<number>:<hash>'}.\n\n${USAGE}`);
  }
  return { no: Number(no), hash };
}

await runTool(main);
