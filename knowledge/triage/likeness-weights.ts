import type { MarkUnit } from './place-marks.ts';

/**
 * How much each likeness and each difference counts. Set by hand and measured on made-up reports (test/triage/made-reports); no
 * one of the weaker ones makes two reports alike alone. Points add up; the sum, held between 0 and 1, is the score.
 */

/** Reports of this score are suggested as being about the same camera or place. */
export const ALIKE_FROM = 0.6;

export const WEIGHTS = {
  /** All names of both sides are the same. */
  names: 0.62,
  /** The part of it that stays when much else is named on one side. */
  namesAtLeast: 0.4,
  address: 0.4,
  respondent: 0.1,
  place: 0.06,
  operator: 0.04,
  near: 0.35,
  days: 0.05,
  words: 0.25,
  sameAccount: 0.6,
  spotOfPlace: 0.08,
  /** A place read from a story is less sure. */
  fromAccount: 0.8,
} as const;

export const AGAINST = {
  stations: 0.5,
  branches: 0.7,
  areas: 0.55,
  /** Two schools, two marts, in the letters of one language. */
  names: 0.45,
  bare: 0.15,
  location: 0.25,
  /** Both name something, and nothing is the same. */
  nothing: 0.3,
  addresses: 0.45,
  respondents: 0.35,
  wideRespondents: 0.2,
  place: 0.06,
  operator: 0.04,
  far: 0.3,
  spotOfPlace: 0.35,
} as const;

/** The same number, and two different ones. */
export const MARKS: Readonly<Record<MarkUnit, { readonly same: number; readonly other: number }>> =
  {
    exit: { same: 0.2, other: 0.5 },
    gate: { same: 0.12, other: 0.3 },
    floor: { same: 0.06, other: 0.35 },
    complex: { same: 0.15, other: 0.6 },
    phase: { same: 0.15, other: 0.6 },
    house: { same: 0.12, other: 0.4 },
    terminal: { same: 0.1, other: 0.5 },
    store: { same: 0.15, other: 0.7 },
    platform: { same: 0.12, other: 0.25 },
    hall: { same: 0.08, other: 0.2 },
    room: { same: 0.08, other: 0.15 },
    block: { same: 0.05, other: 0.05 },
    line: { same: 0, other: 0 },
  };

/** How much a name says, by its kind. */
export const NAME_WEIGHTS = {
  station: 0.8,
  branch: 0.7,
  /** A bare name may be that of an area or of a chain. */
  bare: 0.7,
  shortBare: 0.5,
  office: 0.7,
  area: 0.3,
  landmark: 1,
} as const;

export const NEAR_METRES = 150;
export const FAR_METRES = 500;
export const NEAR_DAYS = 28;
