import type { Request, Response } from 'express';
import { fill } from '../../bot/words.ts';
import { type DeskContext, sendDeskPage, signedIn } from './context.ts';
import { presenceOf } from './presence.ts';

/** What a page may say when somebody comes back to it after a change. */
const DONE = ['passwordChanged', 'sessionsEnded', 'slackSaved'] as const;

export interface AccountProblem {
  readonly status?: number;
  readonly problem?: string;
  /** Of the form that it is about. */
  readonly place?: 'password' | 'factor' | 'recovery' | 'slack';
}

export async function sendAccount(
  context: DeskContext,
  request: Request,
  response: Response,
  { status = 200, problem = '', place }: AccountProblem,
): Promise<void> {
  const { staff, session } = signedIn(response);
  const { auth } = context.words[staff.language];
  const sessions = await context.staff.sessionsOf(staff.id);
  const done = DONE.find((one) => one === request.query['done']);
  sendDeskPage(context, response, {
    view: 'account',
    title: auth.accountTitle,
    current: 'account',
    status,
    data: {
      problem,
      place,
      done: done ? auth[done] : '',
      presence: presenceOf(staff),
      recoveryText: fill(auth.recoveryLeft, { count: staff.recovery.length }),
      sessions: [...sessions]
        .sort((a, b) => b.seenAt - a.seenAt)
        .map((one) => ({
          since: minuteInKorea(one.startedAt),
          seen: minuteInKorea(one.seenAt),
          isThis: one.csrf === session.csrf,
        })),
    },
  });
}

/** `2026-11-20 19:10`, in Korea. */
const minuteInKorea = (ms: number): string =>
  new Date(ms + 9 * 60 * 60 * 1000).toISOString().slice(0, 16).replace('T', ' ');
