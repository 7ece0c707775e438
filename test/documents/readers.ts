import { HwpxReader } from '@ssabrojs/hwpxjs';
import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DocumentBlock, DocumentContent } from '../../knowledge/casework/document.ts';

/** White space is where lines are broken, and that is the layout's. */
export const squeezed = (text: string): string => text.replace(/\s+/gu, '');

/** The texts of a content in the order in which a document says them, without marks and numbers of our own. */
export const textsOf = ({ title, subtitle, blocks }: DocumentContent): readonly string[] => [
  title,
  subtitle ?? '',
  ...blocks.flatMap(textsOfBlock),
];

export function textsOfBlock(block: DocumentBlock): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'addressee':
    case 'paragraph':
      return [block.text];
    case 'list':
      return block.items;
    case 'fields':
      return block.rows.flatMap(({ label, value }) => [label, value]);
    case 'table':
      return [...block.head, ...block.rows.flat()];
    case 'signature':
      return block.lines;
  }
}

/** The text of a PDF as its tags say it: page numbers, and table heads said again, are no part of it. */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  // pdf.js takes the bytes away.
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  let text = '';
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const options = { includeMarkedContent: true, disableNormalization: true };
    text += taggedText((await page.getTextContent(options)).items);
  }
  await task.destroy();
  return text;
}

type PdfItem =
  | { readonly str: string; readonly hasEOL: boolean }
  | { readonly type: string; readonly tag?: string };

function taggedText(items: readonly PdfItem[]): string {
  const open: (string | undefined)[] = [];
  const read: string[] = [];
  for (const item of items) {
    if ('str' in item) read.push(open.includes('Artifact') ? '' : `${item.str}\n`);
    else if (item.type === 'endMarkedContent') open.pop();
    else open.push(item.tag);
  }
  return read.join('');
}

export const readDocx = async (bytes: Uint8Array): Promise<string> =>
  (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;

/** By a library of other people. It passes over tables. */
export async function readHwpx(bytes: Uint8Array): Promise<string> {
  const reader = new HwpxReader();
  await reader.loadFromArrayBuffer(new Uint8Array(bytes).buffer);
  return reader.extractText();
}

export const partsOf = (bytes: Uint8Array): ReadonlyMap<string, string> =>
  new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));

/** The text of all `hp:t` of an HWPX file, those in tables too. */
export function hwpxText(bytes: Uint8Array): string {
  const parser = new XMLParser({ preserveOrder: true, trimValues: false, parseTagValue: false });
  return textWithin(parser.parse(partsOf(bytes).get('Contents/section0.xml') ?? ''), false);
}

function textWithin(nodes: unknown, isText: boolean): string {
  if (!Array.isArray(nodes)) return '';
  return nodes
    .flatMap((node: Record<string, unknown>) =>
      Object.entries(node).map(([name, value]) =>
        name === '#text' ? (isText ? String(value) : '') : textWithin(value, name === 'hp:t'),
      ),
    )
    .join('');
}
