import { type Request, type Response, Router } from 'express';
import { articleView } from '../../bot/article-view.ts';
import { EMPTY_VIEW, entryView, linkTo } from '../../bot/entry-view.ts';
import type { AnswerView, LinkView } from '../../bot/view.ts';
import type { Words } from '../../bot/words.ts';
import { stands } from '../../knowledge/answer/citations.ts';
import { lawPath } from '../../knowledge/answer/law-path.ts';
import { entriesCiting, placeText, provisionsAt } from '../../knowledge/corpus-model/citation.ts';
import type { Entry, EntryKind, Law, Source } from '../../knowledge/corpus-model/corpus.ts';
import type { Language } from '../../knowledge/language.ts';
import { plainText } from '../../knowledge/search/plain-text.ts';
import { readQuestion } from '../../knowledge/search/question.ts';
import { articleText, withoutTexts } from './article-text.ts';
import { chosenLanguage, languageFor, sendPage, type WebContext } from './context.ts';
import { shelfOf } from './law-shelf.ts';
import { sourceFacts } from './source-facts.ts';

const KINDS: readonly EntryKind[] = ['situation', 'right', 'route', 'concept', 'trap', 'unsettled'];

/** How many results a search of the answers shows. */
const RESULTS = 20;

/** The permanent pages: every answer, every article and every source has one. */
export function knowledgePages(context: WebContext): Router {
  const { corpus } = context;
  const router = Router();

  router.get('/a/:id', (request, response, next) => {
    const entry = corpus.entries.get(request.params.id);
    if (!entry) return next();
    sendEntry(context, request, response, entry);
  });

  router.get('/p/:source/:article', (request, response, next) => {
    const { source, article } = request.params;
    const law = corpus.sources.get(source);
    const provisions = provisionsAt(corpus.provisions, source, article);
    if (law?.type !== 'law') return next();
    if (provisions.length === 0) {
      const text = articleText(context, law, article, languageFor(request));
      return text ? response.redirect(302, `${text.path}${chosenLanguage(request)}`) : next();
    }
    sendArticle(context, request, response, { type: 'article', law, at: { article }, provisions });
  });

  router.get('/s/:id', (request, response, next) => {
    const source = corpus.sources.get(request.params.id);
    if (!source) return next();
    sendSource(context, request, response, source);
  });

  router.get('/entries', async (request, response) => {
    const language = languageFor(request);
    const asked = request.query['q'];
    const query = typeof asked === 'string' ? plainText(asked).slice(0, 300) : '';
    const groups = query ? await found(context, query, language) : byKind(context, language);
    sendPage(context, request, response, {
      view: 'entries',
      title: context.words[language].web.allEntries,
      current: 'entries',
      data: { query, groups },
    });
  });

  router.get('/sources', (request, response) => sendSources(context, request, response));
  return router;
}

function sendEntry(context: WebContext, request: Request, response: Response, entry: Entry): void {
  const language = languageFor(request);
  const view = entryView(entry, language, context);
  sendPage(context, request, response, {
    view: 'entry',
    title: entry.title[language],
    // Empty where the law it stood on is gone.
    description: view.lead,
    data: entryData(context, view, {
      kind: context.words[language].kind[entry.kind],
      asks: entry.asks[language].slice(0, 4),
      citedBy: [],
    }),
  });
}

function sendArticle(
  context: WebContext,
  request: Request,
  response: Response,
  subject: Parameters<typeof articleView>[0],
): void {
  const language = languageFor(request);
  const { law, at } = subject;
  const view: AnswerView = {
    ...EMPTY_VIEW,
    kind: 'answer',
    outcome: 'answered-article',
    ...articleView(subject, language, context),
    language,
  };
  const text = articleText(context, law, at.article, language);
  sendPage(context, request, response, {
    view: 'entry',
    ...(view.title && { title: view.title }),
    data: {
      ...entryData(context, text ? withoutTexts(view) : view, {
        kind: law.title[language],
        asks: [],
        citedBy: citing(context, law, language, at.article),
      }),
      text,
    },
  });
}

