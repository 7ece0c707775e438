import { coloursOnly } from './colour-profile.ts';
import { orientationBlock, tiffOf } from './exif-block.ts';
import {
  type Box,
  type Extent,
  type Item,
  readBoxes,
  readItems,
  readLocations,
  VERSION_BYTES,
} from './heif-boxes.ts';

export interface BareHeic {
  /** False: the file is made in a way that is not known here, and stays as it is. */
  readonly isStripped: boolean;
  /** From its TIFF header on. */
  readonly exif?: Buffer;
  /** @param orientation - As the EXIF block had it, for viewers that go by it. */
  readonly rebuild: (orientation: number) => Buffer;
}

/** Pictures, and what puts them together. */
const KEPT_ITEMS = /^(?:hvc1|av01|jpeg|grid|iden|iovl|tmap)$/;
const KEPT_IN_META = /^(?:hdlr|pitm|iloc|iinf|iprp|iref|idat|dinf|grpl)$/;
/** Coding, size, colours, which way is up, what a second picture is for. */
const KEPT_PROPERTIES =
  /^(?:hvcC|av1C|jpgC|ispe|pixi|colr|irot|imir|clap|pasp|auxC|lsel|a1op|a1lx|clli|mdcv|cclv|amve)$/;

/**
 * A HEIC without metadata: what is not part of a picture is overwritten with zeros where it stands, since a file of this kind
 * is full of places that would move. It is not decoded; the library has no build that could.
 *
 * @returns undefined where the file is cut off or something else stands behind its end.
 */
export function bareHeic(file: Buffer): BareHeic | undefined {
  const boxes = readBoxes(file, 0, file.length);
  const hasContent = boxes?.some(({ type }) => type === 'meta' || type === 'moov');
  if (boxes?.[0]?.type !== 'ftyp' || !hasContent) return undefined;
  const asItCame = { isStripped: false, rebuild: () => file };
  try {
    return overwritten(file, boxes) ?? asItCame;
  } catch (error) {
    // A table that points behind its end.
    if (error instanceof RangeError) return asItCame;
    throw error;
  }
}

function overwritten(file: Buffer, boxes: readonly Box[]): BareHeic | undefined {
  const layout = readLayout(file, boxes);
  if (!layout) return undefined;
  const { items, placesOf } = layout;
  const about = items.find(({ type }) => type === 'Exif');
  const exifPlaces = about ? placesOf(about) : [];
  const exif = Buffer.concat(exifPlaces.map(({ start, end }) => file.subarray(start, end)));
  return {
    isStripped: true,
    ...(about && { exif: exifOf(exif) }),
    rebuild: (orientation) => {
      const bytes = frameOf(file, boxes, layout);
      const [kept, dropped] = [items.filter(isPicture), items.filter((item) => !isPicture(item))];
      for (const { start, end } of kept.flatMap(placesOf)) file.copy(bytes, start, start, end);
      for (const { start, end } of dropped.flatMap(placesOf)) bytes.fill(0, start, end);
      writeOrientation(bytes, exifPlaces[0], orientation);
      return bytes;
    },
  };
}

/** Behind four zeros, which say that nothing stands before the TIFF header; where there is no room, nothing is said. */
function writeOrientation(bytes: Buffer, place: Place | undefined, orientation: number): void {
  const block = orientationBlock(orientation);
  if (place && place.end - place.start >= 4 + block.length) block.copy(bytes, place.start + 4);
}

/** All boxes where they were, with what describes the pictures but without any data. */
function frameOf(file: Buffer, boxes: readonly Box[], layout: Layout): Buffer {
  const { meta, inMeta, items, properties } = layout;
  const bytes = Buffer.alloc(file.length);
  for (const box of boxes) copyHead(file, bytes, box, /^(?:ftyp|meta|mdat)$/.test(box.type));
  copyContent(file, bytes, boxes[0]);
  file.copy(bytes, meta.body, meta.body, meta.body + VERSION_BYTES);
  for (const box of inMeta) {
    const isKept = KEPT_IN_META.test(box.type);
    copyHead(file, bytes, box, isKept);
    if (isKept && box.type !== 'idat') copyContent(file, bytes, box);
  }
  for (const property of properties) cleanProperty(file, bytes, property);
  for (const { about, end } of items) bytes.fill(0, about, end);
  return bytes;
}

