import sharp, { type Exif } from 'sharp';
import { describe, expect, it } from 'vitest';
import { readCameraFacts } from '../../adapters/evidence/camera-facts.ts';
import { NOW, picture } from './making.ts';

async function facts(exif: Exif) {
  const image = await picture().withExif(exif).jpeg().toBuffer();
  return readCameraFacts((await sharp(image).metadata()).exif?.subarray(6), NOW);
}

const at = (DateTimeOriginal: string, OffsetTimeOriginal?: string): Exif => ({
  IFD2: { DateTimeOriginal, ...(OffsetTimeOriginal && { OffsetTimeOriginal }) },
});

describe('the time of a photo', () => {
  it.each([
    { written: '2026:05:01 13:22:33', takenAt: '2026-05-01T13:22', why: 'as the clock said' },
    {
      written: '2026:05:01 13:22:33',
      offset: '+09:00',
      takenAt: '2026-05-01T13:22',
      why: 'in Korea',
    },
    {
      written: '2026:05:01 13:22:33',
      offset: '+00:00',
      takenAt: '2026-05-01T22:22',
      why: 'in London',
    },
    {
      written: '2026:05:01 22:00:00',
      offset: '-07:00',
      takenAt: '2026-05-02T14:00',
      why: 'in Los Angeles',
    },
    {
      written: '2026:05:01 01:10:00',
      offset: '+12:45',
      takenAt: '2026-04-30T21:25',
      why: 'in New Zealand',
    },
    {
      written: '2026:05:01 13:22:33',
      offset: 'KST',
      takenAt: '2026-05-01T13:22',
      why: 'with an offset that is none',
    },
    { written: '2024:02:29 00:00:00', takenAt: '2024-02-29T00:00', why: 'on a leap day' },
    { written: '2026:11:28 12:00:00', takenAt: '2026-11-28T12:00', why: 'this very moment' },
  ])('$written $offset is $takenAt: $why', async ({ written, offset, takenAt }) => {
    expect((await facts(at(written, offset))).takenAt).toBe(takenAt);
  });

  it.each([
    { written: '1970:01:01 00:00:00', why: 'a clock that was never set' },
    { written: '2002:12:08 12:00:00', why: 'another one' },
    { written: '0000:00:00 00:00:00', why: 'no clock' },
    { written: '    :  :     :  :  ', why: 'left empty' },
    { written: '2026:02:30 10:00:00', why: 'no such day' },
    { written: '2026:13:01 10:00:00', why: 'no such month' },
    { written: '2026:05:01 25:00:00', why: 'no such hour' },
    { written: '2026:11:28 12:00:01', why: 'a second from now' },
    { written: '2036:01:01 00:00:00', why: 'ten years from now' },
    {
      written: '2026:11:28 04:00:00',
      offset: '-03:00',
      why: 'in the future once it is Korean time',
    },
    { written: 'yesterday', why: 'no time' },
  ])('$written is not offered: $why', async ({ written, offset }) => {
    expect(await facts(at(written, offset))).not.toHaveProperty('takenAt');
  });

  it('is not taken from when the file was changed', async () => {
    expect(await facts({ IFD0: { DateTime: '2026:05:01 13:22:33' } })).toEqual({ orientation: 1 });
  });
});

const gps = (latitude: string, longitude: string, more: Record<string, string> = {}): Exif => ({
  IFD3: {
    GPSLatitude: latitude,
    GPSLatitudeRef: 'N',
    GPSLongitude: longitude,
    GPSLongitudeRef: 'E',
    ...more,
  },
});
const seoul = ['37/1 33/1 5930/100', '126/1 58/1 4120/100'] as const;

describe('the place of a photo', () => {
  it.each([
    { exif: gps(...seoul), place: { latitude: 37.566472, longitude: 126.978111 } },
    {
      exif: gps(...seoul, { GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' }),
      place: { latitude: -37.566472, longitude: -126.978111 },
    },
    {
      exif: gps('37/1 3354/100 0/1', '126/1 5868/100 0/1'),
      place: { latitude: 37.559, longitude: 126.978 },
    },
    {
      exif: gps('375665/10000 0/1 0/1', '1269780/10000 0/1 0/1'),
      place: { latitude: 37.5665, longitude: 126.978 },
    },
    { exif: gps('0/1 0/1 0/1', '102/1 0/1 0/1'), place: { latitude: 0, longitude: 102 } },
    {
      exif: gps(...seoul, { GPSStatus: 'A' }),
      place: { latitude: 37.566472, longitude: 126.978111 },
    },
  ])('is $place', async ({ exif, place }) => {
    expect((await facts(exif)).place).toEqual(place);
  });

  it.each([
    { why: 'equator and zero meridian', exif: gps('0/1 0/1 0/1', '0/1 0/1 0/1') },
    { why: 'no numbers', exif: gps('0/0 0/0 0/0', '0/0 0/0 0/0') },
    { why: 'beyond the pole', exif: gps('91/1 0/1 0/1', '126/1 0/1 0/1') },
    { why: 'beyond the date line', exif: gps('37/1 0/1 0/1', '181/1 0/1 0/1') },
    { why: 'sixty minutes', exif: gps('37/1 60/1 0/1', '126/1 0/1 0/1') },
    { why: 'a side that is none', exif: gps(...seoul, { GPSLatitudeRef: 'X' }) },
    { why: 'no side', exif: { IFD3: { GPSLatitude: seoul[0], GPSLongitude: seoul[1] } } },
    { why: 'no longitude', exif: { IFD3: { GPSLatitude: seoul[0], GPSLatitudeRef: 'N' } } },
    { why: 'satellites were lost', exif: gps(...seoul, { GPSStatus: 'V' }) },
  ])('is not offered: $why', async ({ exif }) => {
    expect(await facts(exif)).not.toHaveProperty('place');
  });
});

it('a place of two numbers is not offered', async () => {
  const image = await picture()
    .withExif(gps(...seoul))
    .jpeg()
    .toBuffer();
  const block = (await sharp(image).metadata()).exif?.subarray(6) ?? Buffer.alloc(0);
  // Tag, type and count of GPSLatitude, in little-endian order.
  const count = block.indexOf(Buffer.from('0200050003000000', 'hex')) + 4;
  expect(count).toBeGreaterThan(4);
  block[count] = 2;
  expect(await readCameraFacts(block, NOW)).toEqual({ orientation: 1 });
});

describe('an EXIF block that is none', () => {
  it.each([
    { what: 'nothing', block: undefined },
    { what: 'empty', block: Buffer.alloc(0) },
    { what: 'text', block: Buffer.from('not a block of metadata') },
    { what: 'a header alone', block: Buffer.from('II*\0\xff\xff\xff\xff', 'latin1') },
    {
      what: 'a count of four thousand million',
      block: Buffer.from('4d4d002a0000000800010112000affffffff0000000000000000', 'hex'),
    },
  ])('says nothing: $what', async ({ block }) => {
    expect(await readCameraFacts(block, NOW)).toEqual({ orientation: 1 });
  });
});
