import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDocumentRenderer } from '../../adapters/documents/render-document.ts';
import { renderHere } from '../../adapters/documents/render-worker.ts';
import { projectRoot } from '../../adapters/project-root.ts';
import { DOCUMENT_FORMATS } from '../../knowledge/casework/document.ts';
import { ENGLISH_REQUEST, KOREAN_COMPLAINT } from './samples.ts';

const COMPILED = join(projectRoot(), 'dist/adapters/documents/render-document.js');

describe('the renderer', () => {
  const renderer = openDocumentRenderer();
  afterAll(() => renderer.close());

  it.each(DOCUMENT_FORMATS)(
    'makes beside the main thread the %s that is made on it',
    async (format) => {
      const made = await renderer.render(KOREAN_COMPLAINT, format);
      const here = await renderHere({ content: KOREAN_COMPLAINT, format });
      expect(made).toBeInstanceOf(Uint8Array);
      expect(Buffer.from(made).equals(Buffer.from(here))).toBe(true);
    },
  );

  it('takes many at once, and gives each its own', async () => {
    const wanted = Array.from({ length: 12 }, (_, at) => ({
      content: at % 2 === 0 ? KOREAN_COMPLAINT : ENGLISH_REQUEST,
      format: DOCUMENT_FORMATS[at % 3] ?? 'pdf',
    }));
    const made = await Promise.all(
      wanted.map(({ content, format }) => renderer.render(content, format)),
    );
    const here = await Promise.all(wanted.map(renderHere));
    expect(made.map((bytes) => Buffer.from(bytes).toString('base64'))).toEqual(
      here.map((bytes) => Buffer.from(bytes).toString('base64')),
    );
  });
});

it('a renderer whose thread has ended for want of work starts another', async () => {
  const renderer = openDocumentRenderer({ idleMs: 1 });
  const first = await renderer.render(KOREAN_COMPLAINT, 'hwpx');
  // With an idle time of 1 ms the thread is gone, or is going, when the next document comes.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await renderer.render(KOREAN_COMPLAINT, 'hwpx')).toEqual(first);
  await renderer.close();
});

it.skipIf(!existsSync(COMPILED))(
  'the compiled renderer works (skipped before `npm run build`)',
  () => {
    const code = `
    import { openDocumentRenderer } from ${JSON.stringify(COMPILED)};
    const content = { id: 'request', language: 'ko', title: '가', blocks: [] };
    const renderer = openDocumentRenderer();
    for (const format of ['pdf', 'docx', 'hwpx', 'txt']) {
      const bytes = await renderer.render(content, format);
      console.log(format, bytes.length > 0);
    }`;
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    expect(said).toBe('pdf true\ndocx true\nhwpx true\ntxt true\n');
  },
);
