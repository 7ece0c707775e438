import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Bot } from '../../adapters/open-bot.ts';
import { openDatabase } from '../../adapters/store/database.ts';
import { quantile } from '../bench/peer.ts';
import { temporaryFolder } from '../factories.ts';
import type { Fault } from '../servers/telegram/faults.ts';
import { TelegramServer } from '../servers/telegram/server.ts';
import { type BotHere, openBotWithoutLaws, startBotHere } from './bot-here.ts';
import { answeredBy, Crowd, pause } from './crowd.ts';
import { callsTo, setMoods } from './moods.ts';

/** `npm run test:chaos` sets CHAOS_KILLS to 200. */
const ROUNDS = process.env['CHAOS_KILLS'] ? 12 : 3;
const HEALTHY = 40;
/** People of each kind of trouble. */
const EACH = 4;
const ASK_EVERY_MS = 400;
/** What hangs is given up after this time. */
const SEND_TIMEOUT_MS = 1500;
/** Short enough for the call itself to wait; the long one is the outbox's. */
const SHORT_SECONDS = 1;
const LONG_SECONDS = 4;
const ANSWERED_WITHIN_MS = 60_000;
const BLOCKED = 'telegram-403-blocked';

const TROUBLES = {
  shortLimit: { kind: 'rate-limit', seconds: SHORT_SECONDS },
  longLimit: { kind: 'rate-limit', seconds: LONG_SECONDS },
  serverError: { kind: 'broken' },
  badGateway: { kind: 'bad-gateway' },
  silent: { kind: 'never' },
  cut: { kind: 'drop' },
  answerLost: { kind: 'lost-answer' },
} as const satisfies Record<string, Fault>;
type Trouble = keyof typeof TROUBLES;
/** How many calls to a person go wrong, where not two: the silent ones stay so until the healthy are served. */
const TIMES: Partial<Record<Trouble, number>> = { silent: Number.POSITIVE_INFINITY };
const NAMES = Object.keys(TROUBLES) as readonly Trouble[];

let bot: Bot;
beforeAll(async () => {
  bot = await openBotWithoutLaws();
});

async function runTroubles() {
  const telegram = await TelegramServer.start({ webhookDelayMs: 200 });
  onTestFinished(() => telegram.stop());
  const path = join(temporaryFolder(), 'store.sqlite');
  const started = await startBotHere({
    telegram,
    bot,
    database: { kind: 'sqlite', path },
    sendTimeoutMs: SEND_TIMEOUT_MS,
  });
  const crowd = new Crowd(telegram, HEALTHY + (NAMES.length + 1) * EACH);
  const healthy = crowd.people.slice(0, HEALTHY);
  const blocked = crowd.people.slice(HEALTHY, HEALTHY + EACH);
  const groups = new Map(
    NAMES.map((name, at) => {
      const from = HEALTHY + (at + 1) * EACH;
      return [name, crowd.people.slice(from, from + EACH)];
    }),
  );
  const moods = [...groups].flatMap(([name, people]) =>
    people.map((person) => [person, { fault: TROUBLES[name], times: TIMES[name] ?? 2 }] as const),
  );
  const heal = setMoods(telegram, new Map(moods));
  for (const person of blocked) {
    telegram.person(person, 'ko').chat.closed = 'bot was blocked by the user';
  }
  const askedAt = new Map<string, number>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const person of crowd.people) {
      askedAt.set(`${person} ${round}`, Date.now());
      crowd.ask(person);
    }
    await pause(ASK_EVERY_MS);
  }
  await crowd.untilAnswered(ANSWERED_WITHIN_MS, healthy);
  const silent = groups.get('silent') ?? [];
  const meanwhile = crowd.report(silent).answered;
  for (const person of silent) heal(person);
  await crowd.untilAnswered(ANSWERED_WITHIN_MS, [...groups.values()].flat());
  return { telegram, crowd, started, path, healthy, blocked, groups, askedAt, meanwhile };
}

type Run = Awaited<ReturnType<typeof runTroubles>>;

