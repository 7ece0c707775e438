import { join } from 'node:path';
import { openChartDrawer } from '../../../adapters/charts/draw-chart.ts';
import { auditPages } from '../../../adapters/desk/audit-pages.ts';
import { figuresPages } from '../../../adapters/desk/figures-pages.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import { writeSheet } from '../../../adapters/tables/write-sheet.ts';
import { type CaseFile, readCaseFile, writeCaseFile } from '../../../bot/desk/case-file.ts';
import { openCaseIndex } from '../../../bot/desk/case-index.ts';
import type { CaseStore } from '../../../bot/desk/case-store.ts';
import { figureRow } from '../../../bot/desk/figure-row.ts';
import type { FiguresPress } from '../../../bot/desk/figures.ts';
import { openCaseDesk } from '../../../bot/desk/open-desk.ts';
import { shelfInMemory } from '../../../bot/desk/public-figures.ts';
import { readCorpusFiles } from '../../../knowledge/corpus-model/load-corpus.ts';
import { clocksOf } from '../../../knowledge/triage/clocks.ts';
import { placeIndex } from '../../../knowledge/triage/place-index.ts';
import { readTriageFiles } from '../../../knowledge/triage/read-triage.ts';
import { statusesOf } from '../../../knowledge/triage/statuses.ts';
import type { Triage } from '../../../knowledge/triage/triage.ts';
import { type DeskApp, type DeskGround, startDeskApp } from '../../desk-app.ts';

/** The real desk with figures and audit log, over real cases. */
export async function startFiguresDesk(files: readonly CaseFile[]): Promise<DeskApp> {
  let rows: FiguresPress['figureRows'] = async () => ({ isDone: true, value: [] });
  const app = await startDeskApp({
    cases: (ground) => {
      const { desk, triage } = openDesk(ground);
      rows = async (who) => {
        const heads = await desk.heads(who);
        if (!heads.isDone) return heads;
        const read = heads.value.map(async (head) => {
          const stored = await ground.store.cases.read(head.id);
          return stored ? [figureRow(readCaseFile(stored.file), head)] : [];
        });
        return { isDone: true, value: (await Promise.all(read)).flat() };
      };
      return { desk, triage };
    },
    pages: [
      (context) =>
        figuresPages(context, {
          figureRows: (who) => rows(who),
          shelf: shelfInMemory(),
          drawChart: openChartDrawer(),
          writeSheet,
        }),
      auditPages,
    ],
  });
  for (const file of files) await putCase(app.store.cases, file);
  return app;
}

export const putCase = (cases: CaseStore, file: CaseFile): Promise<boolean> =>
  cases.commit(
    [{ id: file.id, expects: 0, file: writeCaseFile(file) }],
    [{ at: file.receivedAt, actor: 'person', action: 'case-received', case: file.id, details: {} }],
  );

function openDesk({ store, settings, casework, clock, log, institution }: DeskGround) {
  const triage = triageOf(casework);
  const { cases, staff } = store;
  const places = placeIndex();
  const regionOf = () => undefined;
  const index = openCaseIndex({ cases, triage, casework, regionOf, places, clock, log });
  const desk = openCaseDesk({
    cases,
    staff,
    index,
    triage,
    casework,
    settings,
    clock,
    institution,
    needsSecondPerson: true,
    channels: [],
    newsFor: () => ({ kind: 'text', text: '' }) as never,
    wakeSenders: () => {},
  });
  return { desk, triage };
}

/** Statuses and clocks as they are; letters and priorities have no part in figures. */
function triageOf(casework: DeskGround['casework']): Triage {
  const { statuses, clocks } = readTriageFiles(
    readCorpusFiles(join(projectRoot(), 'knowledge/rules')),
  );
  return {
    ...statusesOf(statuses),
    clocks: clocksOf(clocks, casework),
    priority: () => ({ level: 'normal', reasons: [], points: 0 }),
    letters: new Map(),
  };
}
