import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FontFace } from './font-face.ts';

export type FontName = 'regular' | 'bold';

export type Fonts = Readonly<Record<FontName, FontFace>>;

/** Noto Sans KR, in two weights: some 9 MB, read once for as long as it is used. */
export function openFonts(): Fonts {
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-kr');
  const folder = join(dirname(entry), '../fonts');
  const open = (weight: string) => FontFace.open(join(folder, `NotoSansKR-${weight}.otf`));
  return { regular: open('Regular'), bold: open('Bold') };
}
