import { parentPort, workerData } from 'node:worker_threads';
import { openLawFolder } from '../law/law-folder.ts';
import { writeArticleIndex } from './article-index-store.ts';
import { type ArticleIndex, buildArticleIndex } from './build-article-index.ts';
import { type BuildMessage, BuildOrder } from './build-order.ts';

/** The thread that builds an index: reads its order, reports its progress, and ends when the index is stored. */
function main(): void {
  const { lawFolder, indexFolder, name, today } = BuildOrder.parse(workerData);
  // Each law is read once: none is kept.
  const folder = openLawFolder(lawFolder, { mostCharactersKept: 0 });
  const index = buildArticleIndex(folder, today, (done, total) => {
    say({ kind: 'progress', done, total });
  });
  try {
    writeArticleIndex(indexFolder, name, index);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    // A read-only file system or a full disk is no reason not to answer: the index is handed over in memory.
    say({ kind: 'unstored', index }, buffersOf(index));
  }
}

const say = (message: BuildMessage, transfer: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, [...transfer]);

function buffersOf({ texts }: ArticleIndex): ArrayBuffer[] {
  return Object.values(texts).flatMap((value: unknown) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
}

main();
