import { Embeddings } from '@langchain/core/embeddings';
import type { ConceptReader } from './concepts.ts';
import { type EmbeddingTable, embed } from './embedding-table.ts';
import { featuresOf } from './features.ts';
import { contentWords } from './tokens.ts';

/** The embedding that needs no download: trained on the ways people ask, when the index is built. */
export class BuiltinEmbeddings extends Embeddings {
  readonly #table: EmbeddingTable;
  readonly #concepts: ConceptReader;

  constructor(table: EmbeddingTable, concepts: ConceptReader) {
    super({});
    this.#table = table;
    this.#concepts = concepts;
  }

  /** As LangChain wants it, but without the promise. */
  embedNow(text: string): Float32Array {
    return embed(this.#table, featuresOf(contentWords(text), this.#concepts.read(text)));
  }

  override async embedQuery(text: string): Promise<number[]> {
    return [...this.embedNow(text)];
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map((text) => [...this.embedNow(text)]);
  }
}
