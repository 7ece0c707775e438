import { BaseRetriever } from '@langchain/core/retrievers';
import { beforeAll, expect, it } from 'vitest';
import { EntryRetriever } from '../../../knowledge/search/entry-retriever.ts';
import { openRealBot } from '../../real-bot.ts';

let retriever: EntryRetriever;
beforeAll(async () => {
  const { knowledge } = await openRealBot();
  retriever = new EntryRetriever(knowledge.search, knowledge.readers, 3);
});

it('is a LangChain retriever', () => {
  expect(retriever).toBeInstanceOf(BaseRetriever);
});

it.each([
  { asked: '헬스장이 얼굴 등록을 강제해도 되나요', id: 'gym-face-only' },
  { asked: 'may my gym force me to enrol my face', id: 'gym-face-only' },
])('finds $id for "$asked", best first, no more than asked for', async ({ asked, id }) => {
  const found = await retriever.invoke(asked);
  expect(found).toHaveLength(3);
  expect(found[0]?.metadata).toMatchObject({ id, verdict: 'conditional' });
  expect(found[0]?.pageContent).toMatch(/동의[\s\S]*consent/);
});
