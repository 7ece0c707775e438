import { z } from 'zod';

/** What a camera wrote into a photo about when, where and how it was held; whatever cannot be right is left out. */
export interface CameraFacts {
  readonly orientation: number;
  readonly takenAt?: string;
  readonly place?: { readonly latitude: number; readonly longitude: number };
}

/** As long as an EXIF block can be in a JPEG; in other files what is longer is no directory but its pictures and padding. */
const LONGEST_BLOCK_BYTES = 65_536;

const UPRIGHT = 1;

/** Only what is asked for is read, as it stands in the file: the library would make dates in the time zone of the server. */
const READING = {
  ifd0: { pick: ['Orientation'] },
  exif: { pick: ['DateTimeOriginal', 'OffsetTimeOriginal'] },
  gps: {
    pick: ['GPSLatitudeRef', 'GPSLatitude', 'GPSLongitudeRef', 'GPSLongitude', 'GPSStatus'],
  },
  ...{ ifd1: false, interop: false, jfif: false, ihdr: false, xmp: false, icc: false, iptc: false },
  mergeOutput: false,
  reviveValues: false,
  translateValues: false,
};

const angle = z.array(z.number().nonnegative()).length(3).optional().catch(undefined);
const text = z.string().optional().catch(undefined);
const block = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object(shape).optional().catch(undefined);

const exifSchema = block({
  ifd0: block({ Orientation: z.int().min(1).max(8).optional().catch(undefined) }),
  exif: block({ DateTimeOriginal: text, OffsetTimeOriginal: text }),
  gps: block({
    GPSLatitudeRef: text,
    GPSLatitude: angle,
    GPSLongitudeRef: text,
    GPSLongitude: angle,
    GPSStatus: text,
  }),
});
type Exif = NonNullable<z.infer<typeof exifSchema>>;

/** @param exif - From its TIFF header on. @param now - In milliseconds; nothing was taken later. */
export async function readCameraFacts(
  exif: Uint8Array | undefined,
  now: number,
): Promise<CameraFacts> {
  const found = exif && (await parsed(exif));
  const takenAt = found?.exif && readTime(found.exif, now);
  const place = found?.gps && readPlace(found.gps);
  return {
    orientation: found?.ifd0?.Orientation ?? UPRIGHT,
    ...(takenAt && { takenAt }),
    ...(place && { place }),
  };
}

async function parsed(exif: Uint8Array): Promise<Exif | undefined> {
  const { default: exifr } = await import('exifr');
  try {
    return exifSchema.parse(await exifr.parse(exif.subarray(0, LONGEST_BLOCK_BYTES), READING));
  } catch {
    return undefined;
  }
}

const TIME = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/;
const OFFSET = /^([+-])(\d\d):(\d\d)/;
const KOREAN_OFFSET_MINUTES = 9 * 60;
const MINUTE_MS = 60_000;

/** Clocks that were never set begin in 1970, 1980, 2000 or 2002. */
const EARLIEST_YEAR = 2003;

function readTime(
  { DateTimeOriginal = '', OffsetTimeOriginal = '' }: NonNullable<Exif['exif']>,
  now: number,
): string | undefined {
  const match = TIME.exec(DateTimeOriginal);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map(Number);
  const written = Date.UTC(year, month - 1, day, hour, minute, second);
  // A month or an hour that does not exist would have become another one.
  const isReal = new Date(written).toISOString().startsWith(isoOf(match));
  const offset = minutesOf(OffsetTimeOriginal) ?? KOREAN_OFFSET_MINUTES;
  const takenAt = written - offset * MINUTE_MS;
  if (!isReal || year < EARLIEST_YEAR || takenAt > now) return undefined;
  return new Date(takenAt + KOREAN_OFFSET_MINUTES * MINUTE_MS).toISOString().slice(0, 16);
}

const isoOf = ([, year, month, day, hour, minute, second]: RegExpExecArray): string =>
  `${year}-${month}-${day}T${hour}:${minute}:${second}`;

function minutesOf(offset: string): number | undefined {
  const [, sign, hours, minutes] = OFFSET.exec(offset) ?? [];
  if (!sign || Number(hours) > 14 || Number(minutes) > 59) return undefined;
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}

/** Six decimals are 11 centimetres, more than any phone knows. */
const DECIMALS = 6;

/** Nobody lives this near to where equator and zero meridian cross: receivers say so that know nothing. */
const NOWHERE_DEGREES = 0.01;

/** GPSStatus of a receiver that had lost its satellites: the place may be an old one. */
const INTERRUPTED = 'V';

function readPlace(gps: NonNullable<Exif['gps']>): CameraFacts['place'] {
  const latitude = degrees(gps.GPSLatitude, gps.GPSLatitudeRef, { N: 1, S: -1 }, 90);
  const longitude = degrees(gps.GPSLongitude, gps.GPSLongitudeRef, { E: 1, W: -1 }, 180);
  if (latitude === undefined || longitude === undefined) return undefined;
  if (gps.GPSStatus === INTERRUPTED) return undefined;
  if (Math.abs(latitude) < NOWHERE_DEGREES && Math.abs(longitude) < NOWHERE_DEGREES)
    return undefined;
  return { latitude, longitude };
}

function degrees(
  angle: readonly number[] | undefined,
  side: string | undefined,
  signs: Readonly<Record<string, number>>,
  most: number,
): number | undefined {
  const [whole = 0, minutes = 60, seconds = 60] = angle ?? [];
  const sign = signs[side ?? ''];
  if (!sign || minutes >= 60 || seconds >= 60) return undefined;
  const value = whole + minutes / 60 + seconds / 3600;
  return value > most ? undefined : Number((sign * value).toFixed(DECIMALS));
}
