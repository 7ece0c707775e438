import {
  above,
  depthOf,
  type Level,
  type Mark,
  type Place,
  type ReferredLaw,
} from '../reference-model.ts';
import { frameOf, type ReadingState } from './state.ts';

type Relative<T> = Extract<Mark<T>, { kind: 'relative' }>;

/** The place that 같은 조, 이 항, 전2조 mean. */
export type RelativePlace<T> =
  | {
      readonly place: Place;
      readonly to?: Place;
      readonly law: ReferredLaw<T>;
      readonly isMissed?: undefined;
    }
  /** `isMissed`: it surely was a reference; else the words may be ordinary ones. */
  | { readonly place?: undefined; readonly isMissed: boolean };

/**
 * Finds the place that relative words mean, from what was read before and from where the text stands.
 *
 * @param base - The reference that the words go on: 같은 조 | 같은 항.
 */
export function relativePlace<T>(
  mark: Relative<T>,
  state: ReadingState<T>,
  base?: Place,
): RelativePlace<T> {
  switch (mark.to) {
    case 'same':
      return samePlace(mark, state, base);
    case 'own':
      return state.isOfficial ? ownPlace(mark, state) : samePlace(mark, state, base);
    case 'previous':
      return previousPlace(mark, state);
  }
}

function samePlace<T>(mark: Relative<T>, state: ReadingState<T>, base?: Place): RelativePlace<T> {
  const { level } = mark;
  const isGoingOn = base !== undefined;
  const { draft, earlier, isAnnex } = frameOf(state).memory;
  const last = isGoingOn ? earlier : draft;
  const place = last?.to ?? last?.place;
  const number = place?.[level];
  const isMissed = mark.to === 'same' && /^같은/.test(state.text.slice(mark.start, mark.end));
  if (!last || !place || !number || (isAnnex && depthOf(level) > 1)) return { isMissed };
  return { place: { ...above(base ?? place, level), [level]: number }, law: last.law };
}

function ownPlace<T>({ level }: Relative<T>, { lineAt }: ReadingState<T>): RelativePlace<T> {
  const number = lineAt[level];
  if (!number) return { isMissed: true };
  return { place: { ...above(lineAt, level), [level]: number }, law: { kind: 'unstated' } };
}

/** 전항 is the paragraph before this one; 전2조 are the two articles before. */
function previousPlace<T>(
  { level, back }: Relative<T>,
  { lineAt, isOfficial, context }: ReadingState<T>,
): RelativePlace<T> {
  const own = lineAt[level];
  if (!isOfficial || !own) return { isMissed: isOfficial };
  const articles = level === 'article' ? context.articles : undefined;
  const last = stepBack(own, 1, articles);
  const first = back === 'all' ? '1' : stepBack(own, back, articles);
  if (!last || !first) return { isMissed: true };
  const at = (number: string): Place => ({ ...above(lineAt, level), [level]: number });
  const law = { kind: 'unstated' } as const;
  return first === last ? { place: at(last), law } : { place: at(first), to: at(last), law };
}

/** Without the order of the articles, 25-3 comes after 25-2, that after 25, and 26 after 25. */
function stepBack(
  number: string,
  steps: number,
  order: readonly string[] | undefined,
): string | undefined {
  const index = order?.indexOf(number) ?? -1;
  if (order && index >= 0) return order[index - steps];
  let [main = 0, branch = 1] = number.split('-').map(Number);
  for (let step = 0; step < steps; step++) {
    if (branch > 1) branch--;
    else main--;
  }
  if (main < 1) return undefined;
  return branch > 1 ? `${main}-${branch}` : `${main}`;
}

/** Whether a number stands before another: 25, 25-2, 26. */
export function compareNumbers(a: string, b: string, level: Level): number {
  if (level === 'subitem') return 0;
  const [mainA = 0, branchA = 1] = a.split('-').map(Number);
  const [mainB = 0, branchB = 1] = b.split('-').map(Number);
  return mainA - mainB || branchA - branchB;
}
