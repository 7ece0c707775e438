import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  heic,
  insertAt,
  inspectWith,
  jpegSegment,
  kept,
  NOW,
  PLANTED,
  PNG_BODY,
  pdf,
  picture,
  pngChunk,
  shown,
  silent,
  withMetadata,
} from './making.ts';

const inspect = inspectWith();
const latin1 = (text: string) => Buffer.from(text, 'latin1');

const PNG_SIGNATURE = latin1('\x89PNG\r\n\x1a\n');

/** One bit a pixel, all of one colour: a few kilobytes that open to a thousand times as much. */
function pngOf(width: number, height: number, rows = height): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const data = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * rows), { level: 9 });
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    pngChunk('IDAT', data),
    pngChunk('IEND', ''),
  ]);
}

const half = (file: Buffer) => file.subarray(0, file.length / 2);
const jpeg = () => picture().jpeg().toBuffer();
const png = () => picture().png().toBuffer();
const webp = () => picture().webp().toBuffer();

/** @param blows - Where, as a share of the file, and what then stands there. */
function struck(file: Buffer = Buffer.alloc(0), blows: readonly [number, number][]): Buffer {
  const copy = Buffer.from(file);
  for (const [place, value] of blows) copy[Math.floor(place * (copy.length - 1))] = value;
  return copy;
}

/** The first bytes of a JPEG, then a page: some browsers would show the page. */
const pageInside = latin1('\xff\xd8\xff\xe0\0\x10JFIF\0<html><script>alert(1)</script></html>');

describe('what is not kept', () => {
  it.each([
    { what: 'nothing', make: () => Buffer.alloc(0) },
    { what: 'three bytes', make: () => Buffer.of(1, 2, 3) },
    { what: 'a page', make: () => latin1('<!doctype html><script>alert(1)</script>') },
    { what: 'a drawing', make: () => latin1('<svg xmlns="http://www.w3.org/2000/svg"/>') },
    { what: 'a text', make: () => Buffer.from('얼굴 사진이 아니에요.') },
    { what: 'a GIF', make: () => picture().gif().toBuffer() },
    { what: 'a TIFF', make: () => picture().tiff().toBuffer() },
    { what: 'an AVIF', make: () => picture().avif().toBuffer() },
    { what: 'an archive', make: () => Buffer.from(zipSync({ 'a.txt': Buffer.from('a') })) },
    {
      what: 'an archive that opens to a thousand times as much',
      make: () => Buffer.from(zipSync({ 'zeros.bin': new Uint8Array(20_000_000) })),
    },
  ])('because it is of no type that is kept: $what', async ({ make }) => {
    expect(await inspect(await make())).toEqual({ problem: 'refused' });
  });

  it.each([
    { what: 'three bytes of a JPEG', make: () => Buffer.of(0xff, 0xd8, 0xff) },
    { what: 'the signature of a PNG', make: () => PNG_SIGNATURE },
    { what: 'the head of a WebP', make: () => latin1('RIFF\x04\0\0\0WEBP') },
    { what: 'the head of a HEIC', make: () => latin1('\0\0\0\x18ftypheic') },
    { what: 'the head of a PDF', make: () => latin1('%PDF-1.7\n') },
    { what: 'a page behind the head of a JPEG', make: () => pageInside },
    { what: 'half a JPEG', make: async () => half(await jpeg()) },
    { what: 'a JPEG without its end', make: async () => (await jpeg()).subarray(0, -2) },
    { what: 'half a PNG', make: async () => half(await png()) },
    { what: 'half a WebP', make: async () => half(await webp()) },
    { what: 'half a HEIC', make: async () => half(await heic()) },
    {
      what: 'a HEIC with more behind it',
      make: async () => Buffer.concat([await heic(), pageInside]),
    },
    { what: 'half a PDF', make: () => half(pdf()) },
    {
      what: 'a JPEG with two frames',
      make: async () =>
        insertAt(await jpeg(), 2, jpegSegment(0xc0, '\x08\0\x40\0\x40\x01\x01\x11\0')),
    },
    {
      what: 'a JPEG of ten thousand comments',
      make: async () =>
        insertAt(await jpeg(), 2, Buffer.concat(Array(10_000).fill(jpegSegment(0xfe, '')))),
    },
    {
      what: 'a PNG with a wrong checksum',
      make: async () => {
        const file = await png();
        file.writeUInt8((file[PNG_BODY - 1] ?? 0) ^ 1, PNG_BODY - 1);
        return file;
      },
    },
    { what: 'a PNG with fewer rows than it says', make: () => pngOf(500, 500, 20) },
    { what: 'a PNG without pixels', make: () => pngOf(0, 0) },
  ])('because it is broken: $what', async ({ make }) => {
    expect(await inspect(await make())).toEqual({ problem: 'broken' });
  });

  it('because it has too many pixels: a PNG of one colour, 30,000 by 30,000', async () => {
    const bomb = pngOf(30_000, 30_000);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await inspect(bomb)).toEqual({ problem: 'too-many-pixels' });
  });

  it.each(['jpeg', 'png'] as const)(
    'because it has too many pixels to be decoded as a whole: a progressive %s, 5,200 by 5,200',
    async (format) => {
      const create = { width: 5_200, height: 5_200, channels: 3 as const, background: '#333' };
      const options = { progressive: true };
      const held = await sharp({ create }).toFormat(format, options).toBuffer();
      expect(await inspect(held)).toEqual({ problem: 'too-many-pixels' });
      expect(await inspect(await sharp({ create }).toFormat(format).toBuffer())).toMatchObject({
        isStripped: true,
      });
    },
  );

  it('because it has too many pixels: a JPEG that only says so', async () => {
    const file = await jpeg();
    const frame = file.indexOf(Buffer.of(0xff, 0xc0));
    file.writeUInt32BE(0xffffffff, frame + 5);
    expect(await inspect(file)).toEqual({ problem: 'too-many-pixels' });
  });
});

