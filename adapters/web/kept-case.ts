import { type Case, type ConversationState, readState } from '../../bot/state.ts';
import type { WebContext } from './context.ts';

/** What is remembered of a conversation on the web. */
export interface KeptCase {
  readonly state: ConversationState;
  /** A draft that may still be kept; undefined where there is none. */
  readonly case?: Case;
}

/** @param conversation - The secret of a page; undefined for a page that has none yet. */
export async function keptCase(
  { chat }: Pick<WebContext, 'chat'>,
  conversation: string | undefined,
): Promise<KeptCase> {
  const state = readState(conversation && (await chat.stateOf(conversation)));
  const isKept = state.case && state.case.keepUntil >= Date.now();
  return { state, ...(isKept && state.case && { case: state.case }) };
}
