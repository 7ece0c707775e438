import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { documentDesk } from '../../../adapters/document-desk.ts';
import { type Bot, textSettings } from '../../../adapters/open-bot.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import { webApp } from '../../../adapters/web/app.ts';
import type { WebChannel } from '../../../adapters/web/channel.ts';
import { loadViews } from '../../../adapters/web/views.ts';
import type { Payload } from '../../../bot/channel.ts';

export const render = loadViews(projectRoot());

/** The real pages; what they owe is what the test says. */
export async function startPages(
  bot: Bot,
  channel: WebChannel,
  owed: () => Promise<readonly Payload[] | undefined>,
) {
  const { pipeline, knowledge, today } = bot;
  const desk = documentDesk(bot.casework, () => Promise.reject(new Error('Nobody asks.')));
  const chat = {
    deliver: channel.deliver,
    repliesTo: owed,
    borrow: channel.borrow,
    watch: channel.watch,
    stateOf: () => Promise.resolve(undefined),
    readFile: () => Promise.resolve(undefined),
    figures: () => Promise.reject(new Error('Nobody asks.')),
  };
  const app = webApp(
    { ...textSettings(bot), pipeline, knowledge, today, render, chat, desk },
    {
      root: projectRoot(),
      logger: pino({ level: 'silent' }),
      trustedProxies: 0,
      questionsPerMinute: 1_000_000,
      health: () => {
        throw new Error('Nobody asks.');
      },
    },
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    post: (
      fields: Readonly<Record<string, string>>,
      headers: Readonly<Record<string, string>> = {},
    ) =>
      fetch(`${url}/ask?lang=ko`, {
        method: 'POST',
        headers,
        body: new URLSearchParams(fields),
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a page is sent while it waits, line by line. */
export async function* linesOf({ body }: Response) {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}
