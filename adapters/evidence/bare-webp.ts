import type { BareImage } from './bare-image.ts';
import { coloursOnly } from './colour-profile.ts';
import { orientationBlock, tiffOf } from './exif-block.ts';

const FILE_HEAD_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;
/** Before the chunks of a frame: place, size, duration, flags. */
const FRAME_HEAD_BYTES = 16;
const CANVAS_BYTES = 10;
/** A still image has up to six, a moving one as many more as it has frames. */
const MOST_CHUNKS = 10_000;

/** Bits of the first byte of VP8X. */
const HAS = { colours: 0x20, alpha: 0x10, exif: 0x08 };

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Undefined: no WebP from beginning to end. What stands behind its end is not looked at. */
export function bareWebp(file: Buffer): BareImage | undefined {
  const end = file.length < FILE_HEAD_BYTES ? Infinity : file.readUInt32LE(4) + CHUNK_HEAD_BYTES;
  const chunks = end > file.length ? undefined : readChunks(file.subarray(FILE_HEAD_BYTES, end));
  if (!chunks) return undefined;
  const still = stillImage(chunks);
  const image = still?.find(({ type }) => type === 'VP8 ' || type === 'VP8L');
  const size = image && sizeOf(image);
  if (!still || !size) return undefined;
  const exif = chunks.find(({ type }) => type === 'EXIF');
  return {
    pixels: size.width * size.height,
    isHeldWhole: false,
    exif: exif && tiffOf(exif.data),
    rebuild: (orientation) => {
      const icc = chunks.find(({ type }) => type === 'ICCP');
      return rebuild({ still, size, profile: icc && coloursOnly(icc.data), orientation });
    },
  };
}

function readChunks(bytes: Buffer): readonly Chunk[] | undefined {
  const chunks: Chunk[] = [];
  let at = 0;
  while (at + CHUNK_HEAD_BYTES <= bytes.length) {
    const start = at + CHUNK_HEAD_BYTES;
    const end = start + bytes.readUInt32LE(at + 4);
    if (end > bytes.length || chunks.length === MOST_CHUNKS) return undefined;
    chunks.push({
      type: bytes.toString('latin1', at, at + 4),
      data: bytes.subarray(start, end),
    });
    // Chunks begin at even places.
    at = end + (end % 2);
  }
  return chunks;
}

/** The coded image with its transparency: of the file, or of the first frame where it moves. */
function stillImage(chunks: readonly Chunk[]): readonly Chunk[] | undefined {
  const frame = chunks.find(({ type }) => type === 'ANMF');
  const around = frame ? readChunks(frame.data.subarray(FRAME_HEAD_BYTES)) : chunks;
  const alpha = around?.find(({ type }) => type === 'ALPH');
  const image = around?.find(({ type }) => type === 'VP8 ' || type === 'VP8L');
  if (!image) return undefined;
  return alpha && image.type === 'VP8 ' ? [alpha, image] : [image];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of RFC 6386, 9.1 and of the specification of lossless WebP, 3: 14 bits for each side. */
function sizeOf({ type, data }: Chunk): Size | undefined {
  if (data.length < CANVAS_BYTES) return undefined;
  if (type === 'VP8 ') {
    return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
  }
  const bits = data.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

interface Content {
  readonly still: readonly Chunk[];
  readonly size: Size;
  readonly profile: Buffer | undefined;
  readonly orientation: number;
}

function rebuild({ still, size, profile, orientation }: Content): Buffer {
  const isTurned = orientation > 1;
  const hasAlpha = still.some((part) => part.type === 'ALPH' || isTransparent(part));
  const canvas = Buffer.alloc(CANVAS_BYTES);
  canvas[0] = (profile ? HAS.colours : 0) | (hasAlpha ? HAS.alpha : 0) | (isTurned ? HAS.exif : 0);
  canvas.writeUIntLE(size.width - 1, 4, 3);
  canvas.writeUIntLE(size.height - 1, 7, 3);
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    ...(canvas[0] ? [chunk('VP8X', canvas)] : []),
    ...(profile ? [chunk('ICCP', profile)] : []),
    ...still.map(({ type, data }) => chunk(type, data)),
    ...(isTurned ? [chunk('EXIF', orientationBlock(orientation))] : []),
  ]);
  return chunk('RIFF', body);
}

/** The bit behind both sides of a lossless image. */
const isTransparent = ({ type, data }: Chunk): boolean =>
  type === 'VP8L' && ((data[4] ?? 0) & 0x10) !== 0;

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(CHUNK_HEAD_BYTES + data.length + (data.length % 2));
  whole.write(type, 0, 'latin1');
  whole.writeUInt32LE(data.length, 4);
  data.copy(whole, CHUNK_HEAD_BYTES);
  return whole;
}