/** How long people waited for their answers. */
const waitsOf = ({ telegram, askedAt }: Run, people: readonly number[]): readonly number[] =>
  people.flatMap((person) =>
    telegram.person(person).messages.flatMap((message) => {
      const at = askedAt.get(`${person} ${answeredBy(message)}`);
      return at === undefined ? [] : [message.sentAt - at];
    }),
  );

/** The shortest time after a call to one of these people that was refused. Of the silent only the first is known to be. */
function shortestRetries({ telegram, groups }: Run, name: Trouble): number {
  const pauses = (groups.get(name) ?? []).flatMap((person) => {
    const [first = 0, second = 0, third = 0] = callsTo(telegram, person);
    return name === 'silent' ? [second - first] : [second - first, third - second];
  });
  return Math.min(...pauses);
}

function measure(run: Run) {
  const { crowd, healthy, groups } = run;
  const waits = waitsOf(run, healthy);
  const troubles = [...groups].map(([name, people]) => [
    name,
    {
      longestWaitMs: Math.max(...waitsOf(run, people)),
      shortestRetryMs: shortestRetries(run, name),
      repeated: crowd.report(people).repeated,
    },
  ]);
  const figures = {
    healthy: {
      ...crowd.report(healthy),
      p50Ms: quantile(waits, 0.5),
      p99Ms: quantile(waits, 0.99),
      longestMs: Math.max(...waits),
    },
    ...(Object.fromEntries(troubles) as Record<
      Trouble,
      { longestWaitMs: number; shortestRetryMs: number; repeated: number }
    >),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  return figures;
}

/** Why messages were given up, as the database has it. */
async function reasonsKept(path: string): Promise<readonly (string | null)[]> {
  const { sql } = await openDatabase({ kind: 'sqlite', path }, () => undefined);
  const rows = await sql
    .selectFrom('outbox')
    .select('failure')
    .where('failed_at', 'is not', null)
    .execute();
  await sql.destroy();
  return rows.map(({ failure }) => failure);
}

async function expectGivenUp({ started, path, crowd, blocked, telegram }: Run): Promise<void> {
  expect(crowd.report(blocked).answered).toBe(0);
  const figures = await untilSettled(started);
  expect(figures.givenUp).toBeGreaterThanOrEqual(EACH * ROUNDS);
  // Each message of theirs is tried once.
  const tried = blocked.reduce((sum, person) => sum + callsTo(telegram, person).length, 0);
  expect(tried).toBe(figures.givenUp);
  await started.stop();
  const reasons = await reasonsKept(path);
  expect(reasons).toHaveLength(figures.givenUp);
  expect(new Set(reasons)).toEqual(new Set([BLOCKED]));
}

async function untilSettled({ store }: BotHere) {
  await expect.poll(() => store.figures(), { timeout: 20_000 }).toMatchObject({ owed: 0 });
  return await store.figures();
}

describe('Telegram takes messages to some people badly', () => {
  it('serves everybody else meanwhile, keeps to the waits it is told, and gives up only those who blocked it', {
    timeout: 180_000,
  }, async () => {
    const run = await runTroubles();
    const { crowd, groups, meanwhile } = run;
    const figures = measure(run);
    expect(figures.healthy).toMatchObject({ missing: 0, repeated: 0, outOfOrder: 0 });
    expect(meanwhile).toBe(0);
    const troubled = [...groups.values()].flat();
    expect(crowd.report(troubled)).toMatchObject({ missing: 0, outOfOrder: 0 });
    const once = NAMES.filter((name) => name !== 'answerLost').flatMap(
      (name) => groups.get(name) ?? [],
    );
    expect(crowd.report(once).repeated).toBe(0);
    // Telegram has no way to ask whether a message arrived: one that did comes again.
    expect(figures.answerLost.repeated).toBe(2 * EACH);
    expect(figures.shortLimit.shortestRetryMs).toBeGreaterThanOrEqual(SHORT_SECONDS * 1000);
    expect(figures.longLimit.shortestRetryMs).toBeGreaterThanOrEqual(LONG_SECONDS * 1000);
    await expectGivenUp(run);
  });
});
