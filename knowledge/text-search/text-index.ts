import { BestTexts } from './best-texts.ts';
import { type Expansion, QueryReader, type QueryTerm } from './query-terms.ts';
import { rowOf } from './term-table.ts';
import { type Hit, IMPACT_STEPS, SATURATION, type TextIndexData } from './text-index-data.ts';
import { KOREAN_TOKENISER, type Tokeniser } from './word-reader.ts';

/** So many texts with the best passages, and as many again as are wanted, are scored as a whole as well. */
const SECOND_LOOK = 100;
/** A wording goes over the end of one passage, or of two where a short one lies between. */
const NEAR = 2;

export interface SearchOptions {
  readonly limit: number;
  /** Words that stand for others in the query, at a lower weight. */
  readonly expansion?: Expansion;
  /** Multiplies the scores of a group's texts. */
  readonly groupFactors?: ReadonlyMap<number, number>;
  /** Only these texts. */
  readonly within?: readonly number[];
}

/**
 * BM25F over passages and whole texts, for up to sixteen million passages.
 *
 * @see Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.6.
 */
export class TextIndex {
  readonly #data: TextIndexData;
  readonly #query: QueryReader;
  readonly #unitScores: Float32Array;
  readonly #textOfUnit: Uint32Array;
  readonly #mostPrior: number;

  constructor(data: TextIndexData, tokeniser: Tokeniser = KOREAN_TOKENISER) {
    this.#data = data;
    this.#query = new QueryReader(data, tokeniser);
    this.#unitScores = new Float32Array(data.firstUnits.at(-1) ?? 0);
    this.#textOfUnit = ownersOf(data.firstUnits);
    this.#mostPrior = data.priors.reduce((highest, prior) => Math.max(highest, prior), 0);
  }

  /** The best texts first; none that shares no word with the query. */
  search(query: string, options: SearchOptions): readonly Hit[] {
    const terms = this.#query.terms(query, options.expansion);
    if (terms.length === 0) return [];
    this.#scoreUnits(terms);
    const candidates = this.#takeBest(SECOND_LOOK + options.limit, options);
    return this.#withWholeText(candidates, terms, options).slice(0, options.limit);
  }

  /** The numbers of texts that hold every one of the terms in a few passages that follow each other, ascending. */
  textsWithAll(terms: readonly string[]): readonly number[] {
    const rows = terms.flatMap((term) => rowOf(this.#data.slots, term) ?? []);
    if (rows.length < terms.length) return [];
    const { offsets, postings } = this.#data;
    const count = (row: number): number => (offsets[row + 1] ?? 0) - (offsets[row] ?? 0);
    const [rarest, ...others] = rows.sort((a, b) => count(a) - count(b));
    if (rarest === undefined) return [];
    const texts = new Set<number>();
    for (let at = offsets[rarest] ?? 0; at < (offsets[rarest + 1] ?? 0); at++) {
      const unit = (postings[at] ?? 0) >>> 8;
      if (others.every((row) => this.#isNear(unit, row))) texts.add(this.#textOfUnit[unit] ?? 0);
    }
    return [...texts];
  }

  #isNear(unit: number, row: number): boolean {
    const { firstUnits, offsets, postings } = this.#data;
    const text = this.#textOfUnit[unit] ?? 0;
    const from = Math.max(firstUnits[text] ?? 0, unit - NEAR);
    const to = Math.min((firstUnits[text + 1] ?? 0) - 1, unit + NEAR);
    const end = offsets[row + 1] ?? 0;
    const at = this.#firstPosting(offsets[row] ?? 0, end, from);
    return at < end && (postings[at] ?? 0) >>> 8 <= to;
  }

  #scoreUnits(terms: readonly QueryTerm[]): void {
    const { offsets, postings } = this.#data;
    const scores = this.#unitScores;
    for (const { row, weight } of terms) {
      const step = weight / IMPACT_STEPS;
      const end = offsets[row + 1] ?? 0;
      for (let at = offsets[row] ?? 0; at < end; at++) {
        const posting = postings[at] as number;
        const unit = posting >>> 8;
        scores[unit] = (scores[unit] as number) + step * (posting & 255);
      }
    }
  }

  /** The texts with the best passages, in the order of these; the scores of all units are cleared for the next query. */
  #takeBest(count: number, options: SearchOptions): readonly Hit[] {
    const texts = options.within?.length ?? this.#data.priors.length;
    const best = new BestTexts(Math.min(count, texts));
    if (options.within) this.#offerWithin(options.within, best, options);
    else this.#offerAll(best, options);
    this.#unitScores.fill(0);
    return best.hits();
  }

  /** One look at every unit; only the few that may still be among the best cost more. */
  #offerAll(best: BestTexts, { groupFactors }: SearchOptions): void {
    const units = this.#unitScores;
    const mostFactor = Math.max(this.#mostPrior, this.#mostPrior * most(groupFactors));
    let text = -1;
    let highest = 0;
    for (let unit = 0; unit < units.length; unit++) {
      const score = units[unit] as number;
      if (score === 0 || score * mostFactor <= best.floor) continue;
      const owner = this.#textOfUnit[unit] as number;
      if (owner === text) highest = Math.max(highest, score);
      else {
        this.#offer(text, highest, best, groupFactors);
        text = owner;
        highest = score;
      }
    }
    this.#offer(text, highest, best, groupFactors);
  }

  #offerWithin(texts: readonly number[], best: BestTexts, { groupFactors }: SearchOptions): void {
    const { firstUnits } = this.#data;
    for (const text of texts) {
      const scores = this.#unitScores.subarray(firstUnits[text], firstUnits[text + 1]);
      this.#offer(text, Math.max(0, ...scores), best, groupFactors);
    }
  }

