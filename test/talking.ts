import { expect } from 'vitest';
import { textSettings } from '../adapters/open-bot.ts';
import { botParts } from '../adapters/open-engine.ts';
import { projectRoot } from '../adapters/project-root.ts';
import { answerBlocks, blocksAsText } from '../bot/answer-blocks.ts';
import { type ChoiceValue, tokenOf } from '../bot/choices.ts';
import type { Choice, Content, Incoming, Outgoing } from '../bot/message.ts';
import { reply } from '../bot/reply.ts';
import { type ConversationState, readState, writeState } from '../bot/state.ts';
import type { FileFacts, NewFile, OfferedCase } from '../bot/store.ts';
import type { BotParts, Reply } from '../bot/talk.ts';
import type { Language } from '../knowledge/language.ts';
import { CaseShelf } from './case-shelf.ts';
import { openRealBot } from './real-bot.ts';
import { realMakers } from './real-makers.ts';

export const BASE_URL = 'https://facerights.example';

/** The parts of the real bot; ids are counted. */
export async function realParts(): Promise<BotParts> {
  const bot = await openRealBot();
  const settings = textSettings(bot, BASE_URL);
  let ids = 0;
  return {
    ...botParts({ bot, settings, root: projectRoot(), retentionDays: 30, ...realMakers() }),
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  };
}

export const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 10, 2, 9);

interface PersonOptions {
  readonly platform?: Incoming['platform'];
  readonly audience?: Incoming['audience'];
  /** What the platform knows of their language. */
  readonly language?: Language;
  /** Where somebody in a group goes on in private; absent: there is no such place. */
  readonly privateUrl?: string;
  /** Cases that were sent in; absent: none yet, and nobody else's. */
  readonly shelf?: CaseShelf;
}

/** Somebody who talks with the bot: keeps the state between two messages as the store would. */
export class Person {
  readonly #parts: BotParts;
  readonly #options: PersonOptions;
  readonly #fetched = new Map<string, Uint8Array | Error>();
  #stored: string | undefined;
  #seen: Choice[] = [];
  #deliveries = 0;
  /** A repeated delivery bears the number of the one before it. */
  repeats = false;
  readonly shelf: CaseShelf;
  now = START;
  receivedInMinute = 1;
  /** What was said of them in another conversation. */
  profile: string | undefined;
  files: readonly (FileFacts & Pick<NewFile, 'bytes'>)[] = [];
  last: Reply | undefined;
  /** What others have offered to be taken over here; several people may share it. */
  offers = new Map<string, OfferedCase>();

  constructor(parts: BotParts, options: PersonOptions = {}) {
    this.#parts = parts;
    this.#options = options;
    this.shelf = options.shelf ?? new CaseShelf();
  }

