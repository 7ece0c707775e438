import { SingleBar } from 'cli-progress';
import type { LawReport } from '../law-source/fetch-laws.ts';

/** Shows how far a run has come. */
export interface FetchProgress {
  advance(report: LawReport): void;
  stop(): void;
}

/** Up to so many laws each gets a line where there is no terminal; above it about so many lines tell the progress. */
const MOST_LINES = 200;
const LINES_FOR_MANY = 20;

/** A bar on a terminal; plain lines in a log. */
export const fetchProgress = (total: number, isTerminal: boolean): FetchProgress =>
  isTerminal ? bar(total) : lines(total);

function bar(total: number): FetchProgress {
  const single = new SingleBar({
    format: '{bar} {value}/{total} {title}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: false,
  });
  single.start(total, 0, { title: '' });
  return {
    advance: ({ law }) => single.increment(1, { title: law.title }),
    stop() {
      single.update({ title: '' });
      single.stop();
    },
  };
}

function lines(total: number): FetchProgress {
  const every = total <= MOST_LINES ? 1 : Math.ceil(total / LINES_FOR_MANY);
  let done = 0;
  return {
    advance({ law, outcome }) {
      done += 1;
      if (done % every === 0) console.log(`${done}/${total} ${law.title}: ${outcome.kind}`);
    },
    stop() {
      // Lines end by themselves.
    },
  };
}
