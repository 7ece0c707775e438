import { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { EntryKind, Verdict } from '../corpus-model/corpus.ts';
import type { Bilingual } from '../language.ts';
import type { EntrySearch } from './entry-search.ts';
import { plainText } from './plain-text.ts';
import { type Readers, readQuestion } from './question.ts';

/** What a retrieved document says of itself beside its text. */
export interface RetrievedMetadata extends Record<string, unknown> {
  readonly id: string;
  readonly kind: EntryKind;
  readonly title: Bilingual;
  readonly verdict: Verdict;
  readonly score: number;
}

/** Our search as a LangChain retriever, for chains that want documents: the answers of the best entries. */
export class EntryRetriever extends BaseRetriever<RetrievedMetadata> {
  override readonly lc_namespace = ['facerights', 'retrievers'];
  readonly #search: EntrySearch;
  readonly #readers: Readers;
  readonly #limit: number;

  constructor(search: EntrySearch, readers: Readers, limit = 5) {
    super({});
    this.#search = search;
    this.#readers = readers;
    this.#limit = limit;
  }

  override async _getRelevantDocuments(query: string): Promise<Document<RetrievedMetadata>[]> {
    const found = await this.#search.search(readQuestion(plainText(query), this.#readers));
    return found
      .flatMap(({ entry, score }) =>
        entry
          ? [
              new Document({
                pageContent: `${entry.title.ko}\n${entry.answer.ko}\n\n${entry.title.en}\n${entry.answer.en}`,
                metadata: {
                  id: entry.id,
                  kind: entry.kind,
                  title: entry.title,
                  verdict: entry.verdict,
                  score,
                },
              }),
            ]
          : [],
      )
      .slice(0, this.#limit);
  }
}
