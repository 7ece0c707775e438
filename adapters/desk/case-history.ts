import type { AuditLine } from '../../bot/desk/audit.ts';
import type { CaseFile } from '../../bot/desk/case-file.ts';
import { may } from '../../bot/desk/permissions.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import type { CaseLabels } from './case-labels.ts';
import type { DeskContext } from './context.ts';

export interface LineView {
  readonly no: number;
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly details: string;
}

export interface HistoryView {
  readonly happenings: readonly LineView[];
  /** Undefined for whoever may not see the audit log. The newest first. */
  readonly audit: readonly LineView[] | undefined;
  /** True where the case has older lines than those. */
  readonly isCut: boolean;
}

/** More stand on the page of the audit log. */
const MOST_LINES = 50;

export async function historyView(
  { auditLog }: DeskContext,
  file: CaseFile,
  who: Staff,
  labels: CaseLabels,
): Promise<HistoryView> {
  const lines = may(who, 'see-audit')
    ? await auditLog.list({ case: file.id, limit: MOST_LINES + 1 })
    : undefined;
  return {
    happenings: file.history.map(({ no, at, by, what, details }) =>
      lineView({ no, at, actor: by, action: what, details }, labels),
    ),
    audit: lines?.slice(0, MOST_LINES).map((line) => lineView(line, labels)),
    isCut: (lines?.length ?? 0) > MOST_LINES,
  };
}

const lineView = (
  { no, at, actor, action, details }: Omit<AuditLine, 'hash'>,
  labels: CaseLabels,
): LineView => ({
  no,
  at: labels.moment(at),
  by: labels.actor(actor),
  what: labels.did(action),
  details: Object.entries(details)
    .map(([name, value]) => detailText(action, name, String(value), labels))
    .filter((text) => text)
    .join(' · '),
});

/** Ids in the words of the reader; what has no name of its own stands as it is. */
function detailText(action: string, name: string, value: string, labels: CaseLabels): string {
  if (value === '') return '';
  const label = labels.word('detail', name);
  const isStatus = action === 'case-status' || action === 'person-withdraw';
  return `${label}: ${isStatus ? ofStatus(name, value, labels) : named(name, value, labels)}`;
}

const ofStatus = (name: string, value: string, labels: CaseLabels): string =>
  name === 'from' || name === 'to' ? labels.status(value) : named(name, value, labels);

function named(name: string, value: string, labels: CaseLabels): string {
  switch (name) {
    case 'to':
    case 'staff':
    case 'owner':
      return labels.actor(value);
    case 'mentions':
      return value.split(' ').map(labels.actor).join(', ');
    case 'ground':
      return labels.ground(value);
    case 'letter':
      return labels.letter(value);
    case 'level':
      return labels.word('level', value);
    default:
      return value;
  }
}
