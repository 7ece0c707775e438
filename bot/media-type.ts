/** The types of evidence that are kept, by the first bytes of their content: what a platform or a person claims does not count. */
export type EvidenceType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/heic'
  | 'application/pdf';

const EXTENSIONS: Readonly<Record<EvidenceType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
};

export const extensionOf = (type: EvidenceType): string => EXTENSIONS[type];

/** Undefined: none of the types that are kept. */
export function evidenceType(bytes: Uint8Array): EvidenceType | undefined {
  const at = (start: number, length: number) =>
    String.fromCharCode(...bytes.subarray(start, start + length));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (at(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (at(0, 4) === 'RIFF' && at(8, 4) === 'WEBP') return 'image/webp';
  if (at(4, 4) === 'ftyp' && /^(?:hei[cxms]|hev[cx]|mif1|msf1)$/.test(at(8, 4)))
    return 'image/heic';
  if (at(0, 5) === '%PDF-') return 'application/pdf';
  return undefined;
}
