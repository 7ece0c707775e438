import type { DatePhrase } from './reading.ts';

/** Pieces of the English date grammar; texts are in lower case. */
export const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';

export const phrase = (pattern: string, read: DatePhrase['read']): DatePhrase => ({
  pattern: new RegExp(`\\b(?:${pattern})\\b`, 'g'),
  read,
});
