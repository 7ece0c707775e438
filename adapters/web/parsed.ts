import type { Response } from 'express';
import type { z } from 'zod';

/** The validated input, or undefined after a 400 that names each wrong field. */
export function parsed<T>(schema: z.ZodType<T>, input: unknown, response: Response): T | undefined {
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'body'}: ${message}`,
  );
  response.status(400).json({ error: problems.join('; ') });
  return undefined;
}
