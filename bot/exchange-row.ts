import type { Answer, Outcome } from '../knowledge/answer/answer.ts';
import { type CitedSource, citationsOf, stands } from '../knowledge/answer/citations.ts';
import { renderText, type TextSettings } from './render-text.ts';

/** An answer as one row of data: what `ask --jsonl` and the HTTP API give out. */
export interface ExchangeRow {
  readonly kind: Answer['kind'];
  readonly outcome: Answer['outcome'];
  readonly language: Answer['language'];
  readonly entry?: string;
  readonly verdict?: string;
  /** All that the person would read. */
  readonly text: string;
  readonly citations: readonly {
    readonly source: string;
    readonly article: string;
    readonly paragraph?: string;
    readonly url?: string;
    readonly inForce?: string;
    readonly checkedOn?: string;
    /** Of a Korean law: how we know that the place is there. Other documents have no official text to compare with. */
    readonly proof?: 'checked-now' | 'checked-at-release' | 'not-checked';
    /** Promulgated, and in force only from `inForce` on. */
    readonly isUpcoming?: true;
    /** Amended after our text was last compared with it. */
    readonly isAmended?: true;
  }[];
  readonly confidence: number;
}

export function exchangeRow(answer: Answer, settings: TextSettings): ExchangeRow {
  const { subject } = answer;
  const entry = subject?.type === 'entry' ? subject.entry : undefined;
  const verdict = verdictOf(answer, settings);
  return {
    kind: answer.kind,
    outcome: answer.outcome,
    language: answer.language,
    ...(entry && { entry: entry.id }),
    ...(verdict && { verdict }),
    text: renderText(answer, settings),
    citations: citationsOf(answer, settings).flatMap(citationRow),
    confidence: Math.round(answer.confidence * 1000) / 1000,
  };
}

/** In these we say something of an article ourselves, if only that we have not summed it up. */
const OWN_WORDS: ReadonlySet<Outcome> = new Set(['answered-article', 'article-not-digested']);

/** An entry whose law is gone has no verdict. */
function verdictOf({ subject, outcome }: Answer, settings: TextSettings): string | undefined {
  if (subject?.type === 'entry') {
    return stands(subject.entry.reasons, settings) ? subject.entry.verdict : undefined;
  }
  const isOurs = subject?.type === 'article' && OWN_WORDS.has(outcome);
  return isOurs ? 'information' : undefined;
}

function citationRow(cited: CitedSource): ExchangeRow['citations'] {
  const { source, name, article, paragraph, url, inForce, checkedOn, proof } = cited;
  if (proof.state === 'failed') return [];
  return [
    {
      source: name,
      article,
      ...(paragraph && { paragraph }),
      ...(url && { url }),
      ...(inForce && { inForce }),
      ...(checkedOn && { checkedOn }),
      ...(source.type !== 'document' && { proof: proof.state }),
      ...('isUpcoming' in proof && proof.isUpcoming && { isUpcoming: true }),
      ...('isAmended' in proof && proof.isAmended && { isAmended: true }),
    },
  ];
}
