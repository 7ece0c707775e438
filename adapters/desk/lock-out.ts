import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { StaffStore } from '../../bot/desk/staff-store.ts';

const MINUTE = 60_000;

/** Failures are forgotten after so long. */
const WINDOW_MS = 12 * 60 * MINUTE;

/** How many failures cost nothing, how long the next makes wait, and the longest that it doubles to. */
interface Patience {
  readonly free: number;
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * Where somebody has signed in before, only their own failures count: no stranger can make them wait. Everywhere else one
 * address that tries one account, one address that tries many, and many addresses that try one account are each slowed down.
 */
export const PATIENCE = {
  device: { free: 10, firstMs: MINUTE / 2, mostMs: 10 * MINUTE },
  pair: { free: 5, firstMs: MINUTE, mostMs: 60 * MINUTE },
  address: { free: 20, firstMs: MINUTE, mostMs: 60 * MINUTE },
  account: { free: 20, firstMs: MINUTE, mostMs: 15 * MINUTE },
} as const satisfies Readonly<Record<string, Patience>>;

type Counted = keyof typeof PATIENCE;

/** How long nothing is tried after the last of so many failures. */
export function waitAfter({ free, firstMs, mostMs }: Patience, failures: number): number {
  return failures < free ? 0 : Math.min(firstMs * 2 ** (failures - free), mostMs);
}

/** Somebody who says who they are. */
export interface Attempt {
  /** What is tried: each is counted by itself. */
  readonly kind: 'password' | 'code';
  /** Login or id. */
  readonly account: string;
  /** From {@link addressDigest}. */
  readonly address: string;
  /** A browser in which this account has been signed in before. */
  readonly device?: string;
}

export interface LockOut {
  /** Milliseconds that have to pass at most; 0: it may be tried. */
  waitOf(attempt: Attempt): Promise<number>;
  failed(attempt: Attempt): Promise<void>;
  passed(attempt: Attempt): Promise<void>;
}

export function openLockOut(
  store: Pick<StaffStore, 'countFailure' | 'failures' | 'clearFailures'>,
): LockOut {
  return {
    async waitOf(attempt) {
      const keys = keysOf(attempt);
      const counts = await store.failures(
        keys.map(({ key }) => key),
        WINDOW_MS,
      );
      const waits = await Promise.all(
        keys.map(async ({ counted, key }, at) => {
          const wait = waitAfter(PATIENCE[counted], counts[at] ?? 0);
          const [recent = 0] = wait > 0 ? await store.failures([key], wait) : [];
          return recent > 0 ? wait : 0;
        }),
      );
      return Math.max(...waits);
    },
    async failed(attempt) {
      await store.countFailure(
        keysOf(attempt).map(({ key }) => key),
        WINDOW_MS,
      );
    },
    // Those of an address and of an account stay: else one success of an attacker would buy new attempts at others.
    async passed(attempt) {
      const own = keysOf(attempt).filter(({ counted }) => ['device', 'pair'].includes(counted));
      await store.clearFailures(own.map(({ key }) => key));
    },
  };
}

function keysOf({ kind, account, address, device }: Attempt): readonly {
  readonly counted: Counted;
  readonly key: string;
}[] {
  const key = (counted: Counted, ...parts: readonly string[]) => ({
    counted,
    key: JSON.stringify([kind, counted, ...parts]),
  });
  if (device) return [key('device', account, device)];
  return [key('pair', account, address), key('address', address), key('account', account)];
}

/** An address by which nobody can be found. A household has a whole network of the newer kind, so its first half counts. */
export function addressDigest(secret: string, ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  const network = isIPv6(plain) ? firstHalf(plain) : plain;
  return createHmac('sha256', secret).update(network).digest('base64url');
}

function firstHalf(ip: string): string {
  const [head = '', tail] = ip.replace(/%.*$/, '').split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
