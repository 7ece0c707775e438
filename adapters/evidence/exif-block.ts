/** Of EXIF 2.32, 4.6.2: a TIFF header in big-endian order, after which the first directory follows. */
const TIFF_HEADER = Buffer.from('4d4d002a00000008', 'hex');

/** How the block begins in JPEG, and in files of some programs elsewhere. */
export const EXIF_PREFIX = Buffer.from('Exif\0\0', 'latin1');

/** The smallest EXIF block that says which way is up, and nothing else. */
export function orientationBlock(orientation: number): Buffer {
  const directory = Buffer.from('00010112000300000001000000000000' + '0000', 'hex');
  directory.writeUInt16BE(orientation, 10);
  return Buffer.concat([TIFF_HEADER, directory]);
}

/** A block from its TIFF header on, whether or not it has the prefix. */
export const tiffOf = (block: Buffer): Buffer =>
  block.subarray(0, EXIF_PREFIX.length).equals(EXIF_PREFIX)
    ? block.subarray(EXIF_PREFIX.length)
    : block;
