import { ExpressReceiver } from '@slack/bolt';
import type { Logger, WebClientOptions } from '@slack/web-api';
import { Router } from 'express';
import type { Channel, Receive } from '../../bot/channel.ts';
import { Standing } from './calls.ts';
import { deliveryHandler } from './deliveries.ts';
import { fileFetcher } from './files.ts';
import { installProvider, installRoutes } from './install-routes.ts';
import { installations } from './installations.ts';
import { type HandleDelivery, IntakeApp } from './intake.ts';
import { inPlaceOf, layOut } from './layout.ts';
import { codeOf, libraryLog } from './library-log.ts';
import { checkOptions, type SlackOptions } from './options.ts';
import { pane } from './pane.ts';
import { messagesUrl } from './place.ts';
import { refusalCode } from './refusal.ts';
import { sender } from './sender.ts';
import { type SocketLink, socketLink, socketReceiver } from './socket.ts';
import { targetFinder } from './target.ts';
import { clientOptions, SEND_TIMEOUT_MS, type Workspaces, workspaces } from './workspaces.ts';
import { PREVIEW_GAP_MS, PREVIEW_TIMEOUT_MS, writtenMessages } from './written.ts';

/** Slack, with what it needs mounted at the root of our web application: nothing in Socket Mode with a token. */
export type SlackChannel = Channel & { readonly routes?: Router };

/**
 * Slack as a place where people talk to us: messages with the app, mentions in channels, a slash command, shortcuts, the
 * assistant pane, the home page of the app and previews of links to our pages.
 *
 * @throws when a setting is missing without which anybody could pretend to be Slack.
 */
export function slackChannel(options: SlackOptions): SlackChannel {
  checkOptions(options);
  const { auth, log } = options;
  const logger = libraryLog(log);
  const client = clientOptions(options, logger);
  const stored = auth.kind === 'oauth' ? installations(auth.credentials, Date.now) : undefined;
  const installer =
    auth.kind === 'oauth' && stored ? installProvider(auth, stored, client, logger) : undefined;
  const places = workspaces(options, client, installer);
  const previewsIn = workspaces(options, withTimeLimit(client, PREVIEW_TIMEOUT_MS), installer);
  const findTarget = targetFinder();
  const canMendToken = auth.kind === 'token';
  const assistant = pane(places, options);
  const state: { receive?: Receive } = {};
  const handle = deliveryHandler({
    ...options,
    receive: () => state.receive,
    workspaces: places,
    installations: stored,
    offerExamples: assistant.offerExamples,
  });
  const { intake, link, router } = transport(options, handle, client, logger);
  const timeoutMs = options.sendTimeoutMs ?? SEND_TIMEOUT_MS;
  const { slackApiUrl } = options;
  const routes = joined([router, installer && installRoutes(installer, options)]);
  return {
    platform: 'slack',
    delivery: 'push',
    layOut: (message, { replaces }) =>
      inPlaceOf(replaces && Standing.parse(replaces), layOut(message, options)),
    send: sender({ workspaces: places, findTarget, log, canMendToken }),
    openPreview: writtenMessages({
      ...options,
      workspaces: previewsIn,
      findTarget,
      layOut: (message) => layOut(message, options),
      gapMs: options.previewGapMs ?? PREVIEW_GAP_MS,
    }),
    signalWork: assistant.signalWork,
    privateUrl: messagesUrl,
    fetchFile: fileFetcher({ workspaces: places, slackApiUrl, timeoutMs, canMendToken }),
    async start(receive) {
      if (canMendToken) await checkToken(places, options);
      state.receive = receive;
      await link?.open();
    },
    async stop() {
      delete state.receive;
      await intake.settled();
      await link?.close();
      await assistant.settled();
    },
    ...(routes && { routes }),
  };
}

const withTimeLimit = (client: WebClientOptions, ms: number): WebClientOptions => ({
  ...client,
  timeout: Math.min(client.timeout ?? ms, ms),
});

interface Transport {
  readonly intake: IntakeApp;
  readonly link?: SocketLink;
  readonly router?: Router;
}

function transport(
  { mode, log }: SlackOptions,
  handle: HandleDelivery,
  client: WebClientOptions,
  logger: Logger,
): Transport {
  if (mode.kind === 'socket') {
    const receiver = socketReceiver(mode.appToken, client, logger);
    return { intake: new IntakeApp({ receiver, logger }, handle), link: socketLink(receiver, log) };
  }
  const router = Router();
  const receiver = new ExpressReceiver({
    signingSecret: mode.signingSecret,
    router,
    logger,
    // Anything but success makes Slack send an event again.
    processEventErrorHandler: async ({ response }) => {
      if (!response.headersSent) response.writeHead(503).end();
      return true;
    },
  });
  return { intake: new IntakeApp({ receiver, logger }, handle), router };
}

function joined(routers: readonly (Router | undefined)[]): Router | undefined {
  const present = routers.filter((router) => router !== undefined);
  if (present.length === 0) return undefined;
  return Router().use(...present);
}

/** A wrong token is the operator's to mend and stops the start; Slack being away is not, and passes. */
async function checkToken(places: Workspaces, { log }: SlackOptions): Promise<void> {
  try {
    const { web } = await places.clientFor({ team: '' });
    await web.auth.test();
  } catch (error) {
    const code = refusalCode(error);
    if (code === 'invalid_auth' || code === 'not_authed' || code === 'account_inactive') {
      throw new Error(
        `Slack refused SLACK_BOT_TOKEN (${code}). Copy it again from OAuth & Permissions on https://api.slack.com/apps.`,
        { cause: error },
      );
    }
    log.warn({ error: code ?? codeOf(error) }, 'slack: token not checked');
  }
}
