import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Channel } from '../bot/channel.ts';
import { choiceBook } from '../bot/choices.ts';
import type { Intake } from '../bot/desk/intake.ts';
import type { StaffChannel } from '../bot/desk/staff-channel.ts';
import { Engine } from '../bot/engine/engine.ts';
import type { InspectEvidence } from '../bot/evidence-file.ts';
import { loadGuide } from '../bot/guide.ts';
import type { Log } from '../bot/log.ts';
import type { ModelDesk } from '../bot/model/model-desk.ts';
import type { TextSettings } from '../bot/render-text.ts';
import { reply, spokenLanguage } from '../bot/reply.ts';
import { readState, withProfile } from '../bot/state.ts';
import type { Retention, Store } from '../bot/store.ts';
import type { BotParts } from '../bot/talk.ts';
import { fill } from '../bot/words.ts';
import { rememberAnswers } from '../knowledge/answer/remembered-answers.ts';
import type { RenderDocument } from '../knowledge/casework/document.ts';
import { UNKNOWN } from '../knowledge/casework/facts.ts';
import { findSituation } from '../knowledge/search/find-situation.ts';
import type { Bot } from './open-bot.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is told from a repeated delivery by: Telegram repeats for a day, Slack for some hours. */
const DELIVERY_DAYS = 7;

/** A page in a browser is left behind when it is closed. */
const WEB_DAYS = 1;

/** Messages to which a person gets answers in a minute: above whoever presses buttons quickly, below a script. */
const MESSAGES_PER_MINUTE = 40;

export interface EngineSettings {
  readonly bot: Bot;
  readonly settings: TextSettings;
  readonly root: string;
  readonly store: Store;
  readonly channels: readonly Channel[];
  readonly log: Log;
  /** Days after the last message of a conversation in a messenger. */
  readonly retentionDays: number;
  readonly leaseMs: number;
  readonly renderDocument: RenderDocument;
  readonly inspectEvidence: InspectEvidence;
  /** Absent: nothing can be sent in. */
  readonly intake?: Intake | undefined;
  /** Absent: staff are told nothing in a messenger. */
  readonly staffChannel?: StaffChannel | undefined;
  /** Absent: everything is said in our own words. */
  readonly model?: ModelDesk | undefined;
  readonly clock?: () => number;
  readonly messagesPerMinute?: number;
}

/** Joins what answers with what stores and what talks to platforms. */
export function openEngine(options: EngineSettings): Engine {
  const { store, channels, log, leaseMs, retentionDays, settings } = options;
  const parts = botParts(options);
  const newId = caseNumber;
  return new Engine({
    store,
    channels,
    log,
    leaseMs,
    newId,
    clock: options.clock ?? Date.now,
    random: Math.random,
    retention: retentionFor(retentionDays),
    reply: (turn, lookUp, now, live) => reply(turn, parts, lookUp, now, live),
    apology: ({ incoming, state, profile }, id) => {
      const language = spokenLanguage(withProfile(readState(state), profile), incoming);
      return { language, text: fill(settings.words[language].chat.failed, { id }) };
    },
  });
}

/** What replies are made with. */
export function botParts({
  bot,
  settings,
  root,
  retentionDays,
  messagesPerMinute,
  renderDocument,
  inspectEvidence,
  intake,
  staffChannel,
  model,
  clock = Date.now,
}: Omit<EngineSettings, 'store' | 'channels' | 'log' | 'leaseMs'>): BotParts {
  const { corpus, readers } = bot.knowledge;
  const { casework } = bot;
  const guide = loadGuide(join(root, 'bot/words'), corpus.slots);
  return {
    answer: rememberAnswers(
      (asked) => bot.pipeline.answer(asked),
      (text) => bot.pipeline.shown(text),
      { version: () => [bot.today(), bot.knowledge.laws?.laws], clock },
    ),
    readSlots: (text) => readers.slots.read(text),
    findSituation: (chosen, wording) =>
      findSituation(chosen, wording, bot.knowledge, guide.isSpecial),
    settings,
    guide,
    casework,
    renderDocument,
    inspectEvidence,
    intake,
    staffChannel,
    model,
    choices: choiceBook({
      entries: corpus.entries.keys(),
      questions: casework.questions.map(({ id, options }) => ({
        id,
        values: [...options.map((option) => option.id), UNKNOWN],
      })),
      documents: [...casework.outlines.keys()],
    }),
    keeping: {
      conversationDays: { telegram: retentionDays, slack: retentionDays, web: WEB_DAYS },
      deliveryDays: DELIVERY_DAYS,
    },
    messagesPerMinute: messagesPerMinute ?? MESSAGES_PER_MINUTE,
    newId: randomUUID,
    newSecret: () => randomBytes(SECRET_BYTES).toString('base64url'),
  };
}

const retentionFor = (days: number): Retention => ({
  conversationMs: { telegram: days * DAY_MS, slack: days * DAY_MS, web: WEB_DAYS * DAY_MS },
  deliveryMs: DELIVERY_DAYS * DAY_MS,
  pulledReplyMs: DAY_MS / 24,
  documentMs: DAY_MS,
  failureMs: days * DAY_MS,
});

/** 144 bits. */
const SECRET_BYTES = 18;

/** Short enough to be read out on the telephone. */
const caseNumber = (): string => randomInt(100_000_000, 1_000_000_000).toString();
