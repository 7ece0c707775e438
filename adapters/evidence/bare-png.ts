import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { BareImage } from './bare-image.ts';
import { coloursOnly } from './colour-profile.ts';
import { orientationBlock, tiffOf } from './exif-block.ts';

const SIGNATURE_BYTES = 8;
/** Length, type and checksum around the data of a chunk. */
const AROUND_BYTES = 12;
const HEADER_BYTES = 13;
/** Encoders cut a file of 15 MB into some two thousand. */
const MOST_CHUNKS = 50_000;

/** What pixels, transparency, size and colours need; of a moving PNG the first frame. */
const KEPT_CHUNKS = /^(?:IHDR|PLTE|IDAT|tRNS|gAMA|cHRM|sRGB|sBIT|bKGD|pHYs|cICP|mDCV|cLLI)$/;

/** Profiles of displays take less than a megabyte. */
const LARGEST_PROFILE_BYTES = 4_000_000;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  readonly whole: Buffer;
}

/** Undefined: no PNG from beginning to end. What stands behind its end is not looked at. */
export function barePng(file: Buffer): BareImage | undefined {
  const chunks = readChunks(file);
  const header = chunks?.[0];
  if (!chunks?.some(({ type }) => type === 'IDAT')) return undefined;
  if (header?.type !== 'IHDR' || header.data.length !== HEADER_BYTES) return undefined;
  const exif = chunks.find(({ type }) => type === 'eXIf');
  return {
    pixels: header.data.readUInt32BE(0) * header.data.readUInt32BE(4),
    isHeldWhole: header.data[12] !== 0,
    exif: exif && tiffOf(exif.data),
    rebuild: (orientation) => {
      const [first = Buffer.alloc(0), ...rest] = chunks.flatMap(keptOf);
      return Buffer.concat([
        file.subarray(0, SIGNATURE_BYTES),
        first,
        ...(orientation > 1 ? [chunk('eXIf', orientationBlock(orientation))] : []),
        ...rest,
        chunk('IEND', Buffer.alloc(0)),
      ]);
    },
  };
}

function readChunks(file: Buffer): readonly Chunk[] | undefined {
  const chunks: Chunk[] = [];
  let at = SIGNATURE_BYTES;
  while (at + AROUND_BYTES <= file.length && chunks.length < MOST_CHUNKS) {
    const end = at + AROUND_BYTES + file.readUInt32BE(at);
    if (end > file.length) return undefined;
    const type = file.toString('latin1', at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return undefined;
    if (type === 'IEND') return chunks;
    chunks.push({ type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) });
    at = end;
  }
  return undefined;
}

function keptOf({ type, data, whole }: Chunk): readonly Buffer[] {
  if (KEPT_CHUNKS.test(type)) return [whole];
  if (type !== 'iCCP') return [];
  const profile = coloursOnly(inflatedProfile(data));
  return profile
    ? [chunk('iCCP', Buffer.concat([Buffer.from('ICC\0\0'), deflateSync(profile)]))]
    : [];
}

/** Behind a name that ends with a zero, and the number of the only way to compress. */
function inflatedProfile(data: Buffer): Buffer {
  try {
    return inflateSync(data.subarray(data.indexOf(0) + 2), {
      maxOutputLength: LARGEST_PROFILE_BYTES,
    });
  } catch {
    return Buffer.alloc(0);
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(AROUND_BYTES + data.length);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, 'latin1');
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4);
  return whole;
}
