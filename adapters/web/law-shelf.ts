import type { LawLibrary } from '../../knowledge/answer/law-library.ts';
import type { Corpus, Law } from '../../knowledge/corpus-model/corpus.ts';
import type { LawFile } from '../../knowledge/law/law-folder.ts';
import { type NamedLaws, namedLaws, squash } from '../../knowledge/law/named-laws.ts';
import type { Statute } from '../../knowledge/law/statute.ts';
import type { WebContext } from './context.ts';
import { LONGEST_ADDRESS } from './law-address.ts';

/** A law whose text is at hand. */
export interface ReadLaw {
  readonly law: LawFile;
  readonly statute: Statute;
}

/** What came of looking for a law by the name in an address. */
export type LawFinding =
  | ({ readonly kind: 'read' } & ReadLaw)
  | {
      readonly kind: 'no-folder' | 'absent' | 'unreadable';
      readonly name: string;
      /** The law of our corpus that goes by the name. */
      readonly source?: Law;
    }
  | { readonly kind: 'no-such-law'; readonly name: string };

/** Finds the law of an address. That its text cannot be had is never taken for its not being there. */
export function lawOfAddress({ corpus, laws }: WebContext, address: string): LawFinding {
  const name = address.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST_ADDRESS);
  const source = sourceTitled(corpus, name);
  const ours = source && { source };
  if (!laws || isEmpty(laws)) return { kind: 'no-folder', name, ...ours };
  const law = shelfOf(laws, corpus).exact(name);
  if (law) {
    const reading = laws.folder.read(law.file);
    return reading.kind === 'read'
      ? { kind: 'read', law, statute: reading.statute }
      : { kind: reading.kind, name: law.title, ...ours };
  }
  const wanted = squash(name);
  const isUnreadable = laws.catalogue.problems.some(({ file }) => nameInFile(file) === wanted);
  if (isUnreadable) return { kind: 'unreadable', name, ...ours };
  return source ? { kind: 'absent', name, source } : { kind: 'no-such-law', name };
}

/** A folder that is not there, or holds nothing, says nothing about any law. */
export const isEmpty = ({ folder, laws }: LawLibrary): boolean =>
  laws.length === 0 || folder.fault() !== undefined;

/** `형법/시행령.md` holds 형법시행령, if it could be read; a statute is called like its folder. */
function nameInFile(file: string): string {
  const [folder = '', name = ''] = file.split('/');
  return squash(folder + (/^시행(?:령|규칙)/.exec(name)?.[0] ?? ''));
}

/** The list of laws is made anew when the folder changes; its names are sorted once for each list. */
const shelves = new WeakMap<readonly LawFile[], NamedLaws<LawFile>>();

/** The laws of the folder by all their names: titles, addresses, and what our corpus says people call them. */
export function shelfOf({ laws }: LawLibrary, corpus: Corpus): NamedLaws<LawFile> {
  const known = shelves.get(laws);
  if (known) return known;
  // Where two laws share a title, it is the address of one of them.
  const plain = laws.filter(({ title, slug }) => squash(title) === squash(slug));
  const ours = lawsByTitle(corpus);
  const called = namesByTitle(corpus);
  const shelf = namedLaws(
    [...new Set([...plain, ...laws])].map((law) => {
      const source = ours.get(squash(law.title));
      const nicknames = source ? [source.title.en, ...source.aliases] : [];
      const names = [law.slug, ...nicknames, ...(called.get(squash(law.title)) ?? [])];
      return { law, title: law.title, names };
    }),
  );
  shelves.set(laws, shelf);
  return shelf;
}

function namesByTitle({ lawAliases }: Corpus): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { name, title } of lawAliases) {
    const key = squash(title);
    names.set(key, [...(names.get(key) ?? []), name]);
  }
  return names;
}

/** The law of our corpus that has this title. */
export const sourceTitled = (corpus: Corpus, title: string): Law | undefined =>
  lawsByTitle(corpus).get(squash(title));

const titles = new WeakMap<Corpus, ReadonlyMap<string, Law>>();

function lawsByTitle(corpus: Corpus): ReadonlyMap<string, Law> {
  const known = titles.get(corpus);
  if (known) return known;
  const laws = [...corpus.sources.values()].flatMap((one) => (one.type === 'law' ? [one] : []));
  const byTitle = new Map(laws.map((law) => [squash(law.title.ko), law] as const));
  titles.set(corpus, byTitle);
  return byTitle;
}