function sendSource(
  context: WebContext,
  request: Request,
  response: Response,
  source: Source,
): void {
  const language = languageFor(request);
  const words = context.words[language];
  sendPage(context, request, response, {
    view: 'source',
    title: source.title[language],
    data: {
      words,
      title: source.title[language],
      facts: sourceFacts(source, context.corpus.stamps, language, words),
      text: source.type === 'law' ? textLink(context, source, words) : undefined,
      note: source.type === 'document' ? source.note?.[language] : undefined,
      articles: articlesOf(context, source, language),
      citedBy: source.type === 'document' ? citing(context, source, language) : [],
    },
  });
}

/** Our page of the text of a law, where the folder has it. */
function textLink(
  { laws, corpus }: WebContext,
  { title }: Law,
  words: Words,
): LinkView | undefined {
  const law = laws && shelfOf(laws, corpus).exact(title.ko);
  return law && { title: words.law.wholeLaw, path: lawPath(law.slug) };
}

function sendSources(context: WebContext, request: Request, response: Response): void {
  const language = languageFor(request);
  const words = context.words[language];
  const groups = groupBy([...context.corpus.sources.values()], (source) =>
    source.type === 'law' ? words.basis.law : words.basis[BASIS_OF[source.kind]],
  ).map(([title, sources]) => ({
    title,
    links: sources.map(({ id, title: name }) => ({ title: name[language], path: `/s/${id}` })),
  }));
  sendPage(context, request, response, {
    view: 'sources',
    title: words.web.sources,
    current: 'sources',
    data: { groups, words },
  });
}

function articlesOf(context: WebContext, source: Source, language: Language): LinkView[] {
  const { corpus } = context;
  const rows = corpus.provisions.filter((row) => row.source === source.id);
  return [...new Set(rows.map(({ article }) => article))].map((article) => {
    const row = rows.find((candidate) => candidate.article === article);
    const heading = language === 'ko' ? row?.title : row?.titleEn;
    const text = placeText(source.title[language], { article }, language);
    return {
      title: heading ? `${text} (${heading})` : text,
      path: `/p/${source.id}/${article}`,
    };
  });
}

function entryData(
  { words, baseUrl }: WebContext,
  view: AnswerView,
  rest: { kind: string; asks: readonly string[]; citedBy: readonly LinkView[] },
) {
  const { language, path = '' } = view;
  return { view, words: words[language], address: `${baseUrl}${path}?lang=${language}`, ...rest };
}

function citing(
  { corpus }: WebContext,
  source: Source,
  language: Language,
  article?: string,
): LinkView[] {
  return entriesCiting(corpus, source, article).map((entry) => linkTo(entry, language));
}

function byKind(context: WebContext, language: Language) {
  return KINDS.map((kind) => ({
    title: context.words[language].kind[kind],
    links: [...context.corpus.entries.values()]
      .filter((entry) => entry.kind === kind)
      .map((entry) => resultLink(context, entry, language)),
  }));
}

async function found(context: WebContext, query: string, language: Language) {
  const { search, readers } = context.knowledge;
  const candidates = await search.search(readQuestion(query, readers));
  const links = candidates
    .flatMap(({ entry }) => entry ?? [])
    .slice(0, RESULTS)
    .map((entry) => resultLink(context, entry, language));
  return links.length > 0 ? [{ title: context.words[language].web.allEntries, links }] : [];
}

function resultLink(context: WebContext, entry: Entry, language: Language) {
  const label = context.words[language].verdict[entry.verdict];
  const isShown = entry.kind === 'situation' && stands(entry.reasons, context);
  const verdict = isShown ? { id: entry.verdict, label } : undefined;
  return { ...linkTo(entry, language), verdict };
}

const BASIS_OF = {
  recommendation: 'recommendation',
  opinion: 'recommendation',
  'government-statement': 'government',
  'regulator-decision': 'regulator',
  guideline: 'regulator',
  judgment: 'judgment',
  'foreign-law': 'foreign',
  international: 'foreign',
  press: 'press',
  'official-page': 'government',
} as const;

function groupBy<T>(rows: readonly T[], key: (row: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups];
}
