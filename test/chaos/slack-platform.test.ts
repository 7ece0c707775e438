import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Bot } from '../../adapters/open-bot.ts';
import { openSlack } from '../adapters/slack/open-slack.ts';
import { temporaryFolder } from '../factories.ts';
import { recordingLog } from '../memory-channel.ts';
import type { Fault } from '../servers/slack/slack-server.ts';
import { until } from '../servers/telegram/until.ts';
import { openBotWithoutLaws, openNotedStore, startEngineHere } from './bot-here.ts';

const QUESTION = '형사소송법 1조';
const ANSWER = /형사소송법 제1조/;
const RETRY_AFTER_SECONDS = 2;
const ANSWERED_WITHIN_MS = 30_000;

let bot: Bot;
beforeAll(async () => {
  bot = await openBotWithoutLaws();
});

/** The bot on the Slack of this machine, and people whose answers can be counted. */
async function startSlackBot() {
  const slack = await openSlack('http', { starts: false, sendTimeoutMs: 3000 });
  onTestFinished(() => slack.stop());
  const path = join(temporaryFolder(), 'store.sqlite');
  const { store } = await openNotedStore({ kind: 'sqlite', path });
  const { log } = recordingLog();
  await startEngineHere({ bot, store, channel: slack.channel, log });
  const { server } = slack;
  const answersOf = (user: string) => {
    const person = slack.person(user);
    return server.world
      .direct(person.team, user)
      .messages.filter(({ bot_id: by, text }) => by && ANSWER.test(text));
  };
  return {
    ask: async (user: string) => {
      const { isAcknowledged } = await slack.person(user).dm(QUESTION);
      expect(isAcknowledged).toBe(true);
    },
    answersOf,
    isAnswered: (user: string) =>
      until(() => answersOf(user).length > 0, ANSWERED_WITHIN_MS).then(() => Date.now()),
    /** The next message to anybody is taken like this. @returns Resolves once it was. */
    refuseNext: (how: Fault['how']) => {
      const fault = { method: 'chat.postMessage', how };
      server.faults.push(fault);
      return () => until(() => !server.faults.includes(fault), ANSWERED_WITHIN_MS);
    },
    isIdle: () =>
      expect
        .poll(() => store.figures(), { timeout: ANSWERED_WITHIN_MS })
        .toMatchObject({ waiting: 0, owed: 0 }),
  };
}

describe('Slack takes messages badly', () => {
  it('waits as long as Slack wants after a 429, serves others meanwhile, and tries again after a 500', {
    timeout: 120_000,
  }, async () => {
    const slack = await startSlackBot();
    const wasLimited = slack.refuseNext({ kind: 'rate-limit', seconds: RETRY_AFTER_SECONDS });
    await slack.ask('U00000001');
    await wasLimited();
    const limitedAt = Date.now();
    await slack.ask('U00000002');
    const otherMs = (await slack.isAnswered('U00000002')) - limitedAt;
    const wasOtherFirst = slack.answersOf('U00000001').length === 0;
    const limitedMs = (await slack.isAnswered('U00000001')) - limitedAt;
    await slack.isIdle();
    const wasBroken = slack.refuseNext({ kind: 'status', status: 500 });
    await slack.ask('U00000003');
    await wasBroken();
    const brokenAt = Date.now();
    const brokenMs = (await slack.isAnswered('U00000003')) - brokenAt;
    await slack.isIdle();
    const answers = ['U00000001', 'U00000002', 'U00000003'].map(
      (user) => slack.answersOf(user).length,
    );
    process.stdout.write(
      `${JSON.stringify({ platform: 'slack', limitedMs, otherMs, brokenMs, answers })}\n`,
    );
    expect(wasOtherFirst).toBe(true);
    // We see the refusal a little later than it was; without Slack's wish we would be back within a second.
    expect(limitedMs).toBeGreaterThanOrEqual(RETRY_AFTER_SECONDS * 1000 - 500);
    expect(answers).toEqual([1, 1, 1]);
  });

  // To be an ordinary test as soon as an attempt of unknown end makes the next one a possible repeat.
  it('does not repeat a message whose arrival Slack failed to confirm', {
    timeout: 120_000,
  }, async () => {
    const slack = await startSlackBot();
    const wasLost = slack.refuseNext({ kind: 'lost-answer' });
    await slack.ask('U00000001');
    await wasLost();
    await slack.isIdle();
    const answers = slack.answersOf('U00000001').length;
    process.stdout.write(`${JSON.stringify({ platform: 'slack', lostAnswer: true, answers })}\n`);
    expect(answers).toBe(1);
  });
});
