import type { ArticleStamp, Stamps } from '../corpus-model/corpus.ts';
import { articleKey } from '../corpus-model/stamps.ts';
import { findInStatute } from './find-in-statute.ts';
import type { LawFolder } from './law-folder.ts';
import { partOfArticle } from './part-of-article.ts';
import type { Pinpoint } from './pinpoint.ts';
import type { NoText, OfficialText, Proof } from './proof.ts';
import { type Comparison, inForceFrom, stampComparer, stampedInForce } from './stamped-article.ts';
import type { Statute } from './statute.ts';
import { type LawAtHand, type NamedLaw, textOfLaw } from './text-of-law.ts';

/** Proves citations of Korean laws. Asked for every citation of every answer, so it must be quick. */
export interface Prover {
  /** What is known at this moment about a place in a law. Never throws for what the folder holds. */
  prove(law: NamedLaw, at: Pinpoint): Proof;
  /**
   * The words of the place (the whole article where no part is named), character for character.
   * Undefined unless the place is `checked-now`: `prove` says why.
   */
  officialText(law: NamedLaw, at: Pinpoint): OfficialText | undefined;
}

export interface ProverParts {
  readonly stamps: Stamps;
  /** Absent where the operator has no official text. */
  readonly folder?: LawFolder;
  /** Where the folder holds a law that stands in another file than the corpus says; its own file where left out. */
  readonly fileOf?: (law: NamedLaw) => string;
  /** The day in Korea, YYYY-MM-DD. */
  readonly today: () => string;
}

export function createProver({
  stamps,
  folder,
  fileOf = ({ file }) => file,
  today,
}: ProverParts): Prover {
  const compare = stampComparer(stamps);

  // A text that was read anew is another object, and what was found in the old one goes with it.
  const examined = new WeakMap<Statute, Map<string, Examined>>();

  const examineText = (law: NamedLaw, at: Pinpoint, text: LawAtHand): Examined => {
    const { statute } = text;
    const day = today();
    const stamp = stamps.articles[articleKey(law.id, at.article)];
    const compared = compare(law.id, statute, at.article);
    const proof = provenInText(text, at, { compared, stamp }, day);
    if (!proof) return { day, proof: provenByStamp(stamp, whyNotInText(compared), day) };
    return { day, proof, words: wordsOf(proof, statute, at) };
  };

  /** What is known of a place; looked for once in each text and on each day. */
  const examine = (law: NamedLaw, at: Pinpoint): Examined => {
    const text = textOfLaw(folder, { ...law, file: fileOf(law) }, stamps.laws[law.id]?.lawId);
    const day = today();
    if ('why' in text) {
      const stamp = stamps.articles[articleKey(law.id, at.article)];
      return { day, proof: provenByStamp(stamp, text.why, day) };
    }
    const places = examined.get(text.statute) ?? new Map<string, Examined>();
    examined.set(text.statute, places);
    const place = JSON.stringify([law.id, at]);
    const before = places.get(place);
    if (before?.day === day) return before;
    const found = examineText(law, at, text);
    places.set(place, found);
    return found;
  };

  return {
    prove: (law, at) => examine(law, at).proof,
    officialText: (law, at) => examine(law, at).words,
  };
}

interface Examined {
  readonly day: string;
  readonly proof: Proof;
  readonly words?: OfficialText | undefined;
}

function wordsOf(proof: Proof, statute: Statute, at: Pinpoint): OfficialText | undefined {
  if (proof.state !== 'checked-now') return undefined;
  const article = statute.articles.get(at.article);
  const text = article && partOfArticle(article, at);
  const { file, inForce, isUpcoming } = proof;
  const { promulgated } = statute;
  return text === undefined ? undefined : { text, file, inForce, promulgated, isUpcoming };
}

interface Compared {
  readonly compared: Comparison;
  readonly stamp: ArticleStamp | undefined;
}

/** Undefined when the text at hand cannot speak for what applies. */
function provenInText(
  { file, statute }: LawAtHand,
  at: Pinpoint,
  { compared, stamp }: Compared,
  today: string,
): Proof | undefined {
  if (compared === 'damaged' || compared === 'older-text') return undefined;
  const isUnchanged = compared === 'unchanged';
  const inForce = inForceFrom(statute, at.article, isUnchanged ? stamp : undefined, today);
  const why = whyGone(statute, at);
  if (!why) {
    const isAmended = compared === 'changed';
    return { state: 'checked-now', file, inForce, isUpcoming: inForce > today, isAmended };
  }
  if (compared === 'unstamped-in-older-text') return undefined;
  // What a later version leaves out may well apply until then. Only of a part can the very words we compared say that
  // it was never there.
  const isLater = inForceFrom(statute, at.article, undefined, today) > today;
  if (isLater && (why === 'repealed' || !isUnchanged)) return undefined;
  return { state: 'failed', why, file, inForce };
}

function whyGone(statute: Statute, at: Pinpoint) {
  if (statute.isRepealed) return 'repealed';
  const { kind } = findInStatute(statute, at);
  return kind === 'found' ? undefined : kind;
}

function whyNotInText(compared: Comparison): NoText {
  if (compared === 'damaged') return 'damaged';
  return compared.endsWith('older-text') ? 'older-text' : 'upcoming-text';
}

function provenByStamp(stamp: ArticleStamp | undefined, why: NoText, today: string): Proof {
  if (!stamp) return { state: 'not-checked', why };
  const inForce = stampedInForce(stamp);
  const { checkedOn, sha256 } = stamp;
  return {
    state: 'checked-at-release',
    checkedOn,
    inForce,
    sha256,
    isUpcoming: inForce > today,
    why,
  };
}
