import type { InstallProvider } from '@slack/oauth';
import type { Logger } from '@slack/web-api';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { DeliveryError } from '../../bot/channel.ts';
import type { SlackOptions } from './options.ts';
import type { Workspace } from './place.ts';

/** Whoever talks to Slack in a workspace gets the token and a client for it here. */
export interface Workspaces {
  /** @throws {DeliveryError} when the app is not installed there (any more). */
  clientFor(workspace: Workspace): Promise<Client>;
}

export interface Client {
  readonly token: string;
  readonly web: WebClient;
}

/** Slower than this and nobody waits for it; Slack's own calls take well under a second. */
export const SEND_TIMEOUT_MS = 20_000;

/** A call is made once: the outbox decides whether and when it is made again. */
export const clientOptions = (
  { slackApiUrl, sendTimeoutMs = SEND_TIMEOUT_MS }: SlackOptions,
  logger: Logger,
): WebClientOptions => ({
  ...(slackApiUrl !== undefined && { slackApiUrl }),
  timeout: sendTimeoutMs,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger,
});

/** @param installer - Where workspaces install the app; it also renews tokens that run out. */
export function workspaces(
  { auth }: SlackOptions,
  options: WebClientOptions,
  installer: InstallProvider | undefined,
): Workspaces {
  const clients = new Map<string, Client>();
  const clientWith = (key: string, token: string): Client => {
    const known = clients.get(key);
    if (known?.token === token) return known;
    const client = { token, web: new WebClient(token, options) };
    clients.set(key, client);
    return client;
  };
  return {
    async clientFor({ team, enterprise }) {
      if (auth.kind === 'token') return clientWith('', auth.botToken);
      const found = await installer
        ?.authorize({ teamId: team, enterpriseId: enterprise, isEnterpriseInstall: false })
        .catch(rethrowUnlessAbsent);
      if (!found?.botToken) throw new DeliveryError('slack-not-installed', { isFinal: true });
      return clientWith(team || (enterprise ?? ''), found.botToken);
    },
  };
}

/** The library wraps whatever the store threw. A store that is away is no reason to give a message up. */
function rethrowUnlessAbsent(error: unknown): undefined {
  const original = error instanceof Error && 'original' in error ? error.original : error;
  if (original instanceof Error && original.name === 'NotInstalledError') return undefined;
  throw new DeliveryError('slack-installation-unread', { cause: original });
}
