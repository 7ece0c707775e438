import { createServer } from 'node:net';
import type { TelegramServer } from '../servers/telegram/server.ts';
import type { UpdateRecord } from '../servers/telegram/world.ts';
import { type BotProcess, startBot } from './bot-process.ts';

export interface ConnectedBot {
  readonly main: string;
  readonly telegram: TelegramServer;
  readonly mode: 'webhook' | 'polling';
  readonly env: Readonly<Record<string, string>>;
  /** See {@link startBot}. */
  readonly shell?: readonly string[];
}

/** The real program, connected to Telegram on this machine. Resolves when it answers. */
export async function startConnected({
  main,
  telegram,
  mode,
  env,
  shell,
}: ConnectedBot): Promise<BotProcess> {
  const port = String(await freePort());
  const settings = {
    PORT: port,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
    ...(mode === 'webhook' && { PUBLIC_URL: `http://127.0.0.1:${port}` }),
    ...env,
  };
  const bot = startBot(main, settings, shell);
  if (!(await bot.ready)) throw new Error(`The program did not start: ${bot.log()}`);
  return bot;
}

/** What somebody sees who asks on the web page. */
export async function askOnPage(bot: BotProcess): Promise<{ status: number; html: string }> {
  const response = await fetch(`${bot.url()}/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ question: '헬스장이 얼굴 등록을 강제해도 되나요?' }).toString(),
    signal: AbortSignal.timeout(40_000),
  });
  return { status: response.status, html: await response.text() };
}

/** Updates that the bot confirmed within a time. */
export const confirmedWithin = (
  { world }: TelegramServer,
  from: number,
  to: number,
): readonly UpdateRecord[] =>
  [...world.updates.values()].filter(({ toldAt = 0 }) => toldAt > from && toldAt < to);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
