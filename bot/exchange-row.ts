import type { Answer } from '../knowledge/answer/answer.ts';
import { citationsOf } from '../knowledge/answer/citations.ts';
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
  }[];
  readonly confidence: number;
}

export function exchangeRow(answer: Answer, settings: TextSettings): ExchangeRow {
  const { subject } = answer;
  const entry = subject?.type === 'entry' ? subject.entry : undefined;
  return {
    kind: answer.kind,
    outcome: answer.outcome,
    language: answer.language,
    ...(entry && { entry: entry.id, verdict: entry.verdict }),
    ...(subject?.type === 'article' && { verdict: 'information' }),
    text: renderText(answer, settings),
    citations: citationsOf(answer, settings.corpus).map(
      ({ name, article, paragraph, url, inForce, checkedOn }) => ({
        source: name,
        article,
        ...(paragraph && { paragraph }),
        ...(url && { url }),
        ...(inForce && { inForce }),
        ...(checkedOn && { checkedOn }),
      }),
    ),
    confidence: Math.round(answer.confidence * 1000) / 1000,
  };
}
