import { Presets, SingleBar } from 'cli-progress';
import type { ArticleSearchState } from '../../knowledge/law-search/article-search.ts';
import type { LawDesk } from '../law-desk.ts';

/** How often the bar is drawn, in milliseconds. */
const REDRAW_MS = 100;

/**
 * Waits until the search of all laws can answer, or has failed. Shows how far its index is where somebody is watching;
 * standard output stays clean.
 */
export async function awaitLawSearch(laws: LawDesk): Promise<ArticleSearchState> {
  const { library } = laws;
  if (library.search().kind !== 'building') return library.search();
  const bar = new SingleBar(
    {
      format: '{bar} {percentage} % | {value}/{total} laws indexed | {duration_formatted}',
      stream: process.stderr,
      noTTYOutput: false,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  const draw = (): void => {
    const state = library.search();
    if (state.kind !== 'building' || state.total === 0) return;
    bar.setTotal(state.total);
    bar.update(state.done);
  };
  bar.start(1, 0);
  const timer = setInterval(draw, REDRAW_MS);
  try {
    await laws.ready();
  } finally {
    clearInterval(timer);
    bar.stop();
  }
  return library.search();
}
