import type { Choice } from '../../bot/message.ts';
import { linkTarget } from './link-target.ts';
import type { Button, Keyboard } from './payload.ts';
import { isVisible, tidyText } from './rich-text.ts';

/** Of the Bot API. */
const MAX_DATA_BYTES = 64;
/** Of the Bot API; a hundred is also more than anybody reads. */
const MAX_BUTTONS = 100;
/** Beyond it every client cuts a label off. */
const MAX_LABEL = 60;
/** Two labels share a row up to this width, in Latin letters; half of what a narrow phone shows in one. */
const HALF_ROW = 17;

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** Choices as buttons under a message; undefined where there are none. */
export function keyboard(choices: readonly Choice[] | undefined): Keyboard | undefined {
  const buttons = (choices ?? []).flatMap(button).slice(0, MAX_BUTTONS);
  if (buttons.length === 0) return undefined;
  const rows: Button[][] = [];
  for (const next of buttons) {
    const row = rows.at(-1);
    const isPair = row?.length === 1 && row.every(isNarrow) && isNarrow(next);
    if (row && isPair) row.push(next);
    else rows.push([next]);
  }
  return { inline_keyboard: rows };
}

/** None for an address that Telegram would refuse: it would refuse the message with it. */
function button(choice: Choice): Button[] {
  const text = shortened(tidyText(choice.label).replace(/\s+/g, ' ').trim());
  if ('url' in choice) {
    const url = linkTarget(choice.url);
    return url ? [{ text, url }] : [];
  }
  // Pages that go on with a conversation are only on the web.
  if ('page' in choice) return [];
  if (!choice.token || Buffer.byteLength(choice.token) > MAX_DATA_BYTES) {
    throw new RangeError(`A choice has a token of no or more than ${MAX_DATA_BYTES} bytes.`);
  }
  return [{ text, callback_data: choice.token }];
}

function shortened(label: string): string {
  if (!isVisible(label)) return '…';
  if (label.length <= MAX_LABEL) return label;
  let kept = '';
  for (const { segment } of graphemes.segment(label)) {
    if (kept.length + segment.length >= MAX_LABEL) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Letters of East Asian scripts and emoji are about twice as wide as Latin ones. */
function isNarrow({ text }: Button): boolean {
  const wide = text.match(
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}/gu,
  );
  return text.length + (wide?.length ?? 0) <= HALF_ROW;
}
