import { catalogueOf, fileOf, type LawCatalogue } from './law-catalogue.ts';
import type { LawFile, LawFolder } from './law-folder.ts';
import { nameOf } from './law-slugs.ts';
import type { LawProblem } from './list-law-files.ts';
import type { Statute, UnreadLine } from './statute.ts';

/** A law that somebody needs: where it is expected, and its title. */
export interface NeededLaw {
  readonly file: string;
  readonly title: string;
}

/** What a folder of official text holds, and what is the matter with it. */
export interface FolderStatus {
  /** Files that were read from end to end. */
  readonly fileCount: number;
  readonly lawCount: number;
  /** In all files, those of older versions and laws included. */
  readonly articleCount: number;
  readonly deletedCount: number;
  /** Laws whose file takes effect only after today. */
  readonly upcoming: readonly LawFile[];
  readonly repealed: readonly LawFile[];
  readonly choices: LawCatalogue['choices'];
  /** Files that were not read, with the reasons. */
  readonly refused: readonly LawProblem[];
  readonly unread: readonly (UnreadLine & { readonly file: string })[];
  /** Needed laws by where they are. */
  readonly there: readonly NeededLaw[];
  readonly elsewhere: readonly (NeededLaw & { readonly found: string })[];
  readonly missing: readonly (NeededLaw & { readonly why: string })[];
}

/** Reads a whole folder: some seconds for all of Korean law. @param today - ISO date. */
export function folderStatus(
  folder: LawFolder,
  today: string,
  needed: readonly NeededLaw[],
): FolderStatus {
  const catalogue = catalogueOf(folder, today);
  const totals = readAll(folder, catalogue);
  const places = needed.map((law) => ({ law, ...placeOf(folder, catalogue, law) }));
  return {
    ...totals,
    lawCount: catalogue.laws.length,
    upcoming: catalogue.laws.filter(({ inForce }) => inForce > today),
    choices: catalogue.choices,
    refused: [...catalogue.problems, ...totals.refused],
    there: places.flatMap(({ law, found, why }) => (!why && found === law.file ? [law] : [])),
    elsewhere: places.flatMap(({ law, found, why }) =>
      !why && found !== law.file ? [{ ...law, found }] : [],
    ),
    missing: places.flatMap(({ law, why }) => (why ? [{ ...law, why }] : [])),
  };
}

/** Where a law is, or why it cannot be read. */
function placeOf(
  folder: LawFolder,
  catalogue: LawCatalogue,
  law: NeededLaw,
): { readonly found: string; readonly why?: string } {
  const found = fileOf(folder, catalogue, law);
  const reading = folder.read(found);
  switch (reading.kind) {
    case 'absent':
      return { found, why: 'not in the folder' };
    case 'unreadable':
      return { found, why: reading.why };
    case 'read': {
      const { title } = reading.statute;
      return nameOf(title) === nameOf(law.title)
        ? { found }
        : { found, why: `the file holds ${title}` };
    }
  }
}

function readAll(folder: LawFolder, { files, laws }: LawCatalogue) {
  const chosen = new Set(laws.map(({ file }) => file));
  const refused: LawProblem[] = [];
  const repealed: LawFile[] = [];
  const unread: (UnreadLine & { file: string })[] = [];
  const counts = { fileCount: 0, articleCount: 0, deletedCount: 0 };
  for (const law of files) {
    const reading = folder.read(law.file);
    if (reading.kind !== 'read') {
      refused.push({ file: law.file, why: reading.kind === 'absent' ? 'is gone' : reading.why });
      continue;
    }
    const { statute } = reading;
    counts.fileCount += 1;
    counts.articleCount += statute.articles.size;
    counts.deletedCount += deletedIn(statute);
    if (statute.isRepealed && chosen.has(law.file)) repealed.push(law);
    for (const line of statute.unread) unread.push({ file: law.file, ...line });
  }
  return { ...counts, refused, repealed, unread };
}

const deletedIn = ({ articles }: Statute): number =>
  [...articles.values()].filter(({ isDeleted }) => isDeleted).length;
