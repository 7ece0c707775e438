import { Document } from '@langchain/core/documents';
import type { Corpus, Entry } from '../corpus-model/corpus.ts';
import { normalised } from './embedding-table.ts';
import { type LexicalIndexes, recordsOf, type Wording, wordingsOf } from './lexical-indexes.ts';
import type { PhraseVectorStore } from './phrase-vector-store.ts';
import type { ReadQuestion } from './question.ts';
import { RANKING_WEIGHTS } from './ranking-weights.ts';
import {
  type Found,
  type RankingWeights,
  type Signals,
  signalsOf,
  type TextScores,
  weightedSum,
} from './signals.ts';
import { AS_IT_IS, scaled, type VectorScale } from './vector-scale.ts';
import { NEAREST_WORDINGS } from './vector-spread.ts';
import { VectorsUnavailable } from './vectors-unavailable.ts';

/** An entry or an intent of the bot that may be what the question is about. */
export interface Candidate {
  readonly id: string;
  /** Present for entries, absent for intents. */
  readonly entry?: Entry;
  readonly score: number;
  readonly signals: Signals;
}

/** Records whose texts fit best are looked at closely; further down hardly any is the answer (DECISIONS.md, 7). */
const LOOKED_AT = 80;

/** A wording as LangChain's vector store keeps it. */
export function wordingDocument({ owner, text }: Wording): Document {
  return new Document({ pageContent: text, metadata: { owner } });
}

export interface RankingSettings {
  readonly weights?: RankingWeights;
  /** Of the embedding, where it is not the one that the weights were learnt with. */
  readonly scale?: VectorScale;
}

/** Ranks entries for a question by words, vectors and slots together. */
export class EntrySearch {
  readonly #lexical: LexicalIndexes;
  readonly #vectors: PhraseVectorStore | undefined;
  readonly #weights: RankingWeights;
  readonly #scale: VectorScale;
  readonly #records: readonly Found[];
  /** Number of the record that each wording belongs to. */
  readonly #ownerOf: Uint32Array;
  readonly #numberOf: ReadonlyMap<string, number>;

  constructor(
    corpus: Pick<Corpus, 'entries' | 'intents'>,
    lexical: LexicalIndexes,
    vectors: PhraseVectorStore | undefined,
    { weights = RANKING_WEIGHTS, scale = AS_IT_IS }: RankingSettings = {},
  ) {
    this.#lexical = lexical;
    this.#vectors = vectors;
    this.#weights = weights;
    this.#scale = scale;
    this.#records = recordsOf(corpus);
    this.#numberOf = new Map(this.#records.map(({ id }, number) => [id, number]));
    const owners = wordingsOf(corpus).map(({ owner }) => this.#numberOf.get(owner) ?? 0);
    this.#ownerOf = Uint32Array.from(owners);
  }

  /** True for a word that occurs somewhere in the corpus. */
  knows(term: string): boolean {
    return this.#lexical.records.has(term) || this.#lexical.wordings.has(term);
  }

  /** Best first, at most {@link LOOKED_AT}; every one shares something with the question. */
  async search(question: ReadQuestion): Promise<readonly Candidate[]> {
    const scores = await this.#textScores(question);
    const worth = scores.map((score) => weightedSum({ ...score }, this.#weights));
    return scores
      .map((_, number) => number)
      .filter((number) => hasAny(scores[number]))
      .sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0))
      .slice(0, LOOKED_AT)
      .flatMap((number) => this.#candidate(number, question, scores[number]) ?? [])
      .sort((a, b) => b.score - a.score);
  }

  #candidate(
    number: number,
    question: ReadQuestion,
    scores: TextScores | undefined,
  ): Candidate | undefined {
    const record = this.#records[number];
    if (!record || !scores) return undefined;
    const signals = signalsOf(record, question, scores);
    const score = weightedSum(signals, this.#weights);
    return { id: record.id, ...('verdict' in record && { entry: record }), signals, score };
  }

  async #textScores(question: ReadQuestion): Promise<readonly TextScores[]> {
    const byRecord = this.#lexical.records.search(question.terms);
    const byWording = new BestThree(this.#records.length);
    this.#lexical.wordings.search(question.terms).forEach((score, wording) => {
      if (score > 0) byWording.add(this.#ownerOf[wording] ?? 0, score);
    });
    const byVector = await this.#nearest(question.text);
    return this.#records.map((_, number) => ({
      entryWords: byRecord[number] ?? 0,
      wording: byWording.best(number),
      wordings: byWording.mean(number),
      vector: byVector.best(number),
      vectors: byVector.mean(number),
    }));
  }

  async #nearest(text: string): Promise<BestThree> {
    const scores = new BestThree(this.#records.length);
    const query = await this.#vectorOf(text);
    if (!query) return scores;
    for (const [document, cosine] of this.#vectors?.nearest(query, NEAREST_WORDINGS) ?? []) {
      const number = this.#numberOf.get(String(document.metadata['owner']));
      if (number !== undefined) scores.add(number, scaled(this.#scale, cosine));
    }
    return scores;
  }

  /** Undefined without embeddings, and while theirs cannot be had: the words then decide alone. */
  async #vectorOf(text: string): Promise<Float32Array | undefined> {
    try {
      const vector = await this.#vectors?.embeddings.embedQuery(text);
      return vector && normalised(Float32Array.from(vector));
    } catch (error) {
      if (error instanceof VectorsUnavailable) return undefined;
      throw error;
    }
  }
}

const hasAny = (scores: TextScores | undefined): boolean =>
  scores !== undefined && scores.entryWords + scores.wording + scores.vector > 0;

/** The three best scores of each record; missing ones count as nothing. */
class BestThree {
  readonly #scores: Float32Array;

  constructor(records: number) {
    this.#scores = new Float32Array(records * 3);
  }

  add(record: number, score: number): void {
    let carried = score;
    for (let at = record * 3; at < record * 3 + 3; at++) {
      const here = this.#scores[at] ?? 0;
      if (carried <= here) continue;
      this.#scores[at] = carried;
      carried = here;
    }
  }

  best(record: number): number {
    return this.#scores[record * 3] ?? 0;
  }

  mean(record: number): number {
    const at = record * 3;
    const [first = 0, second = 0, third = 0] = this.#scores.subarray(at, at + 3);
    return (first + second + third) / 3;
  }
}
