import type { CaseFile } from '../../bot/desk/case-file.ts';
import { may } from '../../bot/desk/permissions.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import type { CaseLabels } from './case-labels.ts';

/** Who sent the case: sealed, and who asked to see it. */
export interface SealedView {
  readonly hasIdentity: boolean;
  readonly mayAsk: boolean;
  readonly requests: readonly {
    readonly no: number;
    readonly by: string;
    readonly at: string;
    readonly reason: string;
    /** Empty until a second person agreed. */
    readonly approvedBy: string;
    readonly approvedAt: string;
    readonly openedAt: readonly string[];
    readonly mayApprove: boolean;
    /** Only whoever asked may open it, once that was agreed to. */
    readonly mayOpen: boolean;
  }[];
}

export const sealedView = (
  {
    file: { hasIdentity, identityRequests },
    needsSecondPerson,
  }: { readonly file: CaseFile; readonly needsSecondPerson: boolean },
  who: Staff,
  { actor, moment }: CaseLabels,
): SealedView => ({
  hasIdentity,
  mayAsk: may(who, 'ask-identity'),
  requests: identityRequests.map(({ no, by, at, reason, approvedBy, approvedAt, openedAt }) => ({
    no,
    by: actor(by),
    at: moment(at),
    reason,
    approvedBy: approvedBy ? actor(approvedBy) : '',
    approvedAt: approvedAt === undefined ? '' : moment(approvedAt),
    openedAt: openedAt.map(moment),
    mayApprove: may(who, 'approve-identity') && by !== who.id && approvedBy === undefined,
    mayOpen:
      may(who, 'ask-identity') && by === who.id && !(needsSecondPerson && approvedBy === undefined),
  })),
});
