/** Of ICC.1:2022, 7.2 and 7.3. */
const HEADER_BYTES = 128;
const ENTRY_BYTES = 12;
const MOST_TAGS = 100;

/** Parts of the header that say who made the profile, for which device and when; and its checksum, which no longer holds. */
const ABOUT_THE_DEVICE: readonly (readonly [start: number, end: number])[] = [
  [24, 36],
  [48, 56],
  [80, 128],
];

/**
 * What colours are computed from, and the name and copyright line that readers insist on. Profiles of displays, which come
 * with screenshots, have other tags with model and serial number.
 */
const KEPT_TAGS =
  /^(?:[rgbk]TRC|[rgb]XYZ|wtpt|bkpt|chad|A2B[0-3]|B2A[0-3]|D2B[0-3]|B2D[0-3]|gamt|cicp|desc|cprt)$/;

/** An ICC profile with what colours need and nothing else. Undefined: it is none, so colours are better shown without it. */
export function coloursOnly(profile: Buffer): Buffer | undefined {
  if (profile.length < HEADER_BYTES + 4) return undefined;
  const size = profile.readUInt32BE(0);
  const count = profile.readUInt32BE(HEADER_BYTES);
  const tableEnd = HEADER_BYTES + 4 + count * ENTRY_BYTES;
  const isProfile = profile.toString('latin1', 36, 40) === 'acsp';
  if (!isProfile || count > MOST_TAGS || size > profile.length || tableEnd > size) return undefined;

  const clean = Buffer.alloc(size);
  profile.copy(clean, 0, 0, HEADER_BYTES);
  for (const [start, end] of ABOUT_THE_DEVICE) clean.fill(0, start, end);
  let kept = 0;
  for (let entry = HEADER_BYTES + 4; entry < tableEnd; entry += ENTRY_BYTES) {
    if (!KEPT_TAGS.test(profile.toString('latin1', entry, entry + 4))) continue;
    const start = profile.readUInt32BE(entry + 4);
    const end = start + profile.readUInt32BE(entry + 8);
    if (start < tableEnd || end > size) return undefined;
    profile.copy(clean, start, start, end);
    profile.copy(clean, HEADER_BYTES + 4 + kept * ENTRY_BYTES, entry, entry + ENTRY_BYTES);
    kept += 1;
  }
  clean.writeUInt32BE(kept, HEADER_BYTES);
  return clean;
}
