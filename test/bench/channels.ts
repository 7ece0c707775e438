import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../adapters/project-root.ts';
import { INDEX_FOLDER, openRealBot } from '../real-bot.ts';
import { startPostgres } from '../servers/postgres.ts';
import type { SentRecord, UpdateRecord } from '../servers/telegram/world.ts';
import { measurePeer, quantile } from './peer.ts';

/**
 * `npm run bench:channels`: how many updates a second are acknowledged durably, how long from a delivery to the reply, and
 * whether any is lost or out of order. Telegram, the bot and PostgreSQL each in processes of their own, all on loopback.
 */

/** Updates that arrive in one moment, to see how fast they are taken. */
const BURST = 4000;
/** The steady loads, and how long each. */
const RATES = [50, 100, 300];
const SECONDS = 15;
/** The steady load comes in portions, ten a second. */
const PORTIONS_PER_SECOND = 10;
/** One message in ten is of people who ask for one article after the other, to see the order. */
const ORDERED_PEOPLE = 60;
const ORDERED_SHARE = 10;
const LAW = '형사소송법';
const QUIET_MS = 120_000;
/** Numbers of chats: every question of the steady load comes from somebody new. */
const FIRST_PERSON = 1_000_000;
const ORDERED_PERSON = 9_000_000;

interface Setup {
  readonly name: string;
  readonly database: 'sqlite' | 'postgres';
  readonly replicas: number;
  readonly mode: 'polling' | 'webhook';
}

const SETUPS: readonly Setup[] = [
  { name: 'SQLite, webhook', database: 'sqlite', replicas: 1, mode: 'webhook' },
  { name: 'SQLite, polling', database: 'sqlite', replicas: 1, mode: 'polling' },
  { name: 'PostgreSQL, webhook', database: 'postgres', replicas: 1, mode: 'webhook' },
  { name: 'PostgreSQL, two replicas, polling', database: 'postgres', replicas: 2, mode: 'polling' },
];

interface Journal {
  readonly updates: readonly UpdateRecord[];
  readonly sent: readonly SentRecord[];
}

class Telegram {
  readonly #child: ChildProcess;
  readonly url: string;
  readonly token: string;
  readonly #control: string;

  private constructor(child: ChildProcess, { url, token, control }: Record<string, string>) {
    this.#child = child;
    this.url = url ?? '';
    this.token = token ?? '';
    this.#control = control ?? '';
  }

