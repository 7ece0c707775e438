import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Bot } from '../../adapters/open-bot.ts';
import type { DatabaseChoice } from '../../adapters/store/database.ts';
import { quantile } from '../bench/peer.ts';
import { temporaryFolder } from '../factories.ts';
import { startPostgres } from '../servers/postgres.ts';
import { TelegramServer } from '../servers/telegram/server.ts';
import type { Json } from '../servers/telegram/world.ts';
import { openBotWithoutLaws, startBotHere } from './bot-here.ts';
import { answeredBy, Crowd, pause } from './crowd.ts';
import { setMoods } from './moods.ts';

/** How often the storm comes; `npm run test:chaos` sets CHAOS_KILLS to 200. */
const STORMS = process.env['CHAOS_KILLS'] ? 5 : 1;

const PEOPLE = 200;
const MESSAGES_EACH = 5;
/** Everybody begins within this time, and a delivery comes again within the other. */
const BEGIN_WITHIN_MS = 300;
const AGAIN_WITHIN_MS = 1500;
const MOST_REPEATS = 3;
/** Telegram brings so many side by side, unless it is told otherwise. */
const CONNECTIONS = 40;
const ANSWERED_WITHIN_MS = 60_000;
/** A call to the slow person is given up after this time; none gets through until all others are answered. */
const SLOW_MS = 2000;

let bot: Bot;
const postgres = await startPostgres();

beforeAll(async () => {
  bot = await openBotWithoutLaws();
});
afterAll(async () => {
  if ('url' in postgres) await postgres.stop();
});

interface Delivery {
  readonly id: number;
  readonly status: number;
  readonly tookMs: number;
  readonly endedAt: number;
  /** The store had said to hold it when the answer came. */
  readonly wasStored: boolean;
}

interface Hook {
  readonly url: string;
  readonly secret: string;
  readonly stored: ReadonlySet<string>;
}

/** Brings updates to the addresses of the bot, any of them, and keeps what each answered. */
class Courier {
  readonly #hooks: readonly Hook[];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  readonly deliveries: Delivery[] = [];

