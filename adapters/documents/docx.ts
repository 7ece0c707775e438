import { unzipSync } from 'fflate';
import type { DocumentContent } from '../../knowledge/casework/document.ts';
import { blockParts, PAGE, PAGE_MARGIN, titleParts } from './docx/blocks.ts';
import { Document, type DocxFooter, Footer, Packer, Paragraph, TextRun } from './docx/library.ts';
import { docxNumbering, docxStyles } from './docx/styles.ts';
import { LANGUAGE_TAGS } from './language-tags.ts';
import { legibleContent } from './legible.ts';
import { timelessZip } from './timeless-zip.ts';
import { element, escapeXml, XML_HEAD } from './xml.ts';

const CORE_PART = 'docProps/core.xml';
const FIRST_PART = '[Content_Types].xml';

/** A document for Word and whatever reads its format, to be gone on with by the person. It carries no date and no author. */
export async function renderDocx(content: DocumentContent): Promise<Uint8Array> {
  const { title, subtitle, language, blocks } = legibleContent(content);
  const document = new Document({
    title,
    styles: docxStyles(language),
    numbering: docxNumbering,
    sections: [
      {
        properties: { page: { size: PAGE, margin: PAGE_MARGIN } },
        footers: { default: pageNumbers() },
        children: [...titleParts(title, subtitle), ...blocks.flatMap(blockParts)],
      },
    ],
  });
  const core = { path: CORE_PART, data: coreProperties(title, LANGUAGE_TAGS[language]) };
  const parts = unzipSync(await Packer.toBuffer(document, undefined, [core]));
  const { [FIRST_PART]: first, ...rest } = parts;
  return timelessZip({ ...(first && { [FIRST_PART]: first }), ...rest });
}

function pageNumbers(): DocxFooter {
  const children = ['CURRENT', ' / ', 'TOTAL_PAGES'];
  const numbers = new TextRun({ size: 18, color: '595959', children });
  return new Footer({
    children: [new Paragraph({ alignment: 'center', children: [numbers] })],
  });
}

/** Instead of the library's, which tells when the file was made. */
const coreProperties = (title: string, language: string): string =>
  XML_HEAD +
  element(
    'cp:coreProperties',
    {
      'xmlns:cp': 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    },
    element('dc:title', {}, escapeXml(title)),
    element('dc:language', {}, language),
  );
