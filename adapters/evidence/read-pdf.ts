import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

export type PdfProblem = 'refused' | 'broken';

/** Of ISO 32000-1, annex H.3: readers look for the end mark in the last 1,024 bytes. */
const LAST_BYTES = 1024;

/** Objects of a document are text; more of it than this was made to fill memory. */
const MOST_OBJECT_BYTES = 32_000_000;
const MOST_OBJECT_STREAMS = 20_000;

/** Actions that run something when the document is opened, and ways to carry files of types that are not kept. */
const REFUSED_NAMES = ['JavaScript', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'RichMedia'];

/** Any letter of a name may be written as its number: /J#61vaScript. */
const REFUSED = new RegExp(
  `/(?:${REFUSED_NAMES.map((name) => [...name].map(spellings).join('')).join('|')})(?![\\w#])`,
);

function spellings(letter: string): string {
  const code = letter.charCodeAt(0).toString(16);
  const digits = code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  return `(?:${letter}|#${digits})`;
}

/** The PDF without what stands behind its end, or what is wrong with it. Its text and pages are not looked at. */
export async function readPdf(file: Buffer): Promise<{ bytes: Buffer } | { problem: PdfProblem }> {
  const end = endOf(file);
  if (end === undefined) return { problem: 'broken' };
  const bytes = file.subarray(0, end);
  const text = bytes.toString('latin1');
  if (REFUSED.test(text)) return { problem: 'refused' };
  const packed = await objectStreams(bytes, text);
  return packed === undefined || REFUSED.test(packed) ? { problem: 'refused' } : { bytes };
}

/** Behind the last end mark and its line break. */
function endOf(file: Buffer): number | undefined {
  const mark = file.lastIndexOf('%%EOF');
  const isThere = mark >= file.length - LAST_BYTES && file.lastIndexOf('startxref', mark) > 0;
  if (mark < 0 || !isThere) return undefined;
  const end = mark + '%%EOF'.length;
  const lineBreak = /^(?:\r\n?|\n)/.exec(file.toString('latin1', end, end + 2));
  return end + (lineBreak?.[0].length ?? 0);
}

const unpack = promisify(inflate);

/**
 * What stands in compressed object streams, as newer PDFs have it. What cannot be unpacked, as in a document under a
 * password, is passed over. Undefined: there is too much.
 */
async function objectStreams(bytes: Buffer, text: string): Promise<string | undefined> {
  const unpacked: string[] = [];
  let room = MOST_OBJECT_BYTES;
  for (const { start, end } of objectStreamPlaces(text)) {
    try {
      const objects = await unpack(bytes.subarray(start, end), { maxOutputLength: room });
      room -= objects.length;
      unpacked.push(objects.toString('latin1'));
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      unpacked.push('');
    }
    if (room <= 0 || unpacked.length > MOST_OBJECT_STREAMS) return undefined;
  }
  return unpacked.join('\n');
}

/** Each is looked for behind the one before, so that all are found in one pass. */
function* objectStreamPlaces(text: string): Generator<{ start: number; end: number }> {
  for (let at = text.indexOf('/ObjStm'); at >= 0; at = text.indexOf('/ObjStm', at)) {
    const begin = /stream\r?\n/g;
    begin.lastIndex = at;
    if (!begin.test(text)) return;
    const end = text.indexOf('endstream', begin.lastIndex);
    if (end < 0) return;
    yield { start: begin.lastIndex, end };
    at = end;
  }
}
