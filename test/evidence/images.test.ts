import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import exifr from 'exifr';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../factories.ts';
import {
  insertAt,
  inspectWith,
  jpegSegment,
  kept,
  PLANTED,
  PNG_BODY,
  picture,
  pngChunk,
  shown,
  turned,
  webpChunk,
  webpWith,
  withMetadata,
} from './making.ts';

const inspect = inspectWith();
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const trailing = Buffer.from(`PK\x03\x04 ${PLANTED} behind the end`, 'latin1');

/** Each with whatever its format has room for. */
const FULL = [
  {
    type: 'image/jpeg',
    make: async () =>
      Buffer.concat([
        insertAt(
          await withMetadata().jpeg().toBuffer(),
          2,
          jpegSegment(0xe0, `JFXX\0${PLANTED} small copy`),
          jpegSegment(0xe4, `${PLANTED} of the camera's own`),
          jpegSegment(0xed, `Photoshop 3.0\0${PLANTED} caption`),
          jpegSegment(0xfe, `${PLANTED} comment`),
        ),
        trailing,
      ]),
  },
  {
    type: 'image/png',
    make: async () =>
      Buffer.concat([
        insertAt(
          await withMetadata().png().toBuffer(),
          PNG_BODY,
          pngChunk('tEXt', `Author\0${PLANTED} author`),
          pngChunk('iTXt', `Comment\0\0\0\0\0${PLANTED} comment`),
          pngChunk('zTXt', Buffer.concat([Buffer.from('Note\0\0'), deflateSync(PLANTED)])),
          pngChunk('tIME', Buffer.of(7, 234, 5, 1, 13, 22, 33)),
          pngChunk('prVt', `${PLANTED} of a program's own`),
        ),
        trailing,
      ]),
  },
  {
    type: 'image/webp',
    make: async () =>
      Buffer.concat([
        webpWith(
          await withMetadata().webp().toBuffer(),
          webpChunk('NOTE', `${PLANTED} of a program's own`),
        ),
        trailing,
      ]),
  },
] as const;

describe.each(FULL)('a photo with all sorts of metadata ($type)', ({ type, make }) => {
  it('is kept as the same picture in the same colours, without any of it', async () => {
    const original = await make();
    const before = Buffer.from(original);
    expect(original.includes(PLANTED)).toBe(true);
    const evidence = kept(await inspect(original));
    const copy = Buffer.from(evidence.bytes);

    expect(evidence).toMatchObject({ type, isStripped: true, sha256: sha256(before) });
    expect(original.equals(before)).toBe(true);
    expect(copy.includes(PLANTED)).toBe(false);
    expect(copy.length).toBeLessThan(original.length);
    expect((await shown(copy)).equals(await shown(original))).toBe(true);
  });

  it('has in its copy nothing that a reader of metadata finds but colours', async () => {
    const { bytes } = kept(await inspect(await make()));
    const { exif, xmp, iptc, comments, icc } = await sharp(bytes).metadata();
    expect({ exif, xmp, iptc, comments }).toEqual({});
    expect(icc?.length).toBeGreaterThan(100);
    if (type === 'image/webp') return;
    const found = await exifr.parse(bytes, { icc: false, jfif: false, ihdr: false, xmp: true });
    expect(found).toBeUndefined();
  });

  it('offers time, turned into Korean time, and place as the camera wrote them', async () => {
    expect(kept(await inspect(await make()))).toMatchObject({
      takenAt: '2026-05-01T20:22',
      place: { latitude: 37.566472, longitude: 126.978111 },
    });
  });

  it('is the same when its copy is sent again', async () => {
    const { bytes } = kept(await inspect(await make()));
    const again = kept(await inspect(bytes));
    expect(Buffer.from(again.bytes).equals(bytes)).toBe(true);
    expect(again).not.toHaveProperty('takenAt');
    expect(again).not.toHaveProperty('place');
  });
});

describe('a camera that was held in another way', () => {
  const ways = [1, 2, 3, 4, 5, 6, 7, 8];
  it.each(
    (['jpeg', 'png', 'webp'] as const).flatMap((format) =>
      ways.map((orientation) => ({ format, orientation })),
    ),
  )('makes a copy the same way up ($format, $orientation)', async ({ format, orientation }) => {
    const original = await turned(orientation).toFormat(format).toBuffer();
    expect((await sharp(original).metadata()).orientation).toBe(orientation);
    const { bytes } = kept(await inspect(original));
    const [before, after] = [await sharp(original).metadata(), await sharp(bytes).metadata()];
    expect(after.autoOrient).toEqual(before.autoOrient);
    expect((await shown(bytes)).equals(await shown(original))).toBe(true);
    expect(Buffer.from(bytes).includes(PLANTED)).toBe(false);
  });
});

