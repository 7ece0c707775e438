import type { Denial, Statement } from './statements.ts';
import { isOneWord, knows } from './word-match.ts';

/** A sentence that has so many words of a statement speaks of what it says. */
const RETOLD = 0.6;
/** And half of its own words are about the same. */
const HALF = 0.6;

/**
 * Whether a sentence denies what its passages affirm, or affirms what they deny. Denials by meaning may count or not: what is
 * banned "may not" be done.
 */
export function isContrary(said: readonly Statement[], given: readonly Statement[]): boolean {
  const isPlain = ({ isByMeaning }: Denial) => !isByMeaning;
  return [isPlain, () => true].every(
    (counts) => isFlipped(said, given, counts) && isOtherCount(said, given, counts),
  );
}

/** A sentence with as many denials as what it retells says the same in another way. */
function isOtherCount(
  said: readonly Statement[],
  given: readonly Statement[],
  counts: (denial: Denial) => boolean,
): boolean {
  const heard = said.flatMap(({ words }) => words);
  const words = given.flatMap((one) => one.words);
  const count = (list: readonly Statement[], among: Statement['words']) =>
    list
      .flatMap(({ denials }) => denials)
      .filter((one) => one.of && counts(one) && one.around.some((word) => knows(among, word)))
      .length;
  const retold = given.filter((one) => share(one.words, heard) >= HALF);
  const sentences = [...new Set(retold.map(({ sentence }) => sentence))].map((sentence) =>
    count(
      retold.filter((one) => one.sentence === sentence),
      heard,
    ),
  );
  const mine = count(said, words);
  return !sentences.includes(mine) && (mine === 0 || mine !== count(retold, heard));
}

interface Placed {
  readonly denial: Denial;
  readonly statement: Statement;
}

function isFlipped(
  said: readonly Statement[],
  given: readonly Statement[],
  counts: (denial: Denial) => boolean,
): boolean {
  const words = given.flatMap((statement) => statement.words);
  // "Not a public body but a private one": what no passage has is no news about it.
  const mine = placed(said, counts).filter(
    ({ denial }) => !denial.isContrast || knows(words, denial.of),
  );
  const theirs = placed(given, counts);
  const { alone, open } = matched(mine, theirs);
  const heard = said.flatMap((statement) => statement.words);
  const retold = (one: Statement, other: Statement) =>
    share(one.words, sentenceWords(other, given)) >= HALF;
  const about = alone.filter(({ statement }) => given.some((other) => retold(statement, other)));
  const newly = about.filter(({ denial, statement }) =>
    given.some((other) => knows(other.words, denial.of) && retold(statement, other)),
  );
  // A denial of a word that no passage has may be one of theirs said differently.
  const unsure = alone.filter((one) => !newly.includes(one) && mayBeOf(one, words));
  const lost = open.filter(
    ({ denial, statement }) =>
      share(statement.words, heard) >= RETOLD &&
      said.some((one) => knows(one.words, denial.of) && retold(one, statement)),
  );
  const surplus = unsure.filter((one) => about.includes(one)).length - open.length;
  const added = oddOnes(newly) + Math.max(0, surplus);
  return added !== Math.max(0, oddOnes(lost) - unsure.length);
}

const sentenceWords = ({ sentence }: Statement, all: readonly Statement[]): Statement['words'] =>
  all.filter((one) => one.sentence === sentence).flatMap((one) => one.words);

/**
 * Which denials have no counterpart. One answers to all of the same word; one without such may answer to one nearby in each sentence of
 * the passages.
 */
function matched(mine: readonly Placed[], theirs: readonly Placed[]) {
  const isExact = (one: Placed) => theirs.some((other) => isSame(one.denial, other.denial));
  const exact = mine.filter(isExact);
  const open = new Set(theirs);
  for (const one of exact) takeEach(open, [], (other) => isSame(one.denial, other));
  for (const one of mine.filter((other) => !exact.includes(other))) {
    // Of the same word twice in one sentence: "no statute allows it, and none bans it".
    const isTaken =
      takeEach(open, [], (other) => isNear(one.denial, other)) ||
      theirs.some(
        (other) => knows(one.denial.around, other.denial.of) && isElsewhere(one, mine, other),
      );
    if (isTaken) exact.push(one);
  }
  for (const one of exact)
    takeEach(open, sentencesOf(one, theirs), (other) => isNear(one.denial, other));
  return { alone: mine.filter((one) => !exact.includes(one)), open: [...open] };
}

/** "Neither A nor B" said as two clauses: both answer to one denial. */
const isElsewhere = (one: Placed, mine: readonly Placed[], other: Placed): boolean =>
  !mine.some(
    ({ denial }) =>
      denial !== one.denial && denial.piece === one.denial.piece && isNear(denial, other.denial),
  );

