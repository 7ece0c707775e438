/** Whether an image can be shown from its first to its last row. */
export type DecodeImage = (image: Uint8Array) => Promise<boolean>;

/** A 12-megapixel photo takes a third of a second; what takes this long was made to. */
const LONGEST_SECONDS = 20;

/** The decoded rows are thrown away, but through this size: decoders that can read coarsely then do, with a tenth of the memory. */
const PROBE_PIXELS = 16;

/**
 * Decodes in threads of libuv, one thread an image and without a cache, so that memory goes back.
 *
 * @throws where the platform has no build of the library.
 */
export async function loadDecoder(mostPixels: number): Promise<DecodeImage> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return async (image) => {
    try {
      await sharp(image, { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true })
        .timeout({ seconds: LONGEST_SECONDS })
        .resize(PROBE_PIXELS, PROBE_PIXELS, { fit: 'fill' })
        .raw()
        .toBuffer();
      return true;
    } catch {
      return false;
    }
  };
}
