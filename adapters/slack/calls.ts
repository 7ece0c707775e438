import type { HomeView, KnownBlock, LinkUnfurls } from '@slack/types';
import { z } from 'zod';

/** Parts that Slack's types describe and our own layout has made; nothing else writes them. */
const made = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

/** A message of ours that stands in a channel. */
export const Standing = z.object({ channel: z.string(), ts: z.string() });
export type Standing = z.infer<typeof Standing>;

/** One call to Slack as it lies in the outbox. */
export const SlackCall = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    text: z.string(),
    blocks: made<KnownBlock[]>(),
    /** What was shown of it while it was written. */
    replaces: Standing.exactOptional(),
  }),
  /** Takes away what was shown of a message that did not come to be one. */
  z.object({ kind: z.literal('withdrawal'), of: Standing }),
  z.object({ kind: z.literal('file'), file: z.string(), name: z.string() }),
  z.object({ kind: z.literal('home'), view: made<HomeView>() }),
  z.object({ kind: z.literal('previews'), unfurls: made<LinkUnfurls>() }),
]);
export type SlackCall = z.infer<typeof SlackCall>;
export type MessageCall = Extract<SlackCall, { kind: 'message' }>;
