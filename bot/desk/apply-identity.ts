import { type Applied, type Doing, happened, nextNo, textProblem, unchanged } from './applied.ts';
import type { Refusal, StaffAction } from './case-actions.ts';
import type { CaseFile } from './case-file.ts';
import { may } from './permissions.ts';
import type { StaffContext } from './staff-context.ts';

/** Asking to see who sent a case, and the agreement of a second person. */
export function applyIdentity(
  file: CaseFile,
  action: Extract<StaffAction, { do: 'ask-identity' | 'approve-identity' }>,
  doing: Doing,
  { who }: StaffContext,
): Applied | Refusal {
  if (!file.hasIdentity) return 'not-there';
  const { by, now } = doing;
  if (action.do === 'ask-identity') {
    if (!may(who, 'ask-identity')) return 'not-allowed';
    if (action.reason.trim() === '') return 'needs-reason';
    const problem = textProblem(action.reason, file.identityRequests);
    if (problem) return problem;
    const no = nextNo(file.identityRequests);
    const request = { no, at: now, by, reason: action.reason.trim(), openedAt: [] };
    const asked = { ...file, identityRequests: [...file.identityRequests, request] };
    return happened(asked, doing, 'identity-asked', { no: String(no) });
  }
  const request = file.identityRequests.find(({ no }) => no === action.no);
  if (!request) return 'not-there';
  if (!may(who, 'approve-identity')) return 'not-allowed';
  if (request.by === by) return 'needs-second-person';
  if (request.approvedBy !== undefined) return unchanged(file);
  const identityRequests = file.identityRequests.map((one) =>
    one === request ? { ...one, approvedBy: by, approvedAt: now } : one,
  );
  return happened({ ...file, identityRequests }, doing, 'identity-approved', {
    no: String(action.no),
  });
}