  #offer(
    text: number,
    score: number,
    best: BestTexts,
    groupFactors: SearchOptions['groupFactors'],
  ): void {
    if (score > 0) best.offer(text, score * this.#factorOf(text, groupFactors));
  }

  #factorOf(text: number, groupFactors: SearchOptions['groupFactors']): number {
    const { priors, groups } = this.#data;
    return (priors[text] ?? 1) * (groupFactors?.get(groups[text] ?? 0) ?? 1);
  }

  /** Adds to the score of each candidate's best passage that of its whole text, and orders them anew. */
  #withWholeText(
    candidates: readonly Hit[],
    terms: readonly QueryTerm[],
    { groupFactors }: SearchOptions,
  ): readonly Hit[] {
    const longer = candidates
      .map(({ text }) => text)
      .filter((text) => !this.#isOnePassage(text))
      .sort((a, b) => a - b);
    const whole = this.#wholeTextScores(longer, terms);
    return candidates
      .map(({ text, score }) => {
        const ofWhole = whole.get(text);
        if (ofWhole === undefined) return { text, score: 2 * score };
        return { text, score: score + this.#factorOf(text, groupFactors) * ofWhole };
      })
      .sort((a, b) => b.score - a.score || a.text - b.text);
  }

  /** Then its passage is the whole text, and both scores are as good as one. */
  #isOnePassage(text: number): boolean {
    const { firstUnits } = this.#data;
    return (firstUnits[text + 1] ?? 0) - (firstUnits[text] ?? 0) === 1;
  }

  /** The scores of whole texts, from the postings of their passages. @param texts - Ascending, as postings are. */
  #wholeTextScores(
    texts: readonly number[],
    terms: readonly QueryTerm[],
  ): ReadonlyMap<number, number> {
    const { firstUnits, documentFactors, offsets, postings } = this.#data;
    const scores = new Float64Array(texts.length);
    for (const { row, weight } of terms) {
      const last = offsets[row + 1] ?? 0;
      let at = offsets[row] ?? 0;
      texts.forEach((text, place) => {
        at = this.#firstPosting(at, last, firstUnits[text] ?? 0);
        const end = firstUnits[text + 1] ?? 0;
        let frequency = 0;
        for (; at < last && (postings[at] as number) >>> 8 < end; at++) {
          frequency += FREQUENCIES[(postings[at] as number) & 255] as number;
        }
        frequency *= documentFactors[text] ?? 1;
        scores[place] = (scores[place] ?? 0) + (weight * frequency) / (frequency + SATURATION);
      });
    }
    return new Map(texts.map((text, place) => [text, scores[place] ?? 0]));
  }

  /** Where, from one posting to another of a row, the first unit not before the given one stands. */
  #firstPosting(from: number, to: number, unit: number): number {
    const { postings } = this.#data;
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((postings[middle] as number) >>> 8 < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const most = (factors: SearchOptions['groupFactors']): number =>
  factors ? Math.max(...factors.values()) : 1;

/** Which text each unit belongs to. */
function ownersOf(firstUnits: Uint32Array): Uint32Array {
  const owners = new Uint32Array(firstUnits.at(-1) ?? 0);
  for (let text = 0; text + 1 < firstUnits.length; text++) {
    owners.fill(text, firstUnits[text], firstUnits[text + 1]);
  }
  return owners;
}

/** The frequency behind each impact; capped where the byte can no longer tell. */
const FREQUENCIES = Float32Array.from({ length: IMPACT_STEPS + 1 }, (_, impact) => {
  const share = Math.min(impact / IMPACT_STEPS, 0.98);
  return (SATURATION * share) / (1 - share);
});
