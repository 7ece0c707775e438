import { hash, parseOptions, verify } from '@node-rs/argon2';
import { COMMON_PASSWORDS, COMMON_STEMS } from './common-passwords.ts';
import { turns } from './turns.ts';

/** Argon2id, the default of the library. 64 MiB make guessing dear on a graphics card; a sign-in takes a fraction of a second. */
const COST = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const;

/** Hashes that are made at once: each takes the memory above. */
const AT_ONCE = 2;

export const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 256;

/** What two keyboards make of the same password is the same to us. */
const normal = (password: string): string => password.normalize('NFKC');

export type PasswordProblem = 'short' | 'long' | 'common' | 'personal';

/** Undefined: it will do. @param about - Login, name, institution: what somebody who knows the person would try first. */
export function passwordProblem(
  password: string,
  about: readonly string[],
): PasswordProblem | undefined {
  const plain = normal(password).toLowerCase();
  const { length } = [...plain];
  if (length < SHORTEST_PASSWORD) return 'short';
  if (length > LONGEST_PASSWORD) return 'long';
  if (isCommon(plain)) return 'common';
  const parts = about.flatMap((text) =>
    normal(text)
      .toLowerCase()
      .split(/[@.\s]+/),
  );
  const isPersonal = parts.some((part) => isLongEnough(part) && plain.includes(part));
  return isPersonal ? 'personal' : undefined;
}

/** Two syllables of Hangul are a name; of other scripts it takes four letters. */
const isLongEnough = (part: string): boolean => part.length >= (/[가-힣]/.test(part) ? 2 : 4);

function isCommon(plain: string): boolean {
  const letters = plain.replace(/[\p{N}\p{P}\p{S}\s]+/gu, '');
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
    hash: (password) => inTurn(() => hash(normal(password), COST)),
    verify: (password, stored) =>
      inTurn(async () => {
        decoy ??= hash('nobody has this one', COST);
        const isRight = await verify(stored ?? (await decoy), normal(password));
        return isRight && stored !== undefined;
      }),
  };
}

/** True where a hash was made at another cost than would be today. */
export function isOutdated(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(stored);
  return (
    memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism
  );
}
