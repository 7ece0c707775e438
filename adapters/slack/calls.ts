import type { HomeView, KnownBlock, LinkUnfurls } from '@slack/types';
import { z } from 'zod';

/** Parts that Slack's types describe and our own layout has made; nothing else writes them. */
const made = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

/** One call to Slack as it lies in the outbox. */
export const SlackCall = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), text: z.string(), blocks: made<KnownBlock[]>() }),
  z.object({ kind: z.literal('file'), file: z.string(), name: z.string() }),
  z.object({ kind: z.literal('home'), view: made<HomeView>() }),
  z.object({ kind: z.literal('previews'), unfurls: made<LinkUnfurls>() }),
]);
export type SlackCall = z.infer<typeof SlackCall>;
export type MessageCall = Extract<SlackCall, { kind: 'message' }>;
