import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { LawLibrary } from './answer/law-library.ts';
import type { Knowledge } from './answer/pipeline.ts';
import type { Corpus } from './corpus-model/corpus.ts';
import { fingerprintOf, loadCorpus, readCorpusFiles } from './corpus-model/load-corpus.ts';
import { fileOf } from './law/law-catalogue.ts';
import { createProver } from './law/prover.ts';
import { builtinEmbeddings, makeReaders, trainOnCorpus } from './search/build-search.ts';
import { normalised } from './search/embedding-table.ts';
import { EntrySearch, wordingDocument } from './search/entry-search.ts';
import {
  graphFile,
  INDEX_FORMAT,
  indexFolder,
  readIndex,
  type StoredIndex,
  writeIndex,
} from './search/index-store.ts';
import { LexicalIndex } from './search/lexical-index.ts';
import { buildLexicalIndexes, wordingsOf } from './search/lexical-indexes.ts';
import { exactNeighbours, hnswNeighbours } from './search/nearest.ts';
import { PhraseVectorStore } from './search/phrase-vector-store.ts';
import type { Readers } from './search/question.ts';
import { scaleFor } from './search/vector-scale.ts';
import { spreadOf } from './search/vector-spread.ts';

/** Where vectors come from: trained here, a LangChain provider, or nowhere. */
export type EmbeddingChoice =
  | { readonly kind: 'builtin' }
  | { readonly kind: 'none' }
  | ProvidedEmbeddings;

export interface ProvidedEmbeddings {
  readonly kind: 'provider';
  /** Tells whose vectors these are: provider, model, address. Other vectors under the same name are never mixed in. */
  readonly name: string;
  readonly embeddings: EmbeddingsInterface;
  /** Called once the index is there, and before any question: rejects if the vectors would now be other ones. */
  readonly expect?: (known: KnownVector) => Promise<void>;
}

/** A text of the corpus and the vector that the index holds of it. */
export interface KnownVector {
  readonly text: string;
  readonly vector: Float32Array;
}

export interface OpenOptions {
  readonly corpusFolder: string;
  /** Where indexes are kept; one that cannot be written is kept in memory only. */
  readonly dataFolder: string;
  readonly embeddings: EmbeddingChoice;
  /** Builds the index though there is one. */
  readonly rebuild?: boolean;
  /** All official text there is, for the operator who has it. */
  readonly laws?: LawLibrary;
  /** The day in Korea, YYYY-MM-DD. */
  readonly today: () => string;
}

export interface OpenedKnowledge extends Knowledge {
  /** What an operator wants to see in the log at start. */
  readonly report: {
    readonly embeddings: EmbeddingChoice['kind'];
    readonly index: 'loaded' | 'built';
    readonly isStored: boolean;
    readonly vectorSearch: 'hnsw' | 'exact' | 'none';
    readonly fingerprint: string;
  };
}

/** Opens the corpus and its index, building the index when this corpus has none yet. */
export async function openKnowledge(options: OpenOptions): Promise<OpenedKnowledge> {
  const { laws, today } = options;
  const opened = await openIndex(options);
  const { stamps } = opened.corpus;
  const prover = createProver({
    stamps,
    today,
    ...(laws && {
      folder: laws.folder,
      fileOf: ({ file, title }) => fileOf(laws.folder, laws.catalogue, { file, title: title.ko }),
    }),
  });
  return { ...opened, prover, ...(laws && { laws }) };
}

