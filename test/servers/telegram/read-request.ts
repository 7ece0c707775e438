import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import type { Json } from './world.ts';

export interface Upload {
  readonly bytes: Uint8Array;
  readonly name: string;
}

export interface Call {
  readonly payload: Json;
  /** By the name under which the payload attaches it. */
  readonly uploads: ReadonlyMap<string, Upload>;
}

/** Fields that come as JSON where a form carries them. */
const JSON_FIELDS = ['reply_markup', 'reply_parameters', 'link_preview_options', 'allowed_updates'];

/** Reads what a bot calls with, in each of the forms that the Bot API takes. */
export async function readCall(request: IncomingMessage, query: string): Promise<Call> {
  const type = request.headers['content-type'] ?? '';
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (type.startsWith('multipart/')) return readForm(type, bytes);
  const body = bytes.toString();
  const payload = type.startsWith('application/json')
    ? (JSON.parse(body || '{}') as Json)
    : fields(new URLSearchParams(body || query));
  return { payload, uploads: new Map() };
}

const fields = (entries: Iterable<[string, string]>): Json =>
  Object.fromEntries(
    [...entries].map(([key, value]) => [
      key,
      JSON_FIELDS.includes(key) ? JSON.parse(value) : value,
    ]),
  );

/** grammY writes names of files without quotes, which Telegram reads up to the next semicolon and busboy not at all. */
const quoted = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes.toString('latin1').replace(/;filename=([^"\r\n;]+)\r\n/g, ';filename="$1"\r\n'),
    'latin1',
  );

function readForm(type: string, bytes: Buffer): Promise<Call> {
  return new Promise((resolve, reject) => {
    const uploads = new Map<string, Upload>();
    const entries: [string, string][] = [];
    const form = busboy({ headers: { 'content-type': type }, defParamCharset: 'utf8' });
    form.on('field', (name, value) => entries.push([name, value]));
    form.on('file', (name, stream, { filename }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () =>
        uploads.set(name, { bytes: Buffer.concat(chunks), name: filename ?? '' }),
      );
    });
    form.on('close', () => resolve({ payload: fields(entries), uploads }));
    form.on('error', reject);
    form.end(quoted(bytes));
  });
}
