import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';

/** As many files as one form may bring; more are sent in turns. */
export const MOST_AT_ONCE = 5;
/** As much as a single one may have; the conversation takes no more. */
export const MOST_MEGABYTES = 15;
/** All of them are in memory at the same time. */
export const MOST_MEGABYTES_IN_ALL = 30;
const BYTES_IN_MEGABYTE = 1_000_000;
const MOST_BYTES = MOST_MEGABYTES_IN_ALL * BYTES_IN_MEGABYTE;
/** For the other fields and the borders between them. */
const BYTES_AROUND = 100_000;

/** What a browser offers to choose; the content is looked at before anything is kept. */
export const FILE_TYPES = 'image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf';

export interface Upload {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly { readonly bytes: Uint8Array; readonly mediaType: string }[];
}

/** `too-large`: one of the files. `too-much`: all together, or too many. `not-allowed`, `unreadable`: nothing that a page of ours sends. */
export type UploadProblem = 'too-large' | 'too-much' | 'not-allowed' | 'unreadable';

/**
 * Reads a form with files. Nothing touches the disk.
 *
 * @param mayBring - Asked before the first file is read, with the fields that came before it.
 */
export async function readUpload(
  request: Request,
  mayBring: (fields: Upload['fields']) => Promise<boolean>,
): Promise<Upload | { readonly problem: UploadProblem }> {
  if (Number(request.get('content-length') ?? 0) > MOST_BYTES + BYTES_AROUND) {
    return { problem: 'too-much' };
  }
  const form = openForm(request);
  if (!form) return { problem: 'unreadable' };
  const reading = new UploadReading(mayBring);
  form.on('field', (name, value) => reading.fields.set(name, value));
  form.on('filesLimit', () => reading.fail('too-much'));
  form.on('file', (_name, stream, { mimeType }) => reading.begin(stream, mimeType));
  try {
    await pipeline(request, form);
  } catch {
    // Cut off, or no form at all.
    reading.fail('unreadable');
  }
  return reading.result();
}

/** One form on its way in. */
class UploadReading {
  readonly fields = new Map<string, string>();
  readonly #mayBring: (fields: Upload['fields']) => Promise<boolean>;
  readonly #files: Promise<Upload['files']>[] = [];
  #allowed: Promise<boolean> | undefined;
  #problem: UploadProblem | undefined;
  #left = MOST_BYTES;

  constructor(mayBring: (fields: Upload['fields']) => Promise<boolean>) {
    this.#mayBring = mayBring;
  }

  fail(problem: UploadProblem): void {
    this.#problem ??= problem;
  }

  begin(stream: Readable & { readonly truncated?: boolean }, mediaType: string): void {
    this.#allowed ??= this.#mayBring(Object.fromEntries(this.fields));
    const file = this.#allowed.then((isAllowed) => {
      if (!isAllowed) this.fail('not-allowed');
      return this.#read(stream, mediaType);
    });
    // A connection that breaks ends the file and the form.
    this.#files.push(file.catch(() => this.#none('unreadable')));
  }

  async #read(
    stream: Readable & { readonly truncated?: boolean },
    mediaType: string,
  ): Promise<Upload['files']> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      // What is not wanted is read all the same, or the form would never end.
      if (!Buffer.isBuffer(chunk) || this.#problem) continue;
      this.#left -= chunk.length;
      if (this.#left < 0) this.fail('too-much');
      chunks.push(chunk);
    }
    if (stream.truncated) return this.#none('too-large');
    const bytes = Buffer.concat(chunks);
    // A browser sends a field without a file as an empty one.
    return bytes.length > 0 ? [{ bytes, mediaType }] : [];
  }

  #none(problem: UploadProblem): Upload['files'] {
    this.fail(problem);
    return [];
  }

  async result(): Promise<Upload | { readonly problem: UploadProblem }> {
    const files = (await Promise.all(this.#files)).flat();
    const problem = this.#problem;
    return problem ? { problem } : { fields: Object.fromEntries(this.fields), files };
  }
}

/** Undefined where the request is no form with files. */
function openForm(request: Request) {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        files: MOST_AT_ONCE,
        fileSize: MOST_MEGABYTES * BYTES_IN_MEGABYTE,
        fields: 10,
        fieldSize: 2000,
        parts: MOST_AT_ONCE + 10,
      },
    });
  } catch {
    return undefined;
  }
}
