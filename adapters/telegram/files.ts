import type { Api } from 'grammy';
import { DeliveryError } from '../../bot/channel.ts';
import type { IncomingFile } from '../../bot/message.ts';
import { deliveryError } from './failures.ts';

/** The most that Telegram lets bots download. */
const MAX_BYTES = 20 * 1024 * 1024;

interface FileSource {
  readonly api: Api;
  readonly token: string;
  readonly apiRoot: string;
  readonly timeoutMs: number;
}

/** Downloads a file that somebody sent. @throws {DeliveryError} whose words have neither token nor address in them. */
export async function fetchFile(file: IncomingFile, source: FileSource): Promise<Uint8Array> {
  if ((file.size ?? 0) > MAX_BYTES) throw tooLarge();
  try {
    const { file_path: path } = await source.api.raw.getFile({ file_id: file.ref });
    if (!path) throw tooLarge();
    return await download(path, source);
  } catch (error) {
    // Without its cause: an error of the network names the address, and the token in it.
    throw deliveryError(error);
  }
}

const tooLarge = () => new DeliveryError('telegram-file-too-large', { isFinal: true });

async function download(
  path: string,
  { token, apiRoot, timeoutMs }: FileSource,
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(timeoutMs);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const response = await fetch(`${apiRoot}/file/bot${token}/${path}`, { signal });
    if (!response.ok) throw refused(response.status);
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MAX_BYTES) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    // biome-ignore lint/style/useErrorCause: it names the address, and the token in it.
    throw new DeliveryError(signal.aborted ? 'telegram-timeout' : 'telegram-network');
  }
  return Buffer.concat(chunks, size);
}

/** Links to files last an hour; after that, and for files that were taken away, there is nothing to be had. */
const refused = (status: number): DeliveryError =>
  new DeliveryError(`telegram-file-${status}`, { isFinal: status === 404 || status === 410 });
