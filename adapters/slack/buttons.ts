import type { ActionsBlock, Button } from '@slack/types';
import type { Choice } from '../../bot/message.ts';
import { startOf } from './cut-runs.ts';
import { BUTTONS_IN_BLOCK, LARGEST_PIECE, LONGEST_BUTTON } from './limits.ts';
import { BUTTON_SCHEMES, safeUrl } from './mrkdwn.ts';

/** Of our buttons; those that open a page need no answer when Slack reports them pressed. */
export const CHOICE_ACTION = 'choice';
const PAGE_ACTION = 'page';

/** Choices as rows of buttons. Those that lead nowhere Slack would go are left out. */
export function buttonBlocks(choices: readonly Choice[]): readonly ActionsBlock[] {
  const rows: Button[][] = [];
  for (const button of choices.flatMap(buttonOf)) {
    const row = rows.at(-1);
    const isRoom =
      row && row.length < BUTTONS_IN_BLOCK && sizeOf([...row, button]) <= LARGEST_PIECE;
    if (isRoom) row.push(button);
    else rows.push([button]);
  }
  return rows.map((elements) => ({ type: 'actions', elements }));
}

const sizeOf = (row: readonly Button[]): number => JSON.stringify(row).length;

function buttonOf(choice: Choice, index: number): readonly Button[] {
  const face = {
    type: 'button' as const,
    text: { type: 'plain_text' as const, text: labelOf(choice.label), emoji: false },
  };
  if ('token' in choice) {
    return [{ ...face, action_id: `${CHOICE_ACTION}:${index}`, value: choice.token }];
  }
  const url = safeUrl(choice.url, BUTTON_SCHEMES);
  return url ? [{ ...face, action_id: `${PAGE_ACTION}:${index}`, url }] : [];
}

/** What a button says: never empty, for Slack refuses that, and never longer than it shows. */
function labelOf(label: string): string {
  const text = label.toWellFormed().trim() || '…';
  return text.length <= LONGEST_BUTTON ? text : `${startOf(text, LONGEST_BUTTON - 1)}…`;
}
