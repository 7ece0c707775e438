import { type Request, type Response, Router } from 'express';
import {
  type AnswerView,
  articleView,
  citationView,
  entriesCiting,
  entryView,
  type LinkView,
  linkTo,
} from '../../bot/answer-view.ts';
import { citedSource } from '../../knowledge/answer/citations.ts';
import { provisionsAt } from '../../knowledge/corpus-model/citation.ts';
import type { Entry, EntryKind, Law, Source } from '../../knowledge/corpus-model/corpus.ts';
import type { Language } from '../../knowledge/language.ts';
import { plainText } from '../../knowledge/search/plain-text.ts';
import { readQuestion } from '../../knowledge/search/question.ts';
import { languageFor, sendPage, type WebContext } from './context.ts';
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
    const language = languageFor(request);
    sendPage(context, request, response, {
      view: 'entry',
      title: entry.title[language],
      description: entry.answer[language],
      data: entryData(entryView(entry, language, context), language, {
        kind: context.words[language].kind[entry.kind],
        asks: entry.asks[language].slice(0, 4),
        citedBy: [],
      }),
    });
  });

  router.get('/p/:source/:article', (request, response, next) => {
    const { source, article } = request.params;
    const law = corpus.sources.get(source);
    const provisions = provisionsAt(corpus.provisions, source, article);
    if (law?.type !== 'law' || provisions.length === 0) return next();
    sendArticle(request, response, law, article);
  });

  router.get('/s/:id', (request, response, next) => {
    const source = corpus.sources.get(request.params.id);
    if (!source) return next();
    sendSource(request, response, source);
  });

  router.get('/entries', async (request, response) => {
    const language = languageFor(request);
    const asked = request.query['q'];
    const query = typeof asked === 'string' ? plainText(asked).slice(0, 300) : '';
    const groups = query ? await found(query, language) : byKind(language);
    sendPage(context, request, response, {
      view: 'entries',
      title: context.words[language].web.allEntries,
      current: 'entries',
      data: { query, groups },
    });
  });

  router.get('/sources', (request, response) => {
    const language = languageFor(request);
    const groups = groupBy([...corpus.sources.values()], (source) =>
      source.type === 'law'
        ? context.words[language].basis.law
        : context.words[language].basis[BASIS_OF[source.kind]],
    ).map(([title, sources]) => ({
      title,
      links: sources.map(({ id, title: name }) => ({ title: name[language], path: `/s/${id}` })),
    }));
    sendPage(context, request, response, {
      view: 'sources',
      title: context.words[language].web.sources,
      current: 'sources',
      data: { groups, words: context.words[language] },
    });
  });

  return router;

  function sendArticle(request: Request, response: Response, law: Law, article: string): void {
    const language = languageFor(request);
    const provisions = provisionsAt(corpus.provisions, law.id, article);
    const view = articleView({ type: 'article', law, at: { article }, provisions }, language, context);
    sendPage(context, request, response, {
      view: 'entry',
      ...(view.title && { title: view.title }),
      data: entryData({ ...BLANK, ...view, language }, language, {
        kind: law.title[language],
        asks: [],
        citedBy: citing(law, language, article),
      }),
    });
  }

  function sendSource(request: Request, response: Response, source: Source): void {
    const language = languageFor(request);
    const words = context.words[language];
    const articles = [
      ...new Set(corpus.provisions.filter((row) => row.source === source.id).map((r) => r.article)),
    ].map((article): LinkView => {
      const rows = provisionsAt(corpus.provisions, source.id, article);
      const heading = language === 'ko' ? rows[0]?.title : rows[0]?.titleEn;
      const cited = citationView(citedSource({ source, at: { article } }, corpus, language), words);
      return { title: heading ? `${cited.text} (${heading})` : cited.text, path: cited.path };
    });
    sendPage(context, request, response, {
      view: 'source',
      title: source.title[language],
      data: {
        words,
        title: source.title[language],
        facts: sourceFacts(source, corpus.stamps, language, words),
        note: source.type === 'document' ? source.note?.[language] : undefined,
        articles,
        citedBy: source.type === 'document'
          ? citing(source, language)
          : [],
      },
    });
  }

  function entryData(
    view: AnswerView,
    language: Language,
    rest: { kind: string; asks: readonly string[]; citedBy: readonly LinkView[] },
  ) {
    const address = `${context.baseUrl}${view.path ?? ''}?lang=${language}`;
    return { view, words: context.words[language], address, ...rest };
  }

  function citing(source: Source, language: Language, article?: string): LinkView[] {
    return entriesCiting(corpus, source, article).map((entry) => linkTo(entry, language));
  }

  function byKind(language: Language) {
    return KINDS.map((kind) => ({
      title: context.words[language].kind[kind],
      links: [...corpus.entries.values()]
        .filter((entry) => entry.kind === kind)
        .map((entry) => resultLink(entry, language)),
    }));
  }

  async function found(query: string, language: Language) {
    const { search, readers } = context.knowledge;
    const candidates = await search.search(readQuestion(query, readers));
    const links = candidates
      .flatMap(({ entry }) => entry ?? [])
      .slice(0, RESULTS)
      .map((entry) => resultLink(entry, language));
    return links.length > 0 ? [{ title: context.words[language].web.allEntries, links }] : [];
  }

  function resultLink(entry: Entry, language: Language) {
    const label = context.words[language].verdict[entry.verdict];
    const verdict = entry.kind === 'situation' ? { id: entry.verdict, label } : undefined;
    return { ...linkTo(entry, language), verdict };
  }
}

const BLANK: Omit<AnswerView, 'language'> = {
  kind: 'answer',
  outcome: 'answered-article',
  notices: [],
  lead: '',
  digests: [],
  reasons: [],
  changes: [],
  steps: [],
  related: [],
  choices: [],
};

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
