import type { Outgoing } from '../bot/message.ts';

/** A message that is still being written, for a preview: what is not said yet is not to be chosen from. */
export function withoutChoices(message: Outgoing): Outgoing {
  if (message.kind !== 'answer' && message.kind !== 'message') return message;
  const { choices: _, ...rest } = message;
  return rest;
}
