import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { likenessOfRead } from '../../knowledge/triage/likeness.ts';
import { type ReadTraits, readTraits } from '../../knowledge/triage/place-reading.ts';
import type { Likeness, PlaceTraits } from '../../knowledge/triage/same-place.ts';
import { WordIndex } from './word-index.ts';

/**
 * Cases that are compared word for word with the one that is looked at: each costs a millisecond. Of more than these the ones
 * with the rarest names and words in common are taken.
 */
const MOST_COMPARED = 40;

/**
 * Cases about the same place among very many. What is compared takes 17 KB a case; this keeps the report itself, compressed
 * and outside the heap, in about 2 KB, and reads it again when it is compared.
 */
export class NearCases {
  readonly #keys = new WordIndex();
  readonly #reports = new Map<string, Uint8Array>();

  get bytes(): number {
    let sum = this.#keys.bytes;
    for (const { byteLength } of this.#reports.values()) sum += byteLength;
    return sum;
  }

  /** A report that is there already takes the place of the earlier one. */
  add(traits: PlaceTraits): void {
    this.#reports.set(traits.id, deflateRawSync(JSON.stringify(traits)));
    this.#keys.put(traits.id, readTraits(traits).keys);
  }

  remove(id: string): void {
    this.#reports.delete(id);
    this.#keys.remove(id);
  }

  compact(): void {
    this.#keys.compact();
  }

  /** The likeliest first; empty for a case that is not there. */
  like(id: string): readonly Likeness[] {
    const report = this.#read(id);
    if (!report) return [];
    return this.#keys
      .sharing(report.looks, MOST_COMPARED + 1)
      .filter((other) => other !== id)
      .flatMap((other) => {
        const read = this.#read(other);
        return (read && likenessOfRead(report, read)) ?? [];
      })
      .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }

  #read(id: string): ReadTraits | undefined {
    const kept = this.#reports.get(id);
    // Written by `add`.
    return kept && readTraits(JSON.parse(inflateRawSync(kept).toString()) as PlaceTraits);
  }
}
