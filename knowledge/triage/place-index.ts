import { likenessOfRead } from './likeness.ts';
import { type ReadTraits, readTraits } from './place-reading.ts';
import type { Likeness, PlaceTraits } from './same-place.ts';

/** Finds reports about the same camera or place among many, without comparing each with each. */
export interface PlaceIndex {
  /** A report that is there already takes the place of the earlier one. */
  add(traits: PlaceTraits): void;
  update(traits: PlaceTraits): void;
  remove(id: string): void;
  /** Others like it, the likeliest first, by id where the score is the same; empty for an id that is not there. */
  like(id: string): readonly Likeness[];
}

export function placeIndex(): PlaceIndex {
  const reports = new Map<string, ReadTraits>();
  const byKey = new Map<string, Set<ReadTraits>>();

  const remove = (id: string): void => {
    const report = reports.get(id);
    if (!report) return;
    reports.delete(id);
    for (const key of report.keys) {
      const those = byKey.get(key);
      those?.delete(report);
      if (those?.size === 0) byKey.delete(key);
    }
  };

  const add = (traits: PlaceTraits): void => {
    remove(traits.id);
    const report = readTraits(traits);
    reports.set(traits.id, report);
    for (const key of report.keys) {
      const those = byKey.get(key);
      if (those) those.add(report);
      else byKey.set(key, new Set([report]));
    }
  };

  const like = (id: string): readonly Likeness[] => {
    const report = reports.get(id);
    if (!report) return [];
    const candidates = new Set<ReadTraits>();
    for (const look of report.looks) {
      for (const other of byKey.get(look) ?? []) candidates.add(other);
    }
    candidates.delete(report);
    return [...candidates]
      .flatMap((other) => likenessOfRead(report, other) ?? [])
      .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  };

  return { add, update: add, remove, like };
}