/** Takes the first of each sentence that fits. */
function takeEach(
  open: Set<Placed>,
  without: readonly string[],
  fits: (denial: Denial) => boolean,
): boolean {
  const done = new Set(without);
  const taken = [...open].filter(({ denial, statement }) => {
    if (done.has(statement.sentence) || !fits(denial)) return false;
    done.add(statement.sentence);
    return true;
  });
  for (const other of taken) open.delete(other);
  return taken.length > 0;
}

/** In which it has an exact counterpart. */
const sentencesOf = (one: Placed, theirs: readonly Placed[]): readonly string[] =>
  theirs
    .filter((other) => isSame(one.denial, other.denial))
    .map(({ statement }) => statement.sentence);

/** How many clauses have an odd number of them: "not without" is "only with". */
function oddOnes(list: readonly Placed[]): number {
  const counts = new Map<string, number>();
  for (const { denial } of list) counts.set(denial.piece, (counts.get(denial.piece) ?? 0) + 1);
  return [...counts.values()].filter((count) => count % 2 === 1).length;
}

const mayBeOf = ({ denial: { of, around } }: Placed, words: Statement['words']): boolean =>
  of === undefined || around.some((word) => knows(words, word));

/** What is denied twice is not denied: "no statute bans it", 거절할 수 없다. */
const placed = (statements: readonly Statement[], counts: (denial: Denial) => boolean): Placed[] =>
  statements.flatMap((statement) => {
    const denials = statement.denials.filter(counts);
    return denials
      .filter(
        ({ of }, at) =>
          denials.findIndex((one) => one.of === of) === at &&
          denials.filter((one) => one.of === of).length % 2 === 1,
      )
      .map((denial) => ({ denial, statement }));
  });

const isSame = ({ of: one }: Denial, { of: other }: Denial): boolean =>
  one !== undefined && other !== undefined && isOneWord(one, other);

const isNear = (one: Denial, other: Denial): boolean =>
  one.around.some((word) => knows(other.around, word));

const share = (words: Statement['words'], among: Statement['words']): number =>
  words.filter((word) => knows(among, word)).length / Math.max(1, words.length);

/** So much of the words of both are the same. */
const SAME_WORDS = 0.75;

const isPlainlyDenied = ({ denials }: Statement): boolean =>
  denials.filter(({ of, isByMeaning }) => of && !isByMeaning).length % 2 === 1;

const saysSame = (one: Statement, other: Statement): boolean =>
  one.words.length >= 2 &&
  share(one.words, other.words) >= SAME_WORDS &&
  share(other.words, one.words) >= SAME_WORDS;

/** A clause with the same words as one of the passages, and without its "not". */
export const losesDenial = (said: readonly Statement[], given: readonly Statement[]): boolean =>
  said.some(
    (one) =>
      one.denials.length === 0 &&
      given.some((other) => isPlainlyDenied(other) && saysSame(one, other)) &&
      !given.some(
        ({ denials, words }) => denials.length === 0 && share(one.words, words) >= SAME_WORDS,
      ),
  );

/** A clause with all words of one that denies nothing, and a "not"; none of those that deny has as many. */
export const addsDenial = (said: readonly Statement[], given: readonly Statement[]): boolean => {
  const theirs = given.flatMap(({ denials }) => denials);
  return said.some((one) => {
    const isGiven = one.denials.some((denial) => theirs.some((other) => isNear(denial, other)));
    if (!isPlainlyDenied(one) || isGiven) return false;
    const isWhole = ({ words }: Statement) => words.length >= 3 && share(words, one.words) === 1;
    return (
      given.some((other) => other.denials.length === 0 && isWhole(other)) &&
      !given.some((other) => other.denials.length > 0 && share(other.words, one.words) === 1)
    );
  });
};

/** "For money, not for a stop" where the passages have it the other way round. */
export function turnsContrast(said: readonly Statement[], given: readonly Statement[]): boolean {
  const contrasts = (list: readonly Statement[]) =>
    list.flatMap(({ denials }) => denials.filter(({ isContrast }) => isContrast));
  const [mine, theirs] = [contrasts(said), contrasts(given)];
  const denied = said.flatMap(({ denials }) => denials.flatMap(({ of }) => of ?? []));
  const heard = said.flatMap(({ words }) => words);
  return (
    mine.some((one) => !theirs.some((other) => isSame(one, other))) &&
    theirs.some(
      ({ of }) =>
        of !== undefined && knows(heard, of) && !denied.some((word) => isOneWord(word, of)),
    )
  );
}
