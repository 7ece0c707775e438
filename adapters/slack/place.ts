import type { Address, Audience } from '../../bot/message.ts';

/** The installation that a delivery belongs to, and by whose token it is answered. */
export interface Workspace {
  readonly team: string;
  /** Of an organisation with several workspaces. */
  readonly enterprise?: string;
  /** Our app, where Slack names it. */
  readonly app?: string;
}

/** Where a person spoke. Without a channel: nowhere in particular; they are answered in their messages with the app. */
export interface Place extends Workspace {
  readonly user: string;
  readonly channel?: string;
  /** The `ts` of the message that a thread hangs on. */
  readonly thread?: string;
}

/** A person has one channel of messages with the app; whoever else reads in any other channel, we do not know. */
export const audienceOf = ({ channel }: Place): Audience =>
  channel === undefined || channel.startsWith('D') ? 'private' : 'group';

/**
 * Where a talk goes on. Messages with the app are named after the person, not after their channel: commands, shortcuts and
 * the home page do not tell us that channel, and yet belong to the same talk.
 */
export function conversationOf(place: Place): string {
  const { team, channel = '', thread = '', user } = place;
  const where = audienceOf(place) === 'private' ? 'messages' : channel;
  return [team, where, thread, user].join(':');
}

export const personOf = ({ team, user }: Place): string => `${team}:${user}`;

/** Ids only, and none that are absent. */
export function addressOf(
  place: Place,
  more: Readonly<Record<string, string | undefined>> = {},
): Address {
  const { team, enterprise, app, channel, thread, user } = place;
  const all = { team, enterprise, app, channel, thread, user, ...more };
  return Object.fromEntries(Object.entries(all).flatMap(([name, id]) => (id ? [[name, id]] : [])));
}

/** A member of an {@link Address} of ours. */
export const idIn = (address: Address, name: string): string | undefined => {
  const id = address[name];
  return typeof id === 'string' && id ? id : undefined;
};

/** The installation that an address belongs to. */
export function workspaceIn(address: Address): Workspace {
  const enterprise = idIn(address, 'enterprise');
  return { team: idIn(address, 'team') ?? '', ...(enterprise && { enterprise }) };
}

/**
 * Opens somebody's messages with the app, on every client; undefined where Slack did not name the app. Nothing can be brought
 * along. https://docs.slack.dev/interactivity/deep-linking
 */
export function messagesUrl(address: Address): string | undefined {
  const app = idIn(address, 'app');
  const { team } = workspaceIn(address);
  const query = new URLSearchParams({ ...(app && { app }), ...(team && { team }) });
  return app && `https://slack.com/app_redirect?${query}`;
}

/** Slack numbers messages by the microsecond: `1700000000.000100`. */
export const orderOf = (ts: string): number => Number(ts.replace('.', ''));
