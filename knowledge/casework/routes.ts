import type { z } from 'zod';
import { type Admissibility, checkAdmissibility, type Ground } from './admissibility.ts';
import { type Condition, holds } from './condition.ts';
import type { Facts } from './facts.ts';
import type { RouteRow } from './route-files.ts';

export type Route = Readonly<z.infer<typeof RouteRow>>;

/** A route that fits or may fit, with what would happen to the case there. */
export interface RouteOption {
  readonly route: Route;
  /** `unknown`: an answer is missing that decides whether it fits. */
  readonly fit: 'yes' | 'unknown';
  readonly rank: number;
  readonly admissibility: Admissibility;
}

/**
 * Where the case can go, in the order in which to go. A route that would dismiss it comes after those that would not, and
 * one that may not fit is never the first. Routes that do not fit are left out.
 */
export function routesFor(
  facts: Facts,
  routes: readonly Route[],
  grounds: readonly Ground[],
): readonly RouteOption[] {
  const options = routes.flatMap((route): readonly RouteOption[] => {
    const fit = truthOf(route.when, facts);
    if (fit === 'no') return [];
    const admissibility = checkAdmissibility(route.id, facts, grounds);
    return [{ route, fit, rank: rankOf(route, facts), admissibility }];
  });
  const ordered = options.toSorted(
    (a, b) => Number(isDismissed(a)) - Number(isDismissed(b)) || a.rank - b.rank,
  );
  const first = ordered.find(({ fit }) => fit === 'yes');
  return first ? [first, ...ordered.filter((option) => option !== first)] : ordered;
}

const isDismissed = ({ admissibility }: RouteOption): boolean =>
  admissibility.outcome === 'dismissed';

const truthOf = (condition: Condition | undefined, facts: Facts) =>
  condition ? holds(condition, facts) : 'yes';

/** @throws where no row holds: the last one must have no condition. */
function rankOf({ id, order }: Route, facts: Facts): number {
  const row = order.find(({ when }) => truthOf(when, facts) === 'yes');
  if (!row) throw new Error(`routes.yaml: the last order of ${id} must have no condition.`);
  return row.rank;
}
