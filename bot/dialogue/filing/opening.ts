import type { Choice } from '../../message.ts';
import { button, type Talk } from '../../talk.ts';

/** A button that opens a case which this conversation sent. */
export function openButton({ state, words }: Talk, id: string): readonly Choice[] {
  const pick = (state.filed ?? []).findIndex((one) => one.id === id);
  return pick < 0 ? [] : [button(words.filing.openCase, { do: 'filed-pick', pick })];
}
