import type { Database } from './database.ts';

/** Cleans up behind erasures, once for all that were asked for meanwhile. */
export interface Scrubbing {
  readonly soon: () => void;
  /** Resolves when nothing is left to do. */
  readonly finish: () => Promise<void>;
}

/** @param report - Takes failures: what was erased is erased, only its traces stay until the next time. */
export function startScrubbing(
  { scrub, scrubPauseMs }: Pick<Database, 'scrub' | 'scrubPauseMs'>,
  report: (error: unknown) => void,
): Scrubbing {
  let isWanted = false;
  let running: Promise<void> | undefined;
  let endPause = () => {};
  let isFinishing = false;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, isFinishing ? 0 : scrubPauseMs);
      timer.unref();
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (isWanted) {
      isWanted = false;
      await scrub().catch(report);
      if (scrubPauseMs > 0) await pause();
    }
    running = undefined;
  };
  return {
    soon: () => {
      isWanted = true;
      running ??= run();
    },
    finish: async () => {
      isFinishing = true;
      endPause();
      await running;
    },
  };
}
