import type { z } from 'zod';
import type {
  DocumentSource,
  EntryFile,
  IntentFile,
  LawSource,
  ProvisionRow,
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
export type Stamps = Readonly<z.infer<typeof StampsFile>>;

export type Law = Readonly<z.infer<typeof LawSource>> & { readonly type: 'law' };
export type Document = Readonly<z.infer<typeof DocumentSource>> & { readonly type: 'document' };
export type Source = Law | Document;

export type Provision = Readonly<z.infer<typeof ProvisionRow>> & {
  /** Id of the law it stands in. */
  readonly source: string;
  /** `25-2`. */
  readonly article: string;
};

/** Everything we know, in memory and read-only. */
export interface Corpus {
  readonly sources: ReadonlyMap<string, Source>;
  readonly provisions: readonly Provision[];
  readonly entries: ReadonlyMap<string, Entry>;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly terms: readonly Term[];
  readonly slots: Slots;
  /** Ids of the situations offered when a question says neither where nor by whom. */
  readonly askBack: readonly string[];
  readonly stamps: Stamps;
  /** Digest of every file it was read from: the same corpus, the same fingerprint. */
  readonly fingerprint: string;
}
