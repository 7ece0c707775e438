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

/** An index as plain arrays, ready to be stored: the postings of term t lie between offsets t and t + 1. */
export interface LexicalData {
  readonly terms: readonly string[];
  readonly offsets: Uint32Array;
  readonly documents: Uint32Array;
  /** Length-normalised, weighted frequency over all fields. */
  readonly frequencies: Float32Array;
  readonly size: number;
  readonly saturation: number;
}

/** Repeated words of a long question count less and less (k2 of BM25's query side). */
const QUERY_SATURATION = 2;

/**
 * BM25F over a few thousand short texts, held in memory.
 *
 * @see Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.6.
 */
export class LexicalIndex {
  readonly data: LexicalData;
  readonly #rows: ReadonlyMap<string, number>;

  /** From texts, or from what an earlier index stored. */
  constructor(data: LexicalData) {
    this.data = data;
    this.#rows = new Map(data.terms.map((term, row) => [term, row]));
  }

  static of(documents: readonly FieldTerms[], settings: LexicalSettings): LexicalIndex {
    return new LexicalIndex(indexed(documents, settings));
  }

  has(term: string): boolean {
    return this.#rows.has(term);
  }

  /** How telling a term is; 0 for one that no document has. */
  weight(term: string): number {
    const row = this.#rows.get(term);
    if (row === undefined) return 0;
    const { offsets, size } = this.data;
    const count = (offsets[row + 1] ?? 0) - (offsets[row] ?? 0);
    return Math.log(1 + (size - count + 0.5) / (count + 0.5));
  }

  /**
   * Scores of all documents, by their number: 0 for one that shares no term with the query; else the share
   * of what a document with every term of the query, fully saturated, would get. 0 to 1, comparable between
   * queries.
   */
  search(query: readonly string[]): Float32Array {
    const { offsets, documents, frequencies, size, saturation } = this.data;
    const scores = new Float32Array(size);
    let ideal = 0;
    for (const [term, count] of counted(query)) {
      const inQuery = (count * (QUERY_SATURATION + 1)) / (count + QUERY_SATURATION);
      const weight = (this.weight(term) || this.#unknownTermWeight()) * inQuery * (saturation + 1);
      ideal += weight;
      const row = this.#rows.get(term);
      if (row === undefined) continue;
      const end = offsets[row + 1] ?? 0;
      for (let at = offsets[row] ?? 0; at < end; at++) {
        const document = documents[at] ?? 0;
        const frequency = frequencies[at] ?? 0;
        scores[document] =
          (scores[document] ?? 0) + (weight * frequency) / (frequency + saturation);
      }
    }
    return ideal > 0 ? scores.map((score) => score / ideal) : scores;
  }

  /** A word we have never seen says that the question may be about something else. */
  #unknownTermWeight(): number {
    return Math.log(1 + this.data.size) / 2;
  }
}

function counted(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function indexed(documents: readonly FieldTerms[], settings: LexicalSettings): LexicalData {
  const postings = new Map<string, { documents: number[]; frequencies: number[] }>();
  const averages = averageLengths(documents, settings.fieldWeights.length);
  documents.forEach((fields, document) => {
    for (const [term, frequency] of weightedFrequencies(fields, averages, settings)) {
      const list = postings.get(term) ?? { documents: [], frequencies: [] };
      list.documents.push(document);
      list.frequencies.push(frequency);
      postings.set(term, list);
    }
  });
  const lists = [...postings.values()];
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, row) => {
    offsets[row + 1] = (offsets[row] ?? 0) + list.documents.length;
  });
  return {
    terms: [...postings.keys()],
    offsets,
    documents: Uint32Array.from(lists.flatMap((list) => list.documents)),
    frequencies: Float32Array.from(lists.flatMap((list) => list.frequencies)),
    size: documents.length,
    saturation: settings.saturation,
  };
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
