import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { VERDICTS } from '../../knowledge/corpus-model/schema.ts';

extendZodWithOpenApi(z);

export const AskBody = z.object({
  text: z.string().openapi({
    description: 'The question, in the words of the person.',
    example: '헬스장이 얼굴 등록을 강제해도 되나요?',
  }),
  lang: z
    .enum(['ko', 'en'])
    .optional()
    .openapi({ description: 'Language of the answer; absent: that of the question.' }),
  history: z.array(z.string()).max(20).default([]).openapi({
    description: 'Earlier questions, oldest first, so that a follow-up is understood.',
  }),
});

export const SearchQuery = z.object({
  q: z.string().min(1).max(1000).openapi({ description: 'Words to search the entries for.' }),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

export const AnswerBody = z.object({
  kind: z.enum(['answer', 'clarify', 'decline', 'complaint']),
  outcome: z.string(),
  language: z.enum(['ko', 'en']),
  entry: z.string().optional(),
  verdict: z.enum(VERDICTS).optional(),
  text: z.string().openapi({ description: 'All that a person would read.' }),
  citations: z.array(
    z.object({
      source: z.string().openapi({
        description: 'Official Korean law title, or a document code such as NHRCK-2023.',
      }),
      article: z.string(),
      paragraph: z.string().optional(),
      url: z.string().optional(),
      inForce: z.string().optional(),
      checkedOn: z.string().optional(),
    }),
  ),
  confidence: z.number().min(0).max(1),
});

export const SearchBody = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: z.object({ ko: z.string(), en: z.string() }),
      verdict: z.string(),
      score: z.number(),
    }),
  ),
});

export const HealthBody = z.object({
  status: z.literal('ok'),
  version: z.string(),
  entries: z.number(),
  fingerprint: z.string(),
  vectorSearch: z.string(),
});

export const ErrorBody = z.object({ error: z.string() });
