import type { CaseFile } from './case-file.ts';
import type { Role, Staff } from './staff.ts';

/** Everything that may be allowed or not, and to whom. The pages, Slack and the table test all go by this table. */
export const PERMISSIONS = {
  /** The queue, with what a person who has no right to a case may know of it. */
  'see-queue': ['viewer', 'officer', 'supervisor', 'administrator'],
  /** What stands in a case, but for who sent it. */
  'read-case': ['viewer', 'officer', 'supervisor'],
  /** Status, messages, notes, tasks, letters, merging, taking a case oneself. */
  'work-on-case': ['officer', 'supervisor'],
  'ask-identity': ['officer', 'supervisor'],
  /** The second person. */
  'approve-identity': ['supervisor'],
  'assign-others': ['supervisor'],
  /** Who may see a case at all; recusal of others. */
  'restrict-case': ['supervisor'],
  'see-figures': ['viewer', 'officer', 'supervisor', 'administrator'],
  'export-cases': ['supervisor'],
  'see-audit': ['supervisor', 'administrator'],
  'manage-staff': ['administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof PERMISSIONS;

export const may = (
  { role, isActive }: Pick<Staff, 'role' | 'isActive'>,
  what: Permission,
): boolean => isActive && (PERMISSIONS[what] as readonly Role[]).includes(role);

/** `full`: may read it; `exists`: knows reference, time and status and no more. */
export type Access = 'full' | 'exists';

/** What this member of staff may see of this case. Recusal stands above everything. */
export function accessTo(
  staff: Pick<Staff, 'id' | 'role' | 'isActive'>,
  { recused, restrictedTo }: Pick<CaseFile, 'recused' | 'restrictedTo'>,
): Access {
  if (!may(staff, 'read-case') || recused.some((one) => one.staff === staff.id)) return 'exists';
  if (!restrictedTo || staff.role === 'supervisor') return 'full';
  return restrictedTo.includes(staff.id) ? 'full' : 'exists';
}
