/** An article that a search of all laws found. Its text is read from the folder when it is shown. */
export interface FoundArticle {
  /** Of the law, below the folder of official text. */
  readonly file: string;
  /** `23`, `25-2`. */
  readonly article: string;
  readonly lawTitle: string;
  /** Empty where the law gives none. */
  readonly articleTitle: string;
  readonly score: number;
}

/**
 * The articles in which a wording stands, in their titles or texts: case aside, with its spaces or without, or with one of its
 * words written as two. The name of the law does not count.
 */
export interface Mentions {
  readonly articles: readonly FoundArticle[];
  readonly articleCount: number;
  readonly lawCount: number;
  /** False where not every article that may hold the wording was looked into: the counts are then about right. */
  readonly isExact: boolean;
}

/** Searches every article of every law in the folder. */
export interface ArticleSearch {
  readonly articleCount: number;
  readonly lawCount: number;
  /** The best first; empty when no word of the query occurs anywhere. */
  search(query: string, limit: number): readonly FoundArticle[];
  /** "Which laws mention …": articles in which the wording stands, the most telling first. Every one that is named holds it. */
  mentioning(wording: string, limit: number): Mentions;
}

/** The index of a folder of thousands of laws takes time to build: what can be said of it meanwhile. */
export type ArticleSearchState =
  | { readonly kind: 'ready'; readonly search: ArticleSearch }
  | { readonly kind: 'building'; readonly done: number; readonly total: number }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'no-folder' };
