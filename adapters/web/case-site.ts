import { type RequestHandler, Router } from 'express';
import type { WebIntake } from './case-intake.ts';
import { casePages } from './case-pages.ts';
import type { WebContext } from './context.ts';
import { type FiguresContext, figuresPages } from './figures-pages.ts';
import { receiptPages } from './receipt-pages.ts';
import { submitPages } from './submit-pages.ts';

/** The pages there are only where cases are taken in: sending one, looking after it, its receipt, and figures for everybody. */
export function caseSite(
  context: WebContext,
  intake: WebIntake,
  figures: FiguresContext,
): RequestHandler {
  return Router().use(
    submitPages(context, intake),
    casePages(context, intake),
    receiptPages(context, intake),
    figuresPages(context, figures),
  );
}
