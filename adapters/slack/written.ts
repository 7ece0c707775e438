import type { KnownBlock } from '@slack/types';
import type { LayoutContext, Preview } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import type { Address, Outgoing } from '../../bot/message.ts';
import type { WordsByLanguage } from '../../bot/words.ts';
import type { Language } from '../../knowledge/language.ts';
import { NewestWins, Pace } from '../newest-wins.ts';
import { withoutChoices } from '../without-choices.ts';
import { findMarked, markedAs } from './arrived.ts';
import type { SlackCall, Standing } from './calls.ts';
import { BLOCKS_IN_MESSAGE } from './limits.ts';
import { escapeText } from './mrkdwn.ts';
import { idIn, workspaceIn } from './place.ts';
import { refusal } from './refusal.ts';
import { piecesOf } from './rich-text.ts';
import { type FindTarget, rememberLast, type Target } from './target.ts';
import type { Workspaces } from './workspaces.ts';

/**
 * Slack takes some 50 changes of messages a minute from us in one workspace (tier 3): previews leave room for the messages
 * themselves, which are changes too, and everybody who waits there shares the rest.
 */
export const PREVIEW_GAP_MS = 1_500;

/** A preview that is late is worth nothing, and the message waits for the call under way. */
export const PREVIEW_TIMEOUT_MS = 5_000;

export interface WrittenOptions {
  /** With the time limit of previews. */
  readonly workspaces: Workspaces;
  readonly findTarget: FindTarget;
  readonly layOut: (message: Outgoing) => readonly SlackCall[];
  readonly words: WordsByLanguage;
  readonly log: Log;
  readonly gapMs: number;
}

/**
 * Messages that are still being written: a message of ours that says so, and is changed as the writing goes on; at last the
 * message itself takes its place.
 *
 * One message has one preview, however often its writing is begun anew. Within this process we know which. What another
 * process left is looked for by its mark, but only in a repeat, for looking costs as much as showing does; and only in
 * people's messages with us, for in a channel we may not read: there it is left standing.
 */
export function writtenMessages(options: WrittenOptions) {
  const pace = new Pace(options.gapMs);
  const standing = new Map<string, Standing>();
  return (context: LayoutContext, key: string): Preview | undefined => {
    const { channel, user, unfurl } = context.address;
    if (unfurl || !(channel || user)) return undefined;
    return new WrittenMessage({ ...options, pace, known: standing, context, key });
  };
}

interface Parts extends WrittenOptions {
  readonly pace: Pace;
  /** What stands, by the key of its message. */
  readonly known: Map<string, Standing>;
  readonly context: LayoutContext;
  readonly key: string;
}

class WrittenMessage implements Preview {
  readonly #parts: Parts;
  readonly #calls: NewestWins<Outgoing>;
  readonly #workspace: string;
  readonly #mark: string;
  #standing: Standing | undefined;
  /** One may stand that we do not know. */
  #mayStand: boolean;

  constructor(parts: Parts) {
    const { context, key, known, pace } = parts;
    this.#parts = parts;
    this.#workspace = workspaceName(context.address);
    this.#mark = `preview-${key}`;
    this.#standing = known.get(this.#mark);
    this.#mayStand = !this.#standing && context.isRepeat === true;
    this.#calls = new NewestWins(pace, this.#workspace, (message) => this.#tryPut(message));
  }

  show(message: Outgoing): void {
    this.#calls.offer(message);
  }

  async close(): Promise<Standing | undefined> {
    await this.#calls.close();
    await this.#look().catch(() => undefined);
    return this.#standing;
  }

  async #tryPut(message: Outgoing): Promise<void> {
    try {
      await this.#look();
      await this.#put(message);
    } catch (error) {
      const { reason, isFinal, retryAfterMs } = refusal(error, false);
      if (retryAfterMs !== undefined) this.#parts.pace.hold(this.#workspace, retryAfterMs);
      if (!isFinal && !this.#mayStand) return;
      this.#calls.end();
      this.#parts.log.info({ reason }, 'slack: preview not shown');
    }
  }

  async #put(message: Outgoing): Promise<void> {
    const { context, words, layOut } = this.#parts;
    const shown = previewOf(layOut(withoutChoices(message)), words, context.language);
    if (!shown) return;
    const target = await this.#target();
    const metadata = markedAs(this.#mark);
    if (this.#standing) await target.web.chat.update({ ...this.#standing, ...shown, metadata });
    else await this.#post(target, shown);
  }

  /** Where nobody knows whether it was posted, it is not posted again. */
  async #post({ channel, thread, web }: Target, shown: Shown): Promise<void> {
    try {
      const { ts } = await web.chat.postMessage({
        ...shown,
        channel,
        metadata: markedAs(this.#mark),
        ...(thread && { thread_ts: thread }),
        unfurl_links: false,
        unfurl_media: false,
      });
      if (ts) this.#found({ channel, ts });
    } catch (error) {
      this.#mayStand = refusal(error, false).isUncertain;
      throw error;
    }
  }

  /** Looks for what may stand. */
  async #look(): Promise<void> {
    if (!this.#mayStand) return;
    const target = await this.#target();
    const found = target.canLook ? await findMarked(target, this.#mark) : undefined;
    this.#mayStand = false;
    if (found) this.#found(found);
  }

  #found(standing: Standing): void {
    this.#standing = standing;
    rememberLast(this.#parts.known, this.#mark, standing);
  }

  async #target(): Promise<Target> {
    const { workspaces, findTarget, context } = this.#parts;
    const { web } = await workspaces.clientFor(workspaceIn(context.address));
    return findTarget(web, context.address);
  }
}

const workspaceName = (address: Address): string =>
  workspaceIn(address).team || (idIn(address, 'enterprise') ?? '');

interface Shown {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** The first message of what there is so far, and that it is still being written. The limits leave room for that. */
function previewOf(
  [first]: readonly SlackCall[],
  words: WordsByLanguage,
  language: Language,
): Shown | undefined {
  if (first?.kind !== 'message') return undefined;
  const { slack } = words[language];
  const sign = piecesOf({ kind: 'note', runs: [{ text: slack.writing }] }).map(
    ({ block }) => block,
  );
  return {
    text: `${first.text}\n${escapeText(slack.writing)}`,
    blocks: [...first.blocks.slice(0, BLOCKS_IN_MESSAGE - sign.length), ...sign],
  };
}