const isPicture = ({ type }: Item): boolean => KEPT_ITEMS.test(type);

/** Behind a number that says how much stands before its TIFF header. */
const exifOf = (data: Buffer): Buffer =>
  tiffOf(data.length < 4 ? data : data.subarray(4 + data.readUInt32BE(0)));

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Layout {
  readonly meta: Box;
  readonly inMeta: readonly Box[];
  readonly items: readonly Item[];
  readonly placesOf: (item: Item) => readonly Place[];
  readonly properties: readonly Box[];
}

/** Undefined: not made of pictures and their parts in this file alone; series of pictures are not. */
function readLayout(file: Buffer, boxes: readonly Box[]): Layout | undefined {
  const meta = boxes.find(({ type }) => type === 'meta');
  if (!meta || boxes.some(({ type }) => type === 'moov')) return undefined;
  const inMeta = readBoxes(file, meta.body + VERSION_BYTES, meta.end) ?? [];
  const [iinf, iloc, idat] = ['iinf', 'iloc', 'idat'].map((type) =>
    inMeta.find((box) => box.type === type),
  );
  const items = iinf && readItems(file, iinf);
  const locations = iloc && readLocations(file, iloc);
  const properties = readProperties(file, inMeta);
  if (!items || !locations || !properties) return undefined;

  const placesOf = ({ id }: Item) =>
    (locations.get(id) ?? []).map(({ isInIdat, start, length }: Extent) => {
      const from = (isInIdat ? (idat?.body ?? Infinity) : 0) + start;
      return { start: from, end: from + length };
    });
  const data = [...boxes.filter(({ type }) => type === 'mdat'), ...(idat ? [idat] : [])];
  const isInside = ({ start, end }: Place) =>
    end > start && data.some((box) => start >= box.body && end <= box.end);
  const places = items.flatMap(placesOf);
  const total = places.reduce((sum, { start, end }) => sum + end - start, 0);
  // Parts may be used twice; more than that is no picture.
  const isKnown = total <= 2 * file.length && places.every(isInside);
  return isKnown ? { meta, inMeta, items, placesOf, properties } : undefined;
}

function readProperties(file: Buffer, inMeta: readonly Box[]): readonly Box[] | undefined {
  const iprp = inMeta.find(({ type }) => type === 'iprp');
  const ipco = iprp && readBoxes(file, iprp.body, iprp.end)?.find(({ type }) => type === 'ipco');
  return ipco && readBoxes(file, ipco.body, ipco.end);
}

const COLOUR_PROFILE = /^(?:prof|rICC)$/;

/** Descriptions, times and whatever is not known are replaced: properties are counted, so one cannot be left out. */
function cleanProperty(file: Buffer, bytes: Buffer, property: Box): void {
  const { type, body, end } = property;
  if (!KEPT_PROPERTIES.test(type)) {
    bytes.fill(0, body, end);
    copyHead(file, bytes, property, false);
  } else if (type === 'colr' && COLOUR_PROFILE.test(file.toString('latin1', body, body + 4))) {
    const profile = coloursOnly(file.subarray(body + 4, end));
    bytes.fill(0, body + 4, end);
    profile?.copy(bytes, body + 4);
  }
}

/** A box that is not kept becomes free space of the same size. */
function copyHead(file: Buffer, bytes: Buffer, { start, body }: Box, isKept: boolean): void {
  file.copy(bytes, start, start, body);
  if (!isKept) bytes.write('free', start + 4, 'latin1');
}

function copyContent(file: Buffer, bytes: Buffer, box: Box | undefined): void {
  if (box) file.copy(bytes, box.body, box.body, box.end);
}
