import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import {
  AnswerBody,
  AskBody,
  ErrorBody,
  HealthBody,
  LawArticleBody,
  LawErrorBody,
  LawSearchBody,
  LawSearchQuery,
  SearchBody,
  SearchQuery,
} from './api-schema.ts';

const json = (schema: z.ZodType, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** The OpenAPI description, made from the very schemas that check requests. */
export function openApiDocument(baseUrl: string) {
  const registry = new OpenAPIRegistry();
  registry.registerPath({
    method: 'post',
    path: '/api/ask',
    summary: 'Ask a question',
    request: { body: { content: { 'application/json': { schema: AskBody } } } },
    responses: {
      200: json(AnswerBody, 'The answer, a question back, or a refusal'),
      400: json(ErrorBody, 'The body is not as described'),
      413: json(ErrorBody, 'The body is larger than 1 MB'),
      429: json(ErrorBody, 'Too many questions; Retry-After says when'),
    },
  });
  registry.registerPath({
    method: 'get',
    path: '/api/entries/{id}',
    summary: 'One entry with its reasons and citations',
    request: { params: z.object({ id: z.string() }) },
    responses: {
      200: json(z.looseObject({ id: z.string() }), 'The entry, in both languages'),
      404: json(ErrorBody, 'No such entry'),
    },
  });
  registry.registerPath({
    method: 'get',
    path: '/api/search',
    summary: 'Search the entries',
    request: { query: SearchQuery },
    responses: {
      200: json(SearchBody, 'Best first'),
      400: json(ErrorBody, 'No query'),
      429: json(ErrorBody, 'Too many questions; Retry-After says when'),
    },
  });
  describeLaw(registry);
  registry.registerPath({
    method: 'get',
    path: '/api/health',
    summary: 'Is the service up, and with which corpus',
    responses: { 200: json(HealthBody, 'It is') },
  });
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'FaceRights',
      version: '1',
      description: 'Cited answers about face recognition in Korea. Information, not legal advice.',
    },
    servers: [{ url: baseUrl || '/' }],
  });
}

function describeLaw(registry: OpenAPIRegistry): void {
  registry.registerPath({
    method: 'get',
    path: '/api/law',
    summary: 'Search the official text of all laws: text found, no assessment of ours',
    request: { query: LawSearchQuery },
    responses: {
      200: json(LawSearchBody, 'Best first'),
      400: json(ErrorBody, 'No query'),
      429: json(ErrorBody, 'Too many questions; Retry-After says when'),
      503: json(LawErrorBody, 'The index is being built, or there is no official text here'),
    },
  });
  registry.registerPath({
    method: 'get',
    path: '/api/law/{law}/{article}',
    summary: 'One article of any law, with its text, dates and proof',
    request: {
      params: z.object({
        law: z.string().openapi({ example: '개인정보보호법' }),
        article: z.string().openapi({ example: '제23조' }),
      }),
    },
    responses: {
      200: json(LawArticleBody, 'The article as the official text has it'),
      404: json(LawErrorBody, 'No law of that name here, or no such article in its text'),
      503: json(LawErrorBody, 'The text cannot be read now; says nothing about the article'),
    },
  });
}
