import { describe, expect, it } from 'vitest';
import { evidenceType, extensionOf } from '../../bot/media-type.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((sign) => sign.charCodeAt(0)) : part,
    ),
  );
const SIZE = [0, 0, 0, 24];

describe('evidenceType', () => {
  it.each([
    { what: 'a JPEG', content: bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF'), type: 'image/jpeg' },
    { what: 'a PNG', content: bytes([0x89], 'PNG\r\n\x1a\n', SIZE), type: 'image/png' },
    { what: 'a WebP', content: bytes('RIFF', SIZE, 'WEBPVP8 '), type: 'image/webp' },
    ...['heic', 'heix', 'hevc', 'mif1', 'msf1'].map((brand) => ({
      what: `a HEIC (${brand})`,
      content: bytes(SIZE, 'ftyp', brand),
      type: 'image/heic',
    })),
    { what: 'a PDF', content: bytes('%PDF-1.7\n'), type: 'application/pdf' },
  ])('knows $what by its first bytes', ({ content, type }) => {
    expect(evidenceType(content)).toBe(type);
  });

  it.each([
    { what: 'nothing', content: bytes() },
    { what: 'half a JPEG', content: bytes([0xff, 0xd8]) },
    { what: 'half a PNG', content: bytes([0x89], 'PNG') },
    { what: 'a GIF', content: bytes('GIF89a') },
    { what: 'a sound in RIFF', content: bytes('RIFF', SIZE, 'WAVE') },
    { what: 'a video', content: bytes(SIZE, 'ftyp', 'isom') },
    { what: 'an AVIF', content: bytes(SIZE, 'ftyp', 'avif') },
    { what: 'a page', content: bytes('<!doctype html>') },
    { what: 'a drawing with scripts', content: bytes('<svg xmlns=') },
    { what: 'a program', content: bytes('MZ', SIZE) },
    { what: 'an archive', content: bytes('PK', [3, 4]) },
    { what: 'a PDF behind something else', content: bytes('MZ%PDF-1.7') },
  ])('knows nothing of $what', ({ content }) => {
    expect(evidenceType(content)).toBeUndefined();
  });

  it.each([
    { type: 'image/jpeg', extension: 'jpg' },
    { type: 'image/png', extension: 'png' },
    { type: 'image/webp', extension: 'webp' },
    { type: 'image/heic', extension: 'heic' },
    { type: 'application/pdf', extension: 'pdf' },
  ] as const)('names a file of $type .$extension', ({ type, extension }) => {
    expect(extensionOf(type)).toBe(extension);
  });
});
