import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { renderDocx } from '../../adapters/documents/docx.ts';
import { renderHwpx } from '../../adapters/documents/hwpx.ts';
import { legible } from '../../adapters/documents/legible.ts';
import { openFonts } from '../../adapters/documents/pdf/fonts.ts';
import { printable } from '../../adapters/documents/pdf/printable.ts';
import { renderPdf } from '../../adapters/documents/pdf.ts';
import { renderPlainText } from '../../adapters/documents/plain-text.ts';
import type { DocumentBlock, DocumentContent } from '../../knowledge/casework/document.ts';
import {
  hwpxText,
  partsOf,
  readDocx,
  readHwpx,
  readPdf,
  squeezed,
  textsOfBlock,
} from './readers.ts';

const fonts = openFonts();

/** A text as the glyphs that show it: what looks the same is the same. Spaces are left out. */
function glyphsOf(text: string): string {
  const numberOf = (character: string) => fonts.regular.glyphNumber(character.codePointAt(0) ?? 0);
  const blank = new Set([' ', '\u00a0', '\u2002', '\u2003', '\u3000'].map(numberOf));
  return [...squeezed(text)]
    .map(numberOf)
    .filter((number) => !blank.has(number))
    .join(' ');
}

const contentOf = (title: string, blocks: readonly DocumentBlock[]): DocumentContent => ({
  id: 'request',
  language: 'ko',
  title,
  blocks,
});

/** One block of each kind with the text in all its places. */
const everywhere = (text: string): DocumentContent =>
  contentOf(text, [
    { kind: 'heading', text },
    { kind: 'paragraph', style: 'plain', text },
    { kind: 'paragraph', style: 'own-words', text },
    { kind: 'paragraph', style: 'gap', text },
    { kind: 'paragraph', style: 'note', text },
    { kind: 'list', isNumbered: true, items: [text] },
    { kind: 'list', isNumbered: false, items: [text] },
    { kind: 'fields', rows: [{ label: text, value: text }] },
    { kind: 'table', head: [text, 'x'], rows: [[text], [text, text]] },
    { kind: 'signature', lines: [text] },
    { kind: 'addressee', text },
  ]);
/** How often {@link everywhere} says the text. */
const TIMES = 14;

const timesIn = (text: string, part: string): number => text.split(part).length - 1;

function expectWellFormed(bytes: Uint8Array): void {
  for (const [name, part] of partsOf(bytes)) {
    const isXml = /\.(?:xml|rels|hpf|rdf)$/.test(name);
    if (isXml) expect([name, XMLValidator.validate(part)]).toEqual([name, true]);
  }
}

const KOREAN = '얼굴인식 기기가 제 얼굴을 읽었습니다. ';

const ODD = [
  { name: 'emoji', text: '좋아요👍🏽 가족👩‍👩‍👧‍👦 끝' },
  { name: 'Hanja', text: '甲과 乙, 丙의 進情書' },
  { name: 'Hanja of the compatibility block', text: '樂園' },
  { name: 'Arabic and Hebrew with bidi marks', text: '\u202eabc\u202c שלום \u2067سلام\u2069 끝' },
  { name: 'control characters', text: '가\u0000나\u0007다\u001b[31m라\u007f마\u0085바' },
  { name: 'half a character', text: '가\ud83d나\udc4d다' },
  { name: 'what is no character', text: '가\ufffe나\uffff다\u{1fffe}라' },
  { name: 'markup', text: '<script>alert("x")</script> & &amp; <!-- --> ]]> \'' },
  { name: 'Hangul in single letters', text: '한글'.normalize('NFD') },
  { name: 'a fraction', text: '2⅓ ㎡ ①' },
  { name: 'every kind of line end', text: '가\r\n나\r다\u2028라\u2029마\v바\f사' },
  { name: 'tabs and rows of spaces', text: '\t가\t\t나   다   ' },
  { name: 'a word of 5,000 characters', text: '가'.repeat(5000) },
  { name: '1,000 lines', text: '줄\n'.repeat(1000) },
];

