import { catalogueOf, type LawCatalogue } from '../law/law-catalogue.ts';
import type { LawFile, LawFolder } from '../law/law-folder.ts';
import type { ArticleSearchState } from '../law-search/article-search.ts';

/** All laws of the folder of official text, ours and others: to be looked up by name, and searched. */
export interface LawLibrary {
  readonly folder: LawFolder;
  /** As of the last `refresh`, and of today: on another day other versions may be in force. */
  readonly catalogue: LawCatalogue;
  /** One file for each law: the version that counts today. */
  readonly laws: readonly LawFile[];
  /** The law that a file of the folder holds. */
  lawIn(file: string): LawFile | undefined;
  /** What can be said of the search of all articles right now; the first call may start to build its index. */
  search(): ArticleSearchState;
  /** Looks whether files were added, removed or written anew, and says so. Walks through the whole folder. */
  refresh(): boolean;
}

/** @param today - The day in Korea, YYYY-MM-DD. */
export function openLawLibrary(
  folder: LawFolder,
  today: () => string,
  search: () => ArticleSearchState,
): LawLibrary {
  let shelf = shelfOf(folder, today());
  const current = (): Shelf => {
    if (shelf.day !== today()) shelf = shelfOf(folder, today());
    return shelf;
  };
  return {
    folder,
    search,
    get catalogue() {
      return current().catalogue;
    },
    get laws() {
      return current().catalogue.laws;
    },
    lawIn: (file) => current().byFile.get(file),
    refresh() {
      const before = shelf;
      shelf = shelfOf(folder, today());
      return shelf.catalogue.stamp !== before.catalogue.stamp || shelf.day !== before.day;
    },
  };
}

interface Shelf {
  readonly day: string;
  readonly catalogue: LawCatalogue;
  readonly byFile: ReadonlyMap<string, LawFile>;
}

function shelfOf(folder: LawFolder, day: string): Shelf {
  const catalogue = catalogueOf(folder, day);
  return { day, catalogue, byFile: new Map(catalogue.files.map((law) => [law.file, law])) };
}
