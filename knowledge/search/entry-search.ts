import { Document } from '@langchain/core/documents';
import type { Corpus, Entry, Intent } from '../corpus-model/corpus.ts';
import { LexicalIndex } from './lexical-index.ts';
import type { PhraseVectorStore } from './phrase-vector-store.ts';
import { marks, type ReadQuestion, type Readers } from './question.ts';
import { slotSignals } from './signals.ts';
import { contentWords, lexicalTerms } from './tokens.ts';
import { type RankingWeights, type Signals, SIGNAL_NAMES, WEIGHTS } from './weights.ts';

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
const NEAREST_WORDINGS = 60;

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
  readonly #corpus: Corpus;
  readonly #vectors: PhraseVectorStore | undefined;
  readonly #weights: RankingWeights;
  readonly #ids: readonly string[];
  readonly #wordings: readonly Wording[];
  readonly #entryIndex: LexicalIndex;
  readonly #wordingIndex: LexicalIndex;

  constructor(
    corpus: Corpus,
    readers: Readers,
    vectors: PhraseVectorStore | undefined,
    weights: RankingWeights = WEIGHTS,
  ) {
    this.#corpus = corpus;
    this.#vectors = vectors;
    this.#weights = weights;
    this.#ids = [...corpus.entries.keys(), ...corpus.intents.keys()];
    this.#wordings = wordingsOf(corpus);
    const terms = (text: string) => [
      ...lexicalTerms(contentWords(text)),
      ...marks(readers.concepts.read(text), readers.slots.read(text)),
    ];
    this.#entryIndex = new LexicalIndex(
      this.#ids.map((id) => fieldsOf(corpus.entries.get(id) ?? corpus.intents.get(id)).map(terms)),
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
    const byWording = this.#bestWording(question);
    const byVector = await this.#bestVector(question.text);
    return this.#ids
      .flatMap((id, index) => {
        const entryWords = byEntry.get(index) ?? 0;
        const wording = byWording.get(id) ?? 0;
        const vector = byVector.get(id) ?? 0;
        if (entryWords + wording + vector === 0) return [];
        const entry = this.#corpus.entries.get(id);
        const signals = {
          entryWords,
          wording,
          vector,
          ...slotSignals(entry?.slots, question.slots),
        };
        return [{ id, ...(entry && { entry }), signals, score: this.#score(signals) }];
      })
      .sort((a, b) => b.score - a.score);
  }

  #score(signals: Signals): number {
    return SIGNAL_NAMES.reduce((sum, name) => sum + this.#weights[name] * signals[name], 0);
  }

  #bestWording({ terms }: ReadQuestion): Map<string, number> {
    const best = new Map<string, number>();
    for (const [index, score] of this.#wordingIndex.search(terms)) {
      const owner = this.#wordings[index]?.owner ?? '';
      if (score > (best.get(owner) ?? 0)) best.set(owner, score);
    }
    return best;
  }

  async #bestVector(text: string): Promise<Map<string, number>> {
    const best = new Map<string, number>();
    if (!this.#vectors) return best;
    const query = Float32Array.from(await this.#vectors.embeddings.embedQuery(text));
    for (const [document, similarity] of this.#vectors.nearest(query, NEAREST_WORDINGS)) {
      const owner = String(document.metadata['owner']);
      if (similarity > (best.get(owner) ?? 0)) best.set(owner, similarity);
    }
    return best;
  }
}

/** Title, ways of asking, and what we say: the three fields that are searched. */
function fieldsOf(record: Entry | Intent | undefined): readonly string[] {
  if (!record) return ['', '', ''];
  const title = `${record.title.ko} ${record.title.en}`;
  const asks = [...record.asks.ko, ...record.asks.en].join(' ');
  if (!('answer' in record)) return [title, asks, ''];
  const said = [record.answer, ...record.reasons, ...record.changes, ...record.steps];
  return [title, asks, said.map(({ ko, en }) => `${ko} ${en}`).join(' ')];
}
