import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { entryRow } from '../../bot/entry-row.ts';
import { exchangeRow } from '../../bot/exchange-row.ts';
import { stands } from '../../knowledge/answer/citations.ts';
import { EntryRetriever } from '../../knowledge/search/entry-retriever.ts';
import { AskBody, type HealthBody, SearchQuery } from './api-schema.ts';
import type { WebContext } from './context.ts';
import { lawApi } from './law-api.ts';
import { openApiDocument } from './openapi.ts';
import { parsed } from './parsed.ts';

/** The HTTP API: the same answers as data. Errors are JSON with a message for people. */
export function apiRoutes(
  context: WebContext,
  health: () => Promise<z.infer<typeof HealthBody>>,
): Router {
  const { corpus, pipeline, knowledge } = context;
  const router = Router();

  router.post('/ask', async (request, response) => {
    const body = parsed(AskBody, request.body, response);
    if (!body) return;
    const answer = await pipeline.answer({
      text: body.text,
      history: body.history,
      ...(body.lang && { language: body.lang }),
    });
    response.json(exchangeRow(answer, context));
  });

  router.get('/entries/:id', (request, response) => {
    const entry = corpus.entries.get(request.params.id);
    if (entry) response.json(entryRow(entry, context));
    else
      response
        .status(404)
        .json({ error: `There is no entry "${request.params.id.slice(0, 80)}".` });
  });

  router.get('/search', async (request: Request, response: Response) => {
    const query = parsed(SearchQuery, request.query, response);
    if (!query) return;
    const retriever = new EntryRetriever(knowledge.search, knowledge.readers, query.limit);
    const found = await retriever.invoke(query.q);
    const results = found.map(({ metadata: { verdict, ...rest } }) => {
      const entry = corpus.entries.get(rest.id);
      return entry && stands(entry.reasons, context) ? { ...rest, verdict } : rest;
    });
    response.json({ results });
  });

  router.use('/law', lawApi(context));

  router.get('/health', async (_request, response) => {
    response.json(await health());
  });

  router.get('/openapi.json', (_request, response) => {
    response.json(openApiDocument(context.baseUrl));
  });

  router.use((request, response) => {
    response
      .status(404)
      .json({ error: `There is no ${request.method} ${request.path.slice(0, 80)} here.` });
  });
  return router;
}
