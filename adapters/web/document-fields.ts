import { z } from 'zod';
import { fill, type Words } from '../../bot/words.ts';
import { DOCUMENT_FORMATS } from '../../knowledge/casework/document.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { COUNTED_UNITS, type DocumentDesk } from './context.ts';

/** Longer than any box of a portal. */
const LONGEST_PART = 1_000_000;

const DocumentForm = z.object({
  format: z.enum(DOCUMENT_FORMATS).optional().catch(undefined),
  /** Of the document, not of the page. */
  language: z.enum(LANGUAGES).catch('ko'),
  show: z.literal('text').optional().catch(undefined),
  most: z.string().max(20).catch(''),
  unit: z.enum(COUNTED_UNITS).catch('characters'),
});

/** What somebody wants of the document. */
export type DocumentWish = z.infer<typeof DocumentForm>;

export const wishIn = (body: unknown): DocumentWish => DocumentForm.parse(body ?? {});

/** The limit that was typed; undefined: none. */
export function limitIn(
  { most }: DocumentWish,
  { leastPart }: DocumentDesk,
  { web }: Words,
): { readonly most: number | undefined } | { readonly problem: string } {
  const typed = most.replace(/[\s,]/g, '');
  if (!typed) return { most: undefined };
  const number = /^\d+$/.test(typed) ? Number(typed) : Number.NaN;
  if (number >= leastPart && number <= LONGEST_PART) return { most: number };
  return { problem: fill(web.pasteMostWrong, { least: leastPart, most: LONGEST_PART }) };
}
