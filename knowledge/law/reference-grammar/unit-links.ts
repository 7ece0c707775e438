import { depthOf, type Mark, type UnitMark } from '../reference-model.ts';
import { BESIDE, CHAIN, gapOf, LIST, RANGE, RANGE_IF_UNTIL, UNTIL_AHEAD } from './links.ts';
import { type Draft, deepest, type Frame, type ReadingState } from './state.ts';

/** A mark of one level of a place. */
export type StepMark<T> = Extract<Mark<T>, { kind: 'unit' | 'relative' }>;

/** How a number goes on from what was read before it. */
export type Link = 'below' | 'range' | 'list' | 'beside' | 'far';

/** Tells what a number has to do with what was read before it. */
export function linkOf<T>(mark: StepMark<T>, frame: Frame<T>, { text }: ReadingState<T>): Link {
  const gap = gapOf(text, frame.end, mark.start);
  if (gap === undefined) return 'far';
  if (frame.last === 'law') return BESIDE.test(gap) ? 'beside' : 'far';
  return frame.last === 'unit' && frame.draft
    ? linkTo(frame.draft, gap, mark, frame.isFresh, text)
    : 'far';
}

/** @param isFresh - The first in a bracket is a place of its own: "제15조(제2항을 제외한다)". */
function linkTo<T>(
  { place, to }: Draft<T>,
  gap: string,
  { level, end }: StepMark<T>,
  isFresh: boolean,
  text: string,
): Link {
  if (!to && !isFresh && isRange(gap, text.slice(end, end + 25))) return 'range';
  const isBelow = depthOf(level) > depthOf(deepest(to ?? place));
  if (isBelow && CHAIN.test(gap)) return isFresh ? 'list' : 'below';
  return LIST.test(gap) ? 'list' : 'far';
}

const isRange = (gap: string, ahead: string): boolean =>
  RANGE.test(gap) || (RANGE_IF_UNTIL.test(gap) && UNTIL_AHEAD.test(ahead));

/** 이호 and ① are numbers of a place only right behind one. */
export function isStrongEnough<T>({ strength }: UnitMark, link: Link, frame: Frame<T>): boolean {
  if (strength === 'chain') return link === 'below';
  if (strength !== 'circled') return true;
  return link === 'below' || (frame.draft?.isCircled === true && link !== 'far');
}
