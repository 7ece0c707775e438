import type { VersionChoice } from './choose-law-version.ts';
import type { LawHead } from './list-law-files.ts';

/** Spaces, dots (the five that laws write, as NFKC leaves them), quotation marks and letter case do not tell two titles apart. */
export const nameOf = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.\u00b7\u119e\u2022\u2027\u30fb「」『』"'“”‘’]/g, '');

/** A title as it stands in addresses: without spaces and quotation marks, and without what means something in an address. */
const slugOf = (title: string): string =>
  title.normalize('NFC').replace(/[\s"'“”‘’「」『』/\\?#%]/g, '');

/** The slug of every file, by file. No two are alike, however they are spelt. */
export function withSlugs(choices: readonly VersionChoice[]): ReadonlyMap<string, string> {
  const slugs = new Map<string, string>();
  const taken = new Set<string>();
  const give = (head: LawHead, endings: readonly string[]) => {
    const slug = endings
      .map((ending) => slugOf(head.title) + ending)
      .find((one) => !taken.has(nameOf(one)));
    slugs.set(head.file, slug ?? head.file);
    taken.add(nameOf(slug ?? head.file));
  };
  const laws = choices.map(({ chosen }) => chosen);
  for (const law of laws.toSorted(youngestFirst)) give(law, lawEndings(law));
  for (const { insteadOf } of choices) {
    for (const version of insteadOf) give(version, versionEndings(version));
  }
  return slugs;
}

/** Two laws of one title: the younger has it alone. */
const youngestFirst = (a: LawHead, b: LawHead): number =>
  compare(b.promulgated, a.promulgated) || compare(a.file, b.file);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const lawEndings = ({ kind, lawId }: LawHead): readonly string[] => [
  '',
  `(${slugOf(kind)})`,
  `(${slugOf(kind)},${slugOf(lawId)})`,
];

const versionEndings = ({ promulgated, inForce, lawId, kind }: LawHead): readonly string[] => [
  `(${promulgated})`,
  `(${promulgated},${inForce})`,
  `(${promulgated},${inForce},${slugOf(lawId)},${slugOf(kind)})`,
];
