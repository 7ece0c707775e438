import { strToU8 } from 'fflate';
import { type DocumentContent, MEDIA_TYPES } from '../../knowledge/casework/document.ts';
import { headerPart } from './hwpx/header.ts';
import { HEADER, PREVIEW, packageParts, SECTION } from './hwpx/package-parts.ts';
import { sectionPart } from './hwpx/section.ts';
import { legibleContent } from './legible.ts';
import { renderPlainText } from './plain-text.ts';
import { timelessZip } from './timeless-zip.ts';
import { XML_HEAD } from './xml.ts';

/** Characters of the preview that a file manager shows. */
const PREVIEW_LENGTH = 1000;

/**
 * A document as HWPX (OWPML, KS X 6101), which Hancom Office reads. It carries no date and no author.
 *
 * @see KS X 6101:2024, clauses 8 to 10 and 13.
 */
export function renderHwpx(raw: DocumentContent): Uint8Array {
  const content = legibleContent(raw);
  const preview = renderPlainText(content).slice(0, PREVIEW_LENGTH).toWellFormed();
  const xml = {
    ...packageParts(content),
    [HEADER]: headerPart(),
    [SECTION]: sectionPart(content),
  };
  const parts = Object.entries(xml).map(([name, part]) => [name, strToU8(XML_HEAD + part)]);
  // The media type comes first and as it is: it tells the format without unpacking.
  return timelessZip(
    {
      mimetype: strToU8(MEDIA_TYPES.hwpx),
      ...Object.fromEntries(parts),
      [PREVIEW]: strToU8(preview.replaceAll('\n', '\r\n')),
    },
    ['mimetype'],
  );
}
