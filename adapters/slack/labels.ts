import type { PlainTextElement } from '@slack/types';
import { startOf } from './cut-runs.ts';

/** Words on a button or beside a field: never empty, for Slack refuses that, and never longer than it shows. */
export function plainLabel(label: string, longest: number): PlainTextElement {
  const said = label.toWellFormed().trim() || '…';
  const text = said.length <= longest ? said : `${startOf(said, longest - 1)}…`;
  return { type: 'plain_text', text, emoji: false };
}
