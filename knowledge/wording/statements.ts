import { sentencesOf } from './sentences.ts';
import { knows, type ReadWord } from './word-match.ts';
import { anyOf, everywhere, type WordingRules } from './wording-rules.ts';

/** A "not", a "without", a "banned": what it denies, and the words around that. */
export interface Denial {
  /** Undefined where only everyday words stand near: "if you do not". */
  readonly of?: ReadWord;
  readonly around: readonly ReadWord[];
  /** Banned, void, refused: a denial by meaning, that may be said with a "not" as well. */
  readonly isByMeaning: boolean;
  /** "… , not for money", 돈이 아니라 …: one thing instead of another. */
  readonly isContrast: boolean;
  /** The clause that it stands in. */
  readonly piece: string;
}

/** One thing that a sentence says: a clause with its words and what is denied in it. */
export interface Statement {
  readonly text: string;
  /** The sentence that it is part of. */
  readonly sentence: string;
  readonly words: readonly ReadWord[];
  readonly denials: readonly Denial[];
}

const KOREAN_BREAK =
  /[,;:]\s*|\s[–—]\s|(?<=(?:지만|는데|은데|인데|므로|니까|으니|이고|하고|되고|있고|없고|않고|이며|하며|되며|으며|했고|였고|됐고|았고|었고|아니고|때문에|없어서|있어서|않아서|아니라서|라서))\s+/u;
const ENGLISH_BREAK =
  /[,;:]\s*|\s[–—]\s|\s(?=(?:but|because|since|while|whereas|although|though|which|so|yet|however)\s)|\s(?=and\s(?:it|its|they|you|we|he|she|the|an?|this|that|no|not|none|must|may|can|cannot|is|are|was|were|will|if|who|where|when|so|found)\b)/u;
/** "No, …" answers a question. */
const ANSWER = /^\s*(?:no|yes)\b[,:.]\s/;
const BRACKETED = /\(([^()]*)\)/g;

const KOREAN_DENIAL =
  /없(?!애|앴|앤|앨|어[지진져졌질])|않|아니|아닌|아녜|못(?=\s?[가-힣])|(?<![가-힣])안\s(?=[되돼된됩하해한할받찍쓰써내보알가나지맞쓸])|불가(?!피)|지\s?말|지\s?마|지는 마/gu;
