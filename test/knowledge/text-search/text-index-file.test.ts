import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextIndex } from '../../../knowledge/text-search/text-index.ts';
import { TextIndexBuilder } from '../../../knowledge/text-search/text-index-builder.ts';
import type { TextIndexData } from '../../../knowledge/text-search/text-index-data.ts';
import {
  readTextIndex,
  TextIndexFileError,
  writeTextIndex,
} from '../../../knowledge/text-search/text-index-file.ts';
import { temporaryFolder } from '../../factories.ts';

const MOST_UNITS = 2 ** 24;

const unit = fc.oneof(fc.nat(300), fc.nat(MOST_UNITS - 1), fc.constantFrom(0, MOST_UNITS - 1));
const posting = fc.record({ unit, impact: fc.integer({ min: 1, max: 255 }) });
const row = fc.uniqueArray(posting, { maxLength: 12, selector: (one) => one.unit });
const numbers = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 20 });
const fractions = fc.array(fc.float({ noNaN: true }), { maxLength: 20 });

/** The flat arrays of any index, sensible or not: the file does not care what they mean. */
const data = fc
  .record({ rows: fc.array(row, { maxLength: 20 }), words: fc.nat(9), numbers, fractions })
  .map(({ rows, words, numbers, fractions }): TextIndexData => {
    const postings = rows.flatMap((all) =>
      all.sort((a, b) => a.unit - b.unit).map(({ unit, impact }) => unit * 256 + impact),
    );
    let end = 0;
    return {
      words,
      postings: Uint32Array.from(postings),
      offsets: Uint32Array.from([0, ...rows.map(({ length }) => (end += length))]),
      slots: Uint32Array.from(numbers),
      firstUnits: Uint32Array.from(numbers).reverse(),
      groups: Uint32Array.from(numbers.slice(1)),
      documentFactors: Float32Array.from(fractions),
      priors: Float32Array.from(fractions.slice(1)),
    };
  });

/** An index with all that it can have, in a few hundred bytes. */
const SMALL: TextIndexData = {
  words: 2,
  slots: Uint32Array.of(7, 8, 1, 0, 0, 0, 9, 10, 2),
  offsets: Uint32Array.of(0, 2, 5),
  postings: Uint32Array.of(0x101, 0xffffffff, 0x8005, 0x1000006, 0x20000ff),
  firstUnits: Uint32Array.of(0, 1, 9),
  documentFactors: Float32Array.of(1, 0.25),
  priors: Float32Array.of(0.8, 1),
  groups: Uint32Array.of(3, 4),
};

/** An index file, to be overwritten with others. */
function smallFile(): { readonly path: string; readonly bytes: Buffer } {
  const path = join(temporaryFolder(), 'texts.idx');
  writeTextIndex(path, SMALL);
  return { path, bytes: readFileSync(path) };
}

describe('an index file', () => {
  it('holds what was written, whatever it is', () => {
    const path = join(temporaryFolder(), 'texts.idx');
    fc.assert(
      fc.property(data, (index) => {
        writeTextIndex(path, index);
        expect(readTextIndex(path)).toEqual(index);
      }),
    );
  });

  it('holds postings that take more than one piece of the file', () => {
    // Each takes five bytes, and the pieces are no multiple of five.
    const gap = 2 ** 21;
    const rows = 130_000;
    const offsets = Uint32Array.from({ length: rows + 1 }, (_, row) => 7 * row);
    const postings = Uint32Array.from(
      { length: 7 * rows },
      (_, at) => ((gap * (1 + (at % 7)) + (at % 1_000)) * 256 + 1 + (at % 255)) >>> 0,
    );
    const path = join(temporaryFolder(), 'texts.idx');
    writeTextIndex(path, { ...SMALL, offsets, postings });
    const read = readTextIndex(path);
    expect(Buffer.compare(Buffer.from(read.postings.buffer), Buffer.from(postings.buffer))).toBe(0);
  });

  it('gives a search that finds the same', () => {
    const builder = new TextIndexBuilder();
    const text = { group: 1, groupName: '장난감법', title: '목적', prior: 0.8 };
    builder.add({ ...text, body: '경찰이 카메라를 쓴다.' });
    builder.add({ ...text, group: 2, body: `카메라\n${'다른 이야기다. '.repeat(80)}` });
    const index = builder.finish();
    const path = join(temporaryFolder(), 'texts.idx');
    writeTextIndex(path, index);
    const options = { limit: 5, groupFactors: new Map([[2, 1.5]]) };
    for (const query of ['경찰 카메라', '장난감', '이야기', '']) {
      const found = new TextIndex(readTextIndex(path)).search(query, options);
      expect(found).toEqual(new TextIndex(index).search(query, options));
    }
  });

  it('of no texts can be read', () => {
    const path = join(temporaryFolder(), 'texts.idx');
    writeTextIndex(path, new TextIndexBuilder().finish());
    expect(new TextIndex(readTextIndex(path)).search('경찰', { limit: 5 })).toEqual([]);
  });
});

describe('a file that is no whole index of ours is refused', () => {
  it('wherever it was cut', () => {
    const { path, bytes } = smallFile();
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(path, bytes.subarray(0, length));
      expect(() => readTextIndex(path), `${length} bytes`).toThrow(TextIndexFileError);
    }
  });

  it('whichever byte was altered', () => {
    const { path, bytes } = smallFile();
    for (const [at, byte] of bytes.entries()) {
      writeFileSync(path, Buffer.from(bytes).fill(byte ^ 0x41, at, at + 1));
      expect(() => readTextIndex(path), `byte ${at}`).toThrow(TextIndexFileError);
    }
  });

  it.each<{ what: string; alter: (bytes: Buffer) => Uint8Array }>([
    { what: 'with more behind it', alter: (bytes) => Buffer.concat([bytes, Buffer.of(1, 2, 3)]) },
    { what: 'with zero bytes at its end', alter: (bytes) => bytes.fill(0, 100) },
    { what: 'of text', alter: () => Buffer.from('목적 '.repeat(100)) },
    { what: 'of zero bytes', alter: (bytes) => bytes.fill(0) },
  ])('$what', ({ alter }) => {
    const { path, bytes } = smallFile();
    writeFileSync(path, alter(bytes));
    expect(() => readTextIndex(path)).toThrow(TextIndexFileError);
  });

  it('of another format, and says so', () => {
    const { path, bytes } = smallFile();
    bytes.writeDoubleLE(1, 0);
    writeFileSync(path, bytes);
    expect(() => readTextIndex(path)).toThrow(/another format/);
  });
});
