import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../../bot/channel.ts';
import type { Address } from '../../../bot/message.ts';
import { memoryCredentials, type OpenSlack, openSlack, WORDS } from './open-slack.ts';

const ONE = 'T00000011';
const TWO = 'T00000022';
const ORGANISATION = 'E00000033';

let slack: OpenSlack;
let credentials: ReturnType<typeof memoryCredentials>;
beforeEach(async () => {
  credentials = memoryCredentials();
  slack = await openSlack('http', {
    auth: {
      kind: 'oauth',
      clientId: '1.2',
      clientSecret: 'client-secret',
      stateSecret: 'state-secret-of-a-test',
      credentials,
    },
  });
});
afterEach(() => slack.stop());

/** Follows "Add to Slack" as a browser would. */
async function begin(): Promise<{ state: string; cookie: string; address: URL }> {
  const response = await fetch(`${slack.webUrl}/slack/install`, { redirect: 'manual' });
  expect(response.status).toBe(302);
  const address = new URL(response.headers.get('location') ?? '');
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { state: address.searchParams.get('state') ?? '', cookie, address };
}

const finish = (code: string, state: string, cookie: string) =>
  fetch(`${slack.webUrl}/slack/oauth_redirect?code=${code}&state=${state}`, {
    headers: { cookie },
    redirect: 'manual',
  });

async function install(team: string | undefined, botToken: string, enterprise?: string) {
  const code = `code-${botToken}`;
  slack.server.installs.set(code, {
    botToken,
    ...(team && { team }),
    ...(enterprise && { enterprise }),
  });
  const { state, cookie } = await begin();
  return finish(code, state, cookie);
}

async function send(address: Address, text: string): Promise<void> {
  const message = {
    kind: 'message',
    blocks: [{ kind: 'paragraph', runs: [{ text }] }],
  } as const;
  const context = { address, audience: 'private', language: 'ko' } as const;
  for (const payload of slack.channel.layOut(message, context)) {
    const readFile = () => Promise.reject(new Error('no file'));
    await slack.channel.send(address, payload, { id: text, mayBeRepeat: false, readFile });
  }
}

describe('an installation', () => {
  it('asks for the scopes of the manifest and comes back to our address', async () => {
    const { address } = await begin();
    expect(address.origin + address.pathname).toBe('https://slack.com/oauth/v2/authorize');
    expect(address.searchParams.get('redirect_uri')).toBe(
      'https://facerights.example/slack/oauth_redirect',
    );
    expect(address.searchParams.get('scope')?.split(',')).toContain('im:history');
  });

  it('is kept as a secret of the workspace, and said to be done', async () => {
    const response = await install(ONE, 'xoxb-one');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(WORDS.ko.slack.installed);
    expect([...credentials.kept.keys()]).toEqual([`slack:${ONE}`]);
  });

  it('of two workspaces lets each be answered with its own token', async () => {
    await install(ONE, 'xoxb-one');
    await install(TWO, 'xoxb-two');
    const [first, second] = [slack.person('U1', ONE), slack.person('U2', TWO)];
    await first.dm('하나에서');
    await second.dm('둘에서');
    const [one, two] = slack.inbox.received;
    await send(one?.address ?? {}, '하나에게');
    await send(two?.address ?? {}, '둘에게');
    expect(first.seen()).toEqual(['하나에게']);
    expect(second.seen()).toEqual(['둘에게']);
    const tokens = slack.server.world.calls
      .filter(({ method }) => method === 'chat.postMessage')
      .map(({ token }) => token);
    expect(tokens).toEqual(['xoxb-one', 'xoxb-two']);
  });

  it('of an organisation counts for each of its workspaces', async () => {
    await install(undefined, 'xoxb-organisation', ORGANISATION);
    expect([...credentials.kept.keys()]).toEqual([`slack:${ORGANISATION}`]);
    const home = `E-home-of-${ORGANISATION}`;
    const person = slack.person('U3', home);
    await person.dm('조직에서');
    await send(slack.inbox.received[0]?.address ?? {}, '조직에게');
    expect(person.seen()).toEqual(['조직에게']);
  });

  it('made again replaces the token at once', async () => {
    await install(ONE, 'xoxb-one');
    await slack.person('U1', ONE).dm('하나');
    const address = slack.inbox.received[0]?.address ?? {};
    await send(address, '먼저');
    const team = slack.server.world.teams.get(ONE);
    if (team) team.botToken = 'xoxb-new';
    await install(ONE, 'xoxb-new');
    await send(address, '나중');
    expect(slack.person('U1', ONE).seen()).toEqual(['먼저', '나중']);
  });

  it.each([
    { fault: 'without a state', state: '', cookie: 'slack-app-oauth-state=x' },
    {
      fault: 'with a state of another browser',
      state: undefined,
      cookie: 'slack-app-oauth-state=other',
    },
    { fault: 'with a made-up state', state: 'made-up', cookie: 'slack-app-oauth-state=made-up' },
  ])('$fault is refused', async ({ state, cookie }) => {
    slack.server.installs.set('code', { team: ONE, botToken: 'xoxb-one' });
    const begun = await begin();
    const response = await finish('code', state ?? begun.state, cookie);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(WORDS.en.slack.installFailed);
    expect(credentials.kept.size).toBe(0);
  });

  it('with a code that Slack does not know is refused, and the log names no secret', async () => {
    const { state, cookie } = await begin();
    expect((await finish('unknown', state, cookie)).status).toBe(400);
    const lines = JSON.stringify(slack.log.lines);
    expect(lines).toContain('slack: not installed');
    expect(lines).not.toMatch(/client-secret|state-secret|xoxb|unknown/);
  });
});

describe('a workspace that removes the app', () => {
  it('is forgotten, and what was owed there is given up', async () => {
    await install(ONE, 'xoxb-one');
    const person = slack.person('U1', ONE);
    await person.dm('안녕');
    expect(await person.uninstall(Date.now() + 1_000)).toMatchObject({ isAcknowledged: true });
    expect(credentials.kept.size).toBe(0);
    const failure = await send(slack.inbox.received[0]?.address ?? {}, '늦은 답').catch(
      (error) => error,
    );
    expect(failure).toBeInstanceOf(DeliveryError);
    expect(failure).toMatchObject({ isFinal: true, reason: 'slack-not-installed' });
  });

  it('and installed it again since is not forgotten by a late report', async () => {
    await install(ONE, 'xoxb-one');
    await slack.person('U1', ONE).uninstall(Date.now() - 300_000);
    expect(credentials.kept.size).toBe(1);
  });

  it('a token revoked on the way is for good', async () => {
    await install(ONE, 'xoxb-one');
    slack.server.faults.push({
      method: 'chat.postMessage',
      how: { kind: 'error', error: 'token_revoked' },
    });
    slack.server.world.direct(ONE, 'U1');
    const failure = await send({ team: ONE, user: 'U1' }, '답').catch((error) => error);
    expect(failure).toMatchObject({ isFinal: true, reason: 'slack-token_revoked' });
  });

  it('a store that is away is no reason to give up', async () => {
    await install(ONE, 'xoxb-one');
    credentials.get = () => Promise.reject(new Error('The store is away.'));
    const failure = await send({ team: ONE, user: 'U1' }, '답').catch((error) => error);
    expect(failure).toMatchObject({ isFinal: false, reason: 'slack-installation-unread' });
  });
});
