import type { Database } from './database.ts';

/** Cleans up behind erasures, once for all that were asked for meanwhile. */
export interface Scrubbing {
  readonly soon: () => void;
  /** Resolves when nothing is left to do. */
  readonly finish: () => Promise<void>;
}

/** @param report - Takes failures: what was erased is erased, only its traces stay until the next time. */
export function startScrubbing(database: Database, report: (error: unknown) => void): Scrubbing {
  let isWanted = false;
  let running: Promise<void> | undefined;
  const scrub = async () => {
    while (isWanted) {
      isWanted = false;
      await database.scrub().catch(report);
    }
    running = undefined;
  };
  return {
    soon: () => {
      isWanted = true;
      running ??= scrub();
    },
    finish: async () => {
      await running;
    },
  };
}
