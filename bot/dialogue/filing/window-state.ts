import type { StoredCase } from '../../desk/case-store.ts';
import { type CaseWindow, type ConversationState, ended } from '../../state.ts';
import type { Talk } from '../../talk.ts';
import { pausingInterview } from '../interview/asking.ts';

export const windowOf = ({ state }: Pick<Talk, 'state'>): CaseWindow | undefined =>
  state.dialogue?.kind === 'case-window' ? state.dialogue : undefined;

/** The state in which a case is looked after; an interview is put aside for it. */
export function inWindow(
  { state, now }: Pick<Talk, 'state' | 'now'>,
  id: string,
  more: Pick<CaseWindow, 'waiting' | 'items'> = {},
): ConversationState {
  return {
    ...pausingInterview(state),
    dialogue: { kind: 'case-window', askedAt: now, id, ...more },
  };
}

export const withoutWindow = (talk: Talk): ConversationState =>
  windowOf(talk) ? ended(talk.state) : talk.state;

/** The case whose window is open, or the only one that this conversation sent. */
export async function currentCase(talk: Talk): Promise<StoredCase | undefined> {
  const { filed = [] } = talk.state;
  const id = windowOf(talk)?.id ?? (filed.length === 1 ? filed[0]?.id : undefined);
  return id === undefined ? undefined : talk.lookUp.caseById(id);
}
