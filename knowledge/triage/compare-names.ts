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

export type Difference =
  | 'stations'
  | 'branches'
  | 'areas'
  | 'names'
  | 'bare'
  | 'location'
  | 'nothing';

export function compareNames(a: ReadTraits, b: ReadTraits): NameMatch {
  const inA = matchesOf(a.things, b.things);
  const inB = matchesOf(b.things, a.things);
  return {
    shared: plainer(inOrder(inA.same), inOrder(inB.same)),
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

/** What is compared of what is not the same, by group: two stations, two cities, two schools. */
const GROUPS = {
  stations: ({ kind }: NamedThing) => (kind === '역' ? 'station' : undefined),
  branches: ({ kind }: NamedThing) => (kind === '점' ? 'branch' : undefined),
  areas: levelOf,
  names: ({ kind, isOffice, isLatin }: NamedThing) => {
    if (isOffice) return 'office';
    return isLandmark(kind) ? `${kind} ${isLatin}` : undefined;
  },
  bare: ({ kind, isLatin }: NamedThing) => (kind === undefined ? `${isLatin}` : undefined),
} as const;
const GROUPED = ['stations', 'branches', 'areas', 'names', 'bare'] as const;

function differencesOf(a: Matches, b: Matches): readonly Difference[] {
  const grouped = GROUPED.filter((difference) => areApart(a, b, GROUPS[difference]));
  const isNothingShared = a.same.length === 0 && a.other.length > 0 && b.other.length > 0;
  return [
    ...grouped,
    ...(isElsewhere(a, b) || isElsewhere(b, a) ? (['location'] as const) : []),
    ...(isNothingShared && isOneScript(a.other, b.other) ? (['nothing'] as const) : []),
  ];
}

function areApart(
  a: Matches,
  b: Matches,
  groupOf: (thing: NamedThing) => string | undefined,
): boolean {
  const inB = new Set(b.other.flatMap((thing) => groupOf(thing) ?? []));
  const shared = new Set([...a.same, ...b.same].flatMap((thing) => groupOf(thing) ?? []));
  return a.other.some((thing) => {
    const group = groupOf(thing);
    return group !== undefined && inB.has(group) && !shared.has(group);
  });
}

const isOneScript = (a: readonly NamedThing[], b: readonly NamedThing[]): boolean =>
  a.some((one) => b.some((other) => one.isLatin === other.isLatin));

/** A branch on one side, an area that is not its own on the other. */
const isElsewhere = (a: Matches, b: Matches): boolean =>
  a.other.some(({ kind }) => kind === '점') &&
  b.other.some(({ kind }) => kind === undefined || isArea(kind)) &&
  !b.other.some(({ kind }) => kind === '점');

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** The weightiest first, for people. */
const inOrder = (things: readonly NamedThing[]): readonly NamedThing[] =>
  things.toSorted((a, b) => weightOf(b) - weightOf(a) || compare(a.name, b.name));

/** Those in Hangul before those in Latin letters, then the fewer: the same whichever of two reports comes first. */
function plainer(a: readonly NamedThing[], b: readonly NamedThing[]): readonly NamedThing[] {
  const latin = (things: readonly NamedThing[]) => things.filter(({ isLatin }) => isLatin).length;
  const text = (things: readonly NamedThing[]) =>
    things.map(({ name, kind = '' }) => name + kind).join(' ');
  const order = latin(a) - latin(b) || a.length - b.length || compare(text(a), text(b));
  return order <= 0 ? a : b;
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
