import { createHash } from 'node:crypto';
import type {
  EvidenceProblem,
  InspectEvidence,
  InspectedEvidence,
} from '../../bot/evidence-file.ts';
import type { Log } from '../../bot/log.ts';
import { type EvidenceType, evidenceType } from '../../bot/media-type.ts';
import { bareHeic } from './bare-heic.ts';
import type { BareImage } from './bare-image.ts';
import { bareJpeg } from './bare-jpeg.ts';
import { barePng } from './bare-png.ts';
import { bareWebp } from './bare-webp.ts';
import { readCameraFacts } from './camera-facts.ts';
import { type DecodeImage, loadDecoder } from './decode-image.ts';
import { readPdf } from './read-pdf.ts';

/** The largest photos of phones have 50 or 64 million. */
const MOST_PIXELS = 65_000_000;

/** Of an image that is decoded as a whole, at six bytes a pixel; only programs make such images, and smaller ones. */
const MOST_PIXELS_HELD = 25_000_000;

export interface InspectionParts {
  /** Milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  /** @throws where images cannot be decoded here: they are then only taken apart. */
  readonly load?: (mostPixels: number) => Promise<DecodeImage>;
}

type Inspected = Awaited<ReturnType<InspectEvidence>>;

/** One file at a time, so that memory holds one image; libraries are loaded for the first. */
export function openEvidenceInspection(parts: InspectionParts): InspectEvidence {
  const { log, load = loadDecoder } = parts;
  let decoder: Promise<DecodeImage> | undefined;
  const decode: DecodeImage = async (image) => {
    decoder ??= load(MOST_PIXELS).catch((error: unknown) => {
      log.warn({ code: codeOf(error) }, 'images of evidence are taken apart but not decoded');
      return async () => true;
    });
    return (await decoder)(image);
  };
  let last: Promise<unknown> = Promise.resolve();
  return (original) => {
    const inspected = last.then(() => inspect(original, decode, parts.now()));
    last = inspected.catch(() => undefined);
    return inspected;
  };
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

async function inspect(original: Uint8Array, decode: DecodeImage, now: number): Promise<Inspected> {
  const type = evidenceType(original);
  if (!type) return { problem: 'refused' };
  const file = Buffer.from(original.buffer, original.byteOffset, original.byteLength);
  const copied = await copyOf(type, file, decode, now);
  if ('problem' in copied) return copied;
  return { type, sha256: createHash('sha256').update(file).digest('hex'), ...copied };
}

type Copied = Omit<InspectedEvidence, 'type' | 'sha256'> | { readonly problem: EvidenceProblem };

function copyOf(
  type: EvidenceType,
  file: Buffer,
  decode: DecodeImage,
  now: number,
): Promise<Copied> {
  switch (type) {
    case 'image/jpeg':
      return copyOfImage(bareJpeg(file), decode, now);
    case 'image/png':
      return copyOfImage(barePng(file), decode, now);
    case 'image/webp':
      return copyOfImage(bareWebp(file), decode, now);
    case 'image/heic':
      return copyOfHeic(file, now);
    case 'application/pdf':
      return copyOfPdf(file);
  }
}

async function copyOfImage(
  image: BareImage | undefined,
  decode: DecodeImage,
  now: number,
): Promise<Copied> {
  if (!image) return { problem: 'broken' };
  const most = image.isHeldWhole ? MOST_PIXELS_HELD : MOST_PIXELS;
  if (image.pixels > most) return { problem: 'too-many-pixels' };
  const { orientation, ...facts } = await readCameraFacts(image.exif, now);
  const bytes = image.rebuild(orientation);
  // The copy: what it lacks need not be decoded, and what is kept was.
  return (await decode(bytes)) ? { bytes, isStripped: true, ...facts } : { problem: 'broken' };
}

async function copyOfHeic(file: Buffer, now: number): Promise<Copied> {
  const heic = bareHeic(file);
  if (!heic) return { problem: 'broken' };
  const { orientation, ...facts } = await readCameraFacts(heic.exif, now);
  return { bytes: heic.rebuild(orientation), isStripped: heic.isStripped, ...facts };
}

async function copyOfPdf(file: Buffer): Promise<Copied> {
  const read = await readPdf(file);
  return 'problem' in read ? read : { bytes: read.bytes, isStripped: false };
}