describe('pictures of other kinds stay the same', () => {
  const transparent = () =>
    sharp({
      create: {
        width: 40,
        height: 30,
        channels: 4,
        background: { r: 200, g: 30, b: 60, alpha: 0.4 },
      },
    });
  it.each([
    { what: 'a progressive JPEG', make: () => picture().jpeg({ progressive: true }) },
    { what: 'a grey JPEG', make: () => picture().greyscale().jpeg() },
    { what: 'a JPEG for print', make: () => picture().toColourspace('cmyk').jpeg() },
    {
      what: 'a JPEG with full colours',
      make: () => picture().jpeg({ chromaSubsampling: '4:4:4' }),
    },
    { what: 'a PNG with a palette', make: () => picture().png({ palette: true }) },
    { what: 'a PNG with 16 bits', make: () => picture().toColourspace('rgb16').png() },
    { what: 'an interlaced PNG', make: () => picture().png({ progressive: true }) },
    { what: 'a transparent PNG', make: () => transparent().png() },
    { what: 'a lossless WebP', make: () => picture().webp({ lossless: true }) },
    { what: 'a transparent WebP', make: () => transparent().webp() },
    { what: 'a transparent lossless WebP', make: () => transparent().webp({ lossless: true }) },
    {
      what: 'a turned transparent WebP',
      make: () => transparent().withMetadata({ orientation: 6 }).webp(),
    },
  ])('$what', async ({ make }) => {
    const original = await make().toBuffer();
    const { bytes } = kept(await inspect(original));
    expect((await shown(bytes)).equals(await shown(original))).toBe(true);
    const [before, after] = [await sharp(original).metadata(), await sharp(bytes).metadata()];
    const noted = { size: 0, exif: 0, icc: 0, resolutionUnit: '' };
    expect({ ...after, ...noted }).toEqual({ ...before, ...noted });
  });

  it('a JPEG with its density, but without the small copy that stands behind it', async () => {
    const plain = await picture().jpeg().toBuffer();
    const density = 'JFIF\0\x01\x02\x01\0\x48\0\x48';
    const original = insertAt(plain, 2, jpegSegment(0xe0, `${density}\x04\x01${PLANTED}12345`));
    const { bytes } = kept(await inspect(original));
    expect(Buffer.from(bytes)).toEqual(insertAt(plain, 2, jpegSegment(0xe0, `${density}\0\0`)));
  });

  it('a JPEG with fillers before its end', async () => {
    // A marker may be preceded by any number of 0xff.
    const original = await picture().jpeg().toBuffer();
    const filled = insertAt(original, original.length - 2, Buffer.of(0xff, 0xff, 0xff));
    const { bytes } = kept(await inspect(filled));
    expect(Buffer.from(bytes).equals(original)).toBe(true);
  });

  it('a JPEG with restarts in its coded data', async () => {
    const create = { width: 8, height: 8, channels: 3 as const, background: '#963' };
    const block = await sharp({ create }).greyscale().jpeg().toBuffer();
    // Nine times the same block, each behind a restart but the first.
    block.writeUInt16BE(72, block.indexOf(Buffer.of(0xff, 0xc0)) + 7);
    const scan = block.indexOf(Buffer.of(0xff, 0xda));
    const data = block.subarray(scan + 2 + block.readUInt16BE(scan + 2), -2);
    const repeated = Array.from({ length: 8 }, (_, at) => [Buffer.of(0xff, 0xd0 + at), data]);
    const original = insertAt(
      insertAt(block, block.length - 2, ...repeated.flat()),
      scan,
      jpegSegment(0xdd, '\0\x01'),
    );
    const { bytes } = kept(await inspect(original));
    expect(Buffer.from(bytes).equals(original)).toBe(true);
    expect(new Set(await shown(bytes)).size).toBe(1);
  });
});

