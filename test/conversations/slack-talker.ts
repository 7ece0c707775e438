import { shownText, wordsInBlock } from '../servers/slack/block-kit.ts';
import type { Courier, Delivered } from '../servers/slack/deliver.ts';
import { Person } from '../servers/slack/people.ts';
import type { SlackServer } from '../servers/slack/slack-server.ts';
import type { SlackMessage } from '../servers/slack/world.ts';
import { Heard, type Seen, type SeenButton, tokenOfNewest, transcript } from './heard.ts';
import { type App, eventually } from './open-app.ts';

/** Somebody in a workspace, who waits for each answer before they go on. */
export class SlackTalker {
  readonly #app: App;
  readonly #server: SlackServer;
  readonly person: Person;

  constructor(app: App, server: SlackServer, courier: Courier, team: string, user: string) {
    this.#app = app;
    this.#server = server;
    this.person = new Person(server, courier, team, user);
  }

  says(text: string, thread?: string): Promise<Heard> {
    return this.does(() => this.person.dm(text, thread ? { thread } : {}));
  }

  /** Presses the newest button with this label. */
  presses(label: string, channel = this.person.messages): Promise<Heard> {
    const token = tokenOfNewest(this.#seenIn(channel), label);
    return this.does(() => this.person.press(token, channel), channel);
  }

  mentions(channel: string, text: string, thread?: string): Promise<Heard> {
    return this.does(() => this.person.mention(channel, text, thread), channel);
  }

  /** @param act - Does something. @param channel - Where the answer is expected. @param least - Messages that come back for it. */
  async does(
    act: () => Promise<Delivered>,
    channel = this.person.messages,
    least = 1,
  ): Promise<Heard> {
    const before = this.#fromBot(channel).length;
    const { isAcknowledged } = await act();
    if (!isAcknowledged) throw new Error('Slack was not told that we have it.');
    await this.settled();
    await eventually(() => this.#fromBot(channel).length >= before + least);
    const fresh = this.#fromBot(channel).slice(before);
    return new Heard(fresh.map((message) => seen(message)));
  }

  settled(): Promise<void> {
    return this.#app.settled('slack', `${this.person.team}:${this.person.user}`);
  }

  /** The id under which the messages with the app are kept. */
  get conversation(): string {
    const { team, user } = this.person;
    return this.#app.store.conversationId('slack', `${team}:messages::${user}`);
  }

  transcript(channel = this.person.messages): string {
    return transcript(this.#seenIn(channel));
  }

  #messagesIn(channel: string): readonly SlackMessage[] {
    return this.#server.world.channels.get(channel)?.messages ?? [];
  }

  #fromBot(channel: string): readonly SlackMessage[] {
    return this.#messagesIn(channel).filter(({ bot_id }) => bot_id);
  }

  #seenIn(channel: string): readonly Seen[] {
    return this.#messagesIn(channel).map(seen);
  }
}

function seen({ bot_id, blocks, text, files, thread_ts: thread }: SlackMessage): Seen {
  const [file] = files ?? [];
  return {
    by: bot_id ? 'bot' : 'person',
    text: blocks ? blocks.map(wordsInBlock).filter(Boolean).join('\n') : shownText(text),
    links: linksIn(blocks),
    buttons: (blocks ?? []).flatMap(buttonsIn),
    ...(file && { file }),
    ...(thread && { answers: thread }),
  };
}

/** What a home page or a preview shows. */
export const seenBlocks = (blocks: NonNullable<SlackMessage['blocks']>): Seen =>
  seen({ ts: '', user: '', bot_id: 'B', text: '', blocks });

function buttonsIn(block: NonNullable<SlackMessage['blocks']>[number]): readonly SeenButton[] {
  if (block.type !== 'actions') return [];
  return block.elements.map(({ text: { text: label }, value: token, url }) => ({
    label,
    ...(token !== undefined && { token }),
    ...(url !== undefined && { url }),
  }));
}

/** Links of rich text and of text with marks, wherever they stand. */
function linksIn(part: unknown): { text: string; url: string }[] {
  if (Array.isArray(part)) return part.flatMap(linksIn);
  if (typeof part !== 'object' || part === null) return [];
  const { type, text, url, ...rest } = part as Record<string, unknown>;
  if (type === 'link') return [{ text: String(text), url: String(url) }];
  const marked =
    type === 'mrkdwn' ? [...String(text).matchAll(/<(https?:[^<>|]+)\|([^<>]+)>/g)] : [];
  return [
    ...marked.map(([, address = '', label = '']) => ({ text: label, url: address })),
    ...Object.values(rest).flatMap(linksIn),
  ];
}
