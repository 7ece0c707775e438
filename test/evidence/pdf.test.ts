import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { inspectWith, kept, PLANTED, pdf } from './making.ts';

const inspect = inspectWith();

const written = async (): Promise<Buffer> => {
  const document = new PDFDocument({ info: { Author: PLANTED } });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  document.text('evidence').end();
  await new Promise((resolve) => document.on('end', resolve));
  return Buffer.concat(parts);
};

/** Objects as newer PDFs have them: together and compressed. */
const packed = (objects: string, dictionary = '/Type/ObjStm') =>
  `5 0 obj\n<<${dictionary}/N 1/First 4/Filter/FlateDecode>>\nstream\n${deflateSync(objects).toString('latin1')}\nendstream\nendobj`;

describe('a PDF', () => {
  it('is kept as it came, and that its metadata are still there is said', async () => {
    const original = await written();
    const evidence = kept(await inspect(original));
    expect(evidence).toMatchObject({
      type: 'application/pdf',
      isStripped: false,
      sha256: createHash('sha256').update(original).digest('hex'),
    });
    expect(Buffer.from(evidence.bytes).equals(original)).toBe(true);
  });

  it.each([
    { what: 'an archive', rest: `PK\x03\x04${PLANTED}` },
    { what: 'a page', rest: `\n<script>${PLANTED}</script>` },
  ])('loses $what behind its end', async ({ rest }) => {
    const { bytes } = kept(await inspect(Buffer.concat([pdf(), Buffer.from(rest, 'latin1')])));
    expect(Buffer.from(bytes).equals(pdf())).toBe(true);
  });

  it('is broken when so much stands behind its end that no reader would find it', async () => {
    const long = Buffer.concat([pdf(), Buffer.alloc(2_000)]);
    expect(await inspect(long)).toEqual({ problem: 'broken' });
  });

  it.each([
    { what: 'a script', object: '3 0 obj\n<</S/JavaScript/JS(app.alert\\(1\\))>>\nendobj' },
    {
      what: 'a script under a disguised name',
      object: '3 0 obj\n<</S/J#61va#53cript/JS(1)>>\nendobj',
    },
    { what: 'a disguise in capitals', object: '3 0 obj\n<</S/#4AavaScript/JS(1)>>\nendobj' },
    { what: 'a program to start', object: '3 0 obj\n<</S/Launch/F(cmd.exe)>>\nendobj' },
    {
      what: 'a file inside',
      object: '3 0 obj\n<</Type/EmbeddedFile>>\nstream\nMZ\nendstream\nendobj',
    },
    {
      what: 'a list of files inside',
      object: '3 0 obj\n<</Names<</EmbeddedFiles 4 0 R>>>>\nendobj',
    },
    { what: 'a player', object: '3 0 obj\n<</Subtype/RichMedia>>\nendobj' },
    { what: 'a script among packed objects', object: packed('1 0 <</S/JavaScript/JS(1)>>') },
    {
      what: 'a script among the second packed objects',
      object: `${packed('1 0 <</A 1>>')}\n${packed('2 0 <</S/Launch>>')}`,
    },
    { what: 'objects that would fill memory', object: packed(' '.repeat(40_000_000)) },
  ])('with $what is refused', async ({ object }) => {
    expect(await inspect(pdf(object))).toEqual({ problem: 'refused' });
  });

  it.each([
    {
      what: 'names that only begin alike',
      object: '3 0 obj\n<</LaunchPad 1/EmbeddedFilesCount 0>>\nendobj',
    },
    { what: 'a link', object: '3 0 obj\n<</S/URI/URI(https://www.pipc.go.kr)>>\nendobj' },
    { what: 'packed objects that are harmless', object: packed('1 0 <</A 1>>') },
    { what: 'packed objects under a password', object: packed('1 0 <</A 1>>').replace('x', '?') },
    { what: 'packed objects without an end', object: '3 0 obj\n<</Type/ObjStm>>\nstream\n' },
    {
      what: 'a page of text that speaks of scripts',
      object: packed('(JavaScript and Launch)', ''),
    },
  ])('with $what is kept', async ({ object }) => {
    expect(kept(await inspect(pdf(object))).type).toBe('application/pdf');
  });
});
