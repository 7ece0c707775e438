import { z } from 'zod';
import type { Content } from '../../bot/message.ts';
import { parseMessage } from './parse-message.ts';
import { type Frame, NOTHING, type Parsed, type ParseSettings } from './parsed.ts';
import { addressOf, orderOf, type Place, type Workspace } from './place.ts';
import { incomingAt, typed } from './said.ts';

const id = z.string().min(1);

const Envelope = z.object({
  event_id: id,
  event_time: z.number().optional(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  api_app_id: z.string().nullish(),
  authorizations: z
    .array(
      z.object({
        team_id: z.string().nullish(),
        enterprise_id: z.string().nullish(),
        user_id: z.string().nullish(),
      }),
    )
    .optional(),
  event: z.looseObject({ type: z.string() }),
});

const Mention = z.object({
  user: id,
  text: z.string().default(''),
  ts: id,
  thread_ts: id.optional(),
  channel: id,
  bot_id: z.string().nullish(),
  event_ts: id,
});
const PaneOpened = z.object({
  assistant_thread: z.object({ user_id: id, channel_id: id, thread_ts: id }),
  event_ts: id,
});
const HomeOpened = z.object({ user: id, tab: z.string().optional(), event_ts: id });
const LinkShared = z.object({
  user: id,
  channel: id,
  message_ts: id,
  thread_ts: id.optional(),
  links: z.array(z.object({ url: z.string() })),
  unfurl_id: z.string().optional(),
  source: z.string().optional(),
  event_ts: id,
});
const TokensRevoked = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) });

type EventParser = (event: unknown, frame: Frame, settings: ParseSettings) => Parsed;

const PARSERS: Readonly<Record<string, EventParser>> = {
  message: parseMessage,
  app_mention: mention,
  assistant_thread_started: paneOpened,
  app_home_opened: homeOpened,
  link_shared: linkShared,
  app_uninstalled: (_event, frame) => removed(frame),
  tokens_revoked: tokensRevoked,
};

/** The events that we take, as the manifest must subscribe to them; of `message` only those in messages with the app. */
export const EVENTS = Object.keys(PARSERS);

/** A delivery of the Events API. @throws {z.ZodError} when it is none. */
export function parseEvent(body: unknown, settings: ParseSettings): Parsed {
  const envelope = Envelope.parse(body);
  const { event, event_time: seconds } = envelope;
  const frame = {
    deliveryId: envelope.event_id,
    workspace: workspaceOf(envelope),
    bot: envelope.authorizations?.[0]?.user_id ?? undefined,
    ...(seconds !== undefined && { at: seconds * 1000 }),
  };
  return PARSERS[event.type]?.(event, frame, settings) ?? NOTHING;
}

/** The authorization counts: in a channel shared by two workspaces the event may come from the one that we are not in. */
function workspaceOf(envelope: z.infer<typeof Envelope>): Workspace {
  const [by] = envelope.authorizations ?? [];
  const enterprise = by ? by.enterprise_id : envelope.enterprise_id;
  const { api_app_id: app } = envelope;
  return {
    team: by?.team_id ?? envelope.team_id ?? '',
    ...(enterprise && { enterprise }),
    ...(app && { app }),
  };
}

function said(place: Place, frame: Frame, ts: string, content: Content): Parsed {
  const { deliveryId } = frame;
  return {
    kind: 'said',
    incoming: [incomingAt(place, { deliveryId, order: orderOf(ts), content })],
  };
}

/** Somebody called us in a channel; we answer in the thread, which we begin if there is none. */
function mention(event: unknown, frame: Frame): Parsed {
  const { user, text, ts, thread_ts, channel, bot_id, event_ts } = Mention.parse(event);
  if (bot_id || user === frame.bot) return NOTHING;
  const place = { ...frame.workspace, user, channel, thread: thread_ts ?? ts };
  return said(place, frame, event_ts, typed(text));
}

function paneOpened(event: unknown, frame: Frame): Parsed {
  const { assistant_thread: pane, event_ts } = PaneOpened.parse(event);
  const place = {
    ...frame.workspace,
    user: pane.user_id,
    channel: pane.channel_id,
    thread: pane.thread_ts,
  };
  const arrival = said(place, frame, event_ts, { kind: 'arrival' });
  return arrival.kind === 'said' ? { ...arrival, offersExamples: addressOf(place) } : arrival;
}

function homeOpened(event: unknown, frame: Frame): Parsed {
  const { user, tab, event_ts } = HomeOpened.parse(event);
  if (tab !== 'home') return NOTHING;
  return said({ ...frame.workspace, user }, frame, event_ts, { kind: 'home' });
}

function linkShared(event: unknown, frame: Frame, { baseUrl }: ParseSettings): Parsed {
  const shared = LinkShared.parse(event);
  const { user, channel, message_ts: ts, thread_ts: thread, unfurl_id: unfurl, source } = shared;
  const links = shared.links.flatMap(({ url }) => {
    const path = ourPath(url, baseUrl);
    return path === undefined ? [] : [{ url, path }];
  });
  // Our own messages say all there is to say about a page.
  if (links.length === 0 || user === frame.bot) return NOTHING;
  const place = { ...frame.workspace, user, channel, ...(thread && { thread }) };
  const address = addressOf(place, { ts, unfurl, source });
  const { deliveryId } = frame;
  const content = { kind: 'links', links } as const;
  const order = orderOf(shared.event_ts);
  return { kind: 'said', incoming: [incomingAt(place, { deliveryId, order, content, address })] };
}

/** The path of a page of ours; undefined for everybody else's. Slack escapes ampersands in links. */
function ourPath(link: string, baseUrl: string): string | undefined {
  const plain = link.replaceAll('&amp;', '&');
  if (!baseUrl || !URL.canParse(plain)) return undefined;
  const [ours, theirs] = [new URL(baseUrl), new URL(plain)];
  const base = ours.pathname.replace(/\/$/, '');
  const isOurs = theirs.host === ours.host && `${theirs.pathname}/`.startsWith(`${base}/`);
  return isOurs ? theirs.pathname.slice(base.length) + theirs.search || '/' : undefined;
}

const removed = ({ workspace, at }: Frame): Parsed => ({
  kind: 'removed',
  workspace,
  ...(at !== undefined && { at }),
});

/** People's own tokens, of which we take none, are no concern of ours. */
function tokensRevoked(event: unknown, frame: Frame): Parsed {
  const { tokens } = TokensRevoked.parse(event);
  return tokens.bot?.length ? removed(frame) : NOTHING;
}
