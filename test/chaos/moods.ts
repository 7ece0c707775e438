import type { Fault } from '../servers/telegram/faults.ts';
import type { TelegramServer } from '../servers/telegram/server.ts';

/** How Telegram takes the next calls to one chat. */
export interface Mood {
  readonly fault: Fault;
  readonly times: number;
}

/**
 * Makes Telegram treat the bot differently in different chats; whatever a test plans for all of them still holds.
 *
 * @returns Ends it in a chat.
 */
export function setMoods(
  telegram: TelegramServer,
  moods: ReadonlyMap<number, Mood>,
): (chat: number) => void {
  const left = new Map([...moods].map(([chat, { times }]) => [chat, times]));
  const { faults, world } = telegram;
  const takePlanned = faults.take.bind(faults);
  faults.take = (method) => {
    // The server has noted the call just before it asks how it is to go.
    const call = world.calls.at(-1);
    const chat = call?.method === method && isSending(method) ? Number(call.payload['chat_id']) : 0;
    const times = left.get(chat) ?? 0;
    if (times === 0) return takePlanned(method);
    left.set(chat, times - 1);
    return moods.get(chat)?.fault;
  };
  return (chat) => void left.delete(chat);
}

const isSending = (method: string): boolean => /^send(?!ChatAction)/.test(method);

/** When the bot called to send something to a chat, milliseconds since 1970. */
export const callsTo = ({ world }: TelegramServer, chat: number): readonly number[] =>
  world.calls
    .filter(({ method, payload }) => isSending(method) && Number(payload['chat_id']) === chat)
    .map(({ at }) => at);
