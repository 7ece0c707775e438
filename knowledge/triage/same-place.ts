import type { Bilingual } from '../language.ts';

/** What a report says of where and about whom, ready to be compared. */
export interface PlaceTraits {
  readonly id: string;
  /** Value of `slots.yaml`. */
  readonly place?: string;
  readonly operator?: string;
  /** As typed: the exact place, the respondent, the account. */
  readonly exactPlace: string;
  readonly respondent: string;
  readonly account: string;
  /** A Korean day. */
  readonly happenedOn?: string;
  readonly spot?: { readonly latitude: number; readonly longitude: number };
}

/** A suggestion that two reports are about the same camera or place; a person decides. */
export interface Likeness {
  readonly id: string;
  /** From 0 to 1. */
  readonly score: number;
  /** What speaks for it: people see it. */
  readonly reasons: readonly Bilingual[];
}