  constructor(hooks: readonly Hook[]) {
    this.#hooks = hooks;
    onTestFinished(() => this.#agent.destroy());
  }

  async bring(id: number, body: Json): Promise<void> {
    const hook = this.#hooks[Math.floor(Math.random() * this.#hooks.length)];
    if (!hook) throw new Error('The bot has no address.');
    const start = Date.now();
    const status = await this.#post(hook, body);
    const wasStored = this.#hooks.some(({ stored }) => stored.has(String(id)));
    const endedAt = Date.now();
    this.deliveries.push({ id, status, tookMs: endedAt - start, endedAt, wasStored });
  }

  #post({ url, secret }: Hook, body: Json): Promise<number> {
    const headers = {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': secret,
    };
    return new Promise((resolve, reject) => {
      const call = request(url, { method: 'POST', agent: this.#agent, headers }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      call.on('error', reject);
      call.end(JSON.stringify(body));
    });
  }
}

/** One update of a person as Telegram brings it. */
function update(telegram: TelegramServer, person: number, id: number, text: string): Json {
  const from = telegram.person(person, 'ko').json;
  const chat = { id: person, type: 'private', first_name: from['first_name'] };
  const date = Math.floor(Date.now() / 1000);
  return { update_id: id, message: { message_id: id, from, chat, date, text } };
}

/** What one person says, one after the other as Telegram brings it, and every delivery again at other moments. */
async function speak(
  courier: Courier,
  updates: readonly (readonly [id: number, body: Json])[],
): Promise<void> {
  await pause(Math.random() * BEGIN_WITHIN_MS);
  const again: Promise<void>[] = [];
  for (const [id, body] of updates) {
    const repeats = 1 + Math.floor(Math.random() * MOST_REPEATS);
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const later = pause(Math.random() * AGAIN_WITHIN_MS);
      again.push(later.then(() => courier.bring(id, body)));
    }
    await courier.bring(id, body);
  }
  await Promise.all(again);
}

async function runStorm(databases: readonly DatabaseChoice[]) {
  const telegram = await TelegramServer.start();
  onTestFinished(() => telegram.stop());
  const hooks: Hook[] = [];
  const bots = [];
  for (const database of databases) {
    const started = await startBotHere({ telegram, bot, database, sendTimeoutMs: SLOW_MS });
    bots.push(started);
    const { hook } = telegram.queue;
    if (hook) hooks.push({ ...hook, stored: started.stored });
  }
  const crowd = new Crowd(telegram, PEOPLE);
  const [slow = 0, blocked = 0, ...others] = crowd.people;
  const slowness = { fault: { kind: 'never' }, times: Number.POSITIVE_INFINITY } as const;
  const heal = setMoods(telegram, new Map([[slow, slowness]]));
  telegram.person(blocked, 'ko').chat.closed = 'bot was blocked by the user';
  const courier = new Courier(hooks);
  const start = Date.now();
  await Promise.all(
    crowd.people.map((person) => {
      const said = Array.from({ length: MESSAGES_EACH }, (_, n) => {
        const id = person * 100 + n;
        return [id, update(telegram, person, id, crowd.nextQuestion(person))] as const;
      });
      return speak(courier, said);
    }),
  );
  await crowd.untilAnswered(ANSWERED_WITHIN_MS, others);
  const meanwhile = crowd.report([slow]).answered;
  heal(slow);
  await crowd.untilAnswered(ANSWERED_WITHIN_MS, [slow]);
  return { meanwhile, telegram, crowd, courier, bots, start, slow, blocked, others };
}

type Storm = Awaited<ReturnType<typeof runStorm>>;

/** When the last answer came to each of these people, milliseconds after the start. */
const lastAnswers = ({ telegram, start }: Storm, people: readonly number[]): readonly number[] =>
  people.map((person) =>
    Math.max(
      ...telegram
        .person(person)
        .messages.filter((message) => answeredBy(message) > 0)
        .map(({ sentAt }) => sentAt - start),
    ),
  );

function measure(storm: Storm, database: string) {
  const { crowd, courier, start, others, slow } = storm;
  const { deliveries } = courier;
  const firsts = new Map<number, Delivery>();
  for (const delivery of deliveries) {
    if (!firsts.has(delivery.id)) firsts.set(delivery.id, delivery);
  }
  const took = deliveries.map(({ tookMs }) => tookMs);
  const report = crowd.report([slow, ...others]);
  const figures = {
    database,
    updates: firsts.size,
    deliveries: deliveries.length,
    allAcknowledgedMs: Math.max(...[...firsts.values()].map(({ endedAt }) => endedAt - start)),
    acknowledgeP50Ms: quantile(took, 0.5),
    acknowledgeP99Ms: quantile(took, 0.99),
    othersAnsweredMs: Math.max(...lastAnswers(storm, others)),
    slowAnsweredMs: Math.max(...lastAnswers(storm, [slow])),
    ...report,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  return figures;
}

/** Everything that must be true after every storm. */
async function expectNothingLost(storm: Storm, database: string): Promise<void> {
  const { courier, bots, crowd, blocked, meanwhile } = storm;
  const figures = measure(storm, database);
  expect(courier.deliveries.filter(({ status }) => status !== 200)).toEqual([]);
  expect(courier.deliveries.filter(({ wasStored }) => !wasStored)).toEqual([]);
  expect(figures).toMatchObject({
    updates: PEOPLE * MESSAGES_EACH,
    answered: (PEOPLE - 1) * MESSAGES_EACH,
    missing: 0,
    repeated: 0,
    outOfOrder: 0,
  });
  expect(figures.deliveries).toBeGreaterThanOrEqual(2 * PEOPLE * MESSAGES_EACH);
  expect(meanwhile).toBe(0);
  expect(crowd.report([blocked]).answered).toBe(0);
  await expect
    .poll(() => bots[0]?.store.figures(), { timeout: 10_000 })
    .toMatchObject({ waiting: 0, owed: 0 });
  const kept = await bots[0]?.store.figures();
  expect(kept?.givenUp).toBeGreaterThanOrEqual(MESSAGES_EACH);
  const reasons = bots
    .flatMap(({ lines }) => lines)
    .filter(({ details }) => details['kind'] === 'given-up')
    .map(({ details }) => details['reason']);
  expect(new Set(reasons)).toEqual(new Set(['telegram-403-blocked']));
}

describe.each(Array.from({ length: STORMS }, (_, n) => ({ storm: n + 1 })))(
  `storm $storm: ${PEOPLE * MESSAGES_EACH} updates at once, each delivered two to four times`,
  () => {
    it('SQLite: each is answered once, in order, and nobody waits for the slow and the blocked', {
      timeout: 120_000,
    }, async () => {
      const path = join(temporaryFolder(), 'store.sqlite');
      const storm = await runStorm([{ kind: 'sqlite', path }]);
      await expectNothingLost(storm, 'sqlite');
    });

    it('PostgreSQL with two engines: each is answered once, in order, and nobody waits for the slow and the blocked', {
      timeout: 120_000,
    }, async ({ skip }) => {
      if (!('url' in postgres)) return skip(postgres.reason);
      const database = { kind: 'postgres', url: await postgres.createDatabase() } as const;
      const storm = await runStorm([database, database]);
      await expectNothingLost(storm, 'postgres, two engines');
    });
  },
);
