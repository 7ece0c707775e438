import type { DocumentInterface } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { VectorStore } from '@langchain/core/vectorstores';
import { normalised } from './embedding-table.ts';
import type { NearestNeighbours } from './nearest.ts';

/** Makes the neighbour search over vectors: hnswlib-node, or the exact scan. */
export type MakeNeighbours = (vectors: readonly Float32Array[]) => NearestNeighbours;

/** The ways people ask, as a LangChain vector store. Rebuilt as a whole: it is made once per corpus. */
export class PhraseVectorStore extends VectorStore {
  override readonly lc_namespace = ['facerights', 'vectorstores'];
  readonly #makeNeighbours: MakeNeighbours;
  readonly #documents: DocumentInterface[] = [];
  readonly #vectors: Float32Array[] = [];
  #neighbours: NearestNeighbours | undefined;

  constructor(embeddings: EmbeddingsInterface, makeNeighbours: MakeNeighbours) {
    super(embeddings, {});
    this.#makeNeighbours = makeNeighbours;
  }

  _vectorstoreType(): string {
    return 'facerights-phrases';
  }

  /** `hnsw`, or `exact` where the native library is missing. */
  get searchKind(): NearestNeighbours['kind'] {
    return this.#current().kind;
  }

  get vectors(): readonly Float32Array[] {
    return this.#vectors;
  }

  async addVectors(vectors: number[][], documents: DocumentInterface[]): Promise<void> {
    this.addUnitVectors(
      vectors.map((vector) => normalised(Float32Array.from(vector))),
      documents,
    );
  }

  addUnitVectors(vectors: readonly Float32Array[], documents: readonly DocumentInterface[]): void {
    this.#vectors.push(...vectors);
    this.#documents.push(...documents);
    this.#neighbours = undefined;
  }

  async addDocuments(documents: DocumentInterface[]): Promise<void> {
    const texts = documents.map(({ pageContent }) => pageContent);
    await this.addVectors(await this.embeddings.embedDocuments(texts), documents);
  }

  async similaritySearchVectorWithScore(
    query: number[],
    k: number,
  ): Promise<[DocumentInterface, number][]> {
    return this.nearest(normalised(Float32Array.from(query)), k);
  }

  /**
   * Documents and their cosine with the query, nearest first.
   *
   * @throws {RangeError} if the query has another number of dimensions: it is then another embedding's.
   */
  nearest(query: Float32Array, count: number): [DocumentInterface, number][] {
    const [first] = this.#vectors;
    if (!first) return [];
    if (query.length !== first.length) {
      throw new RangeError(
        `Vectors of ${first.length} numbers, asked with one of ${query.length}.`,
      );
    }
    return this.#current()
      .nearest(query, count)
      .flatMap(({ index, similarity }) => {
        const document = this.#documents[index];
        return document ? [[document, similarity] as [DocumentInterface, number]] : [];
      });
  }

  #current(): NearestNeighbours {
    this.#neighbours ??= this.#makeNeighbours(this.#vectors);
    return this.#neighbours;
  }
}
