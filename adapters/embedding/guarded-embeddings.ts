import { Embeddings } from '@langchain/core/embeddings';
import type { Log } from '../../bot/log.ts';
import { maskPersonalData } from '../../knowledge/answer/personal-data.ts';
import type { KnownVector } from '../../knowledge/open-knowledge.ts';
import { normalised } from '../../knowledge/search/embedding-table.ts';
import { VectorsUnavailable } from '../../knowledge/search/vectors-unavailable.ts';
import { embedWordings, isSameModel } from './embed-wordings.ts';
import { EmbeddingError } from './embedding-error.ts';
import type { Provider } from './provider.ts';
import type { QuestionGuard } from './question-guard.ts';
import type { VectorFile } from './vector-file.ts';

/** A provider's embedding as we can live with it: building may fail loudly, questions never wait for it. */
export class GuardedEmbeddings extends Embeddings {
  readonly #provider: Provider;
  readonly #guard: QuestionGuard;
  readonly #openFile: () => VectorFile;
  readonly #log: Log;
  /** Of the index; unknown until there is one. */
  #dimensions: number | undefined;

  constructor(provider: Provider, guard: QuestionGuard, openFile: () => VectorFile, log: Log) {
    super({});
    this.#provider = provider;
    this.#guard = guard;
    this.#openFile = openFile;
    this.#log = log;
  }

  /** @throws {EmbeddingError} */
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors = await embedWordings(texts, this.#provider, this.#openFile(), this.#log);
    return vectors.map((vector) => [...vector]);
  }

  /**
   * Masks once more: not everything that is searched for comes through the answering of questions.
   *
   * @throws {VectorsUnavailable} when the provider fails, is slow, or answers with other vectors than the index has.
   */
  override async embedQuery(text: string): Promise<number[]> {
    return [...(await this.#guard.ask(() => this.#embed(text)))];
  }

  /**
   * Compares what the provider says now with what the index holds. A provider that is away is no obstacle.
   *
   * @throws {EmbeddingError} if another model answers under the same name.
   */
  async expect({ text, vector }: KnownVector): Promise<void> {
    const asked = this.#guard.askPatiently(() => this.#embed(text));
    const now = await asked.catch((error: unknown) => {
      if (error instanceof VectorsUnavailable) return undefined;
      throw error;
    });
    this.#dimensions = vector.length;
    if (!now || isSameModel(normalised(now), vector)) return;
    throw this.#isAnother(now.length, vector.length);
  }

  async #embed(text: string): Promise<Float32Array> {
    const masked = maskPersonalData(text).text;
    const given = Float32Array.from(await this.#provider.forQuestions.embedQuery(masked));
    if (given.length === (this.#dimensions ?? given.length)) return given;
    throw new VectorsUnavailable('DIMENSIONS');
  }

  #isAnother(now: number, then: number): EmbeddingError {
    const { setting, address } = this.#provider;
    const how = now === then ? 'other vectors' : `vectors of ${now} numbers`;
    return new EmbeddingError(
      'OTHER_MODEL',
      `${setting} at ${address} gives ${how}, the index holds ones of ${then}: another model stands behind the name. ` +
        'If that is meant, `npm run index -- --rebuild` builds the index anew; if not, see EMBEDDINGS, EMBEDDINGS_URL ' +
        'and EMBEDDINGS_DIMENSIONS.',
      false,
    );
  }
}
