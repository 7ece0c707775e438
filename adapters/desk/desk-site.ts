import type { RequestHandler } from 'express';
import type { FiguresPress } from '../../bot/desk/figures.ts';
import { auditPages } from './audit-pages.ts';
import { casePages } from './case-pages.ts';
import type { DeskContext } from './context.ts';
import { deskRouter } from './desk-router.ts';
import { figuresPages } from './figures-pages.ts';
import { type OidcOptions, openOidc } from './oidc.ts';
import type { RegionNames } from './queue-labels.ts';
import { queuePages } from './queue-pages.ts';
import { loadDeskViews } from './views.ts';

export interface DeskSite {
  /** The folder of package.json. */
  readonly root: string;
  readonly press: FiguresPress;
  readonly regions: RegionNames;
  /** The institution's own sign-in. */
  readonly oidc?: OidcOptions | undefined;
}

/** Everything under `/desk`. */
export function deskSite(
  context: Omit<DeskContext, 'render'>,
  { root, press, regions, oidc }: DeskSite,
): RequestHandler {
  return deskRouter(
    { ...context, render: loadDeskViews(root) },
    {
      root,
      pages: [
        (made) => queuePages(made, regions),
        casePages,
        (made) => figuresPages(made, press),
        auditPages,
      ],
      ...(oidc && { oidc: openOidc(oidc) }),
    },
  );
}
