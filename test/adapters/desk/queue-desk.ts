import { queuePages } from '../../../adapters/desk/queue-pages.ts';
import type { CaseFile } from '../../../bot/desk/case-file.ts';
import { openCaseIndex } from '../../../bot/desk/case-index.ts';
import { openCaseDesk } from '../../../bot/desk/open-desk.ts';
import { type DeskApp, type DeskGround, startDeskApp } from '../../desk-app.ts';
import { keepCases, RULES } from '../../open-case-index.ts';

const REGIONS = new Map([['seoul', { ko: '서울', en: 'Seoul' }]]);

/** The desk with its queue over these cases. */
export async function startQueueApp(files: readonly CaseFile[]): Promise<DeskApp> {
  const app = await startDeskApp({
    cases: casesOf,
    pages: [(context) => queuePages(context, REGIONS)],
  });
  await keepCases(app.store, files);
  return app;
}

function casesOf({ store, settings, casework, clock, log, institution }: DeskGround) {
  const { cases, staff } = store;
  const { triage } = RULES;
  const desk = openCaseDesk({
    cases,
    staff,
    index: openCaseIndex({ ...RULES, cases, clock, log }),
    triage,
    casework,
    settings,
    clock,
    institution,
    needsSecondPerson: true,
    channels: [],
    newsFor: () => ({ text: [] }) as never,
  });
  return { desk, triage };
}
