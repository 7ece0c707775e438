import type { DocumentContent, DocumentFormat } from '../../knowledge/casework/document.ts';
import { renderDocx } from './docx.ts';
import { renderHwpx } from './hwpx.ts';
import { type Fonts, openFonts } from './pdf/fonts.ts';
import { renderPdf } from './pdf.ts';
import { plainTextBytes } from './plain-text.ts';

/** What a thread is told to lay out. */
export interface RenderOrder {
  readonly content: DocumentContent;
  readonly format: DocumentFormat;
}

let fonts: Fonts | undefined;

/** Lays a document out in this thread. The fonts are read with the first PDF, and stay for as long as the thread. */
export async function renderHere({ content, format }: RenderOrder): Promise<Uint8Array> {
  switch (format) {
    case 'pdf':
      fonts ??= openFonts();
      return renderPdf(content, fonts);
    case 'docx':
      return renderDocx(content);
    case 'hwpx':
      return renderHwpx(content);
    case 'txt':
      return plainTextBytes(content);
  }
}
