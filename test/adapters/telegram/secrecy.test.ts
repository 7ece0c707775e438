import { afterEach, describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../bot/message.ts';
import { ATTEMPT } from '../../contracts/channel.ts';
import type { Fault } from '../../servers/telegram/faults.ts';
import { until } from '../../servers/telegram/until.ts';
import { openTelegram, type Telegram } from './open-telegram.ts';

const FAULTS: readonly Fault[] = [
  { kind: 'rate-limit', seconds: 40 },
  { kind: 'broken' },
  { kind: 'bad-gateway' },
  { kind: 'gone' },
  { kind: 'never' },
  { kind: 'drop' },
  { kind: 'lost-answer' },
  { kind: 'error', code: 400, description: "Bad Request: can't parse entities: 나만의 비밀" },
  { kind: 'error', code: 400, description: "Bad Request: button URL '나만의 비밀' is invalid" },
  { kind: 'error', code: 409, description: 'Conflict: 나만의 비밀' },
];

const SECRET_WORDS = '나만의 비밀';
const ANSWER: Outgoing = {
  kind: 'message',
  blocks: [{ kind: 'paragraph', runs: [{ text: `${SECRET_WORDS}에 관한 대답` }] }],
};

/** Everything that a logger could write of an error, its hidden parts too. */
function allOf(error: unknown, depth = 0): string {
  if (depth > 5 || typeof error !== 'object' || error === null) return String(error);
  const parts = Object.getOwnPropertyNames(error).map((key) =>
    allOf((error as Record<string, unknown>)[key], depth + 1),
  );
  return [String(error), ...parts].join('\n');
}

/** A conversation in which everything goes wrong in one way. @returns The errors that came of it. */
async function converse(telegram: Telegram, fault: Fault): Promise<readonly unknown[]> {
  const { server, channel } = telegram;
  const person = server.person(987_654_321, 'ko');
  const errors: unknown[] = [];
  const keep = (error: unknown) => void errors.push(error);
  telegram.failReceive();
  await server.told(person.text(SECRET_WORDS));
  person.inline(SECRET_WORDS);
  const { address, audience } = telegram.received.at(-1) ?? { address: {}, audience: 'private' };
  const [payload = {}] = channel.layOut(ANSWER, { address, audience, language: 'ko' });
  server.refuseNext(fault, { method: 'sendMessage', times: 2 });
  await channel.send(address, payload, ATTEMPT).catch(keep);
  server.faults.clear();
  server.refuseNext(fault, { method: 'getFile' });
  await channel.fetchFile(address, { ref: 'F', mediaType: 'x' }).catch(keep);
  server.refuseNext(fault, { method: 'sendChatAction' });
  await channel.signalWork(address).catch(keep);
  return errors;
}

describe.each(['polling', 'webhook'] as const)('whatever goes wrong, by %s,', (mode) => {
  let telegram: Telegram;
  afterEach(() => telegram.stop());

  it('no log line and no error holds the token, the words or the person', {
    timeout: 60_000,
  }, async () => {
    const findCards = () => Promise.reject(new Error(SECRET_WORDS));
    telegram = await openTelegram({ mode, channel: { findCards } });
    const errors: unknown[] = [];
    for (const fault of FAULTS) {
      // Polls would wait as long as they are told to, or for an answer that never comes.
      const isLong = fault.kind === 'never' || fault.kind === 'rate-limit';
      const ofPoll = isLong ? ({ kind: 'drop' } as const) : fault;
      telegram.server.refuseNext(ofPoll, { method: 'getUpdates' });
      errors.push(...(await converse(telegram, fault)));
    }
    await until(() => telegram.lines.length > FAULTS.length);
    await telegram.channel.stop();
    expect(errors.length).toBeGreaterThan(FAULTS.length);
    const thrown = errors.map((error) => allOf(error)).join('\n');
    const written = `${JSON.stringify(telegram.lines)}\n${thrown}`;
    const token = telegram.server.token.split(':');
    for (const secret of [...token, SECRET_WORDS, '987654321', 'Person 9']) {
      expect(written).not.toContain(secret);
    }
  });
});
