/** One indexed text: its terms by field. */
export type FieldTerms = readonly (readonly string[])[];

export interface LexicalSettings {
  /** Weight of each field in the term frequency. */
  readonly fieldWeights: readonly number[];
  /** How strongly each field's length counts, 0 to 1. */
  readonly lengthNormalisation: readonly number[];
  /** Saturation of the term frequency (k1 of BM25). */
  readonly saturation: number;
}

/** Repeated words of a long question count less and less (k2 of BM25's query side). */
const QUERY_SATURATION = 2;

interface Posting {
  readonly document: number;
  /** Length-normalised, weighted frequency over all fields. */
  readonly frequency: number;
}

/**
 * BM25F over a few thousand short texts, held in memory.
 *
 * @see Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.6.
 */
export class LexicalIndex {
  readonly #postings = new Map<string, Posting[]>();
  readonly #size: number;
  readonly #saturation: number;

  constructor(documents: readonly FieldTerms[], settings: LexicalSettings) {
    this.#size = documents.length;
    this.#saturation = settings.saturation;
    const averages = averageLengths(documents, settings.fieldWeights.length);
    documents.forEach((fields, document) => {
      for (const [term, frequency] of weightedFrequencies(fields, averages, settings)) {
        const list = this.#postings.get(term);
        if (list) list.push({ document, frequency });
        else this.#postings.set(term, [{ document, frequency }]);
      }
    });
  }

  has(term: string): boolean {
    return this.#postings.has(term);
  }

  /** How telling a term is; 0 for one that no document has. */
  weight(term: string): number {
    const count = this.#postings.get(term)?.length ?? 0;
    return count === 0 ? 0 : Math.log(1 + (this.#size - count + 0.5) / (count + 0.5));
  }

  /**
   * Scores of all documents that share a term with the query, each as a share of what a document
   * with every term of the query, fully saturated, would get: 0 to 1, comparable between queries.
   */
  search(query: readonly string[]): Map<number, number> {
    const scores = new Map<number, number>();
    const counts = new Map<string, number>();
    for (const term of query) counts.set(term, (counts.get(term) ?? 0) + 1);
    let ideal = 0;
    for (const [term, count] of counts) {
      const inQuery = (count * (QUERY_SATURATION + 1)) / (count + QUERY_SATURATION);
      const weight = this.weight(term) || this.#unknownTermWeight();
      ideal += weight * inQuery * (this.#saturation + 1);
      for (const { document, frequency } of this.#postings.get(term) ?? []) {
        const gain = (frequency * (this.#saturation + 1)) / (frequency + this.#saturation);
        scores.set(document, (scores.get(document) ?? 0) + weight * inQuery * gain);
      }
    }
    if (ideal > 0) for (const [document, score] of scores) scores.set(document, score / ideal);
    return scores;
  }

  /** A word we have never seen says that the question may be about something else. */
  #unknownTermWeight(): number {
    return Math.log(1 + this.#size) / 2;
  }
}

function averageLengths(documents: readonly FieldTerms[], fields: number): number[] {
  return Array.from({ length: fields }, (_, field) => {
    const total = documents.reduce((sum, document) => sum + (document[field]?.length ?? 0), 0);
    return Math.max(1, total / Math.max(1, documents.length));
  });
}

function weightedFrequencies(
  fields: FieldTerms,
  averages: readonly number[],
  { fieldWeights, lengthNormalisation }: LexicalSettings,
): Map<string, number> {
  const frequencies = new Map<string, number>();
  fields.forEach((terms, field) => {
    const b = lengthNormalisation[field] ?? 0;
    const length = 1 - b + (b * terms.length) / (averages[field] ?? 1);
    const weight = (fieldWeights[field] ?? 0) / length;
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + weight);
  });
  return frequencies;
}
