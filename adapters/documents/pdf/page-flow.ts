import type { FontName, Fonts } from './fonts.ts';
import { breakLines } from './lines.ts';
import { printable } from './printable.ts';
import { MARGIN, PAGE, type QuietDocument, TEXT_WIDTH } from './quiet-document.ts';

export type Element = PDFKit.PDFStructureElement;

/** How a text is set. Sizes in points. */
export interface TextStyle {
  readonly face: FontName;
  readonly size: number;
  /** From one line to the next. */
  readonly pitch: number;
  readonly color: string;
  readonly align: 'left' | 'center' | 'right';
}

/** Text broken to a width, ready to be drawn. */
export interface SetText {
  readonly lines: readonly string[];
  readonly style: TextStyle;
  readonly width: number;
}

const BOTTOM = PAGE.height - MARGIN.bottom;
/** Rounding may not push a line to the next page. */
const TOLERANCE = 0.01;
/** A paragraph leaves at least this many lines on either page. */
const LEAST_LINES = 2;
const FOOTER_STYLE: TextStyle = {
  face: 'regular',
  size: 9,
  pitch: 12,
  color: '#595959',
  align: 'center',
};

/** Where on which page the next thing is drawn. */
export class PageFlow {
  readonly document: QuietDocument;
  readonly root: Element;
  readonly #fonts: Fonts;
  y: number = MARGIN.top;

  constructor(document: QuietDocument, fonts: Fonts) {
    this.document = document;
    this.#fonts = fonts;
    fonts.regular.registerWith(document, 'regular');
    fonts.bold.registerWith(document, 'bold');
    this.root = document.struct('Document');
    document.addStructure(this.root);
  }

  get room(): number {
    return BOTTOM - this.y + TOLERANCE;
  }

  get isFresh(): boolean {
    return this.y === MARGIN.top;
  }

  nextPage(): void {
    this.document.addPage();
    this.y = MARGIN.top;
  }

  /** Goes to the next page where there is less room than this, and a fresh page would have more. */
  need(height: number): void {
    if (height > this.room && !this.isFresh) this.nextPage();
  }

  /** Space between two things; none at the top of a page. */
  space(height: number): void {
    if (!this.isFresh) this.y = Math.min(this.y + height, BOTTOM);
  }

  open(type: string, parent: Element = this.root, options: object = {}): Element {
    const element = this.document.struct(type, options);
    parent.add(element);
    return element;
  }

  set(text: string, style: TextStyle, width = TEXT_WIDTH): SetText {
    const face = this.#fonts[style.face];
    const widthOf = (part: string) => face.widthOf(part) * style.size;
    return { lines: breakLines(printable(text, face), width, widthOf), style, width };
  }

  /** Makes sure that this much of a paragraph may begin here. */
  settle(lines: number, pitch: number): number {
    let take = this.#linesThatMayStay(lines, pitch);
    if (take === 0) {
      this.nextPage();
      take = this.#linesThatMayStay(lines, pitch);
    }
    return take;
  }

  #linesThatMayStay(lines: number, pitch: number): number {
    const fits = Math.floor(this.room / pitch);
    if (fits >= lines) return lines;
    if (this.isFresh) return Math.max(1, fits);
    const take = Math.min(fits, lines - LEAST_LINES);
    return take < LEAST_LINES ? 0 : take;
  }

  /**
   * Draws a text over as many pages as it takes.
   *
   * @param besides - Draws what stands beside the lines on one page, from where to where; not read aloud.
   */
  flow(
    element: Element,
    { lines, style, width }: SetText,
    x: number = MARGIN.left,
    besides?: (top: number, bottom: number) => void,
  ): void {
    let rest = lines;
    while (rest.length > 0) {
      const take = this.settle(rest.length, style.pitch);
      const top = this.y;
      const part = { lines: rest.slice(0, take), style, width };
      element.add(() => this.draw(part, x, top));
      this.y += take * style.pitch;
      if (besides) this.aside(() => besides(top, this.y));
      rest = rest.slice(take);
    }
  }

  /** Draws lines at a place of this page. */
  draw({ lines, style, width }: SetText, x: number, y: number): void {
    const { face, size, pitch, color, align } = style;
    this.document.font(face).fontSize(size).fillColor(color);
    for (const [at, line] of lines.entries()) {
      const spare = align === 'left' ? 0 : this.#spare(line, style, width);
      const left = x + (align === 'center' ? spare / 2 : spare);
      const top = y + at * pitch + (pitch - size) / 2;
      if (line !== '') this.document.text(line, left, top, { lineBreak: false });
    }
  }

  /**
   * Space at the end of a line is drawn, as it tells a reader's software where a word ends, and may stand out. Only at the right,
   * where it leaves room to sign, it counts as long as it fits.
   */
  #spare(line: string, { face, size, align }: TextStyle, width: number): number {
    const widthOf = (text: string) => this.#fonts[face].widthOf(text) * size;
    const whole = width - widthOf(line);
    return align === 'right' && whole >= 0 ? whole : width - widthOf(line.trimEnd());
  }

  /** Draws what is no part of the text: rules, page numbers, the head of a table said again. */
  aside(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.document.markContent('Artifact', { type });
    draw();
    this.document.endMarkedContent();
  }

  numberPages(): void {
    const { count } = this.document.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.document.switchToPage(page);
      const number = this.set(`${page + 1} / ${count}`, FOOTER_STYLE);
      this.aside(() => this.draw(number, MARGIN.left, PAGE.height - 45), 'Pagination');
    }
  }
}
