import { DeliveryError } from '../../bot/channel.ts';
import type { Address, IncomingFile } from '../../bot/message.ts';
import { workspaceIn } from './place.ts';
import { refusal } from './refusal.ts';
import type { Client, Workspaces } from './workspaces.ts';

/** Photos of phones are below 10 MB; more would only fill the store. */
const LARGEST_FILE = 20 * 1024 * 1024;

const gone = (reason: string) => new DeliveryError(`slack-file-${reason}`, { isFinal: true });

export interface FileOptions {
  readonly workspaces: Workspaces;
  readonly slackApiUrl: string | undefined;
  readonly timeoutMs: number;
  readonly canMendToken: boolean;
}

/** Gets a file that somebody shared with us. The token goes to Slack's hosts and nowhere else. */
export function fileFetcher({ workspaces, slackApiUrl, timeoutMs, canMendToken }: FileOptions) {
  return async (address: Address, file: IncomingFile): Promise<Uint8Array> => {
    if ((file.size ?? 0) > LARGEST_FILE) throw gone('too-large');
    const client = await workspaces.clientFor(workspaceIn(address));
    try {
      const url = await addressOf(client, file.ref);
      if (!isSlacks(url, slackApiUrl)) throw gone('elsewhere');
      return await download(url, client.token, file.mediaType, timeoutMs);
    } catch (error) {
      throw refusal(error, canMendToken);
    }
  };
}

/** Of a file in a channel shared with another workspace we know only the id. */
async function addressOf({ web }: Client, ref: string): Promise<string> {
  if (URL.canParse(ref)) return ref;
  const { file } = await web.files.info({ file: ref });
  const url = file?.url_private_download;
  if (!url) throw gone('not-kept');
  return url;
}

function isSlacks(url: string, slackApiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  if (slackApiUrl !== undefined) return origin === new URL(slackApiUrl).origin;
  return protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com'));
}

async function download(
  url: string,
  token: string,
  mediaType: string,
  timeoutMs: number,
): Promise<Uint8Array> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    // A redirect leads to a page to log in, or elsewhere; the token must not follow.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  checkAnswer(response, mediaType);
  return readAtMost(response);
}

function checkAnswer({ status, headers }: Response, mediaType: string): void {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (status === 429 || status >= 500) {
    throw new DeliveryError(`slack-file-http-${status}`, {
      ...(Number.isFinite(seconds) && { retryAfterMs: seconds * 1000 }),
    });
  }
  if (status !== 200) throw gone(`http-${status}`);
  // Without the right to read, Slack answers with a page to log in and calls it a success.
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  if (isPage && !mediaType.startsWith('text/html')) throw gone('no-access');
  if (Number(headers.get('content-length') ?? 0) > LARGEST_FILE) throw gone('too-large');
}

async function readAtMost({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > LARGEST_FILE) throw gone('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
