import type { BareImage } from './bare-image.ts';
import { coloursOnly } from './colour-profile.ts';
import { EXIF_PREFIX, orientationBlock } from './exif-block.ts';

/** Of ITU-T T.81, table B.1. */
const MARKER = {
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  adobe: 0xee,
};
/** Frames whose scans each go over all of the image. */
const PROGRESSIVE = [0xc2, 0xc6, 0xca, 0xce];
const SHORTEST_FRAME_BYTES = 6;
/** A photo has a few dozen. */
const MOST_SEGMENTS = 10_000;

const JFIF = Buffer.from('JFIF\0', 'latin1');
/** Name, version and density; what follows is a small copy of the image. */
const JFIF_BYTES = 12;
const ICC = Buffer.from('ICC_PROFILE\0', 'latin1');
const ICC_HEAD_BYTES = ICC.length + 2;
const ICC_PART_BYTES = 0xffff - 2 - ICC_HEAD_BYTES;
const ADOBE = Buffer.from('Adobe', 'latin1');
/** Name, version, flags, and how colours were transformed. */
const ADOBE_BYTES = 12;

interface Segment {
  readonly marker: number;
  /** Behind marker and length. */
  readonly body: Buffer;
  /** From the marker on; of a scan with its coded data. */
  readonly whole: Buffer;
}

/** Undefined: no JPEG from beginning to end. What stands behind its end is not looked at. */
export function bareJpeg(file: Buffer): BareImage | undefined {
  const segments = readSegments(file);
  const frames = segments?.filter(({ marker }) => isFrame(marker)) ?? [];
  const frame = frames[0]?.body;
  const hasScan = segments?.some(({ marker }) => marker === MARKER.scan);
  if (!segments || !hasScan || frames.length !== 1) return undefined;
  if (!frame || frame.length < SHORTEST_FRAME_BYTES) return undefined;
  const pixels = frame.readUInt16BE(1) * frame.readUInt16BE(3);
  if (pixels === 0) return undefined;
  return {
    pixels,
    isHeldWhole: PROGRESSIVE.includes(frames[0]?.marker ?? 0),
    exif: bodiesWith(segments, MARKER.app1, EXIF_PREFIX)[0]?.subarray(EXIF_PREFIX.length),
    rebuild: (orientation) => rebuild(segments, orientation),
  };
}

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Tables, frame, restart interval and scans: all that is coded. */
const isCoding = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || [0xda, 0xdb, 0xdd].includes(marker);

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

function readSegments(file: Buffer): readonly Segment[] | undefined {
  const segments: Segment[] = [];
  let at = 2;
  while (segments.length < MOST_SEGMENTS) {
    const start = nextMarker(file, at);
    const marker = file[start + 1];
    if (marker === MARKER.end) return segments;
    const body = bodyAt(file, start + 2);
    if (!marker || !body) return undefined;
    const bodyEnd = start + 4 + body.length;
    at = marker === MARKER.scan ? endOfScan(file, bodyEnd) : bodyEnd;
    segments.push({ marker, body, whole: file.subarray(start, at) });
  }
  return undefined;
}

/** Like the usual decoders, skips what stands between segments; the end of the file where none follows. */
function nextMarker(file: Buffer, from: number): number {
  for (let at = from; at < file.length; at += 1) {
    if (file[at] !== 0xff) continue;
    const code = file[at + 1] ?? 0;
    if (code !== 0 && code !== 0xff && !isRestart(code)) return at;
  }
  return file.length;
}

/** Behind its length, which counts itself. */
function bodyAt(file: Buffer, at: number): Buffer | undefined {
  if (at + 2 > file.length) return undefined;
  const end = at + file.readUInt16BE(at);
  return end < at + 2 || end > file.length ? undefined : file.subarray(at + 2, end);
}

/** In coded data 0xff is followed by a zero, or by the number of a restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = from; at < file.length; at += 1) {
    if (file[at] !== 0xff) continue;
    const code = file[at + 1] ?? 0;
    if (code !== 0 && !isRestart(code)) return at;
  }
  return file.length;
}

const bodiesWith = (
  segments: readonly Segment[],
  marker: number,
  prefix: Buffer,
): readonly Buffer[] =>
  segments
    .filter((segment) => segment.marker === marker)
    .map(({ body }) => body)
    .filter((body) => body.subarray(0, prefix.length).equals(prefix));

function rebuild(segments: readonly Segment[], orientation: number): Buffer {
  const [jfif] = bodiesWith(segments, MARKER.app0, JFIF);
  const [adobe] = bodiesWith(segments, MARKER.adobe, ADOBE);
  return Buffer.concat([
    Buffer.of(0xff, MARKER.start),
    ...(jfif ? [segment(MARKER.app0, jfif.subarray(0, JFIF_BYTES), Buffer.alloc(2))] : []),
    ...(orientation > 1 ? [segment(MARKER.app1, EXIF_PREFIX, orientationBlock(orientation))] : []),
    ...profileSegments(bodiesWith(segments, MARKER.app2, ICC)),
    ...(adobe ? [segment(MARKER.adobe, adobe.subarray(0, ADOBE_BYTES))] : []),
    ...segments.filter(({ marker }) => isCoding(marker)).map(({ whole }) => whole),
    Buffer.of(0xff, MARKER.end),
  ]);
}

function segment(marker: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** A profile longer than a segment comes in numbered parts. */
function profileSegments(bodies: readonly Buffer[]): readonly Buffer[] {
  const inOrder = bodies.toSorted((one, other) => partNumber(one) - partNumber(other));
  const profile = coloursOnly(Buffer.concat(inOrder.map((body) => body.subarray(ICC_HEAD_BYTES))));
  if (!profile) return [];
  const count = Math.ceil(profile.length / ICC_PART_BYTES);
  return Array.from({ length: count }, (_, at) =>
    segment(
      MARKER.app2,
      ICC,
      Buffer.of(at + 1, count),
      profile.subarray(at * ICC_PART_BYTES, (at + 1) * ICC_PART_BYTES),
    ),
  );
}

const partNumber = (body: Buffer): number => body[ICC.length] ?? 0;
