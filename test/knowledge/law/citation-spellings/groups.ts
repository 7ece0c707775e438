import fc from 'fast-check';
import type { Pinpoint } from '../../../../knowledge/law/pinpoint.ts';

/** The places that a generated citation means, before anybody writes them down. */

export const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
/** One of some pairs. */
export const pairs = (...values: readonly (readonly [string, string])[]) => pick(...values);
/** A value, or none. */
export const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** 1 to a number, as text. */
export const number = (max: number) => fc.integer({ min: 1, max }).map(String);
/** The same, now and then with a branch: 25-2. */
export const branched = (max: number) =>
  fc
    .tuple(number(max), fc.integer({ min: 0, max: 6 }))
    .map(([main, branch]) => (branch >= 2 && branch <= 3 ? `${main}-${branch}` : main));
/** Of sub-items. */
export const LETTERS = [...'가나다라마바사아자차카타파하'];

type Depth = 0 | 1 | 2 | 3;

/** A place of a depth: 0 is an article, 3 a sub-item. Sub-items stand below items, items below paragraphs or articles. */
const place = (depth: Depth): fc.Arbitrary<Pinpoint> =>
  fc
    .record({
      article: branched(400),
      paragraph: depth === 1 || depth === 3 ? number(20) : maybe(number(20)),
      item: branched(30),
      subitem: pick(...LETTERS),
    })
    .map(({ article, paragraph, item, subitem }) => ({
      article,
      ...(depth > 0 && paragraph && { paragraph }),
      ...(depth > 1 && { item }),
      ...(depth > 2 && { subitem }),
    }));

const depth = fc.constantFrom<Depth>(0, 0, 0, 1, 1, 2, 3);

/** One place, several that share what stands before their last number, several of any sort, or the two ends of a range. */
export type Group =
  | { readonly kind: 'one'; readonly places: readonly [Pinpoint] }
  | { readonly kind: 'list' | 'mixed' | 'range'; readonly places: readonly Pinpoint[] };

/** One level of a place. */
export type Level = (typeof LEVELS)[number];
/** The widest first. */
export const LEVELS = ['article', 'paragraph', 'item', 'subitem'] as const;
/** The deepest level that a place names. */
export const deepest = (at: Pinpoint) => LEVELS.findLast((level) => at[level]) ?? 'article';

/** The places after one in their order: 3, 4-2, 6 … */
function following(at: Pinpoint, steps: readonly number[]): Pinpoint[] {
  const level = deepest(at);
  const places = [at];
  for (const step of steps) {
    const last = places.at(-1)?.[level] ?? '1';
    const next =
      level === 'subitem'
        ? (LETTERS[LETTERS.indexOf(last) + 1] ?? undefined)
        : `${Number(last.split('-')[0]) + step}`;
    if (next) places.push({ ...at, [level]: next });
  }
  return places;
}

/** The level from which on a place is written behind another: what it shares with that is left out. */
export function levelAfter(at: Pinpoint, last: Pinpoint): Level {
  const level = LEVELS.find((one) => at[one] !== last[one]) ?? 'article';
  // 제3조제1항 및 제3조 has to name the article again.
  return at[level] ? level : 'article';
}

/** Places of any sort, each other than the one before it. */
const mixed: fc.Arbitrary<Group> = fc
  .array(depth.chain(place), { minLength: 2, maxLength: 4 })
  .chain((places) =>
    fc
      .array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 })
      .map((shared): Group => {
        const joined: Pinpoint[] = [];
        for (const [index, at] of places.entries()) {
          const last = joined.at(-1);
          const keep = shared[index] ?? 0;
          const next = {
            ...at,
            ...(last && keep > 0 && { article: last.article }),
            ...(last?.paragraph && keep > 1 && at.paragraph && { paragraph: last.paragraph }),
          };
          if (JSON.stringify(next) !== JSON.stringify(last)) joined.push(next);
        }
        return { kind: 'mixed', places: joined };
      }),
  );

const alike: fc.Arbitrary<Group> = depth.chain((deep) =>
  fc
    .tuple(
      place(deep),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
      fc.constantFrom<Group['kind'][]>('one', 'one', 'list', 'range'),
    )
    .map(([at, steps, kind]): Group => {
      const places = following(at, kind === 'range' ? steps.slice(0, 1) : steps);
      return kind === 'one' || places.length < 2 ? { kind: 'one', places: [at] } : { kind, places };
    }),
);

/** Any group of places. */
export const group = fc.oneof({ arbitrary: alike, weight: 4 }, { arbitrary: mixed, weight: 1 });

/** Of an empty group, which there is none of. */
export const NO_PLACE: Pinpoint = { article: '1' };