describe('a moving picture', () => {
  const frames = async () =>
    Promise.all(
      ['#c00', '#0c0', '#00c'].map((background) =>
        sharp({ create: { width: 40, height: 30, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );

  it('is kept as its first frame (WebP)', async () => {
    const moving = await sharp(await frames(), { join: { animated: true } })
      .webp({ lossless: true, delay: [100, 100, 100] })
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(3);
    const { bytes } = kept(await inspect(moving));
    expect((await sharp(bytes).metadata()).pages ?? 1).toBe(1);
    expect((await shown(bytes)).equals(await shown(moving))).toBe(true);
  });

  it('is kept as its first frame (PNG)', async () => {
    const still = await picture().png().toBuffer();
    const moving = insertAt(
      insertAt(still, still.length - 12, pngChunk('fdAT', `\0\0\0\x02${PLANTED} frame`)),
      PNG_BODY,
      pngChunk('acTL', Buffer.of(0, 0, 0, 2, 0, 0, 0, 0)),
    );
    const { bytes } = kept(await inspect(moving));
    expect(Buffer.from(bytes).equals(still)).toBe(true);
  });
});

describe('a colour profile', () => {
  /** As of a display: with a tag that names the device, behind everything else. */
  function withTag(profile: Buffer, tag: string, text: string): Buffer {
    const count = profile.readUInt32BE(128);
    const shift = 12;
    const entry = Buffer.alloc(shift);
    entry.write(tag, 'latin1');
    entry.writeUInt32BE(profile.length + shift, 4);
    entry.writeUInt32BE(text.length, 8);
    const grown = Buffer.concat([insertAt(profile, 132, entry), Buffer.from(text, 'latin1')]);
    grown.writeUInt32BE(grown.length, 0);
    grown.writeUInt32BE(count + 1, 128);
    for (let at = 0; at < count; at += 1) {
      const offset = 132 + shift + at * 12 + 4;
      grown.writeUInt32BE(grown.readUInt32BE(offset) + shift, offset);
    }
    return grown;
  }

  it.each(['jpeg', 'png', 'webp'] as const)(
    'loses model and serial number of a display (%s)',
    async (format) => {
      const plain = await picture().withIccProfile('p3').png().toBuffer();
      const { icc } = await sharp(plain).metadata();
      if (!icc) throw new Error('no profile');
      const marked = withTag(
        icc,
        'mmod',
        `${PLANTED} serial number, in a tag of its own`.padEnd(64),
      );
      const path = join(temporaryFolder(), 'display.icc');
      writeFileSync(path, marked);
      const original = await picture().withIccProfile(path).toFormat(format).toBuffer();
      expect((await sharp(original).metadata()).icc?.includes(PLANTED)).toBe(true);
      const { bytes } = kept(await inspect(original));
      const copied = (await sharp(bytes).metadata()).icc;
      expect(copied?.length).toBeGreaterThan(100);
      expect(copied?.includes(PLANTED)).toBe(false);
      expect((await shown(bytes)).equals(await shown(original))).toBe(true);
    },
  );

  const p3 = async (): Promise<Buffer> => {
    const { icc } = await sharp(await picture().withIccProfile('p3').png().toBuffer()).metadata();
    return icc ?? Buffer.alloc(0);
  };
  const part = (number: number, count: number, content: Buffer) =>
    jpegSegment(
      0xe2,
      `ICC_PROFILE\0${String.fromCharCode(number, count)}${content.toString('latin1')}`,
    );
  const profileOf = async (image: Uint8Array) => (await sharp(image).metadata()).icc;

  it('that is longer than a segment of a JPEG comes through whole', async () => {
    const long = withTag(await p3(), 'B2A2', 'table '.repeat(20_000));
    const parts = [long.subarray(0, 65_000), long.subarray(65_000)];
    const segments = parts.map((content, at) => part(at + 1, 2, content));
    const plain = await picture().jpeg().toBuffer();
    const [inOrder, reversed] = await Promise.all(
      [segments, segments.toReversed()].map(async (order) =>
        profileOf(kept(await inspect(insertAt(plain, 2, ...order))).bytes),
      ),
    );
    expect(inOrder?.length).toBe(long.length);
    expect(inOrder?.includes('table '.repeat(20_000))).toBe(true);
    expect(reversed?.equals(inOrder ?? Buffer.alloc(0))).toBe(true);
  });

  it('with a table that points behind its end is left out', async () => {
    const profile = Buffer.from(await p3());
    profile.writeUInt32BE(profile.length, 132 + 8);
    const plain = await picture().jpeg().toBuffer();
    const { bytes } = kept(await inspect(insertAt(plain, 2, part(1, 1, profile))));
    expect(Buffer.from(bytes).equals(plain)).toBe(true);
  });

  it('that is none is left out, and one that would fill memory too', async () => {
    const bomb = Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(50_000_000))]);
    const none = Buffer.concat([Buffer.from('x\0\0'), deflateSync(PLANTED.repeat(100))]);
    const still = await picture().png().toBuffer();
    for (const profile of [bomb, none]) {
      const { bytes } = kept(await inspect(insertAt(still, PNG_BODY, pngChunk('iCCP', profile))));
      expect(Buffer.from(bytes).equals(still)).toBe(true);
    }
  });
});
