import { randomInt } from 'node:crypto';
import type { Role, Staff } from '../../bot/desk/staff.ts';
import type { Language } from '../../knowledge/language.ts';

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

/** An account that nobody has come into yet. */
export const newStaff = ({
  now,
  ...who
}: {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  readonly now: number;
}): Staff => ({
  ...who,
  recovery: [],
  isActive: true,
  mustChangePassword: true,
  views: [],
  createdAt: now,
});
