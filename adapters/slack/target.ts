import type { WebClient } from '@slack/web-api';
import { DeliveryError } from '../../bot/channel.ts';
import type { Address } from '../../bot/message.ts';
import { audienceOf, idIn, workspaceIn } from './place.ts';

/** A message to a person or a thread, where it goes resolved. */
export interface Target {
  readonly web: WebClient;
  readonly channel: string;
  readonly thread: string | undefined;
  /** In their messages with us we may look what is there; in a channel we may not read. */
  readonly canLook: boolean;
}

/** @throws {DeliveryError} when an address of ours is not one: it will not become one by waiting. */
export function needed(address: Address, name: string): string {
  const id = idIn(address, name);
  if (!id) throw new DeliveryError(`slack-address-without-${name}`, { isFinal: true });
  return id;
}

export type FindTarget = (web: WebClient, address: Address) => Promise<Target>;

/** Finds the channel of somebody's messages with us where the address does not name one; it never changes. */
export function targetFinder(): FindTarget {
  const channels = new Map<string, string>();
  return async (web, address) => {
    const thread = idIn(address, 'thread');
    const named = idIn(address, 'channel');
    if (named) {
      const place = { team: '', user: '', channel: named };
      return { web, channel: named, thread, canLook: audienceOf(place) === 'private' };
    }
    const user = needed(address, 'user');
    const key = `${workspaceIn(address).team}:${user}`;
    const known = channels.get(key) ?? (await openMessages(web, user));
    rememberLast(channels, key, known);
    return { web, channel: known, thread, canLook: true };
  };
}

/** Ids in memory, some 100 bytes each. */
const REMEMBERED = 10_000;

/** Keeps what was used last. */
export function rememberLast<T>(known: Map<string, T>, key: string, value: T): void {
  known.delete(key);
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
}

async function openMessages(web: WebClient, user: string): Promise<string> {
  const { channel } = await web.conversations.open({ users: user });
  if (!channel?.id) throw new DeliveryError('slack-no-channel-opened');
  return channel.id;
}
