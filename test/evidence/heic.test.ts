import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { heic, inspectWith, kept, PLANTED, picture, shown } from './making.ts';

const inspect = inspectWith();

const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const number = (value: number, size: number) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
};

function box(type: string, ...content: readonly (string | Buffer)[]): Buffer {
  const body = Buffer.concat(
    content.map((part) => (typeof part === 'string' ? bytesOf(part) : part)),
  );
  return Buffer.concat([number(body.length + 8, 4), bytesOf(type), body]);
}

/** With version 0 or another, and no flags. */
const fullBox = (type: string, version: number, ...content: readonly (string | Buffer)[]): Buffer =>
  box(type, Buffer.of(version, 0, 0, 0), ...content);

const infe = (id: number, type: string, name = '') =>
  fullBox('infe', 2, number(id, 2), number(0, 2), `${type}${name}\0`);

/** Where an item lies: in the file (0) or in `idat` (1). */
const located = (id: number, way: number, start: number, length: number) =>
  Buffer.concat([
    ...[id, way, 0, 1].map((value) => number(value, 2)),
    ...[start, length].map((value) => number(value, 4)),
  ]);

/** As phones make them: tiles in one place, how they are put together in another. Nothing here can be decoded. */
function tiled(): Buffer {
  const exif = `\0\0\0\x06Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0 ${PLANTED} serial number`;
  const data = { tile: 'TILE', exif, unused: `${PLANTED} unused`, xmp: `<x>${PLANTED}</x>` };
  const made = (offset: number): Buffer => {
    const iloc = fullBox(
      'iloc',
      1,
      Buffer.of(0x44, 0),
      number(4, 2),
      located(1, 1, 2, 8),
      located(2, 0, offset, 4),
      located(3, 0, offset + 4, exif.length),
      located(4, 0, offset + 4 + exif.length + data.unused.length, data.xmp.length),
    );
    const items = [
      infe(1, 'grid', PLANTED),
      infe(2, 'hvc1'),
      infe(3, 'Exif'),
      infe(4, 'mime', PLANTED),
    ];
    const properties = box('ipco', box('ispe', 'SIZE'), box('udes', `${PLANTED} description`));
    return Buffer.concat([
      box('ftyp', 'heic\0\0\0\0mif1heic'),
      fullBox(
        'meta',
        0,
        fullBox('hdlr', 0, '\0\0\0\0pict'),
        fullBox('pitm', 0, number(1, 2)),
        fullBox('iinf', 0, number(items.length, 2), ...items),
        iloc,
        box('idat', `!!THE GRID${PLANTED} unused`),
        box('iprp', properties),
        box('uuid', `${PLANTED} of a program's own`),
      ),
      box('mdat', data.tile, data.exif, data.unused, data.xmp),
    ]);
  };
  return made(made(0).indexOf('mdat') + 4);
}

describe('a HEIC', () => {
  it('is kept as the same picture in the same colours, with zeros where its metadata were', async () => {
    const original = await heic();
    expect(original.includes(PLANTED)).toBe(true);
    const { bytes, ...evidence } = kept(await inspect(original));
    expect(evidence).toMatchObject({
      type: 'image/heic',
      isStripped: true,
      takenAt: '2026-05-01T20:22',
      place: { latitude: 37.566472, longitude: 126.978111 },
    });
    expect(bytes.length).toBe(original.length);
    expect(Buffer.from(bytes).includes(PLANTED)).toBe(false);
    expect((await shown(bytes)).equals(await shown(original))).toBe(true);
    const { xmp } = await sharp(bytes).metadata();
    expect(xmp?.every((byte) => byte === 0) ?? true).toBe(true);
  });

  it('loses the video and the notes that phones put behind the picture', async () => {
    const original = Buffer.concat([
      await heic(),
      box('mpvd', `${PLANTED} seconds before`),
      box('sefd', `${PLANTED} notes`),
      box('uuid', `${PLANTED} of a program's own`),
    ]);
    const { bytes, isStripped } = kept(await inspect(original));
    expect(isStripped).toBe(true);
    expect(Buffer.from(bytes).includes(PLANTED)).toBe(false);
    expect((await shown(bytes)).equals(await shown(original))).toBe(true);
  });

  it('loses what lies between its pictures', async () => {
    const original = Buffer.concat([await heic(picture()), box('mdat', `${PLANTED} unused`)]);
    const { bytes } = kept(await inspect(original));
    expect(Buffer.from(bytes).includes(PLANTED)).toBe(false);
    expect((await shown(bytes)).equals(await shown(original))).toBe(true);
  });

  it('stays the same way up', async () => {
    for (const orientation of [1, 3, 6, 8]) {
      const original = await heic(picture().withMetadata({ orientation }));
      const { bytes } = kept(await inspect(original));
      expect((await shown(bytes)).equals(await shown(original))).toBe(true);
    }
  });

  it('of tiles keeps them and how they are put together, where they were', async () => {
    const original = tiled();
    const { bytes, isStripped } = kept(await inspect(original));
    const copy = Buffer.from(bytes);
    expect(isStripped).toBe(true);
    expect(copy.includes(PLANTED)).toBe(false);
    expect(copy.includes('!!')).toBe(false);
    expect(copy.length).toBe(original.length);
    for (const part of ['TILE', 'THE GRID', 'SIZE', 'grid', 'hvc1', 'iloc', 'ftyp', 'pict']) {
      expect(copy.indexOf(part), part).toBe(original.indexOf(part));
    }
  });

  it('whose colour profile is none loses what stands in its place', async () => {
    const original = await heic();
    const profile = original.indexOf('acsp');
    original.write(PLANTED, profile, 'latin1');
    const { bytes, isStripped } = kept(await inspect(original));
    expect(isStripped).toBe(true);
    expect(Buffer.from(bytes).includes(PLANTED)).toBe(false);
  });

  it('that is a series of pictures is kept as it came, and that is said', async () => {
    const original = Buffer.concat([await heic(), box('moov', PLANTED)]);
    const evidence = kept(await inspect(original));
    expect(evidence.isStripped).toBe(false);
    expect(Buffer.from(evidence.bytes).equals(original)).toBe(true);
  });

  it('whose table of places is not understood is kept as it came, and that is said', async () => {
    const original = await heic();
    // The number of the file in which the first item lies: another one than this.
    const table = original.indexOf('iloc') + 4;
    const number = table + 4 + 2 + 2 + 2;
    original.writeUInt16BE(1, number);
    const evidence = kept(await inspect(original));
    expect(evidence.isStripped).toBe(false);
    expect(Buffer.from(evidence.bytes).equals(original)).toBe(true);
  });
});
