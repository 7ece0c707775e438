import { z } from 'zod';
import type { Channel, Payload, Receive } from '../../bot/channel.ts';
import { DeliveryError } from '../../bot/channel.ts';
import type { Engine } from '../../bot/engine/engine.ts';
import type { Outgoing } from '../../bot/message.ts';
import type { Store } from '../../bot/store.ts';
import type { WordsByLanguage } from '../../bot/words.ts';
import type { Language } from '../../knowledge/language.ts';
import type { WebChat } from './context.ts';
import { type FileLoan, LentFiles } from './lent-files.ts';
import type { Render } from './views.ts';
import { type Watcher, WrittenAnswers } from './written-answers.ts';

/** What a browser is owed: a piece of a page. */
const WebPayload = z.object({ html: z.string() });

export interface WebChannel extends Channel {
  /** Hands on what a form brought. Resolves when it is stored. */
  readonly deliver: Receive;
  /** Files that a form brought are lent for as long as they are looked at. Undefined while there are too many. */
  readonly borrow: () => FileLoan | undefined;
  /** Shows the answer to a delivery while it is written, where that is done here. @returns What ends it. */
  readonly watch: (deliveryId: string, watcher: Watcher) => () => void;
}

/** The chat in a browser: each request brings a message and fetches the replies to it. */
export function webChannel(render: Render, words: WordsByLanguage): WebChannel {
  let receive: Receive | undefined;
  const lent = new LentFiles();
  const written = new WrittenAnswers();
  return {
    platform: 'web',
    delivery: 'pull',
    layOut: (message, { language }) =>
      htmlOf(message, language, render, words).map((html): Payload => ({ html })),
    send: () => Promise.reject(new DeliveryError('web-is-fetched', { isFinal: true })),
    fetchFile: (_address, { ref }) => {
      const bytes = lent.read(ref);
      if (bytes) return Promise.resolve(bytes);
      return Promise.reject(new DeliveryError('web-file-is-gone', { isFinal: true }));
    },
    signalWork: () => Promise.resolve(),
    openPreview: ({ language }, key) =>
      written.open(key, (message) => htmlOf(message, language, render, words)),
    start: (given) => {
      receive = given;
      return Promise.resolve();
    },
    stop: () => {
      receive = undefined;
      return Promise.resolve();
    },
    deliver: (incoming) =>
      receive ? receive(incoming) : Promise.reject(new Error('The chat takes nothing now.')),
    borrow: () => lent.loan(),
    watch: (deliveryId, watcher) => written.watch(deliveryId, watcher),
  };
}

/**
 * The conversation behind the chat page: what it says goes through the engine, and is fetched from there.
 *
 * @param modelMs - How much longer an answer may take where a language model words it.
 */
export const webChat = (
  channel: Pick<WebChannel, 'deliver' | 'borrow' | 'watch'>,
  engine: Pick<Engine, 'repliesTo'>,
  store: Pick<Store, 'readFile' | 'filesOf' | 'stateOf' | 'conversationId' | 'figures'>,
  modelMs = 0,
): WebChat => {
  const idOf = (conversation: string) => store.conversationId('web', conversation);
  return {
    deliver: channel.deliver,
    borrow: channel.borrow,
    watch: channel.watch,
    repliesTo: (deliveryId, ms) => engine.repliesTo('web', deliveryId, ms + modelMs),
    stateOf: (conversation) => store.stateOf(idOf(conversation)),
    readFile: async (conversation, id) => {
      const kept = await Promise.all(
        (['document', 'evidence'] as const).map((of) => store.filesOf(idOf(conversation), of)),
      );
      const facts = kept.flat().find((file) => file.id === id);
      const bytes = facts && (await store.readFile(idOf(conversation), id));
      return bytes && { bytes, name: facts.name, mediaType: facts.mediaType };
    },
    figures: () => store.figures(),
  };
};

/** The pieces of a page, as they were stored. */
export const storedHtml = (payloads: readonly Payload[]): readonly string[] =>
  payloads.map((payload) => WebPayload.parse(payload).html);

function htmlOf(
  message: Outgoing,
  language: Language,
  render: Render,
  byLanguage: WordsByLanguage,
): readonly string[] {
  const words = byLanguage[language];
  switch (message.kind) {
    case 'answer':
      // The page links the law, related answers and choices by itself: it needs no buttons for them.
      return [render('answer-card', { view: message.view, words, language })];
    case 'message':
    case 'file':
      return [render('message-card', { message, words, language })];
    // Only messengers have a page of ours inside, or links to unfold.
    case 'home':
    case 'previews':
      return [];
  }
}
