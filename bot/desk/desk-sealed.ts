import { z } from 'zod';
import { happened } from './applied.ts';
import type { CaseDesk, Done } from './case-desk.ts';
import { type CaseFile, type IdentityRequest, readCaseFile } from './case-file.ts';
import { changeCase } from './change-case.ts';
import type { DeskParts } from './desk-parts.ts';
import { accessTo, may } from './permissions.ts';
import { refuse } from './refusing.ts';
import type { Staff } from './staff.ts';

/** How long a request that was agreed to opens the identity. */
const OPEN_FOR_MS = 24 * 60 * 60 * 1000;

const Identity = z.record(z.string(), z.string());

/** Who sent a case. The opening stands in the audit log before the words leave the store. */
export async function identityOf(
  parts: DeskParts,
  who: Staff,
  id: string,
  no: number,
): ReturnType<CaseDesk['identity']> {
  const { cases, clock } = parts;
  const now = clock();
  const stored = await cases.read(id);
  if (!stored) return refuse('no-such-case');
  const file = readCaseFile(stored.file);
  if (accessTo(who, file) !== 'full' || !may(who, 'ask-identity')) return refuse('not-allowed');
  const request = file.identityRequests.find((one) => one.no === no);
  if (!request || request.by !== who.id) return refuse('not-there');
  if (parts.needsSecondPerson && request.approvedAt === undefined) {
    return refuse('needs-second-person');
  }
  if (now > (request.approvedAt ?? request.at) + OPEN_FOR_MS) return refuse('not-there');
  const opened = await noteOpening(parts, id, who, request);
  if (!opened.isDone) return opened;
  const details = { no: String(no) };
  const entry = { at: now, actor: who.id, action: 'identity-opened', case: id, details };
  const identity = await cases.openIdentity(id, entry);
  if (identity === undefined) return refuse('not-there');
  return { isDone: true, value: Identity.parse(JSON.parse(identity)) };
}

const noteOpening = (
  parts: DeskParts,
  id: string,
  who: Staff,
  request: IdentityRequest,
): Promise<Done> => {
  const now = parts.clock();
  const key = `identity-${request.no}-${now}`;
  return changeCase(parts, id, (file: CaseFile) => {
    const identityRequests = file.identityRequests.map((one) =>
      one.no === request.no ? { ...one, openedAt: [...one.openedAt, now] } : one,
    );
    const doing = { by: who.id, now, key };
    return happened({ ...file, identityRequests }, doing, 'identity-shown', {
      no: String(request.no),
    });
  });
};

/** A photo or paper of a case that this member of staff may see. */
export async function evidenceOf(
  { cases, clock }: DeskParts,
  who: Staff,
  id: string,
  exhibit: string,
): Promise<Done<Uint8Array>> {
  const stored = await cases.read(id);
  if (!stored) return refuse('no-such-case');
  const file = readCaseFile(stored.file);
  if (accessTo(who, file) !== 'full') return refuse('not-allowed');
  if (!file.exhibits.some((one) => one.file === exhibit)) return refuse('not-there');
  const bytes = await cases.readFile(id, exhibit);
  if (!bytes) return refuse('not-there');
  const details = { file: exhibit };
  const action = 'evidence-opened';
  await cases.audit([{ at: clock(), actor: who.id, action, case: id, details }]);
  return { isDone: true, value: bytes };
}
