import { verify } from '@node-rs/argon2';
import { hashPassword, normalPassword } from '../staff-accounts.ts';
import { COMMON_PASSWORDS, COMMON_STEMS } from './common-passwords.ts';
import { turns } from './turns.ts';

/** Hashes that are made at once: each takes 64 MiB. */
const AT_ONCE = 2;

const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 256;

export type PasswordProblem = 'short' | 'long' | 'common' | 'personal';

/** Undefined: it will do. @param about - Login, name, institution: what somebody who knows the person would try first. */
export function passwordProblem(
  password: string,
  about: readonly string[],
): PasswordProblem | undefined {
  const plain = normalPassword(password).toLowerCase();
  const { length } = [...plain];
  if (length < SHORTEST_PASSWORD) return 'short';
  if (length > LONGEST_PASSWORD) return 'long';
  if (isCommon(plain)) return 'common';
  const parts = about.flatMap((text) =>
    normalPassword(text)
      .toLowerCase()
      .split(/[@.\s]+/),
  );
  const isPersonal = parts.some((part) => isLongEnough(part) && plain.includes(part));
  return isPersonal ? 'personal' : undefined;
}

/** Two syllables of Hangul are a name; of other scripts it takes four letters. */
const isLongEnough = (part: string): boolean => part.length >= (/[가-힣]/.test(part) ? 2 : 4);

function isCommon(plain: string): boolean {
  const letters = plain.replace(/[\p{N}\p{P}\p{S}\s]+/gu, '').replace(/^(.+?)\1+$/su, '$1');
  return (
    COMMON_PASSWORDS.has(plain) ||
    COMMON_STEMS.has(letters) ||
    new Set(plain).size < 5 ||
    /^(.{1,6})\1+$/su.test(plain) ||
    isOneRow(plain)
  );
}

const ROWS = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

/** A stretch of the alphabet or the keyboard, in either direction. */
const isOneRow = (plain: string): boolean =>
  ROWS.some((row) => row.includes(plain) || [...row].reverse().join('').includes(plain));

export interface Passwords {
  /** @throws {TooBusyError} Also `verify`. */
  hash(password: string): Promise<string>;
  /**
   * @param stored - Absent: there is no such account, or it has no password. Takes as long, and is never right.
   */
  verify(password: string, stored: string | undefined): Promise<boolean>;
}

export function openPasswords(): Passwords {
  const inTurn = turns(AT_ONCE);
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => inTurn(() => hashPassword(password)),
    verify: (password, stored) =>
      inTurn(async () => {
        decoy ??= hashPassword('nobody has this one');
        const isRight = await verify(stored ?? (await decoy), normalPassword(password));
        return isRight && stored !== undefined;
      }),
  };
}
