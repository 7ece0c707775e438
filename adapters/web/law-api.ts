import { type Response, Router } from 'express';
import type { z } from 'zod';
import { lawPath } from '../../knowledge/answer/law-path.ts';
import { koreanArticle } from '../../knowledge/law/pinpoint.ts';
import type { Article } from '../../knowledge/law/statute.ts';
import type { ArticleSearchState } from '../../knowledge/law-search/article-search.ts';
import { plainText } from '../../knowledge/search/plain-text.ts';
import {
  type LawArticleBody,
  type LawErrorBody,
  type LawSearchBody,
  LawSearchQuery,
} from './api-schema.ts';
import type { WebContext } from './context.ts';
import { articleOfAddress, LONGEST_ADDRESS } from './law-address.ts';
import { proofOf, whyMissing } from './law-article.ts';
import { writtenByUs } from './law-ours.ts';
import { type FoundText, searchLaws } from './law-search.ts';
import { percentOf } from './law-search-state.ts';
import { lawOfAddress, type ReadLaw } from './law-shelf.ts';
import { parsed } from './parsed.ts';

/** When to ask again while the index of all laws is built. */
const RETRY_AFTER_SECONDS = 15;

/** All of Korean law as data: a search, and any article with its text, dates and proof. */
export function lawApi(context: WebContext): Router {
  const router = Router();
  router.get('/', (request, response) => {
    const query = parsed(LawSearchQuery, request.query, response);
    if (!query) return;
    const { laws } = context;
    const state: ArticleSearchState = laws?.search() ?? { kind: 'no-folder' };
    if (!laws || state.kind !== 'ready') return notReady(response, state);
    const { q, limit, offset, exact } = query;
    const asked = { text: plainText(q), isExact: exact === '1', offset, limit };
    const { results, ...counts } = searchLaws(laws, state.search, asked);
    const body: z.infer<typeof LawSearchBody> = {
      ...counts,
      results: results.map((found) => resultRow(found, context.today())),
    };
    response.json(body);
  });

  router.get('/:law/:article', (request, response) => {
    const { law: address, article: at } = request.params;
    const number = articleOfAddress(at);
    if (address.length > LONGEST_ADDRESS || number === undefined) {
      return refuse(response, 404, 'no-such-article', NOT_AN_ADDRESS);
    }
    const finding = lawOfAddress(context, address);
    if (finding.kind === 'no-such-law') {
      return refuse(response, 404, 'no-such-law', 'No law of that name is in the folder.');
    }
    if (finding.kind !== 'read') return refuse(response, 503, 'text-unavailable', UNAVAILABLE);
    const article = finding.statute.articles.get(number);
    if (article) response.json(articleBody(context, finding, article));
    else missing(context, response, finding, number);
  });
  return router;
}

const NOT_AN_ADDRESS = 'Write the article as in /api/law/형법/제250조.';
const UNAVAILABLE =
  'The official text cannot be read right now; that does not mean that the article does not exist.';

const refuse = (
  response: Response,
  status: number,
  reason: z.infer<typeof LawErrorBody>['reason'],
  error: string,
): void => {
  response.status(status).json({ error, reason });
};

function notReady(response: Response, state: ArticleSearchState): void {
  if (state.kind === 'building') response.set('retry-after', String(RETRY_AFTER_SECONDS));
  const texts = {
    ready: '',
    building: `The index of all laws is being built (${state.kind === 'building' ? percentOf(state) : 0} %).`,
    failed: 'The index of all laws could not be built; the log of the server says why.',
    'no-folder': 'This server has no official text; its operator can run npm run law:fetch.',
  };
  refuse(response, 503, 'search-not-ready', texts[state.kind]);
}

function missing(context: WebContext, response: Response, found: ReadLaw, number: string): void {
  const { title, inForce } = found.statute;
  const place = `${title} ${koreanArticle(number)}`;
  const why = whyMissing(context, found, number);
  const texts = {
    'no-such-article': `${place} is not in the text in force from ${inForce}.`,
    'not-in-later-text': `${place} is not in the text here, which applies only from ${inForce}; the text in force until then may have it.`,
    'text-unavailable': UNAVAILABLE,
  };
  refuse(response, why === 'text-unavailable' ? 503 : 404, why, texts[why]);
}

const resultRow = ({ law, article, title, path, snippet }: FoundText, today: string) => ({
  law: law.title,
  slug: law.slug,
  article: koreanArticle(article),
  title,
  path,
  inForce: law.inForce,
  isUpcoming: law.inForce > today,
  snippet: snippet.map(({ text }) => text).join(''),
});

function articleBody(
  context: WebContext,
  found: ReadLaw,
  { number, title, text, isDeleted, inForce = found.statute.inForce }: Article,
): z.infer<typeof LawArticleBody> {
  const { law, statute } = found;
  const { summary, entries } = writtenByUs(context.corpus, law.title, number);
  return {
    law: {
      title: statute.title,
      slug: law.slug,
      kind: statute.kind,
      lawId: statute.lawId,
      promulgationNumber: statute.promulgationNumber,
      promulgated: statute.promulgated,
      isRepealed: statute.isRepealed,
      file: law.file,
      url: statute.url,
    },
    article: koreanArticle(number),
    title,
    text,
    isDeleted,
    inForce,
    isUpcoming: inForce > context.today(),
    path: lawPath(law.slug, number),
    proof: { ...proofOf(context, found, number) },
    entries: entries.map(({ id }) => id),
    ...(summary && { summary }),
  };
}
