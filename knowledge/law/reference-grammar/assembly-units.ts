import { above, depthOf, type Place, type UnitMark } from '../reference-model.ts';
import { readPlacesMark } from './assembly-places.ts';
import {
  begin,
  besideOf,
  inheritedFrom,
  isCircled,
  nameBefore,
  type PlaceMark,
  refuse,
} from './drafting.ts';
import { CHAIN, gapOf, LIST, RANGE, REMARKS } from './links.ts';
import { relativePlace } from './relative-places.ts';
import { baseFor, type Draft, type Frame, frameOf, type ReadingState } from './state.ts';
import { isStrongEnough, type Link, linkOf, type StepMark } from './unit-links.ts';

/** Takes up a number, or words like 같은 조: a new reference, or more of the one before. */
export function readUnitMark<T>(mark: PlaceMark<T>, state: ReadingState<T>): void {
  const frame = frameOf(state);
  if (isOutside(mark, frame, state)) return;
  if (mark.kind === 'places') readPlacesMark(mark, state);
  else if (mark.kind === 'unit' && mark.number === undefined) refuse(mark, 'number', state);
  else readStep(mark, linkOf(mark, frame, state), state);
}

function readStep<T>(mark: StepMark<T>, link: Link, state: ReadingState<T>): void {
  const frame = frameOf(state);
  const { draft } = frame;
  if (mark.kind === 'unit' && !isStrongEnough(mark, link, frame)) return;
  if (draft && (link === 'below' || link === 'range')) goOn(mark, link, draft, state);
  else if (mark.kind === 'relative') beginRelative(mark, link, state);
  else if (draft && link === 'list') {
    begin(mark, { place: placeOf(mark, draft.to ?? draft.place), ...inheritedFrom(draft) }, state);
  } else if (link === 'beside') beginBeside(mark, state);
  else beginFar(mark, state);
}

/** 별표 1 제2호, 부칙 제2조제1항, 제0조제1항: numbers of what is no place that we can name. */
function isOutside<T>(mark: PlaceMark<T>, frame: Frame<T>, { text }: ReadingState<T>): boolean {
  const { outside } = frame;
  if (frame.last !== 'outside' || !outside || mark.kind === 'places') return false;
  const { holds } = outside;
  const gap = gapOf(text, frame.end, mark.start);
  if (!holds || gap === undefined || depthOf(mark.level) < depthOf(holds)) return false;
  if (![CHAIN, LIST, RANGE, REMARKS].some((link) => link.test(gap))) return false;
  outside.end = mark.end;
  frame.end = mark.end;
  return true;
}

const placeOf = (mark: UnitMark, base: Place): Place => ({
  ...above(base, mark.level),
  ...(mark.number && { [mark.level]: mark.number }),
});

/** More of the reference at hand: a level below, or the end of its range. */
function goOn<T>(
  mark: StepMark<T>,
  link: 'below' | 'range',
  draft: Draft<T>,
  state: ReadingState<T>,
): void {
  const base = draft.to ?? draft.place;
  const relative = mark.kind === 'relative' ? relativePlace(mark, state, base) : undefined;
  const place = mark.kind === 'unit' ? placeOf(mark, base) : relative?.place;
  if (!place) {
    if (relative?.isMissed) refuse(mark, 'no-antecedent', state);
    return;
  }
  if (!isLast(draft, state)) {
    begin(mark, { place, ...inheritedFrom(draft) }, state);
    return;
  }
  if (link === 'range' || draft.to) draft.to = place;
  else draft.place = place;
  draft.end = mark.end;
  draft.isCircled = isCircled(mark);
  Object.assign(frameOf(state), { end: mark.end, isFresh: false });
}

/** Nothing was read since, so that the reference may grow without covering another. */
const isLast = <T>(draft: Draft<T>, { drafts, refusals }: ReadingState<T>): boolean =>
  draft === drafts.at(-1) && (refusals.at(-1)?.end ?? 0) <= draft.end;

function beginBeside<T>(mark: UnitMark, state: ReadingState<T>): void {
  if (mark.level === 'article') {
    begin(mark, { ...besideOf(mark, state), place: placeOf(mark, {}) }, state);
  } else if (mark.level !== 'subitem') refuse(mark, 'no-article', state);
}

function beginRelative<T>(
  mark: Extract<StepMark<T>, { kind: 'relative' }>,
  link: Link,
  state: ReadingState<T>,
): void {
  const found = relativePlace(mark, state);
  if (!found.place) {
    if (found.isMissed) refuse(mark, 'no-antecedent', state);
    return;
  }
  const { place, to, law } = found;
  const own = { law, lawFrom: law.kind === 'unstated' ? 'none' : 'before' } as const;
  begin(mark, { ...own, ...(link === 'beside' && besideOf(mark, state)), place, to }, state);
}

/** A number on its own: the law before it may be one that we cannot name; below an article it needs one. */
function beginFar<T>(mark: UnitMark, state: ReadingState<T>): void {
  const { level } = mark;
  const isCount = mark.strength === 'plain' && level !== 'subitem' && mark.language === 'ko';
  if (isCount && (state.isOfficial || level === 'item')) {
    refuse(mark, baseFor(state).article ? 'unclear' : 'no-article', state);
  } else if (level === 'article') {
    begin(mark, { place: placeOf(mark, {}), ...nameBefore(mark.start, state) }, state);
  } else beginBelow(mark, above(baseFor(state), level), state);
}

/** 가목 without an item is a word. */
function beginBelow<T>(mark: UnitMark, base: Place, state: ReadingState<T>): void {
  if (mark.level === 'subitem' && !base.item) return;
  if (!base.article) refuse(mark, 'no-article', state);
  else begin(mark, { place: placeOf(mark, base), ...farLaw(state) }, state);
}

/** In official text a lone 제2항 is one of the article at hand; elsewhere, of the article named last. */
const farLaw = <T>(state: ReadingState<T>) =>
  ({
    law: (state.isOfficial ? undefined : frameOf(state).memory.draft?.law) ?? { kind: 'unstated' },
    lawFrom: 'none',
  }) as const;
