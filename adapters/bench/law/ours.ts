import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import type { ArticleSearch } from '../../../knowledge/law-search/article-search.ts';
import {
  type ArticleSearchHandle,
  openArticleSearch,
} from '../../../knowledge/law-search/open-article-search.ts';
import type { EngineKind, LawEngine } from './law-engine.ts';
import type { Order, WantedArticle } from './messages.ts';

/** How often progress is asked for, in milliseconds. */
const POLL_MS = 1000;

/** Ours as the server has it: built in a thread of its own, stored, loaded. */
export const ours: EngineKind = {
  async build(order, report) {
    const handle = open(order);
    const timer = setInterval(() => {
      const state = handle.state();
      if (state.kind === 'building') report(state.done, state.total);
    }, POLL_MS);
    try {
      await handle.ready;
    } finally {
      clearInterval(timer);
    }
    const search = searchOf(handle);
    return { engine: engineOf(search), articles: search.articleCount };
  },
  async load(order) {
    const handle = open(order);
    if (handle.state().kind === 'building') {
      handle.close();
      throw new Error('The index that was built is not the one that the server looks for.');
    }
    return engineOf(searchOf(handle));
  },
};

const open = ({ lawFolder, store, today }: Order): ArticleSearchHandle =>
  openArticleSearch({
    folder: openLawFolder(lawFolder),
    dataFolder: store,
    today: () => today,
  });

function searchOf(handle: ArticleSearchHandle): ArticleSearch {
  const state = handle.state();
  if (state.kind === 'ready') return state.search;
  throw new Error(state.kind === 'failed' ? state.why : `The search is ${state.kind}.`);
}

const engineOf = (search: ArticleSearch): LawEngine => ({
  idOf,
  search: (query, limit) => search.search(query, limit).map(idOf),
});

const idOf = ({ file, article }: Pick<WantedArticle, 'file' | 'article'>): string =>
  `${file} ${article}`;
