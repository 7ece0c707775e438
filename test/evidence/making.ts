import { crc32 } from 'node:zlib';
import sharp, { type Exif, type Sharp } from 'sharp';
import {
  type InspectionParts,
  openEvidenceInspection,
} from '../../adapters/evidence/inspect-evidence.ts';
import type { InspectedEvidence } from '../../bot/evidence-file.ts';

export const NOW = Date.parse('2026-11-28T03:00:00Z');

export const silent = { info: () => {}, warn: () => {}, error: () => {} };

export const inspectWith = (parts: Partial<InspectionParts> = {}) =>
  openEvidenceInspection({ now: () => NOW, log: silent, ...parts });

export function kept(inspected: InspectedEvidence | { problem: string }): InspectedEvidence {
  if ('problem' in inspected) throw new Error(`The file was not kept: ${inspected.problem}.`);
  return inspected;
}

/** Wider than high and different in each corner, so that a turned or mirrored copy is another picture. */
const WIDTH = 96;
const HEIGHT = 64;

function pixels(): Buffer {
  const raw = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let at = 0; at < raw.length; at += 1) {
    const [x, y] = [Math.floor(at / 3) % WIDTH, Math.floor(at / 3 / WIDTH)];
    raw[at] = [x * 2, y * 3, (x * y) % 256][at % 3] ?? 0;
  }
  return raw;
}

export const picture = (): Sharp =>
  sharp(pixels(), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });

/** Whatever of it is found in a copy was not removed. */
export const PLANTED = 'PLANTED';

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${PLANTED} by XMP"/></rdf:RDF></x:xmpmeta>`;

const EXIF = {
  IFD0: { Make: `${PLANTED} maker`, Model: `${PLANTED} model`, Artist: `${PLANTED} name` },
  IFD2: {
    DateTimeOriginal: '2026:05:01 13:22:33',
    OffsetTimeOriginal: '+02:00',
    BodySerialNumber: `${PLANTED} serial`,
    UserComment: `${PLANTED} comment`,
  },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '37/1 33/1 5930/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '126/1 58/1 4120/100',
  },
};

/** A picture with all the metadata that the library writes. */
export const withMetadata = (exif: Exif = EXIF): Sharp =>
  picture().withIccProfile('p3').withExif(exif).withXmp(XMP);

/** With the orientation of a camera that was held in another way. */
export const turned = (orientation: number): Sharp =>
  picture()
    .withExif({ ...EXIF, IFD0: { ...EXIF.IFD0 } })
    .withMetadata({ orientation });

/** As a viewer shows it: upright, in the colours of the screen. */
export const shown = (image: Uint8Array): Promise<Buffer> =>
  sharp(image).autoOrient().toColourspace('srgb').raw().toBuffer();

export function jpegSegment(marker: number, text: string): Buffer {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
}

export const insertAt = (file: Buffer, at: number, ...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([file.subarray(0, at), ...parts, file.subarray(at)]);

export function pngChunk(type: string, data: string | Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data as Buffer)]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(body.length - 4, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

/** Behind signature and header. */
export const PNG_BODY = 33;

export function webpChunk(type: string, text: string): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(text.length, 4);
  return Buffer.concat([head, Buffer.from(text + '\0'.repeat(text.length % 2), 'latin1')]);
}

/** With a chunk behind its last, counted in its length. */
export function webpWith(file: Buffer, ...chunks: readonly Buffer[]): Buffer {
  const whole = Buffer.concat([file, ...chunks]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

/** Of the kind that phones make, but with pictures in AV1, which can be made and shown here. */
export async function heic(image: Sharp = withMetadata()): Promise<Buffer> {
  const file = await image.avif({ quality: 90 }).toBuffer();
  file.write('mif1', 8, 'latin1');
  return file;
}

/** A PDF of one empty page, with objects of one's own. */
export const pdf = (...objects: readonly string[]): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n${objects.join('\n')}\nxref\n0 3\ntrailer\n<</Root 1 0 R/Size 3>>\nstartxref\n9\n%%EOF\n`,
    'latin1',
  );
