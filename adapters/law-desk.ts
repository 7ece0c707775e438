import { type LawLibrary, openLawLibrary } from '../knowledge/answer/law-library.ts';
import type { Term } from '../knowledge/corpus-model/corpus.ts';
import { openLawFolder } from '../knowledge/law/law-folder.ts';
import { lawWordsFor } from '../knowledge/law-search/law-words.ts';
import {
  type ArticleSearchHandle,
  type ArticleSearchOptions,
  openArticleSearch,
} from '../knowledge/law-search/open-article-search.ts';

/** The official text at hand, and the search of it, which takes time to prepare. */
export interface LawDesk {
  readonly library: LawLibrary;
  /** Resolves when the search can answer, or has failed; begins to prepare it where nobody has. */
  ready(): Promise<void>;
  /** Takes in what was fetched or removed since; the search goes on with what it has until the new index is there. */
  refresh(): Promise<void>;
  close(): void;
}

/** An answer cites a dozen places of a few files; each file is looked at again once a second, not for each of them. */
const TRUSTED_MS = 1000;

export interface LawDeskOptions {
  readonly folder: string;
  /** Where the index of all articles is kept. */
  readonly dataFolder: string;
  readonly today: () => string;
  /** Everyday words and the words of the law for them; read when the search is opened. */
  readonly terms: () => readonly Term[];
}

/** The search is opened when it is first asked for: whoever looks up one article need not wait for an index. */
export function openLawDesk({ folder: path, dataFolder, today, terms }: LawDeskOptions): LawDesk {
  const folder = openLawFolder(path, { trustedMs: TRUSTED_MS });
  let search: ArticleSearchHandle | undefined;
  const open = () => openOrFail({ folder, dataFolder, today, expand: lawWordsFor(terms()) });
  const opened = (): ArticleSearchHandle => {
    search ??= open();
    return search;
  };
  const library = openLawLibrary(folder, today, () => opened().state());
  return {
    library,
    ready: () => opened().ready,
    async refresh() {
      if (!library.refresh() || !search) return;
      const next = open();
      await next.ready;
      search = next;
    },
    close: () => search?.close(),
  };
}

/** A data folder that cannot be read costs the search of all laws, not the answers. */
function openOrFail(options: ArticleSearchOptions): ArticleSearchHandle {
  try {
    return openArticleSearch(options);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const why = error.message;
    return {
      state: () => ({ kind: 'failed', why }),
      ready: Promise.resolve(),
      close: () => undefined,
    };
  }
}
