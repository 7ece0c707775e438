import { isArea, isLandmark, isSameName, levelOf, weightOf } from './place-names.ts';
import type { ReadTraits } from './place-reading.ts';
import type { NamedThing } from './place-text.ts';

/** Which names of two reports are the same. */
export interface NameMatch {
  /** Of each pair the name that is shown to people. */
  readonly shared: readonly NamedThing[];
  /** From 0 to 1: how much is shared, and how much of all that was named that is. */
  readonly mass: number;
  readonly coverage: number;
  /** Kinds of which both name one and none is the same: other stations, branches, areas. */
  readonly differing: readonly Difference[];
}

export type Difference = 'stations' | 'branches' | 'areas' | 'names' | 'bare' | 'location';

export function compareNames(a: ReadTraits, b: ReadTraits): NameMatch {
  const inA = matchesOf(a.things, b.things);
  const inB = matchesOf(b.things, a.things);
  const shared = (inA.same.length <= inB.same.length ? inA : inB).same;
  return {
    shared: shared.toSorted((one, other) => weightOf(other) - weightOf(one) || byName(one, other)),
    mass: Math.min(1, inA.mass, inB.mass),
    coverage: Math.sqrt(inA.coverage * inB.coverage),
    differing: differencesOf(inA, inB),
  };
}

interface Matches {
  readonly same: readonly NamedThing[];
  readonly other: readonly NamedThing[];
  readonly mass: number;
  readonly coverage: number;
}

function matchesOf(things: readonly NamedThing[], others: readonly NamedThing[]): Matches {
  const same = things.filter((thing) => others.some((other) => isSameName(thing, other)));
  const other = things.filter((thing) => !same.includes(thing));
  const mass = sum(same.map(weightOf));
  const comparable = other.filter(
    ({ kind, isLatin }) => kind !== undefined || others.some((its) => its.isLatin === isLatin),
  );
  const all = mass + sum(comparable.map(weightOf));
  return { same, other, mass, coverage: all === 0 ? 0 : mass / all };
}

/** What is compared of what is not the same, and how: two stations, two cities, two schools. */
const DIFFERENCES: Readonly<Record<Difference, (thing: NamedThing) => string | undefined>> = {
  stations: ({ kind }) => (kind === '역' ? 'station' : undefined),
  branches: ({ kind }) => (kind === '점' ? 'branch' : undefined),
  areas: levelOf,
  names: ({ kind, isOffice, isLatin }) => {
    if (isOffice) return 'office';
    return isLandmark(kind) ? `${kind} ${isLatin}` : undefined;
  },
  bare: ({ kind, isLatin }) => (kind === undefined ? `bare ${isLatin}` : undefined),
  /** A branch on one side, an area on the other. */
  location: ({ kind }) => (kind === '점' ? 'branch' : undefined),
};

function differencesOf(a: Matches, b: Matches): readonly Difference[] {
  return (Object.keys(DIFFERENCES) as Difference[]).filter((difference) => {
    if (difference === 'location') return isElsewhere(a, b) || isElsewhere(b, a);
    const of = DIFFERENCES[difference];
    const inB = new Set(b.other.flatMap((thing) => of(thing) ?? []));
    const shared = new Set([...a.same, ...b.same].flatMap((thing) => of(thing) ?? []));
    return a.other.some((thing) => {
      const group = of(thing);
      return group !== undefined && inB.has(group) && !shared.has(group);
    });
  });
}

const isElsewhere = (a: Matches, b: Matches): boolean =>
  a.other.some(({ kind }) => kind === '점') &&
  b.other.some(({ kind }) => kind === undefined || isArea(kind)) &&
  !b.other.some(({ kind }) => kind === '점');

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const byName = (a: NamedThing, b: NamedThing): number => (a.name < b.name ? -1 : 1);
