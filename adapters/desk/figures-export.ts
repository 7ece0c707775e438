import type { Request, Response } from 'express';
import { figureSheet } from '../../bot/desk/figure-view.ts';
import { type FiguresPress, SHEET_FORMATS, type Sheet } from '../../bot/desk/figures.ts';
import { may } from '../../bot/desk/permissions.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { type DeskContext, signedIn } from './context.ts';
import { caseSheet } from './figures-case-sheet.ts';
import { readDeskFigures, speechFor } from './figures-data.ts';
import { sendNotice } from './notices.ts';

/** A file of figures, or with `what=cases` of heads of cases. The line of the audit log is written before the file leaves. */
export async function sendExport(
  context: DeskContext,
  press: FiguresPress,
  request: Request<{ format: string }>,
  response: Response,
): Promise<void> {
  const format = SHEET_FORMATS.find((one) => one === request.params.format);
  const what = request.query['what'] ?? 'figures';
  if (!format || (what !== 'figures' && what !== 'cases')) {
    return sendNotice(context, request, response, 404, 'notFound');
  }
  const { staff } = signedIn(response);
  if (what === 'cases' && !may(staff, 'export-cases')) {
    return sendNotice(context, request, response, 403, 'forbidden');
  }
  const sheet =
    what === 'cases'
      ? await casesOf(context, response)
      : await figuresFor(context, press, request, response);
  if (!sheet) return sendNotice(context, request, response, 404, 'notFound');
  const { bytes, mediaType } = await press.writeSheet(sheet, format);
  const at = context.clock();
  const details = { what, format, rows: sheet.rows.length, leaf: sheet.name };
  await context.audit([{ at, actor: staff.id, action: 'exported', details }]);
  const name = `facerights-${what}-${sheet.name}.${format}`;
  response
    .set({
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
    })
    .type(mediaType)
    .send(Buffer.from(bytes));
}

async function figuresFor(
  context: DeskContext,
  press: FiguresPress,
  request: Request,
  response: Response,
): Promise<Sheet | undefined> {
  const read = await readDeskFigures(context, press, request, response);
  if (!read) return undefined;
  const { figures, speech, clocks } = read;
  // The deadlines of today have nothing to do with a quarter that is over, which may be published.
  return figureSheet(figures, speech, figures.isOver ? undefined : clocks);
}

async function casesOf(context: DeskContext, response: Response): Promise<Sheet | undefined> {
  const { staff } = signedIn(response);
  const heads = await context.desk.heads(staff);
  if (!heads.isDone) return undefined;
  const name = koreanDay(new Date(context.clock()));
  const words = context.words[staff.language];
  return caseSheet(heads.value, staff, { ...speechFor(context, staff.language), words, name });
}
