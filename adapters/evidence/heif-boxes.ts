/** A box of ISO/IEC 14496-12: size, type, content. */
export interface Box {
  readonly type: string;
  /** Where its size stands. */
  readonly start: number;
  /** Where its content begins. */
  readonly body: number;
  readonly end: number;
}

const HEAD_BYTES = 8;
const LONG_HEAD_BYTES = 16;
/** Version and flags, with which the content of some boxes begins. */
export const VERSION_BYTES = 4;

/** The picture of a phone has some two hundred tiles, each with a box that names it. */
const MOST_BOXES = 4_000;

/** The boxes that fill a stretch of a file to its last byte; undefined where they do not. */
export function readBoxes(file: Buffer, from: number, to: number): readonly Box[] | undefined {
  const boxes: Box[] = [];
  let start = from;
  while (start < to) {
    const box = boxAt(file, start, to);
    if (!box || boxes.length === MOST_BOXES) return undefined;
    boxes.push(box);
    start = box.end;
  }
  return boxes;
}

function boxAt(file: Buffer, start: number, to: number): Box | undefined {
  if (start + HEAD_BYTES > to) return undefined;
  const size = file.readUInt32BE(start);
  const isLong = size === 1;
  const body = start + (isLong ? LONG_HEAD_BYTES : HEAD_BYTES);
  if (body > to) return undefined;
  const length = isLong ? Number(file.readBigUInt64BE(start + HEAD_BYTES)) : size;
  // A size of nothing says: to the end.
  const end = size === 0 ? to : start + length;
  const type = file.toString('latin1', start + 4, start + 8);
  return end < body || end > to ? undefined : { type, start, body, end };
}

/** One of the things a HEIF file is made of: a tile, a small copy, a block of metadata. */
export interface Item {
  readonly id: number;
  readonly type: string;
  /** Where its name begins, and what else is said about it. */
  readonly about: number;
  readonly end: number;
}

/** Of ISO/IEC 23008-12: the box `iinf`. Undefined: not in a way that is known here. */
export function readItems(file: Buffer, { body, end }: Box): readonly Item[] | undefined {
  const countBytes = file[body] === 0 ? 2 : 4;
  const entries = readBoxes(file, body + VERSION_BYTES + countBytes, end);
  const items = entries?.map((entry): Item | undefined => {
    const version = file[entry.body];
    if (entry.type !== 'infe' || (version !== 2 && version !== 3)) return undefined;
    const id = entry.body + VERSION_BYTES;
    // Behind the number of the item and that of its protection.
    const type = id + (version === 2 ? 4 : 6);
    return {
      id: version === 2 ? file.readUInt16BE(id) : file.readUInt32BE(id),
      type: file.toString('latin1', type, type + 4),
      about: type + 4,
      end: entry.end,
    };
  });
  return items?.every((item) => item !== undefined) ? items : undefined;
}

/** A stretch of the file, or of the box `idat`. */
export interface Extent {
  readonly isInIdat: boolean;
  readonly start: number;
  readonly length: number;
}

const MOST_EXTENTS = 10_000;

/** Of ISO/IEC 14496-12: the box `iloc`, by number of item. Undefined: in a way, or elsewhere, that is not known here. */
export function readLocations(
  file: Buffer,
  box: Box,
): ReadonlyMap<number, readonly Extent[]> | undefined {
  const read = reader(file, box.body);
  const version = read(1);
  read(3);
  const sizes = sizesOf(read(2), version);
  if (!sizes) return undefined;
  const numberBytes = version === 2 ? 4 : 2;
  const locations = new Map<number, readonly Extent[]>();
  let extentCount = 0;
  for (let left = read(numberBytes); left > 0; left -= 1) {
    const id = read(numberBytes);
    const way = version === 0 ? 0 : read(2);
    const otherFile = read(2);
    const from = read(sizes.base);
    const extents = Array.from({ length: read(2) }, (): Extent => {
      read(sizes.index);
      return { isInIdat: way === 1, start: from + read(sizes.offset), length: read(sizes.length) };
    });
    extentCount += extents.length;
    if (way > 1 || otherFile !== 0 || extentCount > MOST_EXTENTS) return undefined;
    locations.set(id, extents);
  }
  return locations;
}

/** How many bytes the numbers of a table of places have; four bits say so for each. */
function sizesOf(bits: number, version: number) {
  const sizes = {
    offset: bits >> 12,
    length: (bits >> 8) & 15,
    base: (bits >> 4) & 15,
    index: version === 0 ? 0 : bits & 15,
  };
  const isKnown =
    sizes.length > 0 && Object.values(sizes).every((size) => [0, 4, 8].includes(size));
  return isKnown ? sizes : undefined;
}

/** Reads numbers one after another. @throws {RangeError} at the end of the file. */
function reader(file: Buffer, from: number): (bytes: number) => number {
  let at = from;
  return (bytes) => {
    const start = at;
    at += bytes;
    if (bytes === 0) return 0;
    return bytes === 8 ? Number(file.readBigUInt64BE(start)) : file.readUIntBE(start, bytes);
  };
}
