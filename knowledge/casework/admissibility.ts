import type { z } from 'zod';
import { holds, type Truth } from './condition.ts';
import type { Facts } from './facts.ts';
import type { GroundRow, RouteId } from './route-files.ts';

export type Ground = Readonly<z.infer<typeof GroundRow>>;
export type Weight = 'certain' | 'risk';

/**
 * `admissible`: every ground is known not to apply. `no-ground-seen`: none was seen, but some are undecided, or the rules
 * hold no ground for the route; it is kept apart from `admissible` because what is not known was not passed.
 */
export type Outcome = 'admissible' | 'no-ground-seen' | 'at-risk' | 'dismissed';

export interface Admissibility {
  readonly outcome: Outcome;
  /** What speaks against it, the certain ones first. */
  readonly grounds: readonly { readonly ground: Ground; readonly weight: Weight }[];
  /** Ids of grounds that may yet apply, or weigh more than was found: an answer is missing. */
  readonly unknown: readonly string[];
}

/** What would happen to the case on this route. Never better than its worst ground. */
export function checkAdmissibility(
  route: RouteId,
  facts: Facts,
  grounds: readonly Ground[],
): Admissibility {
  const examined = grounds
    .filter((ground) => ground.route === route)
    .map((ground) => ({ ground, ...weigh(ground, facts) }));
  const found = examined.flatMap(({ ground, weight }) => (weight ? [{ ground, weight }] : []));
  const unknown = examined.filter(({ isOpen }) => isOpen).map(({ ground }) => ground.id);
  return {
    outcome: outcomeOf(
      found.map(({ weight }) => weight),
      examined.length > 0 && unknown.length === 0,
    ),
    grounds: [...found.filter(isCertain), ...found.filter((one) => !isCertain(one))],
    unknown,
  };
}

const isCertain = ({ weight }: { readonly weight: Weight }): boolean => weight === 'certain';

function weigh(
  { certain, risk }: Ground,
  facts: Facts,
): { readonly weight?: Weight; readonly isOpen: boolean } {
  const ofCertain: Truth = certain ? holds(certain, facts) : 'no';
  if (ofCertain === 'yes') return { weight: 'certain', isOpen: false };
  const ofRisk: Truth = risk ? holds(risk, facts) : 'no';
  if (ofRisk === 'yes') return { weight: 'risk', isOpen: ofCertain === 'unknown' };
  return { isOpen: ofCertain === 'unknown' || ofRisk === 'unknown' };
}

function outcomeOf(weights: readonly Weight[], isAllKnown: boolean): Outcome {
  if (weights.includes('certain')) return 'dismissed';
  if (weights.includes('risk')) return 'at-risk';
  return isAllKnown ? 'admissible' : 'no-ground-seen';
}
