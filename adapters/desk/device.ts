import { createHmac } from 'node:crypto';
import type { Request, Response } from 'express';
import type { DeskContext } from './context.ts';
import { cookieOf, setCookie } from './cookies.ts';
import { isSame } from './form-token.ts';

const DAY_SECONDS = 24 * 60 * 60;
/** A browser that was not used for so long is a stranger again. */
const KNOWN_DAYS = 180;
/** A computer in an office may serve several. */
const MOST_ACCOUNTS = 5;

interface Device {
  readonly id: string;
  /** Digests of those who have signed in with both factors. */
  readonly accounts: readonly string[];
}

/** The browser's id where this account has been signed in with it before. */
export function knownDevice(
  context: DeskContext,
  request: Request,
  staff: string,
): string | undefined {
  const device = readDevice(context, request);
  return device?.accounts.includes(accountDigest(context, staff)) ? device.id : undefined;
}

/** Notes in the browser, signed by us, that this account has been signed in with it. */
export function rememberDevice(
  context: DeskContext,
  request: Request,
  response: Response,
  staff: string,
): void {
  const { id, accounts } = readDevice(context, request) ?? { id: context.newId(), accounts: [] };
  const own = accountDigest(context, staff);
  const all = [own, ...accounts.filter((one) => one !== own)].slice(0, MOST_ACCOUNTS);
  const until = Math.floor(context.clock() / 1000) + KNOWN_DAYS * DAY_SECONDS;
  const text = [until.toString(36), id, ...all].join('.');
  const value = `${text}.${signature(context, text)}`;
  setCookie(context, response, 'device', value, KNOWN_DAYS * DAY_SECONDS);
}

function readDevice(context: DeskContext, request: Request): Device | undefined {
  const value = cookieOf(context, request, 'device') ?? '';
  const end = value.lastIndexOf('.');
  const text = value.slice(0, Math.max(end, 0));
  if (!isSame(value.slice(end + 1), signature(context, text))) return undefined;
  const [until = '', id = '', ...accounts] = text.split('.');
  return Number.parseInt(until, 36) * 1000 > context.clock() ? { id, accounts } : undefined;
}

const keyed = (context: DeskContext, text: string): string =>
  createHmac('sha256', context.secretFor('desk-device')).update(text).digest('base64url');

const signature = (context: DeskContext, text: string): string => keyed(context, `signed ${text}`);

const accountDigest = (context: DeskContext, staff: string): string =>
  keyed(context, `account ${staff}`).slice(0, 22);
