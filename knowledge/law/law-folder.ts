import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isUnchanged, type LawPath, locate, readLawText, whyNot } from './law-file-text.ts';
import { type Head, type LawHead, type LawListing, listLawFiles } from './list-law-files.ts';
import { readStatute, StatuteFormatError } from './read-statute.ts';
import type { Statute } from './statute.ts';

/** One law of the folder, as its front matter describes it. */
export interface LawFile extends LawHead {
  /** The title without spaces, as in addresses: `개인정보보호법시행령`. Unique in a catalogue. */
  readonly slug: string;
}

/** What came of reading a file. An outage (`unreadable`) is never taken for absence. */
export type LawReading =
  | { readonly kind: 'read'; readonly statute: Statute }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly why: string };

/**
 * A folder of official text in the legalize-kr layout, read file by file as needed, and anew when a file has changed.
 * Nothing that lies in it makes a function throw.
 */
export interface LawFolder {
  /** As the operator gave it. The root of a clone of the public collection will do: its laws are below `kr/`. */
  readonly path: string;
  /** Why nothing at all can be read here at the moment; undefined when something can. */
  fault(): string | undefined;
  /** @param file - Below the folder: `개인정보보호법/법률.md`. */
  read(file: string): LawReading;
  /** Every law file, from its first lines. Walks through the whole folder: about 0.2 s for all of Korean law, 0.6 s the first time. */
  list(): LawListing;
}

export interface LawFolderOptions {
  /** How much text of parsed laws is kept in memory. */
  readonly mostCharactersKept?: number;
  /** A larger file is refused. */
  readonly mostBytes?: number;
  /** For how long a file is taken to be as it was when it was last looked at; 0: it is looked at every time. */
  readonly trustedMs?: number;
  /** Milliseconds, from any beginning. */
  readonly clock?: () => number;
}

/** The 106 laws that our corpus cites have 5.6 million, which take 42 MB as they are kept: 7.5 bytes a character. */
const CHARACTERS_KEPT = 6_000_000;
/** The largest law file of June 2026 has 2.0 MB (조세특례제한법 시행령). */
const MOST_BYTES = 16_000_000;
/** What a reading without text takes in memory, at most. */
const FEWEST_CHARACTERS = 1_000;

interface Kept {
  /** When it was last looked at. */
  seenAt: number;
  readonly file: LawPath;
  readonly reading: LawReading;
  readonly characters: number;
}

/** Opens a folder of official text. It need not exist yet. */
export function openLawFolder(path: string, options: LawFolderOptions = {}): LawFolder {
  const { mostCharactersKept = CHARACTERS_KEPT, mostBytes = MOST_BYTES } = options;
  const { trustedMs = 0, clock = () => performance.now() } = options;
  const kept = new LastUsed(mostCharactersKept);
  const heads = new Map<string, Head>();
  // Whoever asks what there is wants to know it as it is now.
  let listedAt = Number.NEGATIVE_INFINITY;
  return {
    path,
    fault() {
      const base = baseOf(path);
      return base.kind === 'unreadable' ? base.why : undefined;
    },
    read(file) {
      const before = kept.get(file);
      const seenAt = clock();
      const isTrusted = before && before.seenAt > listedAt && seenAt - before.seenAt < trustedMs;
      if (isTrusted) return before.reading;
      if (before && isUnchanged(before.file)) {
        before.seenAt = seenAt;
        return before.reading;
      }
      const base = baseOf(path);
      if (base.kind === 'unreadable') return base;
      const located = locate(base.path, file, mostBytes);
      if (located.kind !== 'file') return located;
      const now = { seenAt, file: located, ...readLaw(located.path) };
      kept.set(file, now);
      return now.reading;
    },
    list() {
      listedAt = clock();
      const base = baseOf(path);
      if (base.kind === 'folder') return listLawFiles(base.path, mostBytes, heads);
      return { heads: [], problems: [{ file: '', why: base.why }], stamp: '' };
    },
  };
}

type Base =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'unreadable'; readonly why: string };

/** The folder below which the laws lie, without symbolic links. */
function baseOf(path: string): Base {
  const unreadable = (why: string): Base => ({ kind: 'unreadable', why: `${path} ${why}` });
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) return unreadable('does not exist');
    if (!stats.isDirectory()) return unreadable('is not a folder');
    const below = join(path, 'kr');
    const isClone = statSync(below, { throwIfNoEntry: false })?.isDirectory() ?? false;
    return { kind: 'folder', path: realpathSync.native(isClone ? below : path) };
  } catch (error) {
    const why = whyNot(error);
    return unreadable(why.kind === 'absent' ? 'does not exist' : why.why);
  }
}

function readLaw(path: string): Omit<Kept, 'file' | 'seenAt'> {
  const read = readLawText(path);
  if (read.kind === 'unreadable') return { reading: read, characters: FEWEST_CHARACTERS };
  try {
    const statute = readStatute(read.text);
    return { reading: { kind: 'read', statute }, characters: read.text.length };
  } catch (error) {
    if (!(error instanceof StatuteFormatError)) throw error;
    return { reading: { kind: 'unreadable', why: error.message }, characters: FEWEST_CHARACTERS };
  }
}

/** Readings by file; those not used for longest go when there are too many characters. */
class LastUsed {
  readonly #most: number;
  readonly #kept = new Map<string, Kept>();
  #characters = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(file: string): Kept | undefined {
    const found = this.#kept.get(file);
    if (!found) return undefined;
    this.#kept.delete(file);
    this.#kept.set(file, found);
    return found;
  }

  set(file: string, kept: Kept): void {
    this.#remove(file);
    this.#kept.set(file, kept);
    this.#characters += kept.characters;
    for (const oldest of this.#kept.keys()) {
      if (this.#characters <= this.#most) break;
      this.#remove(oldest);
    }
  }

  #remove(file: string): void {
    this.#characters -= this.#kept.get(file)?.characters ?? 0;
    this.#kept.delete(file);
  }
}

/** The statute where the file could be read. */
export function statuteIn(folder: LawFolder | undefined, file: string): Statute | undefined {
  const reading = folder?.read(file);
  return reading?.kind === 'read' ? reading.statute : undefined;
}
