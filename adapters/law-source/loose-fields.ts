import { z } from 'zod';

/**
 * Text as the database's JSON writes it: a string, a number, lists of lists of lines, or `{content}`.
 * Absent and null are empty.
 */
export const looseText = z
  .unknown()
  .optional()
  .transform((value, context) => {
    const text = textOf(value);
    if (text !== undefined) return text;
    context.addIssue({ code: 'custom', message: 'is no text' });
    return z.NEVER;
  });

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const parts = value.map(textOf);
    return parts.includes(undefined) ? undefined : parts.join('\n');
  }
  if (typeof value !== 'object') return undefined;
  if ('content' in value) return textOf(value.content);
  return Object.keys(value).length === 0 ? '' : undefined;
}

/** A list whose only member may stand there alone; absent, null and empty text are the empty list. */
export const looseList = <T extends z.ZodType>(member: T) =>
  z.preprocess((value) => {
    if (value === undefined || value === null) return [];
    if (typeof value === 'string') return value.trim() ? [value] : [];
    return Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];
  }, z.array(member));

/** `20260911` as `2026-09-11`. */
export const compactDate = looseText.transform((text, context) => {
  const [, year, month, day] = /^\s*(\d{4})[.-]?(\d{2})[.-]?(\d{2})\.?\s*$/.exec(text) ?? [];
  if (year && month && day) return `${year}-${month}-${day}`;
  context.addIssue({ code: 'custom', message: 'is no date' });
  return z.NEVER;
});

/** Promulgation numbers are padded with zeros in one answer and not in the next. */
export const unpadded = looseText.transform((text) => text.trim().replace(/^0+(?=\d)/, ''));

/** What is wrong with an answer, as far as it helps to find the place. */
export const problemsOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'answer'} ${message}`)
    .join('; ');
