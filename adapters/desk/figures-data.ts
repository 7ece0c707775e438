import type { Request, Response } from 'express';
import { type FigureNames, figureKeys, figureNames } from '../../bot/desk/figure-names.ts';
import type { FigureSpeech } from '../../bot/desk/figure-view.ts';
import type { FiguresPress } from '../../bot/desk/figures.ts';
import { figuresIn, periodsOf } from '../../bot/desk/public-figures.ts';
import type { Language } from '../../knowledge/language.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import {
  type FigureList,
  openByClock,
  type PeriodFigures,
} from '../../knowledge/triage/figures.ts';
import type { Period } from '../../knowledge/triage/periods.ts';
import { type DeskContext, signedIn } from './context.ts';

/** What a page with figures is made of. */
export interface DeskFigures {
  readonly periods: readonly Period[];
  readonly figures: PeriodFigures;
  readonly clocks: FigureList;
  readonly speech: FigureSpeech;
}

/**
 * The figures of the period in the address: the newest that is over where it names none, and before there is one the one
 * that goes on. Undefined where there is no such period, or no right to see it.
 */
export async function readDeskFigures(
  context: DeskContext,
  press: FiguresPress,
  request: Request,
  response: Response,
): Promise<DeskFigures | undefined> {
  const { staff } = signedIn(response);
  const rows = await press.figureRows(staff);
  if (!rows.isDone) return undefined;
  const today = koreanDay(new Date(context.clock()));
  const periods = periodsOf(rows.value, today);
  const asked = request.query['period'];
  const period = periods.find(({ id, to }) => (asked === undefined ? to < today : id === asked));
  const shown = period ?? (asked === undefined ? periods[0] : undefined);
  if (!shown) return undefined;
  const keys = figureKeys({ ...context, corpus: context.settings.corpus });
  return {
    periods,
    figures: await figuresIn(shown, rows.value, { keys, shelf: press.shelf, today }),
    clocks: openByClock(rows.value),
    speech: speechFor(context, staff.language),
  };
}

export function speechFor(context: DeskContext, language: Language): FigureSpeech {
  const words = context.words[language].figures;
  return { language, words, names: namesFor(context, language) };
}

const namesFor = (context: DeskContext, language: Language): FigureNames =>
  figureNames(
    { ...context, corpus: context.settings.corpus },
    language,
    context.words[language].figures.unknown,
  );
