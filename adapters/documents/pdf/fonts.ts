import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FontFace } from './font-face.ts';

const require = createRequire(import.meta.url);

export type FontName = 'regular' | 'bold';

export type Fonts = Readonly<Record<FontName, FontFace>>;

/** Noto Sans KR, in two weights: some 9 MB, read once for as long as it is used. */
export function openFonts(): Fonts {
  const folder = join(dirname(require.resolve('@embedpdf/fonts-kr')), '../fonts');
  const open = (weight: string) => FontFace.open(join(folder, `NotoSansKR-${weight}.otf`));
  return { regular: open('Regular'), bold: open('Bold') };
}
