import { serveControl } from './control.ts';
import { REAL_LIMITS } from './faults.ts';
import { TelegramServer } from './server.ts';

/**
 * Telegram as a process of its own, for tests that kill the bot and for measurements:
 * `tsx test/servers/telegram/main.ts [port] [--limits] [--token=…] [--webhook-delay-ms=…]`. Prints one JSON line with its
 * address, the token that it takes, and where it takes orders (`control.ts`); ends on SIGTERM.
 */
const [port] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const option = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
const token = option('token');
const delay = option('webhook-delay-ms');

const server = await TelegramServer.start({
  port: Number(port ?? 0),
  ...(token && { token }),
  ...(delay && { webhookDelayMs: Number(delay) }),
  ...(process.argv.includes('--limits') && { limits: REAL_LIMITS }),
});
const control = await serveControl(server);
process.stdout.write(
  `${JSON.stringify({ url: server.url, token: server.token, control: control.url, pid: process.pid })}\n`,
);
process.once('SIGTERM', () => {
  void Promise.all([server.stop(), control.stop()]).then(() => process.exit(0));
});
