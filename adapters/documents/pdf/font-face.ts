import PDFDocument from 'pdfkit';
import { z } from 'zod';

interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/** Written to by pdfkit, which scales it. */
interface Position {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
}

interface GlyphRun {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly Position[];
  readonly advanceWidth: number;
}

/** What we use of a font that fontkit opened. */
interface OpenedFont {
  readonly unitsPerEm: number;
  glyphForCodePoint(codePoint: number): { readonly id: number; readonly advanceWidth: number };
  hasGlyphForCodePoint(codePoint: number): boolean;
  layout(text: string): GlyphRun;
}

const Probe = z.object({
  _font: z.object({
    font: z.custom<OpenedFont>(
      (font) => typeof font === 'object' && font !== null && 'hasGlyphForCodePoint' in font,
    ),
  }),
});

/** Between these a pair stands closer or wider as the font says; Hangul and Hanja stand on a grid. */
const [FIRST_KERNED, LAST_KERNED] = [0x21, 0x7e];

/**
 * A font, read once and used by any number of documents. Text is laid out one glyph a character and not with fontkit's shaping:
 * that takes most of a millisecond for each word of Korean, and what is read out of the file again would not always be what went
 * in. No script that needs shaping is in the fonts that we use.
 */
export class FontFace {
  readonly #font: OpenedFont;
  /** The font as pdfkit takes it, with our layout. */
  readonly #source: OpenedFont;
  readonly #glyphs = new Map<number, Glyph>();
  readonly #kerns = new Map<number, number>();

  private constructor(font: OpenedFont) {
    this.#font = font;
    this.#source = Object.create(font, { layout: { value: (text: string) => this.#layOut(text) } });
  }

  /** Opens an OpenType or TrueType file. Through pdfkit, which has fontkit within. */
  static open(file: string): FontFace {
    return new FontFace(
      Probe.parse(new PDFDocument({ font: file, autoFirstPage: false }))._font.font,
    );
  }

  registerWith(document: PDFKit.PDFDocument, name: string): void {
    // pdfkit also takes a font that is open already; its types do not say so.
    document.registerFont(name, this.#source as unknown as Buffer);
  }

  has(codePoint: number): boolean {
    return this.#font.hasGlyphForCodePoint(codePoint);
  }

  /** Characters of one number look the same, and all come out of a PDF as whichever of them was written first. */
  glyphNumber(codePoint: number): number {
    return this.#glyph(codePoint).id;
  }

  /** In units of the font size: 1 is as wide as the font is high. */
  widthOf(text: string): number {
    return this.#layOut(text).advanceWidth / this.#font.unitsPerEm;
  }

  #layOut(text: string): GlyphRun {
    const glyphs: Glyph[] = [];
    const positions: Position[] = [];
    let advanceWidth = 0;
    let before = 0;
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      const last = positions.at(-1);
      if (last && isKerned(before) && isKerned(codePoint)) {
        const kern = this.#kern(before, codePoint);
        last.xAdvance += kern;
        advanceWidth += kern;
      }
      const glyph = this.#glyph(codePoint);
      glyphs.push(glyph);
      positions.push({ xAdvance: glyph.advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 });
      advanceWidth += glyph.advanceWidth;
      before = codePoint;
    }
    return { glyphs, positions, advanceWidth };
  }

  #glyph(codePoint: number): Glyph {
    let glyph = this.#glyphs.get(codePoint);
    if (!glyph) {
      const { id, advanceWidth } = this.#font.glyphForCodePoint(codePoint);
      glyph = { id, advanceWidth, codePoints: [codePoint] };
      this.#glyphs.set(codePoint, glyph);
    }
    return glyph;
  }

  #kern(left: number, right: number): number {
    const key = left * 0x80 + right;
    let kern = this.#kerns.get(key);
    if (kern === undefined) {
      const { positions, glyphs } = this.#font.layout(String.fromCodePoint(left, right));
      // One glyph for both is a ligature, which we do not use.
      const [first] = glyphs.length === 2 ? positions : [];
      kern = first ? first.xAdvance - this.#glyph(left).advanceWidth : 0;
      this.#kerns.set(key, kern);
    }
    return kern;
  }
}

const isKerned = (codePoint: number): boolean =>
  codePoint >= FIRST_KERNED && codePoint <= LAST_KERNED;
