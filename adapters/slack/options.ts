import type { Log } from '../../bot/log.ts';
import type { Credentials } from '../../bot/store.ts';
import type { WordsByLanguage } from '../../bot/words.ts';
import type { CaseFormSource } from './case-form.ts';

export interface SlackOptions extends CaseFormSource {
  /** How Slack reaches us: over a connection that we open, or by calling an address of ours. */
  readonly mode:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string };
  /** One workspace by its token, or any that installs the app. */
  readonly auth: TokenAuth | OauthAuth;
  readonly words: WordsByLanguage;
  /** Before the paths of our pages; tells which links are ours. Empty where they have no public address. */
  readonly baseUrl: string;
  readonly log: Log;
  /** Slack's own unless a test says otherwise. */
  readonly slackApiUrl?: string;
  /** How long one call to Slack may take; 20 seconds unless said. */
  readonly sendTimeoutMs?: number;
  /** How soon a preview in a workspace may follow another. */
  readonly previewGapMs?: number;
}

export interface TokenAuth {
  readonly kind: 'token';
  readonly botToken: string;
}

export interface OauthAuth {
  readonly kind: 'oauth';
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly credentials: Credentials;
}

/** Without these nobody could tell a call of Slack's from anybody else's. @throws naming the setting and where to find it. */
export function checkOptions({ mode, auth }: SlackOptions): void {
  const needed = [
    ...(mode.kind === 'http'
      ? [setting(mode.signingSecret, 'SLACK_SIGNING_SECRET', 'Basic Information > Signing Secret')]
      : [setting(mode.appToken, 'SLACK_APP_TOKEN', 'Basic Information > App-Level Tokens')]),
    ...(auth.kind === 'token'
      ? [setting(auth.botToken, 'SLACK_BOT_TOKEN', 'OAuth & Permissions > Bot User OAuth Token')]
      : [
          setting(auth.clientId, 'SLACK_CLIENT_ID', 'Basic Information > Client ID'),
          setting(auth.clientSecret, 'SLACK_CLIENT_SECRET', 'Basic Information > Client Secret'),
        ]),
  ];
  for (const { value, name, place } of needed) {
    if (!value.trim()) {
      throw new Error(`${name} is empty. Copy it from ${place} on https://api.slack.com/apps.`);
    }
  }
  // It signs the state of an installation; an empty one would let anybody finish somebody else's.
  if (auth.kind === 'oauth' && !auth.stateSecret.trim()) {
    throw new Error(
      'The secret for the state of Slack installations is empty. Set a long random one.',
    );
  }
}

const setting = (value: string, name: string, place: string) => ({ value, name, place });
