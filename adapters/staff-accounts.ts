import { randomInt } from 'node:crypto';
import { hash, parseOptions } from '@node-rs/argon2';
import type { Role, Staff } from '../bot/desk/staff.ts';
import type { Language } from '../knowledge/language.ts';

/** What the desk and `npm run staff:add` share about new accounts and their passwords. */

/** Argon2id, the default of the library. 64 MiB make guessing dear on a graphics card; a sign-in takes a fraction of a second. */
const COST = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const;

/** What two keyboards make of the same password is the same to us. */
export const normalPassword = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> =>
  hash(normalPassword(password), COST);

/** True where a hash was made at another cost than would be today. */
export function isOutdated(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(stored);
  return (
    memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism
  );
}

const LONGEST_LOGIN = 200;

/** What somebody signs in with, in the one way in which it is kept. */
export const normalLogin = (typed: string): string =>
  typed.normalize('NFKC').trim().toLowerCase().slice(0, LONGEST_LOGIN);

/** An e-mail address, or a name without spaces. */
export const isLogin = (login: string): boolean =>
  /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,199}$/u.test(login);

const ONE_TIME_HOURS = 24;

/** Without letters and digits that look alike: it is read aloud, or copied from paper. */
const LETTERS = '23456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 5;

/** A password that opens an account once, within a day, to set a password of one's own: about 98 bits. */
export function oneTimePassword(now: number): {
  readonly password: string;
  /** Milliseconds since 1970. */
  readonly passwordUntil: number;
} {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return {
    password: Array.from({ length: GROUPS }, group).join('-'),
    passwordUntil: now + ONE_TIME_HOURS * 60 * 60 * 1000,
  };
}

interface Newcomer {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  readonly now: number;
}

/** An account that nobody has come into yet. */
export const newStaff = ({ now, ...who }: Newcomer): Staff => ({
  ...who,
  recovery: [],
  isActive: true,
  mustChangePassword: true,
  views: [],
  createdAt: now,
});

/** Whoever comes in next sets up an app anew. */
export const withoutSecondFactor = ({
  totpSecret: _secret,
  totpStep: _step,
  ...staff
}: Staff): Staff => ({ ...staff, recovery: [] });
