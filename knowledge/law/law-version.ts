/** What tells one version of a law from another. */
export interface LawVersion {
  readonly promulgationNumber: string;
  /** ISO dates. One promulgation may take effect in steps: each step is a version of its own. */
  readonly promulgated: string;
  readonly inForce: string;
}

/** How a version stands to the one we know. */
export type Age = 'older' | 'same' | 'newer';

/**
 * Whether a version is older or newer than the one we know. What was promulgated later is newer, though it may take
 * effect earlier. Numbers count only where nothing else tells two versions apart: each ministry numbers its own rules.
 */
export function ageOf(version: LawVersion, known: LawVersion): Age {
  const order =
    compare(version.promulgated, known.promulgated) ||
    compare(version.inForce, known.inForce) ||
    Number(version.promulgationNumber) - Number(known.promulgationNumber);
  if (order === 0 || Number.isNaN(order)) return 'same';
  return order < 0 ? 'older' : 'newer';
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
