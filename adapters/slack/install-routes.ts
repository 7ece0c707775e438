import { InstallProvider } from '@slack/oauth';
import type { Logger, WebClientOptions } from '@slack/web-api';
import { Router } from 'express';
import type { Log } from '../../bot/log.ts';
import { inBoth } from './form.ts';
import type { Installations } from './installations.ts';
import { codeOf } from './library-log.ts';
import type { OauthAuth, SlackOptions } from './options.ts';
import { SCOPES } from './scopes.ts';

const REDIRECT_PATH = '/slack/oauth_redirect';

/** Exchanges Slack's word that somebody installs the app for a token. The state is signed, bound to the browser, and ends after 10 minutes. */
export const installProvider = (
  { clientId, clientSecret, stateSecret }: OauthAuth,
  installationStore: Installations,
  clientOptions: WebClientOptions,
  logger: Logger,
): InstallProvider =>
  new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    installationStore,
    clientOptions,
    logger,
    // Straight to Slack, which explains what is being installed better than a page of ours would.
    directInstall: true,
  });

/** Where a workspace installs the app, and where Slack sends the person back to. */
export function installRoutes(
  installer: InstallProvider,
  { baseUrl, words, log }: SlackOptions,
): Router {
  const router = Router();
  const options = {
    scopes: Object.keys(SCOPES),
    ...(baseUrl && { redirectUri: baseUrl + REDIRECT_PATH }),
  };
  router.get('/slack/install', (request, response) =>
    installer.handleInstallPath(request, response, {}, options),
  );
  router.get(REDIRECT_PATH, (request, response) =>
    installer.handleCallback(request, response, {
      success: (installation, _options, _request, answer) => {
        logInstalled(log, installation.isEnterpriseInstall === true);
        answer.writeHead(200, PLAIN).end(inBoth(words, ({ slack }) => slack.installed));
      },
      failure: (error, _options, _request, answer) => {
        log.warn({ error: codeOf(error) }, 'slack: not installed');
        answer.writeHead(400, PLAIN).end(inBoth(words, ({ slack }) => slack.installFailed));
      },
    }),
  );
  return router;
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8' };

const logInstalled = (log: Log, isOrganisation: boolean): void =>
  log.info({ isOrganisation }, 'slack: installed');
