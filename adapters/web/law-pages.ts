import { type Request, type Response, Router } from 'express';
import { lawPath } from '../../knowledge/answer/law-path.ts';
import { koreanArticle } from '../../knowledge/law/pinpoint.ts';
import { chosenLanguage, languageFor, sendPage, type WebContext } from './context.ts';
import { articleOfAddress, LONGEST_ADDRESS } from './law-address.ts';
import { articlePageData } from './law-article.ts';
import { type LawMessage, noSuchArticle, unavailable } from './law-message.ts';
import { lawPageData } from './law-page.ts';
import { lawSearchPage } from './law-search-page.ts';
import { lawOfAddress } from './law-shelf.ts';

/** The official text of every law in the folder: a search, a page for each law, a page for each article. */
export function lawPages(context: WebContext): Router {
  const router = Router();
  router.get('/law', (request, response) => {
    const language = languageFor(request);
    const found = lawSearchPage(context, request.query, language);
    if (found.kind === 'article') return redirectTo(request, response, found.path);
    sendLawPage(context, request, response, { view: 'law-search', data: found.data });
  });

  router.get('/law/:law', (request, response, next) => {
    const { law: address } = request.params;
    if (address.length > LONGEST_ADDRESS) return next();
    const language = languageFor(request);
    const finding = lawOfAddress(context, address);
    if (finding.kind !== 'read') {
      return sendMessage(context, request, response, unavailable(context, language, finding));
    }
    const { law } = finding;
    if (address !== law.slug) return redirectTo(request, response, lawPath(law.slug));
    const data = lawPageData(context, finding, language);
    sendLawPage(context, request, response, { view: 'law', data });
  });

  router.get('/law/:law/:article', (request, response, next) => {
    const { law: address, article: at } = request.params;
    const number = articleOfAddress(at);
    if (address.length > LONGEST_ADDRESS || number === undefined) return next();
    const language = languageFor(request);
    const finding = lawOfAddress(context, address);
    if (finding.kind !== 'read') {
      const message = unavailable(context, language, finding, number);
      return sendMessage(context, request, response, message);
    }
    const { law, statute } = finding;
    const article = statute.articles.get(number);
    if (!article) {
      const message = noSuchArticle(context, language, finding, number);
      return sendMessage(context, request, response, message);
    }
    if (address !== law.slug || at !== koreanArticle(number)) {
      return redirectTo(request, response, lawPath(law.slug, number));
    }
    const data = articlePageData(context, finding, article, language);
    sendLawPage(context, request, response, { view: 'law-article', data });
  });
  return router;
}

interface LawPage {
  readonly view: string;
  readonly data: { readonly title: string } & Readonly<Record<string, unknown>>;
  readonly status?: number;
}

function sendLawPage(context: WebContext, request: Request, response: Response, page: LawPage) {
  const language = languageFor(request);
  const shared = { law: context.words[language].law, q: `?lang=${language}`, query: '' };
  sendPage(context, request, response, {
    ...page,
    title: page.data.title,
    current: 'law',
    data: { ...shared, ...page.data },
  });
}

const sendMessage = (
  context: WebContext,
  request: Request,
  response: Response,
  { status, ...message }: LawMessage,
): void =>
  sendLawPage(context, request, response, {
    view: 'law-message',
    status,
    data: { ...message },
  });

/** To the one permanent address of a law or an article. */
function redirectTo(request: Request, response: Response, path: string): void {
  response.redirect(302, path + chosenLanguage(request));
}
