import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needsOfficialText } from '../official-text.ts';
import { AS_SLACK, Courier } from '../servers/slack/deliver.ts';
import { SlackServer } from '../servers/slack/slack-server.ts';
import { type App, openApp } from './open-app.ts';
import { SlackTalker } from './slack-talker.ts';

const SIGNING_SECRET = 'signing-secret-of-a-test';

let server: SlackServer;
let app: App | undefined;
beforeEach(async () => {
  server = await new SlackServer().listen();
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await server.close();
});

describe('a conversation in Slack', () => {
  it('is the same over a connection that we open', async (context) => {
    needsOfficialText(context);
    server.world.addTeam('T1', 'xoxb-one');
    app = await openApp({
      env: () => ({
        SLACK_APP_TOKEN: server.appToken,
        SLACK_BOT_TOKEN: 'xoxb-one',
        SLACK_API_URL: server.apiUrl,
      }),
    });
    const courier = new Courier(server, { kind: 'socket' }, AS_SLACK);
    const talker = new SlackTalker(app, server, courier, 'T1', 'U1');
    const answer = await talker.says('May my gym insist on my face?');
    expect(answer.text).toContain(app.entry('gym-face-only').answer.en);
    const law = await talker.presses(app.words.en.chat.official);
    expect(law.text).toContain('Personal Information Protection Act, Article 23');
    await talker.says('/forget');
    const farewell = await talker.presses(app.words.en.chat.forgetYes);
    expect(farewell.text).toContain('Everything is erased');
  });

  it('stays within its workspace, of which several install the app by themselves', async () => {
    app = await openApp({
      env: (url) => ({
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_CLIENT_ID: '1.2',
        SLACK_CLIENT_SECRET: server.clientSecret,
        SLACK_API_URL: server.apiUrl,
        PUBLIC_URL: url,
      }),
    });
    await install(app, 'T1', 'xoxb-one');
    await install(app, 'T2', 'xoxb-two');
    const events = `${app.url}/slack/events`;
    const address = { kind: 'http', url: events, signingSecret: SIGNING_SECRET } as const;
    const courier = new Courier(server, address, AS_SLACK);
    // The same user id in both: two people all the same.
    const [one, two] = ['T1', 'T2'].map(
      (team) => new SlackTalker(app as App, server, courier, team, 'U1'),
    ) as [SlackTalker, SlackTalker];
    await one.says('우리 헬스장이 얼굴 등록을 강요해요');
    const other = await two.says('May my gym insist on my face?');
    expect(other.text).toContain(app.entry('gym-face-only').answer.en);
    const tokens = server.world.calls
      .filter(({ method }) => method === 'chat.postMessage')
      .map(({ token }) => token);
    expect(new Set(tokens)).toEqual(new Set(['xoxb-one', 'xoxb-two']));
    await two.says('/forget');
    await two.presses(app.words.en.chat.forgetYes);
    expect((await app.store.kept('slack', 'T2:U1')).states).toEqual([]);
    expect((await app.store.kept('slack', 'T1:U1')).states.join()).toContain('우리 헬스장');
  });
});

/** Follows "Add to Slack" as the browser of an administrator would. */
async function install({ url }: App, team: string, botToken: string): Promise<void> {
  server.installs.set(`code-${team}`, { team, botToken });
  const begun = await fetch(`${url}/slack/install`, { redirect: 'manual' });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const query = new URLSearchParams({ code: `code-${team}`, state });
  const done = await fetch(`${url}/slack/oauth_redirect?${query}`, { headers: { cookie } });
  expect(done.status).toBe(200);
}
