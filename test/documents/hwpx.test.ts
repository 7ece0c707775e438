import { XMLParser } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { renderHwpx } from '../../adapters/documents/hwpx.ts';
import { hwpxText, partsOf, readHwpx, squeezed, textsOf } from './readers.ts';
import { ENGLISH_REQUEST, KOREAN_COMPLAINT } from './samples.ts';

const bytes = renderHwpx(KOREAN_COMPLAINT);
const parts = partsOf(bytes);
const header = parts.get('Contents/header.xml') ?? '';
const section = parts.get('Contents/section0.xml') ?? '';

const valuesOf = (xml: string, attribute: string): readonly string[] => [
  ...new Set(
    [...xml.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, id]) => id ?? ''),
  ),
];
const idsOf = (element: string): readonly string[] =>
  [...header.matchAll(new RegExp(`<hh:${element} id="(\\d+)"`, 'g'))].map(([, id]) => id ?? '');

it('an HWPX begins with its media type, stored as it is', () => {
  // A local file header of ZIP takes 30 bytes; then come the name and, uncompressed, the content.
  const start = Buffer.from(bytes.subarray(0, 80)).toString('latin1');
  expect(start.slice(0, 4)).toBe('PK\u0003\u0004');
  expect(start.slice(30)).toMatch(/^mimetypeapplication\/hwp\+zip/);
  expect(bytes[8]).toBe(0);
});

it('an HWPX has the parts that its lists name', () => {
  const named = [
    ...valuesOf(parts.get('META-INF/container.xml') ?? '', 'full-path'),
    ...valuesOf(parts.get('Contents/content.hpf') ?? '', 'href'),
    ...valuesOf(parts.get('META-INF/container.rdf') ?? '', 'rdf:resource').filter(
      (name) => !name.startsWith('http'),
    ),
  ];
  expect(named.length).toBeGreaterThan(6);
  expect(named.filter((name) => !parts.has(name))).toEqual([]);
});

it.each([
  { reference: 'paraPrIDRef', element: 'paraPr' },
  { reference: 'charPrIDRef', element: 'charPr' },
  { reference: 'styleIDRef', element: 'style' },
  { reference: 'borderFillIDRef', element: 'borderFill' },
])('every $reference of an HWPX is there in its header', ({ reference, element }) => {
  const used = valuesOf(section, reference);
  expect(used).not.toEqual([]);
  expect(used.filter((id) => !idsOf(element).includes(id))).toEqual([]);
});

it('the counts in the header of an HWPX are right', () => {
  const counts = [...header.matchAll(/<hh:(\w+) itemCnt="(\d+)">([\s\S]*?)<\/hh:\1>/g)];
  expect(counts).toHaveLength(7);
  for (const [, name, count, inside = ''] of counts) {
    const [, child] = /^<hh:(\w+)/.exec(inside) ?? [];
    const found = inside.match(new RegExp(`<hh:${child}[ >]`, 'g'))?.length;
    expect({ name, found }).toEqual({ name, found: Number(count) });
  }
});

it('a table of an HWPX counts its rows and cells, fills the width and names its head', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => ['hp:p', 'hp:run', 'hp:tr', 'hp:tc'].includes(name),
  });
  const read = parser.parse(section) as {
    'hs:sec': { 'hp:p': { 'hp:run': { 'hp:tbl'?: TableXml }[] }[] };
  };
  interface TableXml {
    readonly rowCnt: string;
    readonly colCnt: string;
    readonly 'hp:sz': { readonly width: string };
    readonly 'hp:tr': readonly {
      readonly 'hp:tc': readonly {
        readonly header: string;
        readonly 'hp:cellSz': { readonly width: string };
      }[];
    }[];
  }
  const tables = read['hs:sec']['hp:p'].flatMap((paragraph) =>
    paragraph['hp:run'].flatMap((run) => run['hp:tbl'] ?? []),
  );
  expect(tables).toHaveLength(4);
  for (const table of tables) {
    expect(table['hp:tr']).toHaveLength(Number(table.rowCnt));
    for (const { 'hp:tc': cells } of table['hp:tr']) {
      expect(cells).toHaveLength(Number(table.colCnt));
      const width = cells.reduce((sum, cell) => sum + Number(cell['hp:cellSz'].width), 0);
      expect(width).toBe(Number(table['hp:sz'].width));
    }
  }
  const heads = tables.map(
    (table) =>
      table['hp:tr'].filter(({ 'hp:tc': cells }) => cells.every(({ header }) => header === '1'))
        .length,
  );
  expect(heads).toEqual([0, 0, 1, 0]);
});

it.each([{ content: KOREAN_COMPLAINT }, { content: ENGLISH_REQUEST }])(
  'an HWPX in $content.language says all of its texts',
  async ({ content }) => {
    const file = renderHwpx(content);
    const ours = squeezed(hwpxText(file));
    expect(textsOf(content).filter((text) => !ours.includes(squeezed(text)))).toEqual([]);
    const theirs = squeezed(await readHwpx(file));
    const outside = content.blocks.filter(({ kind }) => kind !== 'table' && kind !== 'fields');
    const texts = textsOf({ ...content, blocks: outside });
    expect(texts.filter((text) => !theirs.includes(squeezed(text.split('\n')[0] ?? '')))).toEqual(
      [],
    );
  },
);

it('an HWPX is the same bytes each time, with no author and no date in it', () => {
  expect(Buffer.from(renderHwpx(KOREAN_COMPLAINT)).equals(Buffer.from(bytes))).toBe(true);
  expect(parts.get('Contents/content.hpf')).not.toMatch(/creator|date/i);
});

it('the preview of an HWPX is the beginning of its text', () => {
  expect(parts.get('Preview/PrvText.txt')).toMatch(/^진 정 서\r\n국가인권위원회 제출용/);
});
