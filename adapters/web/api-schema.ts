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
      proof: z
        .enum(['checked-now', 'checked-at-release', 'not-checked'])
        .optional()
        .openapi({ description: 'Of a Korean law: how it was compared with the official text.' }),
      isUpcoming: z
        .boolean()
        .optional()
        .openapi({ description: 'Promulgated, in force only from `inForce` on.' }),
      isAmended: z
        .boolean()
        .optional()
        .openapi({ description: 'Amended after our text was last compared with it.' }),
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
      verdict: z.string().optional().openapi({
        description:
          'Absent where law that the entry stands on is gone, until a person has reviewed it.',
      }),
      score: z.number(),
    }),
  ),
});

export const LawSearchQuery = z.object({
  q: z.string().min(1).max(300).openapi({
    description: 'Words to look for in all articles of all laws, in Korean.',
    example: '생체정보',
  }),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  offset: z.coerce.number().int().min(0).max(200).default(0),
  exact: z
    .enum(['0', '1'])
    .default('0')
    .openapi({ description: '1: only articles in which the wording stands as it is.' }),
});

export const LawSearchBody = z.object({
  mentions: z
    .object({ articles: z.number(), laws: z.number(), isExact: z.boolean() })
    .optional()
    .openapi({ description: 'In how many articles the wording stands as it is.' }),
  hasMore: z.boolean(),
  results: z.array(
    z.object({
      law: z.string(),
      slug: z.string(),
      article: z.string().openapi({ example: '제23조' }),
      title: z.string(),
      path: z.string().openapi({ description: 'Address of the page, without the host.' }),
      inForce: z.string(),
      isUpcoming: z.boolean(),
      snippet: z.string().openapi({ description: 'From the official text.' }),
    }),
  ),
});

export const LawArticleBody = z.object({
  law: z.object({
    title: z.string(),
    slug: z.string(),
    kind: z.string(),
    lawId: z.string(),
    promulgationNumber: z.string(),
    promulgated: z.string(),
    isRepealed: z.boolean(),
    file: z.string(),
    url: z.string(),
  }),
  article: z.string().openapi({ example: '제23조' }),
  title: z.string(),
  text: z.string().openapi({ description: 'Character for character what the official text has.' }),
  isDeleted: z.boolean(),
  inForce: z.string(),
  isUpcoming: z.boolean().openapi({ description: 'Promulgated, in force only from `inForce` on.' }),
  path: z.string(),
  proof: z
    .looseObject({ state: z.enum(['checked-now', 'checked-at-release', 'not-checked', 'failed']) })
    .openapi({ description: 'What is known of the article at this moment, and why.' }),
  summary: z.string().optional().openapi({ description: 'Address of our summary, if any.' }),
  entries: z.array(z.string()).openapi({ description: 'Our answers that rest on the article.' }),
});

export const LawErrorBody = z.object({
  error: z.string(),
  reason: z
    .enum([
      'no-such-law',
      'no-such-article',
      'not-in-later-text',
      'text-unavailable',
      'search-not-ready',
    ])
    .openapi({ description: 'The last three do not say that the article does not exist.' }),
});

export const HealthBody = z.object({
  status: z.literal('ok'),
  version: z.string(),
  entries: z.number(),
  fingerprint: z.string(),
  vectorSearch: z.string(),
  law: z
    .object({
      search: z.enum(['ready', 'building', 'failed', 'no-folder']),
      laws: z.number(),
      articles: z.number().optional(),
      percent: z.number().optional(),
    })
    .openapi({ description: 'The official text at hand, and the state of its search.' }),
  conversations: z
    .union([
      z.object({ waiting: z.number(), owed: z.number(), givenUp: z.number() }),
      z.literal('unavailable'),
    ])
    .openapi({
      description:
        'Messages that wait for an answer, answers that wait to be sent, and those given up; unavailable while the database is away.',
    }),
});

export const ErrorBody = z.object({ error: z.string() });
