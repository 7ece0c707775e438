import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** Above whoever misreads their note, below whoever guesses. */
const WRONG_PER_ADDRESS = 10;
const ADDRESS_SECONDS = 15 * 60;

/** Of all addresses together: many guessers at once. */
const WRONG_IN_ALL = 200;
const ALL_SECONDS = 60;
const ALL = 'all';

/**
 * Slows down whoever tries codes. Counts only those that were looked up and not found, by a keyed digest of the address, in
 * memory; the key dies with the process. When too many are tried from everywhere, an address that has tried none may still:
 * the people who have a case are not shut out.
 */
export class WrongCodes {
  readonly #key = randomBytes(32);
  readonly #own = new RateLimiterMemory({ points: WRONG_PER_ADDRESS, duration: ADDRESS_SECONDS });
  readonly #all = new RateLimiterMemory({ points: WRONG_IN_ALL, duration: ALL_SECONDS });

  /** @returns Seconds to wait; undefined where a code may be tried now. */
  async wait(address: string | undefined): Promise<number | undefined> {
    const [own, all] = await Promise.all([
      this.#own.get(this.#digest(address)),
      this.#all.get(ALL),
    ]);
    if (own && own.consumedPoints >= WRONG_PER_ADDRESS) return seconds(own);
    return own && all && all.consumedPoints >= WRONG_IN_ALL ? seconds(all) : undefined;
  }

  async count(address: string | undefined): Promise<void> {
    await Promise.all([this.#own.penalty(this.#digest(address)), this.#all.penalty(ALL)]);
  }

  #digest(address: string | undefined): string {
    return createHmac('sha256', this.#key)
      .update(networkOf(address ?? ''))
      .digest('base64');
  }
}

const seconds = ({ msBeforeNext }: RateLimiterRes): number =>
  Math.max(1, Math.ceil(msBeforeNext / 1000));

/** Whoever has one address of IPv6 has the whole /64. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
