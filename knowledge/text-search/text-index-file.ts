import { closeSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { crc32 } from 'node:zlib';
import type { TextIndexData } from './text-index-data.ts';

/** Raise when the form of the file, or the way an index is computed, changes. */
export const TEXT_INDEX_FORMAT = 2;

/** Postings are written and read in pieces of so many bytes: the file is never in memory as a whole. */
const PIECE_BYTES = 4 << 20;
/** A posting takes at most five bytes of gap and one of impact. */
const LONGEST_POSTING = 6;

/** The flat arrays that are stored as they are, in this order. */
const ARRAYS = ['slots', 'offsets', 'firstUnits', 'documentFactors', 'priors', 'groups'] as const;

/** The file ends in a checksum of all before it. */
const SUM_BYTES = 4;

/** An index file is of another format, from another kind of machine, cut short, or damaged. */
export class TextIndexFileError extends Error {
  override readonly name = 'TextIndexFileError';
  readonly code = 'TEXT_INDEX_FILE';
}

/** Stores an index. Postings, nearly all of it, take half their size: gaps between units, seven bits a byte. */
export function writeTextIndex(path: string, data: TextIndexData): void {
  const file = openSync(path, 'w');
  let sum = 0;
  const put = (bytes: Uint8Array) => {
    // Of nothing crc32 begins anew.
    if (bytes.length > 0) sum = crc32(bytes, sum);
    // Unlike writeSync it goes on until everything is written.
    writeFileSync(file, bytes);
  };
  try {
    const lengths = ARRAYS.map((name) => data[name].length);
    const head = Float64Array.of(TEXT_INDEX_FORMAT, data.words, data.postings.length, ...lengths);
    put(bytesOf(head));
    for (const name of ARRAYS) put(bytesOf(data[name]));
    writePostings(put, data);
    put(bytesOf(Uint32Array.of(sum)));
  } finally {
    closeSync(file);
  }
}

/** @throws {TextIndexFileError} when the file is not a whole index of this format. */
export function readTextIndex(path: string): TextIndexData {
  if (endianness() !== 'LE') throw new TextIndexFileError('The machine orders bytes differently.');
  const file = openSync(path, 'r');
  try {
    const head = new Float64Array(3 + ARRAYS.length);
    readWhole(file, bytesOf(head));
    const [format, words = 0, count = 0, ...lengths] = head;
    if (format !== TEXT_INDEX_FORMAT)
      throw new TextIndexFileError('The index is of another format.');
    checkSum(file);
    const [slots = 0, offsets = 0, firstUnits = 0, factors = 0, priors = 0, groups = 0] = lengths;
    const data = {
      words,
      slots: filled(file, new Uint32Array(slots)),
      offsets: filled(file, new Uint32Array(offsets)),
      firstUnits: filled(file, new Uint32Array(firstUnits)),
      documentFactors: filled(file, new Float32Array(factors)),
      priors: filled(file, new Float32Array(priors)),
      groups: filled(file, new Uint32Array(groups)),
    };
    return { ...data, postings: readPostings(file, data.offsets, count) };
  } finally {
    closeSync(file);
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function filled<T extends NodeJS.TypedArray>(file: number, array: T): T {
  readWhole(file, bytesOf(array));
  return array;
}

function readWhole(file: number, bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) {
    const read = readSync(file, bytes, at, bytes.length - at, null);
    if (read === 0) throw new TextIndexFileError('The index file is cut short.');
    at += read;
  }
}

/** Comes before anything else is believed: lengths that are not ours could ask for any amount of memory. */
function checkSum(file: number): void {
  const bytes = new Uint8Array(PIECE_BYTES);
  const end = fstatSync(file).size - SUM_BYTES;
  let sum = 0;
  for (let at = 0; at < end; ) {
    const read = readSync(file, bytes, 0, Math.min(bytes.length, end - at), at);
    if (read === 0) break;
    sum = crc32(bytes.subarray(0, read), sum);
    at += read;
  }
  const stored = new Uint32Array(1);
  readSync(file, bytesOf(stored), 0, SUM_BYTES, end);
  if (stored[0] !== sum) throw new TextIndexFileError('The index file is cut short or damaged.');
}

function writePostings(
  put: (bytes: Uint8Array) => void,
  { offsets, postings }: TextIndexData,
): void {
  const bytes = new Uint8Array(PIECE_BYTES);
  let used = 0;
  for (let row = 0; row + 1 < offsets.length; row++) {
    const end = offsets[row + 1] ?? 0;
    let before = 0;
    for (let at = offsets[row] ?? 0; at < end; at++) {
      const posting = postings[at] ?? 0;
      const unit = posting >>> 8;
      let gap = unit - before;
      before = unit;
      for (; gap > 127; gap >>>= 7) bytes[used++] = (gap & 127) | 128;
      bytes[used++] = gap;
      bytes[used++] = posting & 255;
      if (used + LONGEST_POSTING > PIECE_BYTES) {
        put(bytes.subarray(0, used));
        used = 0;
      }
    }
  }
  put(bytes.subarray(0, used));
}

function readPostings(file: number, offsets: Uint32Array, count: number): Uint32Array {
  const postings = new Uint32Array(count);
  const bytes = new Uint8Array(PIECE_BYTES);
  let held = 0;
  let at = 0;
  const refill = () => {
    bytes.copyWithin(0, at, held);
    held -= at;
    at = 0;
    held += readSync(file, bytes, held, PIECE_BYTES - held, null);
  };
  for (let row = 0; row + 1 < offsets.length; row++) {
    const end = offsets[row + 1] as number;
    let unit = 0;
    for (let place = offsets[row] as number; place < end; place++) {
      if (held - at < LONGEST_POSTING) refill();
      let byte = bytes[at++] as number;
      let gap = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++] as number;
        gap |= (byte & 127) << shift;
      }
      unit += gap;
      postings[place] = ((unit << 8) | (bytes[at++] as number)) >>> 0;
      if (at > held) throw new TextIndexFileError('The index file is cut short.');
    }
  }
  return postings;
}
