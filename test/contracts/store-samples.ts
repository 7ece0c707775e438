import type { Payload } from '../../bot/channel.ts';
import { type Incoming, PLATFORMS } from '../../bot/message.ts';
import type { Reservation, Spent } from '../../bot/model/model-ledger.ts';
import type { NewFile, Owed, Retention, Store, Turn, TurnResult } from '../../bot/store.ts';

/** 2026-11-02, the moment at which every test of the store begins. */
export const START = Date.UTC(2026, 10, 2, 9, 0, 0);

let deliveries = 0;

/** A delivery that has come nowhere else, of one person in one conversation. */
export function delivery(over: Partial<Incoming> = {}): Incoming {
  deliveries += 1;
  return {
    platform: 'telegram',
    deliveryId: `delivery-${deliveries}`,
    conversation: 'chat-1',
    person: 'person-1',
    address: { chat: 1 },
    order: deliveries,
    audience: 'private',
    content: { kind: 'text', text: `text ${deliveries}` },
    ...over,
  };
}

export const saying = (text: string, over: Partial<Incoming> = {}): Incoming =>
  delivery({ ...over, content: { kind: 'text', text } });

/** What a turn came to: nothing, unless said otherwise. */
export const result = (turn: Turn, over: Partial<TurnResult> = {}): TurnResult => ({
  turn,
  state: undefined,
  owed: [],
  files: [],
  dropFiles: [],
  erasesPerson: false,
  ...over,
});

export const payload = (text: string): Payload => ({ method: 'send', text });

export const file = (over: Partial<NewFile> = {}): NewFile => ({
  id: 'file-1',
  purpose: 'evidence',
  name: 'photo.jpg',
  mediaType: 'image/jpeg',
  bytes: Uint8Array.of(1, 2, 3),
  ...over,
});

/** One of `person-1`, whose budget holds ten like it, on the day in Korea of {@link START}. */
export const reservation = (over: Partial<Reservation> = {}): Reservation => ({
  day: '2026-11-02',
  platform: 'telegram',
  person: 'person-1',
  task: 'word',
  tokens: 100,
  limits: { day: 2_000, person: 1_000 },
  ...over,
});

export const spent = (over: Partial<Spent> = {}): Spent => ({
  model: 'openai:small',
  inputTokens: 30,
  outputTokens: 10,
  microCost: 7,
  ms: 800,
  attempts: 1,
  outcome: 'done',
  ...over,
});

export const textOf = ({ incoming: { content } }: Turn): string =>
  content.kind === 'text' ? content.text : content.kind;

/** The one turn that there is. */
export async function claimOne(store: Store): Promise<Turn> {
  const [turn, ...more] = await store.claimTurns(10, PLATFORMS);
  if (turn === undefined || more.length > 0) throw new Error(`${more.length + 1} turns, not one`);
  return turn;
}

/** The one message that is due. */
export async function claimSend(store: Store): Promise<Owed> {
  const [owed, ...more] = await store.claimSends('telegram', 10);
  if (owed === undefined || more.length > 0) throw new Error('not exactly one message is due');
  return owed;
}

/** Receives one message and answers it. */
export async function answer(
  store: Store,
  incoming: Incoming,
  over: Partial<TurnResult> = {},
): Promise<Turn> {
  await store.receive([incoming]);
  const turn = await claimOne(store);
  const [isWritten] = await store.commitTurns([result(turn, over)]);
  if (!isWritten) throw new Error('the answer was not written');
  return turn;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const LIMITS = {
  conversationMs: { telegram: 90 * DAY_MS, slack: 90 * DAY_MS, web: DAY_MS },
  deliveryMs: 7 * DAY_MS,
  pulledReplyMs: HOUR_MS,
  documentMs: DAY_MS,
  failureMs: 30 * DAY_MS,
} satisfies Retention;
