import { ZodError } from 'zod';
import type { Receive } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import type { Address } from '../../bot/message.ts';
import type { WordsByLanguage } from '../../bot/words.ts';
import { emptyFormAnswer, inBoth, questionForm } from './form.ts';
import type { Installations } from './installations.ts';
import { type AckBody, type HandleDelivery, inTime, NotStoredError, store } from './intake.ts';
import { codeOf } from './library-log.ts';
import { parse } from './parse.ts';
import { NOTHING, type Parsed } from './parsed.ts';
import type { Workspaces } from './workspaces.ts';

export interface DeliveryOptions {
  /** Undefined while we take nothing: Slack then keeps what it has. */
  readonly receive: () => Receive | undefined;
  readonly workspaces: Workspaces;
  /** Where workspaces install the app themselves. */
  readonly installations: Installations | undefined;
  readonly offerExamples: (address: Address) => void;
  readonly words: WordsByLanguage;
  readonly baseUrl: string;
  readonly log: Log;
}

/** What is done with a delivery before Slack hears that we have it. */
export function deliveryHandler(options: DeliveryOptions): HandleDelivery {
  const { log, words } = options;
  return async (body) => {
    const receive = options.receive();
    if (!receive) throw new NotStoredError('we are not running');
    return inTime(answer(read(body), receive), log);
  };

  /** What Slack does not document, it would only send again as it is: it is dropped, and seen in the log. */
  function read(body: unknown): Parsed {
    try {
      return parse(body, { baseUrl: options.baseUrl, now: Date.now });
    } catch (error) {
      if (!(error instanceof ZodError)) throw error;
      const members = error.issues.map(({ path }) => path.join('.'));
      log.warn({ members }, 'slack: unreadable delivery');
      return NOTHING;
    }
  }

  async function answer(parsed: Parsed, receive: Receive): Promise<AckBody> {
    switch (parsed.kind) {
      case 'said':
        await store(receive, parsed.incoming, log);
        if (parsed.offersExamples) options.offerExamples(parsed.offersExamples);
        return parsed.isAnsweredElsewhere ? elsewhere(words) : undefined;
      case 'form':
        await openForm(parsed);
        return undefined;
      case 'empty-form':
        return emptyFormAnswer(words);
      case 'removed':
        await options.installations?.remove(parsed.workspace, parsed.at);
        log.info({}, 'slack: app removed from a workspace');
        return undefined;
      case 'nothing':
        return undefined;
    }
  }

  /** Right away: the permission to open a form ends after three seconds. Nothing is lost if it fails but the pressing of a menu. */
  async function openForm({
    workspace,
    trigger,
  }: Extract<Parsed, { kind: 'form' }>): Promise<void> {
    try {
      const { web } = await options.workspaces.clientFor(workspace);
      await web.views.open({ trigger_id: trigger, view: questionForm(words) });
    } catch (error) {
      log.warn({ error: codeOf(error) }, 'slack: form not opened');
    }
  }
}

/** Only the person who gave the command sees it. */
const elsewhere = (words: WordsByLanguage): AckBody => ({
  response_type: 'ephemeral',
  text: inBoth(words, ({ slack }) => slack.answeredInMessages),
});
