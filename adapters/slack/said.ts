import { type CommandName, isCommand, readCommand } from '../../bot/commands.ts';
import type { Address, Content, Incoming } from '../../bot/message.ts';
import { addressOf, audienceOf, conversationOf, type Place, personOf } from './place.ts';
import { plainText } from './plain-text.ts';

/** A delivery from a person at a place. */
export const incomingAt = (
  place: Place,
  what: {
    readonly deliveryId: string;
    readonly order: number;
    readonly content: Content;
    readonly address?: Address;
  },
): Incoming => ({
  platform: 'slack',
  deliveryId: what.deliveryId,
  conversation: conversationOf(place),
  person: personOf(place),
  address: what.address ?? addressOf(place),
  order: what.order,
  audience: audienceOf(place),
  content: what.content,
});

/** Words in a message. Without any (a sticker, a shared message, only a mention) there is nothing that we can read. */
export function typed(marked: string): Content {
  const text = plainText(marked);
  if (!text) return { kind: 'unreadable' };
  const command = readCommand(text);
  return command ? { kind: 'command', ...command } : { kind: 'text', text };
}

/** These make sense with words behind them; of the others a sentence may begin with the same word: "help me with …". */
const TAKES_WORDS: readonly CommandName[] = ['ask', 'law', 'language'];

/** What stands behind `/facerights`: a command and its words, else a question; nothing asks for help. */
export function commanded(marked: string): Content {
  const text = plainText(marked);
  if (!text) return { kind: 'command', command: 'help', argument: '' };
  const [word = '', ...rest] = text.split(/\s+/);
  const command = word.toLowerCase().replace(/^\//, '');
  const argument = rest.length > 0 ? text.slice(word.length).trim() : '';
  const isMeant = isCommand(command) && (!argument || TAKES_WORDS.includes(command));
  return isMeant ? { kind: 'command', command, argument } : { kind: 'text', text };
}
