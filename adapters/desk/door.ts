import type { Request } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Staff } from '../../bot/desk/staff.ts';
import { auditEntry } from './change-staff.ts';
import type { DeskContext } from './context.ts';
import { knownDevice } from './device.ts';
import { type Attempt, addressDigest, openLockOut } from './lock-out.ts';
import { openPasswords, type Passwords } from './password.ts';
import { turns } from './turns.ts';

/** What an attempt came to. */
export type Tried<T> =
  | { readonly is: 'right'; readonly value: T }
  | { readonly is: 'wrong' }
  /** Nothing was looked at. */
  | { readonly is: 'waiting'; readonly ms: number };

interface Claim {
  readonly kind: Attempt['kind'];
  /** As it was typed, or an id. */
  readonly account: string;
  /** Absent: there is no such account, which nobody is told. */
  readonly staff: Staff | undefined;
}

/** Where whoever says who they are is looked at; slows down those who only guess. */
export interface Door {
  readonly passwords: Passwords;
  /** @param look - Undefined: it was not right. @throws {TooBusyError} */
  attempt<T>(request: Request, claim: Claim, look: () => Promise<T | undefined>): Promise<Tried<T>>;
}

/** Few at once, so that nobody gains attempts by sending them all in one moment. */
const AT_ONCE = 2;

export function openDoor(context: DeskContext): Door {
  const passwords = openPasswords();
  const lockOut = openLockOut(context.staff);
  const inTurn = turns(AT_ONCE);
  const notedWaiting = new RateLimiterMemory({ points: 1, duration: 60 });

  const refused = async ({ kind, staff }: Claim, why = `wrong-${kind}`) => {
    const details = { kind: why, ...(staff && { staff: staff.id }) };
    await context.audit([
      auditEntry(context, { actor: 'system', action: 'sign-in-refused', details }),
    ]);
  };
  /** Once a minute for each that waits, or an attacker would fill the log. */
  const refusedWaiting = async (claim: Claim, { account, address }: Attempt) => {
    const isFirst = await notedWaiting.consume(JSON.stringify([account, address])).then(
      () => true,
      () => false,
    );
    if (isFirst) await refused(claim, 'waiting');
  };

  return {
    passwords,
    attempt: (request, claim, look) =>
      inTurn(async () => {
        const attempt = attemptOf(context, request, claim);
        const ms = await lockOut.waitOf(attempt);
        if (ms > 0) {
          await refusedWaiting(claim, attempt);
          return { is: 'waiting', ms };
        }
        const value = await look();
        if (value !== undefined) {
          await lockOut.passed(attempt);
          return { is: 'right', value };
        }
        await lockOut.failed(attempt);
        await refused(claim);
        return { is: 'wrong' };
      }),
  };
}

function attemptOf(
  context: DeskContext,
  request: Request,
  { kind, account, staff }: Claim,
): Attempt {
  const device = staff && knownDevice(context, request, staff.id);
  const address = addressDigest(context.secretFor('desk-address'), request.ip ?? '');
  return { kind, account, address, ...(device && { device }) };
}
