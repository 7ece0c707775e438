import { type Request, type Response, Router } from 'express';
import {
  clockView,
  type FigureView,
  figureViews,
  periodText,
  ruleText,
} from '../../bot/desk/figure-view.ts';
import type { FiguresPress } from '../../bot/desk/figures.ts';
import { may } from '../../bot/desk/permissions.ts';
import { fill } from '../../bot/words.ts';
import { type DeskContext, sendDeskPage, signedIn } from './context.ts';
import { type DeskFigures, readDeskFigures } from './figures-data.ts';
import { sendExport } from './figures-export.ts';
import { requirePermission } from './guard.ts';
import { sendNotice } from './notices.ts';

/** Nothing that stands in a picture may load or run anything. */
const PICTURE_POLICY = "default-src 'none'; sandbox";

/** Figures with charts, and what is saved as a file. Everything here but the list of cases has small numbers suppressed. */
export function figuresPages(context: DeskContext, press: FiguresPress): Router {
  const router = Router();
  const mayLook = requirePermission(context, 'see-figures');
  router.get('/desk/figures', mayLook, (request, response) =>
    sendFigures(context, press, request, response),
  );
  router.get('/desk/figures/:chart.svg', mayLook, (request: Request<{ chart: string }>, response) =>
    sendChart(context, press, request, response),
  );
  router.get('/desk/export.:format', mayLook, (request: Request<{ format: string }>, response) =>
    sendExport(context, press, request, response),
  );
  return router;
}

async function sendFigures(
  context: DeskContext,
  press: FiguresPress,
  request: Request,
  response: Response,
): Promise<void> {
  const read = await readDeskFigures(context, press, request, response);
  if (!read) return sendNotice(context, request, response, 404, 'notFound');
  const { figures, periods, speech } = read;
  const { words } = speech;
  const chosen = figures.period;
  sendDeskPage(context, response, {
    view: 'figures',
    title: words.title,
    current: 'figures',
    styles: ['figures.css'],
    data: {
      rule: ruleText(speech),
      period: periodText(figures, speech),
      state: figures.isOver ? words.isOver : words.goesOn,
      isOver: figures.isOver,
      periods: periods.map(({ id, from, to }) => ({
        id,
        text: periodText({ period: id, from, to }, speech),
        isChosen: id === chosen,
      })),
      chosen,
      views: viewsOf(read).map((view) => ({
        ...view,
        alt: fill(words.chartOf, { title: view.title }),
        src: `/desk/figures/${view.id}.svg?period=${chosen}`,
      })),
      mayExportCases: may(signedIn(response).staff, 'export-cases'),
    },
  });
}

async function sendChart(
  context: DeskContext,
  press: FiguresPress,
  request: Request<{ chart: string }>,
  response: Response,
): Promise<void> {
  const read = await readDeskFigures(context, press, request, response);
  const view = read && viewsOf(read).find(({ id }) => id === request.params.chart);
  if (!view) return sendNotice(context, request, response, 404, 'notFound');
  response
    .set({ 'content-security-policy': PICTURE_POLICY, 'cache-control': 'no-store' })
    .type('svg')
    .send(await press.drawChart(view.chart));
}

const viewsOf = ({ figures, clocks, speech }: DeskFigures): readonly FigureView[] => [
  ...figureViews(figures, speech),
  clockView(clocks, speech),
];
