import { type Applied, happened, unchanged } from './applied.ts';
import { unassigned } from './apply-care.ts';
import { type CaseFile, readCaseFile } from './case-file.ts';
import { changeCase } from './change-case.ts';
import type { DeskParts } from './desk-parts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface ChoreLimits {
  /** Days after which an assignee who did nothing gives the case back. */
  readonly silentDays: number;
  /** Days after its end for which a case is kept. */
  readonly retentionDays: number;
}

export interface ChoresDone {
  readonly returned: readonly string[];
  readonly erased: number;
}

/** What nobody has to do by hand, and what must not be forgotten. Safe to run twice, or in two processes. */
export async function doCaseChores(parts: DeskParts, limits: ChoreLimits): Promise<ChoresDone> {
  await parts.index.sync();
  return {
    returned: await returnSilent(parts, limits),
    erased: await eraseEnded(parts, limits),
  };
}

async function returnSilent(
  parts: DeskParts,
  { silentDays }: ChoreLimits,
): Promise<readonly string[]> {
  const returned: string[] = [];
  const held = parts.index
    .heads()
    .filter(({ assignee, kind }) => assignee !== undefined && kind !== 'closed');
  for (const { id } of held) {
    const now = parts.clock();
    let isReturned = false;
    await changeCase(parts, id, (file) => {
      const applied = returnIfSilent(file, now, silentDays);
      isReturned = applied.audit.length > 0;
      return applied;
    });
    if (isReturned) returned.push(id);
  }
  return returned;
}

/** Back to the queue; one that sleeps is waited for. */
export function returnIfSilent(file: CaseFile, now: number, silentDays: number): Applied {
  const { assignee, assigneeActiveAt, snoozedUntil = 0, closedAt } = file;
  const since = Math.max(assigneeActiveAt ?? 0, snoozedUntil);
  const isSilent = now - since >= silentDays * DAY_MS;
  if (assignee === undefined || closedAt !== undefined || !isSilent) return unchanged(file);
  const doing = { by: 'system', now, key: `returned-${now}` };
  return happened(unassigned(file), doing, 'case-returned', { from: assignee });
}

/** When the time of a case is over: after its end, or after the person took it back and nobody ended it. */
export function eraseAt(
  { closedAt, withdrawnAt }: Pick<CaseFile, 'closedAt' | 'withdrawnAt'>,
  retentionDays: number,
): number | undefined {
  const ended = closedAt ?? withdrawnAt;
  return ended === undefined ? undefined : ended + retentionDays * DAY_MS;
}

async function eraseEnded(
  { cases, index, clock }: DeskParts,
  { retentionDays }: ChoreLimits,
): Promise<number> {
  let erased = 0;
  const now = clock();
  const old = index.heads().filter(({ receivedAt }) => receivedAt + retentionDays * DAY_MS <= now);
  for (const { id } of old) {
    const stored = await cases.read(id);
    if (!stored) continue;
    const at = eraseAt(readCaseFile(stored.file), retentionDays);
    if (at === undefined || at > now) continue;
    const change = { id, expects: stored.version, erases: true };
    const entry = { at: now, actor: 'system', action: 'case-erased', case: id, details: {} };
    // False: it changed meanwhile, and is looked at the next time.
    if (await cases.commit([change], [entry])) erased += 1;
  }
  return erased;
}