describe.each(ODD)('$name', ({ text }) => {
  const content = everywhere(text);
  const plain = squeezed(legible(text));

  it('comes through in a PDF, with signs for what the font lacks', async () => {
    const glyphs = glyphsOf(await readPdf(await renderPdf(content, fonts)));
    const expected = glyphsOf(printable(legible(text), fonts.regular));
    expect(timesIn(glyphs, expected)).toBeGreaterThanOrEqual(TIMES);
  });

  it('comes through in a DOCX', async () => {
    const bytes = await renderDocx(content);
    expect(timesIn(squeezed(await readDocx(bytes)), plain)).toBeGreaterThanOrEqual(TIMES);
    expectWellFormed(bytes);
  });

  it('comes through in an HWPX', async () => {
    const bytes = renderHwpx(content);
    expect(timesIn(squeezed(hwpxText(bytes)), plain)).toBeGreaterThanOrEqual(TIMES);
    expect(squeezed(await readHwpx(bytes))).toContain(plain);
    expectWellFormed(bytes);
  });

  it('comes through in a plain text', () => {
    expect(timesIn(squeezed(renderPlainText(content)), plain)).toBeGreaterThanOrEqual(TIMES);
  });
});

it('100,000 characters of one person come through in every format', async () => {
  const text = KOREAN.repeat(Math.ceil(100_000 / KOREAN.length)).trim();
  const content = contentOf('진정서', [{ kind: 'paragraph', style: 'own-words', text }]);
  const expected = squeezed(text);
  expect(squeezed(await readPdf(await renderPdf(content, fonts)))).toContain(expected);
  expect(squeezed(await readDocx(await renderDocx(content)))).toContain(expected);
  expect(squeezed(hwpxText(renderHwpx(content)))).toContain(expected);
  expect(squeezed(renderPlainText(content))).toContain(expected);
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  // Halves of characters too.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        '가',
        '나다',
        ' ',
        '\n',
        '<',
        '&',
        '甲',
        'fi',
        'To',
        '👍',
        '\u200d',
        '\u0301',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);
const anyTexts = fc.array(anyText, { maxLength: 4 });

const anyBlock: fc.Arbitrary<DocumentBlock> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: anyText }),
  fc.record({
    kind: fc.constant('paragraph' as const),
    text: anyText,
    style: fc.constantFrom('plain' as const, 'own-words' as const, 'gap' as const, 'note' as const),
  }),
  fc.record({ kind: fc.constant('list' as const), items: anyTexts, isNumbered: fc.boolean() }),
  fc.record({
    kind: fc.constant('fields' as const),
    rows: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    head: anyTexts,
    rows: fc.array(anyTexts, { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('signature' as const), lines: anyTexts }),
  fc.record({ kind: fc.constant('addressee' as const), text: anyText }),
);

describe('whatever a person types', () => {
  /** Each part is found after the one before it. */
  const expectInOrder = (whole: string, parts: readonly string[]): void => {
    let from = 0;
    for (const part of parts) {
      const at = whole.indexOf(part, from);
      expect({ part, isFound: at >= 0 }).toEqual({ part, isFound: true });
      from = at + part.length;
    }
  };

  it('can be laid out in every format, and is read out of it again in order', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.array(anyBlock, { maxLength: 5 }), async (title, blocks) => {
        const content = contentOf(title, blocks);
        const texts = [title, ...blocks.flatMap(textsOfBlock)].map(legible);
        const plain = texts.map(squeezed);

        const pdf = glyphsOf(await readPdf(await renderPdf(content, fonts)));
        expectInOrder(
          pdf,
          texts.map((text) => glyphsOf(printable(text, fonts.regular))),
        );

        const docx = await renderDocx(content);
        expectInOrder(squeezed(await readDocx(docx)), plain);
        expectWellFormed(docx);

        const hwpx = renderHwpx(content);
        expectInOrder(squeezed(hwpxText(hwpx)), plain);
        expectWellFormed(hwpx);
        await readHwpx(hwpx);

        if (!blocks.some(({ kind }) => kind === 'table')) {
          expectInOrder(squeezed(renderPlainText(content)), plain);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is made legible once: twice changes nothing more', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(legible(legible(text))).toBe(legible(text));
      }),
    );
  });
});