  static async start(): Promise<Telegram> {
    const child = spawn('node', ['--import', 'tsx', 'test/servers/telegram/main.ts'], {
      cwd: projectRoot(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await firstLine(child, /^\{.*\}$/m);
    return new Telegram(child, JSON.parse(line) as Record<string, string>);
  }

  async order<T>(order: object): Promise<T> {
    const response = await fetch(this.#control, { method: 'POST', body: JSON.stringify(order) });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  }

  say = (said: readonly { person: number; text: string }[]) =>
    this.order<number[]>({ do: 'say', said });
  journal = () => this.order<Journal>({ do: 'journal' });

  async stop(): Promise<void> {
    await ended(this.#child);
  }
}

function firstLine(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = pattern.exec(text);
      if (found) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`A process ended before it was ready: ${text}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await gone;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

async function startBots(
  { replicas, mode }: Setup,
  telegram: Telegram,
  env: Readonly<Record<string, string>>,
): Promise<readonly ChildProcess[]> {
  const bots: ChildProcess[] = [];
  for (let replica = 0; replica < replicas; replica += 1) {
    const port = String(await freePort());
    const child = spawn('node', ['--import', 'tsx', 'test/bench/bench-bot.ts'], {
      cwd: projectRoot(),
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        PORT: port,
        LOG_LEVEL: 'error',
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_URL: telegram.url,
        ...(mode === 'webhook' && { PUBLIC_URL: `http://127.0.0.1:${port}` }),
        ...env,
      },
    });
    await firstLine(child, /ready/);
    bots.push(child);
  }
  return bots;
}

/** Waits until the number of replies stands still and everybody has one, or it is no use to wait. */
async function untilAnswered(telegram: Telegram, chats: readonly number[]): Promise<Journal> {
  const end = Date.now() + QUIET_MS;
  for (;;) {
    const journal = await telegram.journal();
    const answered = new Set(journal.sent.map(({ chat }) => chat));
    if (chats.every((chat) => answered.has(chat)) || Date.now() > end) return journal;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** A flood: everybody says one thing in the same moment. */
async function measureBurst(telegram: Telegram, questions: readonly string[]) {
  const people = Array.from({ length: BURST }, (_, n) => FIRST_PERSON / 2 + n);
  const start = Date.now();
  await telegram.say(
    people.map((person, at) => ({ person, text: questions[at % questions.length] ?? '' })),
  );
  const { updates, sent } = await untilAnswered(telegram, people);
  const told = updates.map(({ toldAt }) => toldAt ?? Number.POSITIVE_INFINITY);
  const acknowledgedMs = Math.max(...told) - start;
  const answeredMs = Math.max(...sent.map(({ at }) => at)) - start;
  return {
    acknowledgedPerSecond: (BURST * 1000) / acknowledgedMs,
    answeredPerSecond: (BURST * 1000) / answeredMs,
  };
}

/** Questions at a steady rate, each from somebody new, and among them people whose order is looked at. */
async function measureSteady(telegram: Telegram, questions: readonly string[], perSecond: number) {
  const before = (await telegram.journal()).sent.length;
  const startOf = new Map<number, number>();
  const next = new Map<number, number>();
  const waits: Promise<unknown>[] = [];
  let asked = perSecond * 1_000;
  const begin = Date.now();
  for (let portion = 0; portion < SECONDS * PORTIONS_PER_SECOND; portion += 1) {
    const said = Array.from({ length: perSecond / PORTIONS_PER_SECOND }, () => {
      asked += 1;
      if (asked % ORDERED_SHARE === 0) {
        const person = ORDERED_PERSON + ((asked / ORDERED_SHARE) % ORDERED_PEOPLE);
        const number = (next.get(person) ?? 0) + 1;
        next.set(person, number);
        return { person, text: `${LAW} ${number}조` };
      }
      const person = FIRST_PERSON + asked;
      startOf.set(person, Date.now());
      return { person, text: questions[asked % questions.length] ?? '' };
    });
    waits.push(telegram.say(said));
    const due = begin + ((portion + 1) * 1000) / PORTIONS_PER_SECOND;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())));
  }
  await Promise.all(waits);
  await untilAnswered(telegram, [...startOf.keys(), ...next.keys()]);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const sent = (await telegram.journal()).sent.slice(before);
  return { ...latencies(sent, startOf), ...order(sent, next) };
}

function latencies(sent: readonly SentRecord[], startOf: ReadonlyMap<number, number>) {
  const first = new Map<number, number>();
  for (const { chat, at } of sent) if (!first.has(chat)) first.set(chat, at);
  const times = [...startOf].flatMap(([chat, start]) => {
    const at = first.get(chat);
    return at === undefined ? [] : [at - start];
  });
  return {
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    lost: startOf.size - times.length,
  };
}

function order(sent: readonly SentRecord[], next: ReadonlyMap<number, number>) {
  let [lost, outOfOrder, repeated] = [0, 0, 0];
  for (const [person, asked] of next) {
    const numbers = sent
      .filter(({ chat }) => chat === person)
      .flatMap(({ text }) => new RegExp(`^${LAW} 제(\\d+)조`, 'm').exec(text)?.[1] ?? [])
      .map(Number);
    const seen = new Set(numbers);
    lost += asked - seen.size;
    repeated += numbers.length - seen.size;
    outOfOrder += numbers.filter((number, at) => number < (numbers[at - 1] ?? 0)).length;
  }
  return { lostInOrder: lost, outOfOrder, repeated };
}

async function measure(setup: Setup, questions: readonly string[], url: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'facerights-bench-'));
  cpSync(join(INDEX_FOLDER, 'index'), join(folder, 'index'), { recursive: true });
  const telegram = await Telegram.start();
  const env = { DATA_DIR: folder, ...(url && { DATABASE_URL: url }) };
  const bots = await startBots(setup, telegram, env);
  try {
    const burst = await measureBurst(telegram, questions);
    const steady = [];
    for (const perSecond of RATES) {
      steady.push({ perSecond, ...(await measureSteady(telegram, questions, perSecond)) });
    }
    return { setup: setup.name, ...burst, steady };
  } finally {
    await Promise.all(bots.map(ended));
    await telegram.stop();
    rmSync(folder, { recursive: true });
  }
}

const questionsFrom = (file: string): readonly string[] =>
  readFileSync(join(projectRoot(), 'test/evaluation', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);

async function main(): Promise<void> {
  const wanted = process.argv[2];
  const print = (line: string) => process.stdout.write(`${line}\n`);
  await openRealBot();
  const questions = [...questionsFrom('judge.jsonl'), ...questionsFrom('tuning.jsonl')];
  const folder = mkdtempSync(join(tmpdir(), 'facerights-peer-'));
  const peer = await measurePeer(folder, BURST);
  rmSync(folder, { recursive: true });
  print(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, ${questions.length} questions`);
  print(
    `peer, Express and SQLite: ${peer.perSecond.toFixed(0)} a second, p99 ${peer.p99Ms.toFixed(0)} ms`,
  );
  const postgres = await startPostgres();
  for (const setup of SETUPS.filter(({ name }) => !wanted || name === wanted)) {
    const isHere = setup.database === 'sqlite' || 'url' in postgres;
    if (!isHere) {
      print(`${setup.name}: ${'reason' in postgres ? postgres.reason : ''}`);
      continue;
    }
    const url =
      setup.database === 'postgres' && 'url' in postgres
        ? await postgres.createDatabase()
        : undefined;
    const found = await measure(setup, questions, url);
    const ratio = found.acknowledgedPerSecond / peer.perSecond;
    print(JSON.stringify({ ...found, ratioToPeer: Number(ratio.toFixed(2)) }));
  }
  if ('url' in postgres) await postgres.stop();
}

await main();
