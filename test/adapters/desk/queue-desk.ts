import { queuePages } from '../../../adapters/desk/queue-pages.ts';
import type { CaseFile } from '../../../bot/desk/case-file.ts';
import { type DeskApp, startDeskApp } from '../../desk-app.ts';
import { deskOver } from '../../desk-over.ts';
import { keepCases } from '../../open-case-index.ts';

const REGIONS = new Map([['seoul', { ko: '서울', en: 'Seoul' }]]);

/** The desk with its queue over these cases. */
export async function startQueueApp(files: readonly CaseFile[]): Promise<DeskApp> {
  const app = await startDeskApp({
    cases: deskOver,
    pages: [(context) => queuePages(context, REGIONS)],
  });
  await keepCases(app.store, files);
  return app;
}
