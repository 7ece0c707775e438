import type { Order, WantedArticle } from './messages.ts';

/** An index in memory or at hand on the disk, ready to answer. */
export interface LawEngine {
  /** What it calls an article. */
  readonly idOf: (article: WantedArticle) => string;
  /** Best first. */
  readonly search: (query: string, limit: number) => readonly string[] | Promise<readonly string[]>;
}

export type ReportProgress = (done: number, total: number) => void;

/** A way to search all articles. */
export interface EngineKind {
  /** Reads the folder and indexes every article. */
  readonly build: (order: Order, report: ReportProgress) => Promise<BuiltEngine>;
  /** Opens what an earlier process has stored. */
  readonly load: (order: Order) => Promise<LawEngine>;
}

export interface BuiltEngine {
  readonly engine: LawEngine;
  readonly articles: number;
  /** Absent where building stores already. @throws when the index is too large for the way it is stored. */
  readonly store?: () => void;
}

/** What each field counts, the same for all; our own are constants of the index. */
export const FIELD_WEIGHTS = { law: 1, title: 2, text: 1 } as const;
