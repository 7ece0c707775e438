import type { MessageMetadata } from '@slack/types';
import type { Standing } from './calls.ts';
import type { Target } from './target.ts';

/** Marks our messages, so that one whose sending was cut off can be told from one that never arrived. */
const EVENT_TYPE = 'facerights_message';

export const markedAs = (id: string): MessageMetadata => ({
  event_type: EVENT_TYPE,
  event_payload: { id },
});

type Shelf = Pick<Target, 'web' | 'channel' | 'thread'>;

/** Messages at a time; how many pages of a thread we look through, which Slack gives from its beginning. */
const PAGE = 200;
const PAGES = 5;

/** Whether the message of an attempt stands in the channel or thread. */
export const arrivedAlready = async (shelf: Shelf, id: string): Promise<boolean> =>
  (await findMarked(shelf, id)) !== undefined;

/** The message with a mark. */
export async function findMarked(shelf: Shelf, id: string): Promise<Standing | undefined> {
  const found = await someMessage(
    shelf,
    ({ metadata }) => metadata?.event_type === EVENT_TYPE && idOf(metadata.event_payload) === id,
  );
  return found?.ts ? { channel: shelf.channel, ts: found.ts } : undefined;
}

/**
 * Whether a file stands there. Slack lets us put no mark on it; we name files after what they are and when they were made,
 * so that the same name and size are the same document.
 */
export async function arrivedFile(shelf: Shelf, name: string, size: number): Promise<boolean> {
  const found = await someMessage(
    shelf,
    ({ bot_id, files }) =>
      Boolean(bot_id) && (files ?? []).some((file) => file.name === name && file.size === size),
  );
  return found !== undefined;
}

interface Seen {
  readonly ts?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: unknown };
  readonly files?: readonly { readonly name?: string; readonly size?: number }[];
}

function idOf(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'id' in payload
    ? payload.id
    : undefined;
}

/** Looks at the latest messages of a channel, or at a whole thread. */
async function someMessage(
  { web, channel, thread }: Shelf,
  isIt: (message: Seen) => boolean,
): Promise<Seen | undefined> {
  const options = { channel, limit: PAGE, include_all_metadata: true as const };
  if (!thread) {
    const { messages = [] } = await web.conversations.history(options);
    return messages.find(isIt);
  }
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const found = await web.conversations.replies({
      ...options,
      ts: thread,
      ...(cursor && { cursor }),
    });
    const message = found.messages?.find(isIt);
    if (message) return message;
    cursor = found.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  return undefined;
}
