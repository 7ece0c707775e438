import {
  depthOf,
  LEVELS,
  type Level,
  type Mark,
  type NotUnderstoodReason,
  type Place,
  type ReferredLaw,
} from '../reference-model.ts';
import { type Draft, frameOf, type ReadingState } from './state.ts';
import { unknownBefore } from './unknown-names.ts';

/** A mark that a reference may begin with. */
export type PlaceMark<T> = Extract<Mark<T>, { kind: 'unit' | 'relative' | 'places' }>;

/** ① */
export const isCircled = <T>(mark: PlaceMark<T>): boolean =>
  mark.kind === 'unit' && mark.strength === 'circled';

/** Notes that something was no place that we can name. */
export function refuse<T>(
  { start, end, level }: { readonly start: number; readonly end: number; readonly level?: Level },
  why: NotUnderstoodReason,
  state: ReadingState<T>,
): void {
  // What stands below it (제0조 | 제1항) names no place either.
  const refusal = { start, end, why, holds: level && LEVELS[depthOf(level) + 1] };
  state.refusals.push(refusal);
  Object.assign(frameOf(state), { last: 'outside', end, outside: refusal, isFresh: false });
}

/** What a reference begins as. */
export interface Beginning<T> {
  readonly place: Place;
  readonly to?: Place | undefined;
  readonly law: ReferredLaw<T>;
  readonly lawFrom: Draft<T>['lawFrom'];
  readonly start?: number;
  /** One more of a list: a law named behind it is that of the others too. */
  readonly isNext?: boolean;
}

/** The law of a member of a list is that of the one before it. */
export const inheritedFrom = <T>({ law, lawFrom }: Draft<T>) =>
  ({ law, lawFrom: lawFrom === 'none' ? 'none' : 'inherited', isNext: true }) as const;

/** Begins a reference. */
export function begin<T>(mark: PlaceMark<T>, from: Beginning<T>, state: ReadingState<T>): void {
  const frame = frameOf(state);
  const draft: Draft<T> = {
    start: from.start ?? mark.start,
    end: mark.end,
    law: from.law,
    lawFrom: from.lawFrom,
    place: from.place,
    ...(from.to && { to: from.to }),
    isCircled: isCircled(mark),
  };
  const group = from.isNext ? frame.group : [];
  if (group.length === 0) state.groups.push(group);
  group.push(draft);
  state.drafts.push(draft);
  Object.assign(frame, { last: 'unit', end: mark.end, draft, group, isFresh: false });
  // "이하 이 조에서 같다" is not what 같은 조 means later on.
  if (mark.kind === 'relative' && mark.to === 'own') return;
  const { memory } = frame;
  const { draft: earlier } = memory;
  frame.memory = { ...memory, draft, ...(earlier && { earlier }), isAnnex: false };
}

/** Right behind the name of its law, which the reference then begins with. */
export function besideOf<T>(mark: PlaceMark<T>, state: ReadingState<T>) {
  const { law = { kind: 'unstated' } as const, lawStart, lawAt } = frameOf(state);
  const isNext = state.drafts.length + state.refusals.length === lawAt;
  const lawFrom = law.kind === 'unstated' && !law.rank ? 'none' : 'before';
  return { law, lawFrom, start: isNext ? lawStart : mark.start } as const;
}

/** The law that the words before a number name, although nobody gave us its name. */
export function nameBefore<T>(start: number, state: ReadingState<T>): Omit<Beginning<T>, 'place'> {
  const name = unknownBefore(start, state);
  return name ? { ...name, lawFrom: 'before' } : { law: { kind: 'unstated' }, lawFrom: 'none' };
}
