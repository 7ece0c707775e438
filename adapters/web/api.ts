import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { exchangeRow } from '../../bot/exchange-row.ts';
import { EntryRetriever } from '../../knowledge/search/entry-retriever.ts';
import { AskBody, SearchQuery } from './api-schema.ts';
import type { WebContext } from './context.ts';
import { openApiDocument } from './openapi.ts';

export interface HealthReport {
  readonly status: 'ok';
  readonly version: string;
  readonly entries: number;
  readonly fingerprint: string;
  readonly vectorSearch: string;
}

/** The HTTP API: the same answers as data. Errors are JSON with a message for people. */
export function apiRoutes(context: WebContext, health: () => HealthReport): Router {
  const { corpus, pipeline, knowledge } = context;
  const router = Router();

  router.post('/ask', async (request, response) => {
    const body = parse(AskBody, request.body, response);
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
    if (entry) response.json(entry);
    else
      response
        .status(404)
        .json({ error: `There is no entry "${request.params.id.slice(0, 80)}".` });
  });

  router.get('/search', async (request: Request, response: Response) => {
    const query = parse(SearchQuery, request.query, response);
    if (!query) return;
    const retriever = new EntryRetriever(knowledge.search, knowledge.readers, query.limit);
    const found = await retriever.invoke(query.q);
    response.json({ results: found.map(({ metadata }) => metadata) });
  });

  router.get('/health', (_request, response) => {
    response.json(health());
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

/** The validated input, or undefined after a 400 that names each wrong field. */
function parse<T>(schema: z.ZodType<T>, input: unknown, response: Response): T | undefined {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'body'}: ${message}`,
  );
  response.status(400).json({ error: problems.join('; ') });
  return undefined;
}
