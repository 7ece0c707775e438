import { zipSync } from 'fflate';

/** The first day that a ZIP file can tell, by its local clock: the same bytes in every time zone. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * A ZIP file that does not tell when it was made.
 *
 * @param stored - Names of parts that are not compressed.
 */
export const timelessZip = (
  parts: Readonly<Record<string, Uint8Array>>,
  stored: readonly string[] = [],
): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, bytes]) => [
        name,
        [bytes, { level: stored.includes(name) ? 0 : 6, mtime: NO_TIME }],
      ]),
    ),
  );
