import type { Request, Response } from 'express';
import type { Staff } from '../../bot/desk/staff.ts';
import type { StaffSession } from '../../bot/desk/staff-store.ts';
import type { DeskContext, Signed } from './context.ts';
import { cookieOf, dropCookie, setCookie } from './cookies.ts';

const MINUTE = 60_000;

/** Without a sign of life for so long a session is over. */
const IDLE_MS = 30 * MINUTE;
/** And after so long in any case: a working day with its breaks. */
const SESSION_MS = 12 * 60 * MINUTE;
/** For the second factor, and setting it up. */
const HALF_SESSION_MS = 20 * MINUTE;
/** Signs of life are written down no more often than this. */
const NOTED_MS = MINUTE;

/** Tokens are 43 letters; anything much longer is none of ours. */
const LONGEST_TOKEN = 100;

/** Whoever the cookie of a request stands for, as the account is now. Ends what has run out. */
export async function sessionOf(
  context: DeskContext,
  request: Request,
): Promise<Signed | undefined> {
  const token = cookieOf(context, request, 'session');
  if (!token || token.length > LONGEST_TOKEN) return undefined;
  const session = await context.staff.session(token);
  if (!session) return undefined;
  const now = context.clock();
  const stored = await context.staff.byId(session.staff);
  if (!stored?.staff.isActive || now >= session.endsAt || now - session.seenAt > IDLE_MS) {
    await context.staff.endSession(token);
    return undefined;
  }
  if (now - session.seenAt < NOTED_MS) return { token, session, staff: stored.staff };
  const seen: StaffSession = { ...session, seenAt: now };
  await context.staff.keepSession(token, seen);
  return { token, session: seen, staff: stored.staff };
}

/** A new session under a new token, which takes the place of the one the request came with, if any. */
export async function beginSession(
  context: DeskContext,
  response: Response,
  staff: Staff,
  state: StaffSession['state'],
  before?: Signed,
): Promise<Signed> {
  const now = context.clock();
  const token = context.newSecret();
  const session: StaffSession = {
    staff: staff.id,
    state,
    startedAt: now,
    seenAt: now,
    endsAt: now + (state === 'full' ? SESSION_MS : HALF_SESSION_MS),
    csrf: context.newSecret(),
  };
  if (before) await context.staff.endSession(before.token);
  await context.staff.beginSession(token, session);
  setCookie(context, response, 'session', token);
  const signed: Signed = { token, session, staff };
  response.locals['signed'] = signed;
  return signed;
}

export async function endSession(
  context: DeskContext,
  response: Response,
  { token }: Signed,
): Promise<void> {
  await context.staff.endSession(token);
  dropCookie(context, response, 'session');
}

/** Ends every session of a member of staff and goes on with a new one here: after a new password or second factor. */
export async function renewAlone(
  context: DeskContext,
  response: Response,
  { session }: Signed,
  staff: Staff,
): Promise<Signed> {
  await context.staff.endSessionsOf(staff.id);
  return beginSession(context, response, staff, session.state);
}
