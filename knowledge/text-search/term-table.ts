/** Two independent 32-bit hashes of a term: together they tell terms apart, so that the terms themselves need not be kept. */
function hashes(term: string): readonly [number, number] {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let at = 0; at < term.length; at++) {
    const unit = term.charCodeAt(at);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x5bd1e995);
    second ^= second >>> 15;
  }
  return [mixed(first), mixed(second)];
}

function mixed(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (half ^ (half >>> 13)) >>> 0;
}

/** The table as flat arrays, three numbers a slot: both hashes, and the row plus one (0: free). */
export type TermSlots = Uint32Array;

const SLOT = 3;

/**
 * Lays terms out for lookup by hash (open addressing, at most two thirds full).
 *
 * @throws {Error} when two terms share both hashes: change a constant of the hash then.
 */
export function termSlots(terms: Iterable<string>, count: number): TermSlots {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, count * 1.5)));
  const slots = new Uint32Array(size * SLOT);
  let row = 0;
  for (const term of terms) {
    const [first, second] = hashes(term);
    const at = slotOf(slots, first, second);
    if (slots[at + 2]) throw new Error(`Two terms share one place in the index: ${term}`);
    slots[at] = first;
    slots[at + 1] = second;
    slots[at + 2] = ++row;
  }
  return slots;
}

/** The row of a term; undefined when no text has it. */
export function rowOf(slots: TermSlots, term: string): number | undefined {
  const [first, second] = hashes(term);
  const row = slots[slotOf(slots, first, second) + 2];
  return row ? row - 1 : undefined;
}

/** Where a term stands, or else the free slot where it would. */
function slotOf(slots: TermSlots, first: number, second: number): number {
  const size = slots.length / SLOT;
  for (let slot = first % size; ; slot = (slot + 1) % size) {
    const at = slot * SLOT;
    if (!slots[at + 2] || (slots[at] === first && slots[at + 1] === second)) return at;
  }
}

/** One number for a word, the same on every machine. */
export const hashOf = (word: string): number => hashes(word)[0];

/** Two words side by side get one of so many numbers. Pairs may share one: they add weight, they never exclude. */
export const PAIR_NUMBERS = 2 ** 20;

/** The number of a pair, from the hashes of its words. */
export const pairNumber = (before: number, after: number): number =>
  mixed(Math.imul(before, 0x01000193) ^ after) % PAIR_NUMBERS;
