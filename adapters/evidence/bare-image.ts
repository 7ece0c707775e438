/** An image taken apart into what shows it and what tells about it. */
export interface BareImage {
  /** Width times height as the header says; a moving picture is as large as its first frame. */
  readonly pixels: number;
  /** Progressive or interlaced: to be decoded it has to be in memory as a whole. */
  readonly isHeldWhole: boolean;
  /** The EXIF block of the file, from its TIFF header on. */
  readonly exif: Buffer | undefined;
  /** The image without metadata. @param orientation - 1 to 8 as in EXIF: how viewers must turn it. */
  readonly rebuild: (orientation: number) => Buffer;
}
