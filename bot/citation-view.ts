import type { CitedSource } from '../knowledge/answer/citations.ts';
import { fill, type Words } from './words.ts';

export interface CitationView {
  /** `개인정보 보호법 제23조제1항`. */
  readonly text: string;
  /** `2026-09-11 시행`, `2023-01-12 결정, 2023-01-25 공개`; empty where no date is known. */
  readonly dates: string;
  readonly path: string;
  readonly url?: string;
}

export function citationView(cited: CitedSource, words: Words): CitationView {
  const { text, path, url } = cited;
  return { text, path, dates: datesOf(cited, words), ...(url && { url }) };
}

/** A date beside every citation, of the kind the source has. */
function datesOf({ source, inForce }: CitedSource, words: Words): string {
  if (source.type === 'law') return inForce ? fill(words.answer.inForce, { date: inForce }) : '';
  const { decided, announced, published, inForce: effective } = source.dates;
  return [
    decided && fill(words.answer.decided, { date: decided }),
    announced && fill(words.answer.announced, { date: announced }),
    effective && fill(words.answer.inForce, { date: effective }),
    !decided && !announced && !effective && published,
  ]
    .filter(Boolean)
    .join(', ');
}
