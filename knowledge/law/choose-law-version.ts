import type { LawHead } from './list-law-files.ts';

/** Which of several files of one law counts, and why. */
export interface VersionChoice {
  readonly chosen: LawHead;
  readonly insteadOf: readonly LawHead[];
  /** English, for the operator; empty where there is nothing to choose. */
  readonly why: string;
}

/**
 * The rank of a kind of law. Only one law of a title and a rank is in force: a ministry that got a new name, or handed its
 * rule on to another, left the older rule behind. The laws of the governments before 1948 are ranks of their own.
 */
export function rankOf(kind: string): string {
  if (/^(?:조선총독부|군정)/.test(kind)) return kind;
  if (/(?:부령|총리령)$/.test(kind)) return '부령';
  // 각령 and 국무원령 are what presidential decrees were called from 1960 to 1963.
  if (/^(?:대통령령|각령|국무원령)$/.test(kind)) return '대통령령';
  return kind.replace(/^중앙(?=선거관리위원회규칙)/, '');
}

/**
 * Chooses among files of one title and rank. A 법령ID is a law from its making to its repeal, and a law of the same title
 * made later is another: the one promulgated last counts. Of its versions the latest in force counts, or, where all are
 * still to come, the next.
 *
 * @param versions - At least one.
 * @param today - ISO date.
 */
export function chooseVersion(versions: readonly LawHead[], today: string): VersionChoice {
  const youngest = versions.toSorted(byPromulgation).at(-1);
  const same = versions.filter(({ lawId }) => lawId === youngest?.lawId);
  const current = same
    .filter(({ inForce }) => inForce <= today)
    .toSorted(byForce)
    .at(-1);
  const chosen = current ?? same.toSorted(byForce)[0] ?? versions[0];
  if (!chosen) throw new RangeError('There is no version to choose from.');
  const insteadOf = versions.filter((version) => version !== chosen);
  const reasons = [
    ...(same.length < versions.length
      ? [`법령ID ${chosen.lawId} was promulgated last of that title (${youngest?.promulgated})`]
      : []),
    ...(same.length > 1
      ? [
          current
            ? `in force since ${chosen.inForce}`
            : `the next to take effect, on ${chosen.inForce}`,
        ]
      : []),
  ];
  return { chosen, insteadOf, why: reasons.join('; ') };
}

const byPromulgation = (a: LawHead, b: LawHead): number =>
  compare(a.promulgated, b.promulgated) || compare(a.inForce, b.inForce) || byNumber(a, b);

const byForce = (a: LawHead, b: LawHead): number =>
  compare(a.inForce, b.inForce) || compare(a.promulgated, b.promulgated) || byNumber(a, b);

/** Numbers may be missing; then the names of the files decide, so that the choice is the same every day. */
const byNumber = (a: LawHead, b: LawHead): number =>
  Number(a.promulgationNumber) - Number(b.promulgationNumber) || compare(a.file, b.file);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