  get state(): ConversationState {
    return readState(this.#stored);
  }

  /** Undefined once everything was erased. */
  get stored(): string | undefined {
    return this.#stored;
  }

  /** A state from before, as if what came after had been lost. */
  restore(stored: string | undefined): void {
    this.#stored = stored;
  }

  putFile(ref: string, content: Uint8Array | Error): void {
    this.#fetched.set(ref, content);
  }

  say(text: string, isEdited = false): Promise<Reply> {
    return this.send({ kind: 'text', text, ...(isEdited && { isEdited }) });
  }

  command(command: Extract<Content, { kind: 'command' }>['command'], argument = '') {
    return this.send({ kind: 'command', command, argument });
  }

  /** Presses a button that was shown at some time, the newest with this label. */
  press(label: string): Promise<Reply> {
    const choice = this.#seen.findLast((one) => one.label === label);
    if (!choice || !('token' in choice)) throw new Error(`No button says "${label}".`);
    return this.send({ kind: 'choice', token: choice.token });
  }

  /** Presses a button that may lie in another chat, or come from another time. */
  pressOld(value: ChoiceValue): Promise<Reply> {
    return this.send({ kind: 'choice', token: tokenOf(value) });
  }

  async send(content: Content): Promise<Reply> {
    const { platform = 'telegram', audience = 'private', language, privateUrl } = this.#options;
    if (!this.repeats) this.#deliveries += 1;
    const incoming: Incoming = {
      platform,
      deliveryId: `delivery-${this.#deliveries}`,
      conversation: 'chat',
      person: 'person',
      address: { chat: 1 },
      order: 1,
      audience,
      content,
      ...(language && { language }),
    };
    const { receivedInMinute, now, profile } = this;
    const turn = { incoming, state: this.#stored, receivedInMinute, profile };
    const answered = await reply(turn, this.#parts, this.#lookUps(privateUrl), now);
    this.#take(answered);
    return answered;
  }

  #lookUps(privateUrl: string | undefined): Parameters<typeof reply>[2] {
    return {
      kept: () =>
        Promise.resolve({
          conversations: 1,
          states: this.#stored === undefined ? [] : [this.#stored],
          messagesWaiting: 1,
          messagesOwed: 0,
          files: this.files.map(({ bytes: _bytes, ...facts }) => facts),
        }),
      offered: (code) => Promise.resolve(this.offers.get(code)),
      caseByCode: this.shelf.byCode,
      caseById: this.shelf.byId,
      evidence: () => Promise.resolve(this.files.filter(({ purpose }) => purpose === 'evidence')),
      fetchFile: ({ ref }) => {
        const found = this.#fetched.get(ref) ?? new TypeError(`There is no ${ref}.`);
        return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
      },
      privateUrl: (command) => privateUrl && `${privateUrl}?start=${command}`,
    };
  }

  #file({ filed }: Reply): void {
    const kept = this.files.filter(({ purpose }) => purpose === 'evidence');
    if (filed) this.shelf.commit(filed, new Map(kept.map(({ id, bytes }) => [id, bytes])));
  }

  #take(answered: Reply): void {
    this.last = answered;
    this.#stored = answered.state && writeState(answered.state);
    // What could not be read back would be lost at the next message.
    if (answered.state) expect(readState(this.#stored)).toEqual(answered.state);
    this.#file(answered);
    if (answered.erasesPerson) this.files = [];
    if (answered.takesOver) this.offers.delete(answered.takesOver);
    this.files = this.files.filter(({ id }) => !answered.dropFiles?.includes(id));
    const added = (answered.files ?? []).map((file) => ({
      ...file,
      size: file.bytes.length,
      savedAt: this.now,
    }));
    this.files = [...this.files, ...added];
    this.#seen.push(...choicesOf(answered));
    for (const words of textsOf(answered, this.#parts)) {
      expect(words).not.toMatch(/\{\w+[|}]|undefined|\[object|NaN/);
      expect(words.trim()).not.toBe('');
    }
    for (const choice of choicesOf(answered)) {
      if ('token' in choice) expect(this.#parts.choices(choice.token)).toBeDefined();
      else if ('url' in choice) expect(choice.url).toMatch(/^https:/);
      else expect(choice.page).toMatch(/^\//);
    }
  }
}

/** What a reply says, message by message. */
export const textsOf = ({ messages }: Reply, { settings }: BotParts): readonly string[] =>
  messages.map((message) => textOf(message, settings));

function textOf(message: Outgoing, settings: BotParts['settings']): string {
  switch (message.kind) {
    case 'answer':
      return blocksAsText(answerBlocks(message.view, settings));
    case 'previews':
      return message.previews
        .map(({ title, blocks }) => `${title}\n${blocksAsText(blocks)}`)
        .join();
    case 'message':
    case 'file':
    case 'home':
      return blocksAsText(message.blocks);
  }
}

export const choicesOf = ({ messages }: Reply): readonly Choice[] =>
  messages.flatMap((message) => ('choices' in message ? (message.choices ?? []) : []));

export const labelsOf = (answered: Reply): readonly string[] =>
  choicesOf(answered).map(({ label }) => label);

/** The entries that a reply answers with. */
export const pathsOf = ({ messages }: Reply): readonly (string | undefined)[] =>
  messages.flatMap((message) => (message.kind === 'answer' ? [message.view.path] : []));