async function openIndex(options: OpenOptions) {
  const files = readCorpusFiles(options.corpusFolder);
  const { embeddings: choice } = options;
  const embeddings = choice.kind;
  const name = choice.kind === 'provider' ? choice.name : choice.kind;
  const fingerprint = createHash('sha256')
    .update(`${INDEX_FORMAT}\0${process.versions.v8}\0${name}\0${fingerprintOf(files)}`)
    .digest('hex');
  const folder = indexFolder(options.dataFolder, fingerprint);
  const stored = options.rebuild ? undefined : readIndex(folder);
  if (stored) {
    await checkProvider(stored, choice);
    const opened = assemble(stored, choice, makeReaders(stored.corpus), folder);
    const index = 'loaded' as const;
    const report = { ...opened.report, embeddings, index, isStored: true, fingerprint };
    return { ...opened, report };
  }
  const corpus = loadCorpus(files);
  const readers = makeReaders(corpus);
  const built = await build(corpus, readers, choice);
  await checkProvider(built, choice);
  const isStored = store(folder, built);
  const opened = assemble(built, choice, readers, isStored ? folder : undefined);
  const index = 'built' as const;
  const report = { ...opened.report, embeddings, index, isStored, fingerprint };
  return { ...opened, report };
}

async function build(
  corpus: Corpus,
  readers: Readers,
  choice: EmbeddingChoice,
): Promise<StoredIndex> {
  const { records, wordings } = buildLexicalIndexes(corpus, readers);
  const lexical = { records: records.data, wordings: wordings.data };
  const texts = wordingsOf(corpus).map(({ text }) => text);
  switch (choice.kind) {
    case 'none':
      return { corpus, lexical, vectors: [] };
    case 'builtin': {
      const table = trainOnCorpus(corpus, readers);
      const embeddings = builtinEmbeddings(table, readers);
      return { corpus, lexical, table, vectors: texts.map((text) => embeddings.embedNow(text)) };
    }
    case 'provider':
      return { corpus, lexical, ...(await provided(choice, corpus)) };
  }
}

async function provided({ embeddings }: ProvidedEmbeddings, corpus: Corpus) {
  const wordings = wordingsOf(corpus);
  const given = await embeddings.embedDocuments(wordings.map(({ text }) => text));
  const vectors = given.map((vector) => normalised(Float32Array.from(vector)));
  return { vectors, scale: scaleFor(spreadOf(vectors, wordings)) };
}

/** A server that means something else by the same name would make nonsense of the index. */
async function checkProvider(
  { corpus, vectors }: StoredIndex,
  choice: EmbeddingChoice,
): Promise<void> {
  const [wording] = wordingsOf(corpus);
  const [vector] = vectors;
  if (choice.kind !== 'provider' || !wording || !vector) return;
  await choice.expect?.({ text: wording.text, vector });
}

/** False when the folder cannot be written: a read-only file system is no reason not to start. */
function store(folder: string, index: StoredIndex): boolean {
  try {
    writeIndex(folder, index, (path) => {
      hnswNeighbours(index.vectors, path);
    });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

function assemble(
  { corpus, lexical: data, table, vectors, scale }: StoredIndex,
  choice: EmbeddingChoice,
  readers: Readers,
  folder: string | undefined,
) {
  const lexical = {
    records: new LexicalIndex(data.records),
    wordings: new LexicalIndex(data.wordings),
  };
  const embeddings =
    choice.kind === 'provider'
      ? choice.embeddings
      : table
        ? builtinEmbeddings(table, readers)
        : undefined;
  if (!embeddings || vectors.length === 0) {
    const search = new EntrySearch(corpus, lexical, undefined);
    return { corpus, readers, search, report: { vectorSearch: 'none' as const } };
  }
  const vectorStore = new PhraseVectorStore(embeddings, (all) => {
    // An index made where the native library was missing has no graph: it is then built in memory.
    const path = folder && existsSync(graphFile(folder)) ? graphFile(folder) : undefined;
    return hnswNeighbours(all, path) ?? exactNeighbours(all);
  });
  vectorStore.addUnitVectors(vectors, wordingsOf(corpus).map(wordingDocument));
  const search = new EntrySearch(corpus, lexical, vectorStore, scale && { scale });
  return { corpus, readers, search, report: { vectorSearch: vectorStore.searchKind } };
}
