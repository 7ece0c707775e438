import type { DocumentContent } from '../../knowledge/casework/document.ts';
import { LANGUAGE_TAGS } from './language-tags.ts';
import { legibleContent } from './legible.ts';
import { drawBlock, drawTitle } from './pdf/blocks.ts';
import type { Fonts } from './pdf/fonts.ts';
import { PageFlow } from './pdf/page-flow.ts';
import { QuietDocument } from './pdf/quiet-document.ts';

/**
 * A document as tagged PDF on A4, the fonts within it. What the fonts lack is shown as □; it carries no date and no author.
 *
 * @param fonts - Opened once, for any number of documents.
 */
export function renderPdf(content: DocumentContent, fonts: Fonts): Promise<Uint8Array> {
  const { title, subtitle, language, blocks } = legibleContent(content);
  const document = new QuietDocument(title, LANGUAGE_TAGS[language]);
  const flow = new PageFlow(document, fonts);
  drawTitle(flow, title, subtitle);
  for (const block of blocks) drawBlock(flow, block);
  flow.numberPages();
  return document.finished();
}
