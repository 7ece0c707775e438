import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Write } from '../backup/write-backup.ts';
import type { OpenStore } from '../open-store.ts';

/**
 * While a process has a SQLite file nobody else can read it, so tools ask that process, by a socket that lies beside the
 * file. What comes out of it is sealed like the file, and who may use it may read the file.
 */
const Question = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('backup') }),
  z.strictObject({
    do: z.literal('verify'),
    noted: z.strictObject({ no: z.number(), hash: z.string() }).optional(),
  }),
]);
export type Question = Readonly<z.infer<typeof Question>>;

/** A question is a line. */
const LONGEST_QUESTION = 1_000;

type Answering = Pick<OpenStore, 'backUp' | 'cases'>;

/**
 * Answers tools until the returned function is called. To be started by the process that has the file: the socket of one
 * that was killed is in the way, and is removed.
 *
 * @param report - Takes failures; the tool sees that its answer has no end.
 */
export async function answerTools(
  path: string,
  store: Answering,
  report: (error: unknown) => void,
): Promise<() => Promise<void>> {
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    answer(socket, store).catch((error: unknown) => {
      report(error);
      socket.destroy();
    });
  });
  server.listen(path);
  await once(server, 'listening');
  chmodSync(path, 0o600);
  server.on('error', report);
  server.unref();
  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  };
}

async function answer(socket: Socket, store: Answering): Promise<void> {
  const question = Question.parse(JSON.parse(await firstLine(socket)));
  const write = writer(socket);
  if (question.do === 'backup') await store.backUp(write);
  else await write(`${JSON.stringify(await store.cases.auditLog.verify(question.noted))}\n`);
  socket.end();
}

async function firstLine(socket: Socket): Promise<string> {
  let text = '';
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    text += chunk.toString();
    if (text.includes('\n')) return text;
    if (text.length > LONGEST_QUESTION) throw new TypeError('That is no question.');
  }
}

/** Waits while the other side takes nothing; fails when it is gone. */
const writer =
  (socket: Socket): Write =>
  async (text) => {
    if (socket.destroyed) throw new Error('The tool is gone.');
    if (!socket.write(text)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  };

/** @returns The answer, or undefined where nobody listens. */
export async function askProcess(path: string, question: Question): Promise<Readable | undefined> {
  const socket = createConnection(path);
  try {
    await once(socket, 'connect');
  } catch {
    return undefined;
  }
  socket.write(`${JSON.stringify(question)}\n`);
  return socket;
}
