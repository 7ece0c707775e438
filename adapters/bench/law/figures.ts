import { againstOurs } from '../statistics.ts';

/** Nothing was measured here. */
export const NOTHING = '-';

const BYTES_A_MEGABYTE = 1_000_000;

/** Megabytes of a million bytes each, which is stricter than MiB. */
export const inMB = (bytes: number): string => (bytes / BYTES_A_MEGABYTE).toFixed(0);

export const inSeconds = (seconds: number): string => seconds.toFixed(1);

/** A figure, if there is one. */
export const shown = (value: number | undefined, format: (value: number) => string): string =>
  value === undefined || Number.isNaN(value) ? NOTHING : format(value);

/** A figure and, in the next cell, how many times ours it is. */
export const compared = (
  value: number | undefined,
  ours: number | undefined,
  format: (value: number) => string,
): readonly [string, string] => [
  shown(value, format),
  shown(value, (theirs) => againstOurs(theirs, ours ?? 0)),
];
