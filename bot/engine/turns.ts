import type { Language } from '../../knowledge/language.ts';
import { paragraph } from '../answer-blocks.ts';
import type { Channel, Payload } from '../channel.ts';
import type { CaseChange } from '../desk/case-store.ts';
import type { Log } from '../log.ts';
import type { Outgoing } from '../message.ts';
import { writeProfile, writeState } from '../state.ts';
import type { Store, Turn, TurnResult } from '../store.ts';
import type { ChangeHere, Live, LookUps, Reply } from '../talk.ts';
import { liveTurn } from './live-turn.ts';
import { codeOf } from './worker.ts';

/** A reply that takes longer shows the person that we are at work. */
const SIGNAL_WORK_AFTER_MS = 400;

/** A message that was in hand when this many processes ended is taken for what ended them, and not tried again. */
const MOST_TRIES = 8;

export interface HandleOptions {
  readonly store: Store;
  readonly reply: (turn: Turn, lookUp: LookUps, now: number, live: Live) => Promise<Reply>;
  /** What to say when no answer can be made, in the language that is spoken. */
  readonly apology: (turn: Turn, caseNumber: string) => { text: string; language: Language };
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly newId: () => string;
}

/**
 * What one message comes to. Never throws: a bug costs an apology with a number to find it by, not the conversation.
 *
 * @param signal - Ends what the reply does only to please.
 */
export async function handleTurn(
  turn: Turn,
  channel: Channel,
  options: HandleOptions,
  signal: AbortSignal,
): Promise<TurnResult> {
  const { log, clock } = options;
  const { incoming, tries, inboxId } = turn;
  const live = liveTurn(turn, channel, signal);
  const start = clock();
  const working = setTimeout(() => {
    channel.signalWork(incoming.address).catch((error: unknown) => {
      log.info({ platform: channel.platform, code: codeOf(error) }, 'no sign of work was shown');
    });
  }, SIGNAL_WORK_AFTER_MS);
  try {
    if (tries > MOST_TRIES) throw new RepeatedCrash();
    const reply = await options.reply(turn, lookUpsFor(turn, channel, options), start, live);
    const { outcome, language } = reply;
    const result = resultOf(turn, channel, reply, await live.close());
    const ms = clock() - start;
    const { platform } = incoming;
    const kind = incoming.content.kind;
    log.info({ platform, inbox: inboxId, kind, outcome, language, tries, ms }, 'answered');
    return result;
  } catch (error) {
    return apologise(turn, channel, error, options, await live.close());
  } finally {
    clearTimeout(working);
  }
}

class RepeatedCrash extends Error {
  override readonly name = 'RepeatedCrash';
}

const NOTHING: Outgoing = { kind: 'message', blocks: [] };

/** @param replaces - What the first call takes the place of. */
function resultOf(
  turn: Turn,
  channel: Channel,
  reply: Reply,
  replaces: Payload | undefined,
): TurnResult {
  const { address, audience } = turn.incoming;
  const context = { address, audience, language: reply.language };
  // Where nothing is said, nothing stays of what was shown.
  const messages = reply.messages.length > 0 || !replaces ? reply.messages : [NOTHING];
  return {
    turn,
    state: reply.state && writeState(reply.state),
    profile: reply.state && writeProfile(reply.state),
    owed: messages.flatMap((message, at): readonly Payload[] =>
      channel.layOut(message, at === 0 ? { ...context, replaces } : context),
    ),
    files: reply.files ?? [],
    dropFiles: reply.dropFiles ?? [],
    erasesPerson: reply.erasesPerson ?? false,
    keepUntil: reply.state?.case?.keepUntil,
    offers: reply.offers,
    takesOver: reply.takesOver,
    filed: reply.filed && {
      audit: reply.filed.audit,
      changes: reply.filed.changes.map((change) => changeFrom(turn.conversation, change)),
    },
  };
}

const changeFrom = (
  conversation: string,
  { copiesHere = [], linksHere, ...change }: ChangeHere,
): CaseChange => ({
  ...change,
  ...(copiesHere.length > 0 && { copies: { conversation, files: copiesHere } }),
  ...(linksHere && { links: [conversation] }),
});

/** The state stays as it was: the person can go on from there. */
function apologise(
  turn: Turn,
  channel: Channel,
  error: unknown,
  { apology, log, newId }: HandleOptions,
  replaces: Payload | undefined,
): TurnResult {
  const id = newId();
  const { address, audience, content } = turn.incoming;
  log.error(
    { id, inbox: turn.inboxId, kind: content.kind, code: codeOf(error), at: placesOf(error) },
    'no answer could be made',
  );
  const { text, language } = apology(turn, id);
  const blocks = paragraph(text);
  const { state, profile, keepUntil } = turn;
  return {
    turn,
    state,
    profile,
    keepUntil,
    owed: channel.layOut({ kind: 'message', blocks }, { address, audience, language, replaces }),
    files: [],
    dropFiles: [],
    erasesPerson: false,
  };
}

/** Where an error happened. Its message may quote what was said, even in lines that look like places. */
function placesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const lines = (error.stack ?? '').replace(error.message, '').split('\n');
  return lines.filter((line) => /^\s+at /.test(line)).slice(0, 12);
}

function lookUpsFor(turn: Turn, channel: Channel, { store }: HandleOptions): LookUps {
  const { incoming, conversation } = turn;
  return {
    kept: () => store.kept(incoming.platform, incoming.person),
    evidence: () => store.filesOf(conversation, 'evidence'),
    offered: (code) => store.offered(code),
    caseByCode: (code) => store.cases.byCode(code),
    caseById: (id) => store.cases.read(id),
    fetchFile: (file) => channel.fetchFile(incoming.address, file),
    privateUrl: (command) => channel.privateUrl?.(incoming.address, command),
  };
}