/** These stand before what they deny. */
const BEFORE_ITS_WORD = /^(?:안|못)\s/;
const ENGLISH_DENIAL =
  /\b(?:not|no|never|cannot|can't|(?<!neither.*)nor|neither|none|nothing|nowhere|nobody|without|unless)\b|n't\b/g;
const CONTRAST =
  /^(?:not\s(?:for|to|in|by|at|on|about|from|with|of|\d|[a-z]+\s(?:law|statute))\b|(?:rather\sthan|instead\sof)\b|아니라(?![도면]))/;
/** So many words on either side of a denied word may be meant as well: writers choose another predicate. */
const AROUND = 2;

/** Takes texts apart into what they say. */
export class StatementReader {
  readonly #neutral: RegExp;
  readonly #denying: RegExp;

  constructor({ neutral, denying }: WordingRules['polarity']) {
    this.#neutral = everywhere(anyOf(neutral));
    this.#denying = everywhere(anyOf(denying));
  }

  /**
   * @param text - Folded.
   * @param words - Of that text.
   */
  read(text: string, words: readonly ReadWord[]): readonly Statement[] {
    const plain = text
      .replace(ANSWER, (found) => ' '.repeat(found.length))
      .replace(this.#neutral, (found) => ' '.repeat(found.length));
    const meant = words.filter(({ at }) => plain[at] !== ' ');
    let from = 0;
    return sentencesOf(plain).flatMap((sentence) => {
      const start = plain.indexOf(sentence, from);
      from = start + sentence.length;
      const pieces = piecesOf(sentence, start, isKorean(sentence) ? KOREAN_BREAK : ENGLISH_BREAK);
      return joined(pieces.map((spans) => this.#statement(plain, spans, meant, sentence)));
    });
  }

  #statement(
    text: string,
    spans: readonly Span[],
    all: readonly ReadWord[],
    sentence: string,
  ): Statement {
    const words = all.filter(({ at }) => spans.some(({ start, end }) => at >= start && at < end));
    const find = (pattern: RegExp) =>
      spans.flatMap(({ start, end }) =>
        [...text.slice(start, end).matchAll(pattern)].map(({ index }) => start + index),
      );
    const piece = spans.map(({ start, end }) => text.slice(start, end)).join('');
    const place = (at: number, isByMeaning: boolean): Denial => {
      const isContrast = CONTRAST.test(text.slice(at));
      const isBefore = isKorean(piece)
        ? BEFORE_ITS_WORD.test(text.slice(at))
        : !isByMeaning || isContrast;
      const of = deniedAt(words, at, { isBefore, isByMeaning });
      return {
        ...(of && { of }),
        around: of ? around(words, of) : words.slice(-AROUND),
        isByMeaning,
        isContrast,
        piece,
      };
    };
    const said = find(isKorean(piece) ? KOREAN_DENIAL : ENGLISH_DENIAL);
    const meant = find(this.#denying);
    return {
      text: piece,
      sentence,
      words,
      denials: [...said.map((at) => place(at, false)), ...meant.map((at) => place(at, true))],
    };
  }
}

/** The word that a "not" denies: the next in English, the one before in Korean, and of a denial by meaning what it is said of. */
function deniedAt(
  words: readonly ReadWord[],
  place: number,
  { isBefore, isByMeaning }: { readonly isBefore: boolean; readonly isByMeaning: boolean },
): ReadWord | undefined {
  const last = words.findLast(({ at }) => at < place);
  const next = words.find(({ at }) => at >= place);
  if (isBefore) return next ?? last;
  return last ?? (isByMeaning ? next : undefined);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The clauses of a sentence. What stands in brackets is a clause of its own; the clause around it is in two parts. */
function piecesOf(sentence: string, offset: number, breaks: RegExp): readonly (readonly Span[])[] {
  const aside = [...sentence.matchAll(BRACKETED)].map(({ index, 0: all }) => ({
    start: offset + index,
    end: offset + index + all.length,
  }));
  // Signs in brackets break nothing.
  const main = sentence.replace(BRACKETED, (found) => '\u0000'.repeat(found.length));
  const ends = [...main.matchAll(new RegExp(breaks.source, 'gu'))].map(
    ({ index, 0: sign }) => offset + index + sign.length,
  );
  const starts = [offset, ...ends];
  const pieces = starts.map((start, at) =>
    cut({ start, end: starts[at + 1] ?? offset + sentence.length }, aside),
  );
  return [...pieces, ...aside.map((span) => [span])];
}

/** A span without those that lie in it. */
function cut({ start, end }: Span, out: readonly Span[]): readonly Span[] {
  const inside = out.filter((one) => one.start >= start && one.end <= end);
  return [...inside, { start: end, end }].map((one, at) => ({
    start: inside[at - 1]?.end ?? start,
    end: one.start,
  }));
}

const isKorean = (text: string): boolean => /[가-힣]/.test(text);

function around(words: readonly ReadWord[], word: ReadWord): readonly ReadWord[] {
  const place = words.indexOf(word);
  return words.slice(Math.max(0, place - AROUND), place + AROUND + 1);
}

/** A piece with too little in it belongs to the one before, or to the next. */
function joined(pieces: readonly Statement[]): readonly Statement[] {
  const found: Statement[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    const isShort = piece.words.length < 2 || (last !== undefined && last.words.length < 2);
    if (last && isShort) found[found.length - 1] = both(last, piece);
    else found.push(piece);
  }
  return found;
}

const both = (one: Statement, other: Statement): Statement => ({
  text: `${one.text}, ${other.text}`,
  sentence: one.sentence,
  words: [...one.words, ...other.words],
  denials: [...one.denials, ...other.denials],
});

/** How many words of one statement the other has too. */
const overlap = (one: Statement, other: Statement): number =>
  one.words.filter((word) => knows(other.words, word)).length;

/** A statement speaks of the same as another when so many of its words are there. */
const SAME_SUBJECT = 0.4;

/** The statements that speak of the same as one does; those nearly as like as the likest count too. */
export function aligned(
  one: Statement,
  given: readonly Statement[],
  nearly: number,
): readonly Statement[] {
  const scored = given.map((other) => ({ other, score: overlap(one, other) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best === 0 || best < one.words.length * SAME_SUBJECT) return [];
  return scored.filter(({ score }) => score >= best * nearly).map(({ other }) => other);
}
