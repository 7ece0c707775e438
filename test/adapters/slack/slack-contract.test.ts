import { type ChannelHarness, channelContract } from '../../contracts/channel.ts';
import type { Fault } from '../../servers/slack/slack-server.ts';
import { openSlack, WORDS } from './open-slack.ts';

const FAULTS = {
  broken: { kind: 'status', status: 503 },
  gone: { kind: 'error', error: 'channel_not_found' },
  never: { kind: 'hang' },
} as const satisfies Record<string, Fault['how']>;

const SHOWS = ['chat.postMessage', 'chat.update'];

async function harness(mode: 'http' | 'socket'): Promise<ChannelHarness> {
  // A refused delivery is reported to the test rather than tried again behind its back.
  const slack = await openSlack(mode, { deliver: { retryDelaysMs: [] } });
  const person = slack.person();
  return {
    channel: slack.channel,
    received: slack.inbox.received,
    holdReceive: () => slack.inbox.hold(),
    failReceive: () => slack.inbox.failNext(),
    say: async (text, { deliveryId } = {}) => {
      const sent = await person.dm(text, deliveryId === undefined ? {} : { eventId: deliveryId });
      return sent.isAcknowledged;
    },
    press: async (token) => (await person.press(token)).isAcknowledged,
    previews: {
      ask: async () => {
        await person.dm('얼굴을 찍어도 되나요?');
        const asked = slack.inbox.received.at(-1);
        if (!asked) throw new Error('Nothing was received.');
        return asked;
      },
      seen: () => person.seen().find((text) => text.includes(WORDS.ko.slack.writing)),
      calls: () => slack.server.world.calls.filter(({ method }) => SHOWS.includes(method)).length,
    },
    shown: () => person.seen(),
    refuseNext: (how) => {
      slack.server.faults.push({ how: how.kind === 'rate-limit' ? how : FAULTS[how.kind] });
    },
    stop: slack.stop,
  };
}

channelContract('Slack over HTTP', () => harness('http'));
channelContract('Slack in Socket Mode', () => harness('socket'));
