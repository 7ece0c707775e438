import type { z } from 'zod';
import type {
  DocumentSource,
  EntryFile,
  IntentFile,
  LawSource,
  ProvisionRow,
  ReviewsFile,
  SlotsFile,
  SlotValue,
  StampsFile,
  TermGroup,
} from './schema.ts';

export type Entry = Readonly<z.infer<typeof EntryFile>>;
export type Reason = Entry['reasons'][number];
export type Verdict = Entry['verdict'];
export type Basis = Reason['basis'];
export type EntryKind = Entry['kind'];
export type Intent = Readonly<z.infer<typeof IntentFile>>;
export type Term = Readonly<z.infer<typeof TermGroup>>;
export type Slots = Readonly<z.infer<typeof SlotsFile>>;

export type SlotWord = Readonly<z.infer<typeof SlotValue>>;

/** What one article was compared with, by whom and when. */
export type ArticleStamp = Readonly<z.infer<typeof StampsFile>['articles'][string]>;

/** The newest version of a law that any of its articles was compared with. */
export interface LawStamp {
  readonly lawId: string;
  readonly promulgationNumber: string;
  readonly promulgated: string;
  readonly inForce: string;
  /** The last day on which an article was compared with that version. */
  readonly checkedOn: string;
}

/** What our digests were compared with. Made by `stampsOf` from the file. */
export interface Stamps {
  /** By the id of the law; laws without a stamped article are left out. */
  readonly laws: Readonly<Record<string, LawStamp>>;
  /** Keyed by `articleKey`: `pipa 제23조`. */
  readonly articles: Readonly<Record<string, ArticleStamp>>;
}

/** One article looked at again by a person. */
export type Review = Readonly<z.infer<typeof ReviewsFile>[number]>;

export type Law = Readonly<z.infer<typeof LawSource>> & { readonly type: 'law' };
export type Document = Readonly<z.infer<typeof DocumentSource>> & { readonly type: 'document' };
export type Source = Law | Document;

export type Provision = Readonly<z.infer<typeof ProvisionRow>> & {
  /** Id of the law it stands in. */
  readonly source: string;
  /** `25-2`. */
  readonly article: string;
};

/** What people call a law beside its title. */
export interface LawAlias {
  readonly name: string;
  readonly title: string;
}

/** A citation as its record writes it, and which record that is. */
export interface CitedBy {
  readonly about: string;
  readonly cite: string;
}

/** Everything we know, in memory and read-only. */
export interface Corpus {
  readonly sources: ReadonlyMap<string, Source>;
  readonly provisions: readonly Provision[];
  readonly entries: ReadonlyMap<string, Entry>;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly terms: readonly Term[];
  readonly slots: Slots;
  /** What people call laws beyond the corpus. */
  readonly lawAliases: readonly LawAlias[];
  /** Ids of the situations offered when a question says neither where nor by whom. */
  readonly askBack: readonly string[];
  readonly stamps: Stamps;
  /** What the rules of casework cite, where they were read along: `withRules`. */
  readonly ruleCitations?: readonly CitedBy[];
  /** Oldest first. */
  readonly reviews: readonly Review[];
  /** Digest of every file it was read from: the same corpus, the same fingerprint. */
  readonly fingerprint: string;
}
