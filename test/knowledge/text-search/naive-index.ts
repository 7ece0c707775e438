import { passagesOf } from '../../../knowledge/text-search/passages.ts';
import { pairNumber } from '../../../knowledge/text-search/term-table.ts';
import type { SearchOptions } from '../../../knowledge/text-search/text-index.ts';
import type { IndexedText } from '../../../knowledge/text-search/text-index-builder.ts';
import { type IndexedWord, KOREAN_TOKENISER } from '../../../knowledge/text-search/word-reader.ts';

/** The three fields of a passage: law, title, body. */
const FIELDS = [
  { weight: 1, b: 0.5, mostCounted: 3 },
  { weight: 2, b: 0.5, mostCounted: 3 },
  { weight: 1, b: 0.55, mostCounted: 15 },
] as const;
const K1 = 1.2;
const K2 = 2;
const WHOLE_TEXT_B = 0.6;
const PAIR_WEIGHT = 0.5;

const wordsOf = (text: string): readonly IndexedWord[] =>
  [...KOREAN_TOKENISER.words(text)].map((word) => KOREAN_TOKENISER.indexed(word));

const pairsOf = (words: readonly IndexedWord[]): readonly string[] =>
  words.slice(1).map(({ hash }, at) => `pair ${pairNumber(words[at]?.hash ?? 0, hash)}`);

const telling = (words: readonly IndexedWord[]) => words.filter(({ isStop }) => !isStop);

/** What the index counts in a text: terms, and pairs of words that are no stop words. */
const countedIn = (text: string): readonly string[] => {
  const words = wordsOf(text);
  return [...words.flatMap(({ terms }) => terms), ...pairsOf(telling(words))];
};

const count = (terms: readonly string[], wanted: string): number =>
  terms.filter((term) => term === wanted).length;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const average = (numbers: readonly number[]): number =>
  Math.max(1, sum(numbers)) / Math.max(1, numbers.length);

interface Passage {
  readonly text: number;
  readonly fields: readonly (readonly string[])[];
}

const bodyLength = ({ fields }: Passage): number => fields[2]?.length ?? 0;

const passagesIn = (texts: readonly IndexedText[]): readonly Passage[] =>
  texts.flatMap(({ groupName, title, body }, text) =>
    passagesOf(body).map((passage) => ({
      text,
      fields: [
        wordsOf(groupName).flatMap(({ terms }) => terms),
        countedIn(title),
        countedIn(passage),
      ],
    })),
  );

/** A frequency as one byte keeps it. */
const kept = (frequency: number): number =>
  frequency === 0 ? 0 : Math.max(1, Math.round((255 * frequency) / (frequency + K1))) / 255;

/** The saturated frequency of a term in a passage, from 0 to 1. */
function sharesIn(passages: readonly Passage[]): (passage: Passage, term: string) => number {
  const averages = FIELDS.map((_, field) =>
    average(passages.map(({ fields }) => fields[field]?.length ?? 0)),
  );
  return ({ fields }, term) => {
    const frequencies = FIELDS.map(({ weight, b, mostCounted }, field) => {
      const found = fields[field] ?? [];
      const norm = 1 - b + (b * found.length) / (averages[field] ?? 1);
      return (weight * Math.min(count(found, term), mostCounted)) / norm;
    });
    return kept(sum(frequencies));
  };
}

/** What turns the frequencies of a text's passages, summed, into that of the whole text. */
function toWhole(text: number, passages: readonly Passage[]): number {
  const lengthsOf = (wanted: number) =>
    passages.filter((passage) => passage.text === wanted).map(bodyLength);
  const totals = [...new Set(passages.map((passage) => passage.text))].map((one) =>
    sum(lengthsOf(one)),
  );
  const [own, { b }] = [lengthsOf(text), FIELDS[2]];
  const ofPassage = 1 - b + (b * (sum(own) / own.length)) / average(passages.map(bodyLength));
  return ofPassage / (1 - WHOLE_TEXT_B + (WHOLE_TEXT_B * sum(own)) / average(totals));
}

/**
 * The scores of all texts for a query, reckoned text by text as the formulas say (BM25F over passages and over whole
 * texts), with the rounding of frequencies to a byte; 0 for a text that shares no word with the query.
 */
export function naiveScores(
  texts: readonly IndexedText[],
  query: string,
  options: Partial<SearchOptions> = {},
): readonly number[] {
  const passages = passagesIn(texts);
  const shareIn = sharesIn(passages);
  const rarity = (term: string): number => {
    const having = passages.filter((passage) => shareIn(passage, term) > 0).length;
    return Math.log(1 + (passages.length - having + 0.5) / (having + 0.5));
  };
  const terms = weightsOf(query, passages, options.expansion).map(([term, weight]) => ({
    weight: weight * rarity(term),
    shareOf: (passage: Passage) => shareIn(passage, term),
  }));
  return texts.map(({ prior, group }, text) => {
    const own = passages.filter((passage) => passage.text === text);
    const factor = prior * (options.groupFactors?.get(group) ?? 1);
    const scores = own.map((passage) =>
      sum(terms.map(({ weight, shareOf }) => weight * shareOf(passage))),
    );
    const best = Math.max(...scores);
    if (best === 0) return 0;
    if (own.length === 1) return 2 * factor * best;
    const ofWhole = terms.map(({ weight, shareOf }) => {
      const shares = own.map((passage) => Math.min(0.98, shareOf(passage)));
      const frequency =
        toWhole(text, passages) * sum(shares.map((share) => (K1 * share) / (1 - share)));
      return (weight * frequency) / (frequency + K1);
    });
    return factor * (best + sum(ofWhole));
  });
}

/** What a query asks for, with weights. */
function weightsOf(
  query: string,
  passages: readonly Passage[],
  expansion: SearchOptions['expansion'],
): readonly (readonly [term: string, weight: number])[] {
  const isKnown = (term: string): boolean =>
    passages.some(({ fields }) => fields.some((field) => field.includes(term)));
  const asked = askedIn(query, isKnown);
  const weights = new Map<string, number>();
  for (const term of new Set(asked)) {
    const times = count(asked, term);
    const repeated = (times * (K2 + 1)) / (times + K2);
    weights.set(term, repeated * (term.startsWith('pair ') ? PAIR_WEIGHT : 1));
  }
  for (const term of askedIn(expansion?.text ?? '', isKnown)) {
    if (!weights.has(term)) weights.set(term, expansion?.weight ?? 0);
  }
  return [...weights];
}

/** The terms and word pairs that a query asks for; stop words count only where there is nothing else. */
function askedIn(query: string, isKnown: (term: string) => boolean): readonly string[] {
  const all = wordsOf(query);
  const words = telling(all).length > 0 ? telling(all) : all;
  // Of a word that no text has nothing is asked, not even its pairs.
  const pairs = words.slice(1).flatMap((word, at) => {
    const pair = [words[at], word].filter((one) => one !== undefined);
    return pair.every(({ terms }) => terms.every(isKnown)) ? pairsOf(pair) : [];
  });
  return [...words.flatMap(({ terms }) => terms), ...pairs];
}
