import { join } from 'node:path';
import { openChartDrawer } from '../../../adapters/charts/draw-chart.ts';
import { auditPages } from '../../../adapters/desk/audit-pages.ts';
import { figuresPages } from '../../../adapters/desk/figures-pages.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import { writeSheet } from '../../../adapters/tables/write-sheet.ts';
import { type CaseFile, caseReference } from '../../../bot/desk/case-file.ts';
import { openCaseIndex } from '../../../bot/desk/case-index.ts';
import { newsFor } from '../../../bot/desk/news.ts';
import { openCaseDesk } from '../../../bot/desk/open-desk.ts';
import { loadTriage } from '../../../knowledge/triage/load-triage.ts';
import { type DeskApp, type DeskGround, startDeskApp } from '../../desk-app.ts';
import { keepCases } from '../../open-case-index.ts';

/** The real desk with figures and audit log, over real cases. */
export async function startFiguresDesk(files: readonly CaseFile[]): Promise<DeskApp> {
  let ground: DeskGround | undefined;
  const app = await startDeskApp({
    cases: (given) => {
      ground = given;
      return openDesk(given);
    },
    pages: [
      (context) => {
        if (!ground) throw new Error('The pages came before the cases.');
        return figuresPages(context, {
          figureRows: context.desk.figureRows,
          shelf: ground.store.figureShelf,
          drawChart: openChartDrawer(),
          writeSheet,
        });
      },
      auditPages,
    ],
  });
  await keepCases(app.store, files);
  return app;
}

function openDesk({ store, settings, casework, clock, log, institution }: DeskGround) {
  const triage = loadTriage(join(projectRoot(), 'knowledge/rules'), casework);
  const { cases, staff } = store;
  const regionOf = () => undefined;
  const index = openCaseIndex({ cases, triage, casework, regionOf, clock, log });
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
    newsFor: (news, file) => newsFor(news, settings.words[file.language], caseReference(file)),
  });
  return { desk, triage };
}
