import type { ModalView } from '@slack/types';
import { ZodError } from 'zod';
import type { Receive } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import type { Address } from '../../bot/message.ts';
import type { WordsByLanguage } from '../../bot/words.ts';
import { type CaseFormSource, caseForm, languageOfLabel } from './case-form.ts';
import { emptyFormAnswer, inBoth, questionForm } from './form.ts';
import type { Installations } from './installations.ts';
import {
  type AckBody,
  type HandleDelivery,
  inTime,
  NotStoredError,
  store,
  within,
} from './intake.ts';
import { codeOf } from './library-log.ts';
import { parse } from './parse.ts';
import { NOTHING, type Parsed } from './parsed.ts';
import { audienceOf, type Workspace } from './place.ts';
import { refusalCode } from './refusal.ts';
import { tongueOf } from './tongue.ts';
import type { Workspaces } from './workspaces.ts';

/** Longer than this and a form does not open any more; what is left of Slack's patience is for storing the press instead. */
const OPENED_WITHIN_MS = 1_500;

export interface DeliveryOptions extends CaseFormSource {
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
        // Nothing is lost if it fails but the choice in a menu.
        await open(parsed.workspace, parsed.trigger, questionForm(words));
        return undefined;
      case 'case-form':
        // Where no form opens, the questions are asked one by one.
        if (!(await openCaseForm(parsed))) await store(receive, [parsed.press], log);
        return undefined;
      case 'faulty-form':
        return faultyFormAnswer(words, parsed);
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

  function openCaseForm({ place, trigger, label }: CaseFormPress): Promise<boolean> {
    const origin = audienceOf(place) === 'private' ? place : {};
    const view = caseForm(options, words, origin, languageOfLabel(words, label));
    return open(place, trigger, view);
  }

  /** Right away: the permission to open a form ends after three seconds. */
  async function open(workspace: Workspace, trigger: string, view: ModalView): Promise<boolean> {
    const opening = async () => {
      const { web } = await options.workspaces.clientFor(workspace);
      await web.views.open({ trigger_id: trigger, view });
    };
    try {
      await within(OPENED_WITHIN_MS, opening(), () => new Error('Slack took too long.'));
      return true;
    } catch (error) {
      log.warn({ error: refusalCode(error) ?? codeOf(error) }, 'slack: form not opened');
      return false;
    }
  }
}

type CaseFormPress = Extract<Parsed, { kind: 'case-form' }>;

/** The form stays open, with this under its fields. */
function faultyFormAnswer(
  words: WordsByLanguage,
  { faults, language }: Extract<Parsed, { kind: 'faulty-form' }>,
): AckBody {
  const { said } = tongueOf(words, language);
  const lines = {
    'no-consent': said(({ slack }) => slack.caseNoConsent),
    'no-day': said(({ slack }) => slack.caseNoDay),
  };
  const errors = Object.fromEntries(faults.map(({ block, fault }) => [block, lines[fault]]));
  return { response_action: 'errors', errors };
}

/** Only the person who gave the command sees it. */
const elsewhere = (words: WordsByLanguage): AckBody => ({
  response_type: 'ephemeral',
  text: inBoth(words, ({ slack }) => slack.answeredInMessages),
});
