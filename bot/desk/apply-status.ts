import type { Move } from '../../knowledge/triage/triage.ts';
import { type Applied, type Doing, happened, nextNo, textProblem, withMessage } from './applied.ts';
import type { Refusal, StaffAction } from './case-actions.ts';
import type { CaseFile } from './case-file.ts';
import type { StaffContext } from './staff-context.ts';

type StatusAction = Extract<StaffAction, { do: 'status' }>;

/** One move of the table, with everything that it needs. */
export function setStatus(
  file: CaseFile,
  action: StatusAction,
  doing: Doing,
  context: StaffContext,
): Applied | Refusal {
  // What is decided of a case is decided of those gathered into it.
  if (file.mergedInto !== undefined) return 'merged';
  const move = context.moves(file).find(({ to }) => to === action.to);
  const status = context.statusOf(action.to);
  if (!move || !status) return 'no-such-move';
  const missing = missingFor(move, action);
  if (missing) return missing;
  if (action.ground && !context.isGround(action.ground, file.document)) return 'not-there';
  const moved = movedTo(file, action, doing, context, status.kind === 'closed');
  const details = {
    from: file.status,
    to: action.to,
    ...(action.ground && { ground: action.ground }),
  };
  return { ...happened(moved, doing, 'case-status', details), news: 'status' };
}

/** The same decision for a case that was gathered into another one; its own table of moves is not asked. */
export function followStatus(file: CaseFile, primary: CaseFile, doing: Doing): Applied {
  const { status, statusSince, ground, transferredTo, closedAt } = primary;
  const { ground: _g, transferredTo: _t, closedAt: _c, ...own } = file;
  const followed: CaseFile = {
    ...own,
    status,
    statusSince,
    ...(ground && { ground }),
    ...(transferredTo && { transferredTo }),
    ...(closedAt !== undefined && { closedAt }),
    answeredAt: file.answeredAt ?? doing.now,
  };
  const details = { from: file.status, to: status, with: primary.id };
  return { ...happened(followed, doing, 'case-status', details), news: 'status' };
}

function movedTo(
  file: CaseFile,
  action: StatusAction,
  doing: Doing,
  context: StaffContext,
  isClosed: boolean,
): CaseFile {
  const { by, now } = doing;
  const { ground: _ground, transferredTo: _to, closedAt: _closed, ...rest } = file;
  const moved: CaseFile = {
    ...rest,
    status: action.to,
    statusSince: now,
    answeredAt: file.answeredAt ?? now,
    ...(action.ground && { ground: action.ground }),
    ...(action.transferTo && { transferredTo: action.transferTo }),
    ...(isClosed && { closedAt: now }),
  };
  const noted = action.reason?.trim()
    ? {
        ...moved,
        notes: [
          ...file.notes,
          { no: nextNo(file.notes), at: now, by, text: action.reason.trim(), mentions: [] },
        ],
      }
    : moved;
  if (!action.missing?.trim()) return noted;
  const supplement = { askedAt: now, due: context.supplementDue(file, now) };
  const asked = { ...noted, supplements: [...file.supplements, supplement] };
  return withMessage(asked, action.missing, doing);
}

function missingFor({ needs }: Move, action: StatusAction): Refusal | undefined {
  if (needs.includes('ground') && !action.ground) return 'needs-ground';
  if (needs.includes('transfer') && !action.transferTo?.trim()) return 'needs-transfer';
  if (needs.includes('supplement') && !action.missing?.trim()) return 'needs-supplement';
  if (needs.includes('reason') && !action.reason?.trim()) return 'needs-reason';
  const typed = [action.missing, action.reason, action.transferTo].filter((text) => text?.trim());
  return typed.map((text) => textProblem(text ?? '')).find((problem) => problem !== undefined);
}
