import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Receive } from '../bot/channel.ts';
import { figureNames } from '../bot/desk/figure-names.ts';
import type { InspectEvidence } from '../bot/evidence-file.ts';
import type { Log } from '../bot/log.ts';
import type { TextSettings } from '../bot/render-text.ts';
import type { WordsByLanguage } from '../bot/words.ts';
import type { Language } from '../knowledge/language.ts';
import { openChartDrawer } from './charts/draw-chart.ts';
import type { Config } from './config.ts';
import { deskSite } from './desk/desk-site.ts';
import { type Chores, openChores } from './desk-chores.ts';
import type { OpenedCaseDesk } from './open-case-desk.ts';
import type { Kept } from './open-kept.ts';
import { verifyReceipt } from './receipt-keys.ts';
import { writeSheet } from './tables/write-sheet.ts';
import { caseSite } from './web/case-site.ts';
import type { WebContext } from './web/context.ts';

interface Joined {
  readonly config: Config;
  readonly settings: TextSettings;
  readonly root: string;
  readonly kept: Kept;
  readonly log: Log;
  readonly cases: OpenedCaseDesk;
}

/** The pages about cases: for the people who send them and for everybody, and for staff. */
export function caseSites({
  config,
  settings,
  root,
  kept,
  log,
  cases,
  context,
  inspectEvidence,
}: Joined & {
  readonly context: WebContext;
  readonly inspectEvidence: InspectEvidence;
}): { readonly forPeople: RequestHandler; readonly forStaff: RequestHandler } {
  const { store, secretFor } = kept;
  const { words, parts, desk, figures } = cases;
  const { triage, casework, institution, clock } = parts;
  const drawChart = openChartDrawer();
  const names = (language: Language) => {
    const rules = { corpus: settings.corpus, casework, triage };
    return figureNames(rules, language, words[language].figures.unknown);
  };
  const forPeople = caseSite(
    context,
    {
      ...cases.receiving,
      cases: cases.intake,
      caseById: (id) => store.cases.read(id),
      inspectEvidence,
      verify: verifyReceipt,
    },
    {
      figures,
      drawChart,
      words: { ko: words.ko.figures, en: words.en.figures },
      names: { ko: names('ko'), en: names('en') },
      institution,
    },
  );
  const forStaff = deskSite(
    {
      desk,
      staff: store.staff,
      auditLog: store.cases.auditLog,
      audit: (entries) => store.cases.audit(entries),
      words,
      settings,
      casework,
      triage,
      log,
      clock,
      newSecret: () => randomBytes(32).toString('base64url'),
      newId: randomUUID,
      secretFor,
      institution,
      baseUrl: settings.baseUrl,
    },
    {
      root,
      regions: cases.regions,
      press: { figureRows: desk.figureRows, shelf: store.figureShelf, drawChart, writeSheet },
      oidc: oidcOf(config, settings.baseUrl),
    },
  );
  return { forPeople, forStaff };
}

/** What every page knows of cases being taken in. */
export const receivingOf = (
  words: WordsByLanguage,
  { receiving: { institution }, words: desk }: OpenedCaseDesk,
): Pick<WebContext, 'receiving'> => ({
  receiving: {
    institution,
    links: (language) => [
      { path: '/case', label: words[language].filing.codeTitle },
      { path: '/receipt', label: words[language].filing.checkTitle },
      { path: '/figures', label: desk[language].figures.publicTitle },
    ],
  },
});

function oidcOf(
  { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret }: Config,
  baseUrl: string,
) {
  if (!issuer || !clientId || !clientSecret) return undefined;
  return { issuer, clientId, clientSecret, redirectUri: `${baseUrl}/desk/sign-in/oidc/callback` };
}

/** What the desk does by itself. */
export const caseChores = ({
  config,
  kept,
  log,
  cases,
  receive,
}: Joined & { readonly receive: Receive }): Chores =>
  openChores({
    parts: cases.parts,
    limits: {
      silentDays: config.DESK_SILENT_DAYS,
      retentionDays: config.CASE_RETENTION_DAYS,
    },
    store: kept.store,
    keepFigures: () => cases.figures.refresh(),
    ...(config.SLACK_DESK_CHANNEL && { tell: { receive, channel: config.SLACK_DESK_CHANNEL } }),
    log,
  });
