import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { legible } from '../../adapters/documents/legible.ts';
import { openFonts } from '../../adapters/documents/pdf/fonts.ts';
import { breakLines } from '../../adapters/documents/pdf/lines.ts';
import { printable } from '../../adapters/documents/pdf/printable.ts';
import { renderPdf } from '../../adapters/documents/pdf.ts';
import type { DocumentContent } from '../../knowledge/casework/document.ts';
import { temporaryFolder } from '../factories.ts';
import { readPdf, squeezed, textsOf, textsOfBlock } from './readers.ts';
import { ENGLISH_REQUEST, KOREAN_COMPLAINT } from './samples.ts';

const fonts = openFonts();
/** Of poppler, which not every machine has. */
const PDF_TO_TEXT = 'pdftotext';
const hasPdfToText = spawnSync(PDF_TO_TEXT, ['-v']).error === undefined;

/** What a reader of the PDF finds: the marks and numbers of lists are part of it. */
function said(content: DocumentContent): string {
  const blocks = content.blocks.flatMap((block) =>
    block.kind === 'list'
      ? block.items.map((item, at) => (block.isNumbered ? `${at + 1}.${item}` : `•${item}`))
      : textsOfBlock(block),
  );
  const texts = [content.title, content.subtitle ?? '', ...blocks];
  return squeezed(texts.map((text) => printable(legible(text), fonts.regular)).join('\n'));
}

const SAMPLES = [
  { name: 'Korean complaint', content: KOREAN_COMPLAINT, language: 'ko-KR' },
  { name: 'English request', content: ENGLISH_REQUEST, language: 'en-GB' },
];

describe.each(SAMPLES)('the PDF of a $name', ({ content, language }) => {
  it('says what the content says, in its order', async () => {
    expect(squeezed(await readPdf(await renderPdf(content, fonts)))).toBe(said(content));
  });

  it.skipIf(!hasPdfToText)(
    'says it to pdftotext too (skipped where that is not installed)',
    async () => {
      const file = join(temporaryFolder({ 'keep.txt': '' }), 'document.pdf');
      writeFileSync(file, await renderPdf(content, fonts));
      const read = execFileSync(PDF_TO_TEXT, ['-raw', file, '-'], { encoding: 'utf8' });
      const found = squeezed(read.replace(/\n\d+ \/ \d+\n*\f/g, '\n'));
      const missing = textsOf(content).filter((text) => !found.includes(squeezed(text)));
      expect(missing).toEqual([]);
    },
  );

  it('is tagged, tells its language and shows its title', async () => {
    const source = Buffer.from(await renderPdf(content, fonts)).toString('latin1');
    expect(source).toMatch(/\/StructTreeRoot \d+ 0 R/);
    expect(source).toMatch(/\/MarkInfo \d+ 0 R/);
    expect(source).toMatch(/\/Marked true/);
    expect(source).toContain(`/Lang (${language})`);
    expect(source).toContain('/DisplayDocTitle true');
    for (const tag of [
      'Document',
      'H1',
      'H2',
      'P',
      'L',
      'LI',
      'LBody',
      'Table',
      'TR',
      'TH',
      'TD',
    ]) {
      expect(source).toContain(`/S /${tag}\n`);
    }
  });

  it('holds only the letters it needs of the fonts, which are 9 MB', async () => {
    const bytes = await renderPdf(content, fonts);
    expect(bytes.length).toBeLessThan(200_000);
    const source = Buffer.from(bytes).toString('latin1');
    expect(source).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansKR-Regular/);
    expect(source).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansKR-Bold/);
  });

  it('is the same bytes each time: no time and no author are in it', async () => {
    const bytes = Buffer.from(await renderPdf(content, fonts));
    expect(Buffer.from(await renderPdf(content, fonts)).equals(bytes)).toBe(true);
    expect(bytes.toString('latin1')).not.toMatch(/CreationDate|ModDate|CreateDate|Author/);
  });
});

describe('a table that is longer than a page', () => {
  const rows = Array.from({ length: 80 }, (_, at) => [`${at}번`, '같은 내용이 이어진다']);
  const content: DocumentContent = {
    id: 'request',
    language: 'ko',
    title: '표',
    blocks: [{ kind: 'table', head: ['번호', '있었던 일'], rows }],
  };

  it('says its head once, and shows it on each page', async () => {
    const bytes = await renderPdf(content, fonts);
    expect(squeezed(await readPdf(bytes)).match(/번호있었던일/g)).toHaveLength(1);
    const source = Buffer.from(bytes).toString('latin1');
    expect(source.match(/\/Type \/Page\n/g)?.length).toBeGreaterThan(2);
    expect(source.match(/\/S \/TR\n/g)).toHaveLength(81);
  });

  it('goes on within a row that is higher than a page', async () => {
    const long = Array.from({ length: 200 }, (_, at) => `줄 ${at}`).join('\n');
    const tall = {
      ...content,
      blocks: [{ kind: 'table' as const, head: ['ㄱ', 'ㄴ'], rows: [['x', long]] }],
    };
    expect(squeezed(await readPdf(await renderPdf(tall, fonts)))).toContain(squeezed(long));
  });
});

describe('what the font lacks', () => {
  it.each([
    { name: 'an emoji', text: '가👍나', shown: '가□나' },
    { name: 'an emoji with a skin colour', text: '👍🏽', shown: '□' },
    { name: 'a family of joined emoji', text: '👩‍👩‍👧', shown: '□' },
    { name: 'two emoji', text: '👍👎', shown: '□□' },
    { name: 'a fraction', text: '2⅓', shown: '2□' },
    { name: 'Arabic with its vowel marks', text: 'سَلام', shown: '□□□□' },
    { name: 'a mark on a letter that is there', text: 'x\u0323', shown: 'x□' },
    { name: 'a variation selector, which shows nothing', text: '☎\ufe0e', shown: '☎' },
    { name: 'Hanja, which it has', text: '甲乙丙', shown: '甲乙丙' },
  ])('is a sign instead of $name', ({ text, shown }) => {
    expect(printable(text, fonts.regular)).toBe(shown);
  });
});

describe('lines', () => {
  const widthOf = (text: string) => [...text].length;

  it.each([
    { text: '하나 둘 셋', width: 5, lines: ['하나 둘 ', '셋'] },
    { text: 'a\n\nb', width: 5, lines: ['a', '', 'b'] },
    { text: 'abcdefgh', width: 3, lines: ['abc', 'def', 'gh'] },
    { text: 'ab cdefgh', width: 4, lines: ['ab c', 'defg', 'h'] },
    { text: '  a', width: 9, lines: ['  a'] },
    { text: 'ab   ', width: 2, lines: ['ab   '] },
  ])('of "$text" at $width are $lines', ({ text, width, lines }) => {
    expect(breakLines(text, width, widthOf)).toEqual(lines);
  });
});
