import { type Applied, type Doing, happened, textProblem } from './applied.ts';
import type { Refusal, StaffAction } from './case-actions.ts';
import type { CaseFile } from './case-file.ts';
import { accessTo, may } from './permissions.ts';
import type { StaffContext } from './staff-context.ts';

/** As far into the future as a case may sleep. */
const LONGEST_SLEEP_MS = 90 * 24 * 60 * 60 * 1000;

const LEVELS: readonly string[] = ['urgent', 'high', 'normal', 'low'];

export function assign(
  file: CaseFile,
  to: string | undefined,
  doing: Doing,
  { who, findStaff }: StaffContext,
): Applied | Refusal {
  const isOwn = to === who.id || (to === undefined && file.assignee === who.id);
  if (!isOwn && !may(who, 'assign-others')) return 'not-allowed';
  if (to === undefined) return happened(unassigned(file), doing, 'case-assign', { to: '' });
  const colleague = findStaff(to);
  if (!colleague || !may(colleague, 'work-on-case')) return 'not-there';
  if (accessTo(colleague, file) !== 'full') return 'recused';
  const { now } = doing;
  const assigned = { ...file, assignee: to, assignedAt: now, assigneeActiveAt: now };
  return happened(assigned, doing, 'case-assign', { to });
}

/** Back in the queue. */
export function unassigned(file: CaseFile): CaseFile {
  const { assignee: _who, assignedAt: _since, assigneeActiveAt: _active, ...rest } = file;
  return rest;
}

export function recuse(
  file: CaseFile,
  { staff, reason }: Extract<StaffAction, { do: 'recuse' }>,
  doing: Doing,
  { who, findStaff }: StaffContext,
): Applied | Refusal {
  if (staff !== who.id && !may(who, 'restrict-case')) return 'not-allowed';
  if (!findStaff(staff)) return 'not-there';
  if (reason.trim() === '') return 'needs-reason';
  const problem = textProblem(reason, file.recused);
  if (problem) return problem;
  if (file.recused.some((one) => one.staff === staff)) return 'recused';
  const { by, now } = doing;
  const row = { staff, by, at: now, reason: reason.trim() };
  const freed = file.assignee === staff ? unassigned(file) : file;
  return happened({ ...freed, recused: [...file.recused, row] }, doing, 'case-recuse', { staff });
}

export function restrict(
  file: CaseFile,
  to: readonly string[],
  doing: Doing,
  { who, findStaff }: StaffContext,
): Applied | Refusal {
  if (!may(who, 'restrict-case')) return 'not-allowed';
  if (to.some((id) => !findStaff(id)?.isActive)) return 'not-there';
  const restricted = { ...file, restrictedTo: [...new Set(to)] };
  const mayKeep = file.assignee === undefined || to.includes(file.assignee);
  const isSupervisor = file.assignee && findStaff(file.assignee)?.role === 'supervisor';
  const kept = mayKeep || isSupervisor ? restricted : unassigned(restricted);
  return happened(kept, doing, 'case-restrict', { count: String(to.length) });
}

export function unrestrict(
  { restrictedTo: _only, ...file }: CaseFile,
  doing: Doing,
  { who }: StaffContext,
): Applied | Refusal {
  return may(who, 'restrict-case') ? happened(file, doing, 'case-unrestrict') : 'not-allowed';
}

/** A person's decision, or again what the rules suggest. */
export function priority(
  file: CaseFile,
  level: string | undefined,
  doing: Doing,
): Applied | Refusal {
  const { priority: _before, ...rest } = file;
  if (level === undefined) return happened(rest, doing, 'case-priority', { level: '' });
  if (!LEVELS.includes(level)) return 'not-there';
  const { by, now } = doing;
  return happened({ ...rest, priority: { level, by, at: now } }, doing, 'case-priority', { level });
}

export function snooze(file: CaseFile, until: number, doing: Doing): Applied | Refusal {
  const { now } = doing;
  if (!(until > now) || until > now + LONGEST_SLEEP_MS) return 'not-there';
  if (file.closedAt !== undefined) return 'closed';
  return happened({ ...file, snoozedUntil: until }, doing, 'case-snooze');
}

export const unsnooze = ({ snoozedUntil: _slept, ...file }: CaseFile, doing: Doing): Applied =>
  happened(file, doing, 'case-unsnooze');
