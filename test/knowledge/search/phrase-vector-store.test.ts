import { Document } from '@langchain/core/documents';
import { VectorStore } from '@langchain/core/vectorstores';
import { describe, expect, it } from 'vitest';
import { BuiltinEmbeddings } from '../../../knowledge/search/builtin-embeddings.ts';
import { ConceptReader } from '../../../knowledge/search/concepts.ts';
import { featuresOf } from '../../../knowledge/search/features.ts';
import { exactNeighbours } from '../../../knowledge/search/nearest.ts';
import { PhraseVectorStore } from '../../../knowledge/search/phrase-vector-store.ts';
import { contentWords } from '../../../knowledge/search/tokens.ts';
import { TRAINING, trainEmbedding } from '../../../knowledge/search/train-embedding.ts';

const WORDINGS = [
  { owner: 'shop', text: '가게 카메라가 얼굴을 찍어요' },
  { owner: 'shop', text: 'a shop films my face' },
  { owner: 'school', text: '학교 교실에서 얼굴인식' },
  { owner: 'school', text: 'the school scans pupils' },
];
const features = (owner: string) =>
  WORDINGS.filter((wording) => wording.owner === owner).map(({ text }) =>
    featuresOf(contentWords(text), []),
  );
const EMBEDDINGS = new BuiltinEmbeddings(
  trainEmbedding([features('shop'), features('school')], {
    ...TRAINING,
    dimensions: 16,
    steps: 40,
  }),
  new ConceptReader([]),
);
const DOCUMENTS = WORDINGS.map(
  ({ owner, text }) => new Document({ pageContent: text, metadata: { owner } }),
);

const emptyStore = () => new PhraseVectorStore(EMBEDDINGS, exactNeighbours);
const filledStore = async () => {
  const store = emptyStore();
  await store.addDocuments(DOCUMENTS);
  return store;
};

describe('PhraseVectorStore', () => {
  it('is a LangChain vector store', () => {
    expect(emptyStore()).toBeInstanceOf(VectorStore);
    expect(emptyStore()._vectorstoreType()).toBe('facerights-phrases');
  });

  it('refuses a vector of another size: it is another embedding’s', async () => {
    const store = await filledStore();
    expect(() => store.nearest(new Float32Array(8), 1)).toThrow(/16 numbers, asked with one of 8/);
  });

  it.each(WORDINGS)('finds "$text" by itself', async ({ owner, text }) => {
    const [found] = await (await filledStore()).similaritySearch(text, 1);
    expect(found).toMatchObject({ pageContent: text, metadata: { owner } });
  });

  it('gives scores from near to far, 1 for the same words', async () => {
    const store = await filledStore();
    const found = await store.similaritySearchWithScore('학교 교실에서 얼굴인식', 4);
    const scores = found.map(([, score]) => score);
    expect(scores[0]).toBeCloseTo(1, 5);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(found.slice(0, 2).map(([{ metadata }]) => metadata)).toEqual([
      { owner: 'school' },
      { owner: 'school' },
    ]);
  });

  it('serves as a retriever', async () => {
    const found = await (await filledStore()).asRetriever(2).invoke('shop face');
    expect(found.map(({ metadata }) => metadata)).toEqual([{ owner: 'shop' }, { owner: 'shop' }]);
  });

  it('finds documents added after a search', async () => {
    const store = await filledStore();
    await store.similaritySearch('학교', 1);
    await store.addDocuments([
      new Document({ pageContent: '가게 학교 카메라', metadata: { owner: 'drone' } }),
    ]);
    const [found] = await store.similaritySearch('가게 학교 카메라', 1);
    expect(found?.metadata).toEqual({ owner: 'drone' });
    expect(store.vectors).toHaveLength(WORDINGS.length + 1);
  });

  it('takes vectors of any length and compares by angle', async () => {
    const store = emptyStore();
    const [first, second] = DOCUMENTS;
    await store.addVectors(
      [
        [3, 0],
        [0, 0.1],
      ],
      [first, second].filter((one) => one !== undefined),
    );
    const found = await store.similaritySearchVectorWithScore([0, 5], 2);
    expect(found.map(([document, score]) => [document.pageContent, score])).toEqual([
      [second?.pageContent, 1],
      [first?.pageContent, 0],
    ]);
  });

  it('finds nothing while empty', async () => {
    expect(await emptyStore().similaritySearch('가게', 3)).toEqual([]);
  });

  it('says how it searches', async () => {
    expect((await filledStore()).searchKind).toBe('exact');
  });
});
