import { type Request, type Response, Router } from 'express';
import type { FigureNames } from '../../bot/desk/figure-names.ts';
import {
  type FigureSpeech,
  type FigureView,
  figureViews,
  periodText,
  ruleText,
} from '../../bot/desk/figure-view.ts';
import type { DrawChart } from '../../bot/desk/figures.ts';
import type { PublicFigures } from '../../bot/desk/public-figures.ts';
import type { DeskWords } from '../../bot/desk/words/desk-words.ts';
import { fill } from '../../bot/words.ts';
import type { Language } from '../../knowledge/language.ts';
import type { PeriodFigures } from '../../knowledge/triage/figures.ts';
import { SMALLEST_SHOWN } from '../../knowledge/triage/suppression.ts';
import { languageFor, sendPage, type WebContext } from './context.ts';

/** What the public figures are made of; there are none where nothing is taken in. */
export interface FiguresContext {
  readonly figures: PublicFigures;
  readonly drawChart: DrawChart;
  readonly words: Readonly<Record<Language, DeskWords['figures']>>;
  readonly names: Readonly<Record<Language, FigureNames>>;
  /** Who runs the desk. */
  readonly institution: string;
}

/** Figures change once a quarter; what a cache holds for an hour is never wrong by more than that hour. */
const CACHED = 'public, max-age=3600';

const PICTURE_POLICY = "default-src 'none'; sandbox";

/** Anybody may frame this one page, which has no form, no script and no link that stays in the frame. */
const EMBED_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

/** Suppressed figures of whole periods that are over, for everybody: page, picture, data, and a page to embed. */
export function figuresPages(context: WebContext, given: FiguresContext): Router {
  const router = Router();
  router.get('/figures', (request, response, next) =>
    sendFigures(context, given, request, response, next),
  );
  router.get('/figures/embed', (request, response, next) =>
    sendEmbed(context, given, request, response, next),
  );
  router.get('/figures.json', (request, response, next) =>
    sendData(given, request, response, next),
  );
  router.get('/figures/:chart.svg', (request, response, next) =>
    sendChart(given, request, response, next),
  );
  return router;
}

interface Asked {
  readonly periods: readonly string[];
  /** Undefined where there are none yet. */
  readonly figures: PeriodFigures | undefined;
  readonly speech: FigureSpeech;
}

/** Undefined where the address names a period of which there is nothing. */
async function read(given: FiguresContext, request: Request): Promise<Asked | undefined> {
  const language = languageFor(request);
  const speech = { language, words: given.words[language], names: given.names[language] };
  const periods = await given.figures.periods();
  const asked = request.query['period'] ?? periods[0];
  const isKnown = periods.some((period) => period === asked);
  if (asked !== undefined && !isKnown) return undefined;
  const figures = typeof asked === 'string' ? await given.figures.of(asked) : undefined;
  return { periods, figures, speech };
}

async function sendFigures(
  context: WebContext,
  given: FiguresContext,
  request: Request,
  response: Response,
  next: () => void,
): Promise<void> {
  const asked = await read(given, request);
  if (!asked) return next();
  const { words } = asked.speech;
  response.set('cache-control', CACHED);
  sendPage(context, request, response, {
    view: 'figures',
    title: words.publicTitle,
    description: fill(words.publicLead, { institution: given.institution }),
    data: {
      ...pageData(given, asked),
      embed: `${context.baseUrl}/figures/embed?chart=place&lang=${asked.speech.language}`,
    },
  });
}

/** One chart with its table; `chart` of the address says which. */
async function sendEmbed(
  context: WebContext,
  given: FiguresContext,
  request: Request,
  response: Response,
  next: () => void,
): Promise<void> {
  const asked = await read(given, request);
  if (!asked) return next();
  const data = pageData(given, asked);
  const chart = request.query['chart'];
  const views = data.views.filter(({ id }) => id === (chart ?? 'week'));
  if (asked.figures && views.length === 0) return next();
  response.removeHeader('x-frame-options');
  openToOthers(response)
    .set({ 'content-security-policy': EMBED_POLICY, vary: 'accept-language' })
    .type('html')
    .send(context.render('figures-embed', { ...data, views, language: asked.speech.language }));
}

function pageData({ institution }: FiguresContext, { periods, figures, speech }: Asked) {
  const { words, language } = speech;
  const views = figures ? figureViews(figures, speech) : [];
  return {
    figureWords: words,
    lead: fill(words.publicLead, { institution }),
    rule: ruleText(speech),
    period: figures && periodText(figures, speech),
    chosen: figures?.period ?? '',
    periods: periods.map((id) => ({ id, text: shortPeriod(id, words) })),
    views: views.map((view: FigureView) => ({
      ...view,
      alt: fill(words.chartOf, { title: view.title }),
      src: `/figures/${view.id}.svg?period=${figures?.period}&lang=${language}`,
    })),
  };
}

function shortPeriod(id: string, words: DeskWords['figures']): string {
  const [year = '', quarter = ''] = id.split('-Q');
  return fill(words.periodName, { year, quarter });
}

async function sendData(
  given: FiguresContext,
  request: Request,
  response: Response,
  next: () => void,
): Promise<void> {
  const asked = await read(given, request);
  if (!asked) return next();
  const { periods, figures, speech } = asked;
  openToOthers(response)
    .set({ 'access-control-allow-origin': '*', vary: 'accept-language' })
    .json({
      institution: given.institution,
      about: [
        speech.words.publicNotOfficial,
        speech.words.publicFrozen,
        speech.words.lead,
        ruleText(speech),
      ],
      smallestShown: SMALLEST_SHOWN,
      periods,
      figures: figures ?? null,
    });
}

async function sendChart(
  given: FiguresContext,
  request: Request<{ chart: string }>,
  response: Response,
  next: () => void,
): Promise<void> {
  const asked = await read(given, request);
  const views = asked?.figures ? figureViews(asked.figures, asked.speech) : [];
  const view = views.find(({ id }) => id === request.params.chart);
  if (!view) return next();
  openToOthers(response)
    .set({ 'content-security-policy': PICTURE_POLICY, vary: 'accept-language' })
    .type('svg')
    .send(await given.drawChart(view.chart));
}

/** Other sites may show it, and caches keep it for a while. */
const openToOthers = (response: Response): Response =>
  response.set({ 'cache-control': CACHED, 'cross-origin-resource-policy': 'cross-origin' });
