import PDFDocument from 'pdfkit';
import { escapeXml } from '../xml.ts';

const EPOCH = new Date(0);

/** Points of 1/72 inch. */
export const PAGE = { width: 595.28, height: 841.89 } as const;
export const MARGIN = { top: 71, right: 65, bottom: 71, left: 65 } as const;
export const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;

/**
 * A tagged document of pdfkit that says nothing of when, by whom or on what it was made: of the same content come the same bytes.
 */
export class QuietDocument extends PDFDocument {
  readonly #title: string;
  readonly #language: string;

  constructor(title: string, language: string) {
    super({
      size: 'A4',
      margins: MARGIN,
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: language,
      bufferPages: true,
      // Else Helvetica is read, which we do not use.
      font: '',
      // The identifier of the file is made from this: it must not tell the time.
      info: { Title: title, Producer: 'PDFKit', CreationDate: EPOCH },
    });
    this.#title = title;
    this.#language = language;
    delete this.info.CreationDate;
    delete this.info.Creator;
  }

  /** Called by pdfkit, whose own would give the time, and would not escape the title. */
  _addInfo(): void {
    this.appendXML(
      '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
        `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(this.#title)}</rdf:li></rdf:Alt></dc:title>` +
        `<dc:language><rdf:Bag><rdf:li>${this.#language}</rdf:li></rdf:Bag></dc:language>` +
        '</rdf:Description>',
    );
  }

  /** Ends the document and gives it whole. */
  finished(): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      this.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      this.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
      this.on('error', reject);
      this.end();
    });
  }
}
