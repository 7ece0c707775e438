import type { ActionsBlock, Button } from '@slack/types';
import type { Choice } from '../../bot/message.ts';
import { plainLabel } from './labels.ts';
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
    text: plainLabel(choice.label, LONGEST_BUTTON),
  };
  if ('token' in choice) {
    return [{ ...face, action_id: `${CHOICE_ACTION}:${index}`, value: choice.token }];
  }
  // Pages that go on with a conversation are only on the web.
  const url = 'url' in choice && safeUrl(choice.url, BUTTON_SCHEMES);
  return url ? [{ ...face, action_id: `${PAGE_ACTION}:${index}`, url }] : [];
}
