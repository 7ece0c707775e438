import { chooseVersion, rankOf } from './choose-law-version.ts';
import type { LawFile, LawFolder } from './law-folder.ts';
import { nameOf, withSlugs } from './law-slugs.ts';
import type { LawHead, LawProblem } from './list-law-files.ts';

/** All laws of a folder, each once. Made for one day: tomorrow another version may be in force. */
export interface LawCatalogue {
  /** One file a law, in the order of the files. */
  readonly laws: readonly LawFile[];
  /** Every law file that could be read, also those of older laws and versions that no law of `laws` stands for. */
  readonly files: readonly LawFile[];
  /** Where several files hold one law: which one counts. */
  readonly choices: readonly LawChoice[];
  /** What could not be read. A law among them is missing from `laws`, which is no proof that it does not exist. */
  readonly problems: readonly LawProblem[];
  /** Changes with any of the files. */
  readonly stamp: string;
  /** The laws by all spellings of title and slug that {@link findLaw} takes for one. */
  readonly byName: ReadonlyMap<string, LawFile>;
}

/** That one file counts and others do not. */
export interface LawChoice {
  readonly chosen: LawFile;
  readonly insteadOf: readonly LawFile[];
  /** English, for the operator. */
  readonly why: string;
}

/**
 * The laws of a folder. Of files with one title and one rank only one counts; laws of another rank (the decrees of the
 * military government of 1945 to 1948 are named like the laws after them) stay.
 *
 * @param today - ISO date.
 */
export function catalogueOf(folder: LawFolder, today: string): LawCatalogue {
  const { heads, problems, stamp } = folder.list();
  const choices = ofOneTitle(heads).map((versions) => chooseVersion(versions, today));
  const slugs = withSlugs(choices);
  const named = (head: LawHead): LawFile => ({ ...head, slug: slugs.get(head.file) ?? head.file });
  const chosen = new Set(choices.map((choice) => choice.chosen.file));
  const files = heads.map(named);
  const laws = files.filter(({ file }) => chosen.has(file));
  return {
    laws,
    files,
    choices: choices
      .filter(({ insteadOf }) => insteadOf.length > 0)
      .map(({ chosen, insteadOf, why }) => {
        return { chosen: named(chosen), insteadOf: insteadOf.map(named), why };
      }),
    problems,
    stamp,
    byName: byName(laws),
  };
}

/** Files of one title and rank together, each group where its first file stands. */
function ofOneTitle(heads: readonly LawHead[]): readonly (readonly LawHead[])[] {
  const groups = new Map<string, LawHead[]>();
  for (const head of heads) {
    const key = `${nameOf(head.title)}\n${rankOf(head.kind)}`;
    const group = groups.get(key);
    if (group) group.push(head);
    else groups.set(key, [head]);
  }
  return [...groups.values()];
}

/** Where two laws share a title it leads to the one whose slug is the title alone: slugs go last. */
const byName = (laws: readonly LawFile[]): ReadonlyMap<string, LawFile> =>
  new Map([
    ...laws.map((law) => [nameOf(law.title), law] as const),
    ...laws.map((law) => [nameOf(law.slug), law] as const),
  ]);

/** The law of that title or slug, whatever its spaces, dots, quotation marks and letter case. */
export const findLaw = (catalogue: LawCatalogue, title: string): LawFile | undefined =>
  catalogue.byName.get(nameOf(title));

/**
 * Where a law of our corpus stands in this folder: in the file that the corpus names, else in the one that has its title.
 * The file that is named where the folder has neither, or cannot read it: reading it says what is the matter.
 */
export function fileOf(
  folder: LawFolder,
  catalogue: LawCatalogue,
  { file, title }: { readonly file: string; readonly title: string },
): string {
  if (folder.read(file).kind !== 'absent') return file;
  return findLaw(catalogue, title)?.file ?? file;
}
