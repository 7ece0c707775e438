import { exchangeRow } from '../../bot/exchange-row.ts';
import type { TextSettings } from '../../bot/render-text.ts';
import type { Answer } from '../../knowledge/answer/answer.ts';
import { languageOf } from '../../knowledge/answer/language-of.ts';
import { type GoldRow, mark } from './gold.ts';

/** True if the answer made from the entry or intent with this id would be marked right for the question. */
export function wouldBeRight(row: GoldRow, id: string, settings: TextSettings): boolean {
  const { corpus } = settings;
  const intent = corpus.intents.get(id);
  if (intent) {
    return row.gold.decline
      ? intent.outcome === 'decline'
      : row.gold.starts === 'complaint' && intent.outcome === 'complaint';
  }
  const entry = corpus.entries.get(id);
  if (!entry || row.gold.decline || row.gold.starts) return false;
  const answer: Answer = {
    outcome: 'answered',
    kind: 'answer',
    language: languageOf(row.text),
    subject: { type: 'entry', entry },
    confidence: 1,
    masked: [],
    choices: [],
    question: row.text,
  };
  return mark(row, exchangeRow(answer, settings)).all;
}
