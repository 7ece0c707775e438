import { createHash } from 'node:crypto';

/** Turns a text into a vector, the same each time. */
export type ToyModel = (text: string) => readonly number[];

/** Hashed runs of two to four letters: knows spelling and nothing else, in any language. */
export const ngrams =
  (dimensions: number): ToyModel =>
  (text) => {
    const letters = ` ${
      text
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.join(' ') ?? ''
    } `;
    const counts = new Float64Array(dimensions);
    for (const size of [2, 3, 4]) {
      for (let at = 0; at + size <= letters.length; at++) {
        const hash = hashOf(letters.slice(at, at + size));
        const slot = hash % dimensions;
        counts[slot] = (counts[slot] ?? 0) + (hash & 0x80000 ? 1 : -1);
      }
    }
    return unit(Array.from(counts, (count) => Math.sign(count) * Math.sqrt(Math.abs(count))));
  };

/** Says nothing about a text but that it is the same: the floor of all embeddings. */
export const random =
  (dimensions: number): ToyModel =>
  (text) => {
    const numbers: number[] = [];
    for (let block = 0; numbers.length < dimensions; block++) {
      const bytes = createHash('sha512').update(`${block} ${text}`).digest();
      for (let at = 0; at < bytes.length; at += 4) numbers.push(bytes.readInt32LE(at));
    }
    return unit(numbers.slice(0, dimensions));
  };

/**
 * The same model with all cosines pushed together towards 1, as those of many real models are: the order of
 * neighbours stays.
 */
export const narrow =
  (model: ToyModel, by: number): ToyModel =>
  (text) =>
    unit([...model(text), by]);

/** The same model with vectors that are not of length 1, as some servers give them. */
export const long =
  (model: ToyModel, length: number): ToyModel =>
  (text) =>
    model(text).map((value) => length * value);

function unit(numbers: readonly number[]): readonly number[] {
  const length = Math.hypot(...numbers);
  return length > 0 ? numbers.map((value) => value / length) : numbers;
}

/** FNV-1a with the finisher of MurmurHash3. */
function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  return (hash ^ (hash >>> 13)) >>> 0;
}
