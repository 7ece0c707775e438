import type { Group, MessageOptions, Person } from '../servers/telegram/people.ts';
import type { TelegramServer } from '../servers/telegram/server.ts';
import type { Chat, SeenMessage } from '../servers/telegram/world.ts';
import { Heard, type Seen, tokenOfNewest, transcript } from './heard.ts';
import { type App, eventually } from './open-app.ts';

/** Somebody with Telegram on their telephone, who waits for each answer before they go on. */
export class TelegramTalker {
  readonly #app: App;
  readonly #server: TelegramServer;
  readonly person: Person;

  constructor(app: App, server: TelegramServer, person: Person) {
    this.#app = app;
    this.#server = server;
    this.person = person;
  }

  says(text: string): Promise<Heard> {
    return this.does(() => this.person.text(text));
  }

  /** Presses the newest button with this label. */
  presses(label: string, chat = this.person.chat): Promise<Heard> {
    const token = tokenOfNewest(seenIn(chat), label);
    return this.does(() => this.person.press(token, { chat }), chat);
  }

  /** Calls the bot by its name in a group. */
  mentions(group: Group, text: string, options?: MessageOptions): Promise<Heard> {
    return this.does(() => group.mention(this.person, text, options), group.chat);
  }

  /** @param act - Does something in a chat; gives the number of the update. @param least - Messages that come back for it. */
  async does(act: () => number, chat: Chat = this.person.chat, least = 1): Promise<Heard> {
    const before = fromBot(chat).length;
    await this.#server.told(act());
    await this.#app.settled('telegram', String(this.person.id));
    await eventually(() => fromBot(chat).length >= before + least);
    const fresh = new Set(fromBot(chat).slice(before));
    return new Heard(chat.messages.filter((one) => fresh.has(one)).map((one) => seen(one, chat)));
  }

  /** The id under which the private talk is kept. */
  get conversation(): string {
    return this.#app.store.conversationId('telegram', `${this.person.id}:0:${this.person.id}`);
  }

  transcript(chat = this.person.chat): string {
    return transcript(seenIn(chat));
  }
}

const fromBot = ({ messages }: Chat): readonly SeenMessage[] =>
  messages.filter(({ from }) => from === 0);

const seenIn = (chat: Chat): readonly Seen[] => chat.messages.map((one) => seen(one, chat));

function seen(message: SeenMessage, chat: Chat): Seen {
  const { from, text, entities, buttons, file, replyTo } = message;
  const answered = chat.messages.find(({ id }) => id === replyTo);
  return {
    by: from === 0 ? 'bot' : 'person',
    text: text || (from === 0 ? '' : '(…)'),
    links: entities.flatMap(({ url, offset, length }) =>
      url ? [{ text: text.slice(offset, offset + length), url }] : [],
    ),
    buttons: buttons.flat().map(({ text: label, callback_data: token, url }) => ({
      label,
      ...(token !== undefined && { token }),
      ...(url !== undefined && { url }),
    })),
    ...(file && { file }),
    ...(answered && { answers: answered.text }),
  };
}
