import type { Log } from '../../bot/log.ts';
import type { Address } from '../../bot/message.ts';
import type { WordsByLanguage } from '../../bot/words.ts';
import { codeOf } from './library-log.ts';
import { idIn, workspaceIn } from './place.ts';
import type { Client, Workspaces } from './workspaces.ts';

interface PaneOptions {
  readonly words: WordsByLanguage;
  readonly log: Log;
}

/** What Slack's assistant pane shows beside messages. Nobody misses it if it fails. */
export function pane(places: Workspaces, { words, log }: PaneOptions) {
  const inHand = new Set<Promise<void>>();

  async function trying(what: string, address: Address, act: (client: Client) => Promise<unknown>) {
    try {
      await act(await places.clientFor(workspaceIn(address)));
    } catch (error) {
      log.warn({ error: codeOf(error) }, what);
    }
  }

  return {
    /** Questions to pick, before anything is said. Slack shows four; the person's language is not known yet. */
    offerExamples(address: Address): void {
      const thread = threadIn(address);
      if (!thread) return;
      const prompts = examples(words).map((line) => ({ title: line, message: line }));
      const work = trying('slack: no examples shown', address, ({ web }) =>
        web.assistant.threads.setSuggestedPrompts({ ...thread, prompts }),
      );
      inHand.add(work);
      void work.finally(() => inHand.delete(work));
    },

    /** Only the pane can show it; Slack takes it away by itself when the answer comes. */
    async signalWork(address: Address): Promise<void> {
      const thread = threadIn(address);
      if (!thread) return;
      await trying('slack: no sign of work shown', address, ({ web }) =>
        web.assistant.threads.setStatus({ ...thread, status: '…' }),
      );
    },

    async settled(): Promise<void> {
      await Promise.allSettled(inHand);
    },
  };
}

/** Talks in the pane are threads of the messages with the app. */
function threadIn(address: Address) {
  const channel = idIn(address, 'channel');
  const thread = idIn(address, 'thread');
  return channel?.startsWith('D') && thread
    ? { channel_id: channel, thread_ts: thread }
    : undefined;
}

const examples = ({ ko, en }: WordsByLanguage): readonly string[] => [
  ko.web.exampleOne,
  ko.web.exampleTwo,
  en.web.exampleOne,
  en.web.exampleTwo,
];