describe('a file that is two things at once', () => {
  it.each([
    { what: 'a JPEG', make: jpeg },
    { what: 'a PNG', make: png },
    { what: 'a WebP', make: webp },
  ])('is kept as $what without the archive behind it', async ({ make }) => {
    const image = await make();
    const archive = Buffer.from(zipSync({ [PLANTED]: Buffer.from(PLANTED) }, { level: 0 }));
    const { bytes } = kept(await inspect(Buffer.concat([image, archive])));
    expect(Buffer.from(bytes).includes(PLANTED)).toBe(false);
    expect(bytes.length).toBeLessThanOrEqual(image.length);
    expect((await shown(bytes)).equals(await shown(image))).toBe(true);
  });

  it('loses the larger picture that a careless crop left behind its end', async () => {
    const [cropped, whole] = [await picture().resize(16).png().toBuffer(), await png()];
    const { bytes } = kept(await inspect(Buffer.concat([cropped, whole.subarray(cropped.length)])));
    expect(Buffer.from(bytes).equals(cropped)).toBe(true);
  });
});

describe('whatever is in a file', () => {
  const heads = [
    '',
    '\xff\xd8\xff',
    '\x89PNG\r\n\x1a\n',
    'RIFF\xff\0\0\0WEBP',
    '\0\0\0\x18ftypheic',
    '%PDF-1.4',
  ];
  const random = fc
    .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 2_000 }))
    .map(([head, rest]) => Buffer.concat([latin1(head), rest]));

  it('chance makes nothing that is kept', async () => {
    await fc.assert(
      fc.asyncProperty(random, async (file) => {
        expect(await inspect(file)).toHaveProperty('problem');
      }),
      { numRuns: 500 },
    );
  });

  describe('damage', () => {
    let files: readonly Buffer[];
    beforeAll(async () => {
      files = await Promise.all([
        withMetadata().jpeg().toBuffer(),
        withMetadata().jpeg({ progressive: true }).toBuffer(),
        withMetadata().png().toBuffer(),
        withMetadata().webp().toBuffer(),
        heic(),
        pdf(),
      ]);
    });
    const which = fc.nat({ max: 5 });

    const blow = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 255 }));
    const blows = fc.array(blow, { minLength: 1, maxLength: 8 });

    it('ends in a problem or in a copy that opens, never in a crash', async () => {
      const outcomes = new Set<string>();
      await fc.assert(
        fc.asyncProperty(which, blows, async (at, places) => {
          const inspected = await inspect(struck(files[at], places));
          outcomes.add('problem' in inspected ? inspected.problem : 'kept');
          // What was kept as it came, or was never decoded, may not open.
          if ('problem' in inspected || !/jpeg|png|webp/.test(inspected.type)) return;
          expect(await sharp(inspected.bytes, { failOn: 'error' }).raw().toBuffer()).toBeInstanceOf(
            Buffer,
          );
        }),
        { numRuns: 400, seed: 1 },
      );
      expect([...outcomes]).toEqual(expect.arrayContaining(['kept', 'broken']));
    });

    it('by a cut leaves nothing to keep', async () => {
      const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
      await fc.assert(
        fc.asyncProperty(which, share, async (at, part) => {
          const file = files[at] ?? Buffer.alloc(0);
          // Behind the last sign of its end mark, a PDF may have a line break.
          const whole = at === 5 ? file.length - 1 : file.length;
          expect(await inspect(file.subarray(0, part * whole))).toHaveProperty('problem');
        }),
        { numRuns: 300 },
      );
    });
  });
});

describe('a platform on which images cannot be decoded', () => {
  const load = async () => {
    throw Object.assign(new Error('no build for this platform'), { code: 'MODULE_NOT_FOUND' });
  };

  it('keeps the program going: images are taken apart all the same, and that is noted once', async () => {
    const warnings: unknown[] = [];
    const log = { ...silent, warn: (details: unknown) => warnings.push(details) };
    const inspectApart = inspectWith({ load, log });
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const original = await withMetadata().toFormat(format).toBuffer();
      const evidence = kept(await inspectApart(original));
      expect(evidence.isStripped).toBe(true);
      expect(Buffer.from(evidence.bytes).includes(PLANTED)).toBe(false);
      expect((await shown(evidence.bytes)).equals(await shown(original))).toBe(true);
      expect(await inspectApart(half(original))).toEqual({ problem: 'broken' });
    }
    expect(await inspectApart(pageInside)).toEqual({ problem: 'broken' });
    expect(warnings).toEqual([{ code: 'MODULE_NOT_FOUND' }]);
  });
});

it('files that come together are looked at one after the other, each for itself', async () => {
  let running = 0;
  const together = inspectWith({
    now: () => NOW,
    load: async () => async () => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return true;
    },
  });
  const files = [await jpeg(), latin1('text'), await png(), await webp()];
  const inspected = await Promise.all(files.map((file) => together(file)));
  expect(inspected.map((one) => ('problem' in one ? one.problem : one.type))).toEqual([
    'image/jpeg',
    'refused',
    'image/png',
    'image/webp',
  ]);
});
