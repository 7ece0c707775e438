import { openChartDrawer } from '../../../adapters/charts/draw-chart.ts';
import { auditPages } from '../../../adapters/desk/audit-pages.ts';
import { figuresPages } from '../../../adapters/desk/figures-pages.ts';
import { writeSheet } from '../../../adapters/tables/write-sheet.ts';
import type { CaseFile } from '../../../bot/desk/case-file.ts';
import { type DeskApp, type DeskGround, startDeskApp } from '../../desk-app.ts';
import { deskOver } from '../../desk-over.ts';
import { keepCases } from '../../open-case-index.ts';

/** The real desk with figures and audit log, over real cases. */
export async function startFiguresDesk(files: readonly CaseFile[]): Promise<DeskApp> {
  let ground: DeskGround | undefined;
  const app = await startDeskApp({
    cases: (given) => {
      ground = given;
      return deskOver(given);
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
