import { type Applied, isRefusal } from './applied.ts';
import type { Refusal } from './case-actions.ts';
import type { Done } from './case-desk.ts';
import { type CaseFile, readCaseFile, writeCaseFile } from './case-file.ts';
import type { CaseChange, StoredCase } from './case-store.ts';
import type { DeskParts } from './desk-parts.ts';
import { tellsOf } from './telling.ts';

/** Others change cases, too: so often one is read again before we say that it cannot be done. */
const MOST_ATTEMPTS = 8;

/** What goes along with the change of a file. */
export type More = Pick<CaseChange, 'files' | 'identity'>;

/**
 * Reads a case, changes it and writes it with its audit lines, again where somebody else was faster.
 *
 * @param change - Pure.
 */
export async function changeCase(
  parts: DeskParts,
  id: string,
  change: (file: CaseFile) => Applied | Refusal,
  more: More = {},
): Promise<Done> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const stored = await parts.cases.read(id);
    if (!stored) return { isDone: false, why: 'no-such-case' };
    const applied = change(readCaseFile(stored.file));
    if (isRefusal(applied)) return { isDone: false, why: applied };
    if (await writeApplied(parts, [{ stored, applied, more }])) {
      return { isDone: true, value: applied.file };
    }
  }
  throw new Error(`Case ${id} changes faster than it can be written.`);
}

export interface Written {
  readonly stored: Pick<StoredCase, 'id' | 'version'>;
  readonly applied: Applied;
  readonly more?: More;
}

/** All of them or none; what was done before is not written again. @returns False where one had changed meanwhile. */
export async function writeApplied(
  parts: DeskParts,
  written: readonly Written[],
): Promise<boolean> {
  const news = written.filter(({ applied }) => applied.audit.length > 0);
  if (news.length === 0) return true;
  const changes = await Promise.all(
    news.map(async ({ stored, applied, more }): Promise<CaseChange> => {
      const tells = applied.news ? await tellsOf(parts, applied.news, applied.file) : [];
      return {
        id: stored.id,
        expects: stored.version,
        file: writeCaseFile(applied.file),
        ...(tells.length > 0 && { tells }),
        ...more,
      };
    }),
  );
  return parts.cases.commit(
    changes,
    news.flatMap(({ applied }) => applied.audit),
  );
}
