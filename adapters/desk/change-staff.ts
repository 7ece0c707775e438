import type { AuditEntry } from '../../bot/desk/audit.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import type { DeskContext } from './context.ts';

/** Two who change one account at once; more means something else. */
const MOST_ATTEMPTS = 4;

type Changed = Pick<AuditEntry, 'actor' | 'action'> & Partial<Pick<AuditEntry, 'details'>>;

/** A line of the audit log as of now. */
export const auditEntry = (
  { clock }: Pick<DeskContext, 'clock'>,
  { actor, action, details = {} }: Changed,
): AuditEntry => ({ at: clock(), actor, action, details });

/**
 * Changes an account as it is now, with its line of the audit log in the same transaction.
 *
 * @param change - Made anew where somebody else was faster. Undefined: it is not to be changed after all.
 * @returns The changed account; undefined where there is none, or it was not to be changed.
 */
export async function changeStaff(
  context: Pick<DeskContext, 'staff' | 'clock'>,
  id: string,
  change: (staff: Staff) => Staff | undefined,
  audit?: Changed,
): Promise<Staff | undefined> {
  const lines = audit ? [auditEntry(context, audit)] : [];
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const stored = await context.staff.byId(id);
    const changed = stored && change(stored.staff);
    if (!changed) return undefined;
    if (await context.staff.put(changed, stored.version, lines)) return changed;
  }
  throw new Error('An account changed each time it was to be written.');
}
