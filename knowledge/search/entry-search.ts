import { Document } from '@langchain/core/documents';
import type { Corpus, Entry } from '../corpus-model/corpus.ts';
import { LexicalIndex } from './lexical-index.ts';
import type { PhraseVectorStore } from './phrase-vector-store.ts';
import { marks, type ReadQuestion, type Readers } from './question.ts';
import { RANKING_WEIGHTS } from './ranking-weights.ts';
import { type Found, type RankingWeights, type Signals, signalsOf, weightedSum } from './signals.ts';
import { contentWords, lexicalTerms } from './tokens.ts';

/** An entry or an intent of the bot that may be what the question is about. */
export interface Candidate {
  readonly id: string;
  /** Present for entries, absent for intents. */
  readonly entry?: Entry;
  readonly score: number;
  readonly signals: Signals;
}

/** One way people ask: text and whose it is. */
export interface Wording {
  readonly owner: string;
  readonly text: string;
}

/** Nearest wordings looked at in the vector index. */
const NEAREST_WORDINGS = 120;

/** Every wording of the corpus, in a stable order: the vector index is numbered by it. */
export function wordingsOf(corpus: Pick<Corpus, 'entries' | 'intents'>): readonly Wording[] {
  return [...corpus.entries.values(), ...corpus.intents.values()].flatMap((record) =>
    [...record.asks.ko, ...record.asks.en, record.title.ko, record.title.en].map((text) => ({
      owner: record.id,
      text,
    })),
  );
}

export function wordingDocument({ owner, text }: Wording): Document {
  return new Document({ pageContent: text, metadata: { owner } });
}

/** Ranks entries for a question by words, vectors and slots together. */
export class EntrySearch {
  readonly #vectors: PhraseVectorStore | undefined;
  readonly #weights: RankingWeights;
  readonly #records: readonly Found[];
  readonly #wordings: readonly Wording[];
  readonly #entryIndex: LexicalIndex;
  readonly #wordingIndex: LexicalIndex;

  constructor(
    corpus: Corpus,
    readers: Readers,
    vectors: PhraseVectorStore | undefined,
    weights: RankingWeights = RANKING_WEIGHTS,
  ) {
    this.#vectors = vectors;
    this.#weights = weights;
    this.#records = [...corpus.entries.values(), ...corpus.intents.values()];
    this.#wordings = wordingsOf(corpus);
    const terms = (text: string) => [
      ...lexicalTerms(contentWords(text)),
      ...marks(readers.concepts.read(text), readers.slots.read(text)),
    ];
    this.#entryIndex = new LexicalIndex(
      this.#records.map((record) => fieldsOf(record).map(terms)),
      { fieldWeights: [2, 1.5, 1], lengthNormalisation: [0.5, 0.4, 0.5], saturation: 1.2 },
    );
    this.#wordingIndex = new LexicalIndex(
      this.#wordings.map(({ text }) => [terms(text)]),
      { fieldWeights: [1], lengthNormalisation: [0.3], saturation: 0.6 },
    );
  }

  /** True for a word that occurs somewhere in the corpus. */
  knows(term: string): boolean {
    return this.#entryIndex.has(term) || this.#wordingIndex.has(term);
  }

  /** Best first; every entry or intent that shares anything with the question. */
  async search(question: ReadQuestion): Promise<readonly Candidate[]> {
    const byEntry = this.#entryIndex.search(question.terms);
    const byWording = this.#wordingScores(question);
    const byVector = await this.#vectorScores(question.text);
    return this.#records
      .flatMap((record, index) => {
        const entryWords = byEntry.get(index) ?? 0;
        const [wording, wordings] = bestAndMean(byWording.get(record.id));
        const [vector, vectors] = bestAndMean(byVector.get(record.id));
        if (entryWords + wording + vector === 0) return [];
        const scores = { entryWords, wording, wordings, vector, vectors };
        const signals = signalsOf(record, question, scores);
        const score = weightedSum(signals, this.#weights);
        return [{ id: record.id, ...('verdict' in record && { entry: record }), signals, score }];
      })
      .sort((a, b) => b.score - a.score);
  }

  #wordingScores({ terms }: ReadQuestion): ReadonlyMap<string, readonly number[]> {
    return byOwner(
      [...this.#wordingIndex.search(terms)].map(([index, score]) => [
        this.#wordings[index]?.owner ?? '',
        score,
      ]),
    );
  }

  async #vectorScores(text: string): Promise<ReadonlyMap<string, readonly number[]>> {
    if (!this.#vectors) return new Map();
    const query = Float32Array.from(await this.#vectors.embeddings.embedQuery(text));
    return byOwner(
      this.#vectors
        .nearest(query, NEAREST_WORDINGS)
        .map(([document, similarity]) => [String(document.metadata['owner']), similarity]),
    );
  }
}

function byOwner(scores: readonly (readonly [string, number])[]): Map<string, number[]> {
  const owners = new Map<string, number[]>();
  for (const [owner, score] of scores) {
    const list = owners.get(owner);
    if (list) list.push(score);
    else owners.set(owner, [score]);
  }
  return owners;
}

/** The best score, and the mean of the best three; missing ones count as nothing. */
function bestAndMean(scores: readonly number[] = []): readonly [number, number] {
  const [first = 0, second = 0, third = 0] = [...scores].sort((a, b) => b - a);
  return [first, (first + second + third) / 3];
}

/** Title, ways of asking, and what we say: the three fields that are searched. */
function fieldsOf(record: Found): readonly string[] {
  const title = `${record.title.ko} ${record.title.en}`;
  const asks = [...record.asks.ko, ...record.asks.en].join(' ');
  if (!('answer' in record)) return [title, asks, ''];
  const said = [record.answer, ...record.reasons, ...record.changes, ...record.steps];
  return [title, asks, said.map(({ ko, en }) => `${ko} ${en}`).join(' ')];
}
