import mammoth from 'mammoth';
import { expect, it } from 'vitest';
import { renderDocx } from '../../adapters/documents/docx.ts';
import { partsOf } from './readers.ts';
import { ENGLISH_REQUEST, KOREAN_COMPLAINT } from './samples.ts';

const html = async (bytes: Uint8Array): Promise<string> =>
  (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value;

it('a DOCX has real headings, lists and tables', async () => {
  const read = await html(await renderDocx(KOREAN_COMPLAINT));
  expect(read).toContain('<h1>진 정 서</h1>');
  expect(read).toContain('<h2>1. 진정인</h2>');
  expect(read).toContain('<ul><li>출입구 안내문 사진 2장</li>');
  expect(read.match(/<ol>/g)).toHaveLength(1);
  expect(read.match(/<table>/g)).toHaveLength(4);
  expect(read).toMatch(/<thead><tr><th><p>날짜<\/p><\/th>/);
});

it('a DOCX numbers each list from 1', async () => {
  const list = { kind: 'list', isNumbered: true, items: ['가', '나'] } as const;
  const between = { kind: 'heading', text: '사이' } as const;
  const bytes = await renderDocx({ ...KOREAN_COMPLAINT, blocks: [list, between, list] });
  const body = partsOf(bytes).get('word/document.xml') ?? '';
  const numbers = [...body.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, number]) => number);
  expect(numbers).toHaveLength(4);
  expect(new Set(numbers).size).toBe(2);
});

it.each([
  { content: KOREAN_COMPLAINT, language: 'ko-KR', latin: '맑은 고딕' },
  { content: ENGLISH_REQUEST, language: 'en-GB', latin: 'Arial' },
])('a DOCX in $language names its language and its fonts', async ({ content, language, latin }) => {
  const parts = partsOf(await renderDocx(content));
  const styles = parts.get('word/styles.xml') ?? '';
  expect(styles).toMatch(new RegExp(`<w:lang w:val="${language}"[^>]*w:eastAsia="ko-KR"`));
  expect(styles).toContain(`w:ascii="${latin}"`);
  expect(styles).toContain('w:eastAsia="맑은 고딕"');
  expect(parts.get('docProps/core.xml')).toContain(`<dc:language>${language}</dc:language>`);
});

it('a DOCX is the same bytes each time: no time and no author are in it', async () => {
  const bytes = Buffer.from(await renderDocx(KOREAN_COMPLAINT));
  expect(Buffer.from(await renderDocx(KOREAN_COMPLAINT)).equals(bytes)).toBe(true);
  const core = partsOf(bytes).get('docProps/core.xml');
  expect(core).toContain('<dc:title>진 정 서</dc:title>');
  expect(core).not.toMatch(/created|modified|creator|lastModifiedBy/);
});
