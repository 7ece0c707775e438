import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

const KEY_BYTES = 16;
const COUNT_BYTES = 4;
const NUMBER_BYTES = 4;
const HEAD_BYTES = KEY_BYTES + COUNT_BYTES;

/**
 * Vectors that a provider gave already, by text: a build that broke off goes on where it was, and a changed corpus
 * asks for its new wordings only. Appended to, never rewritten; a record that was cut off is dropped.
 *
 *     hash of a text | how many numbers | the numbers | hash of a text | …
 *     16 bytes         4 bytes            4 bytes each
 */
export class VectorFile {
  readonly #path: string;
  #vectors = new Map<string, Float32Array>();
  /** False once the file cannot be written: what is in memory serves this build. */
  #isKept = true;

  constructor(path: string) {
    this.#path = path;
    this.#read();
  }

  get size(): number {
    return this.#vectors.size;
  }

  get(text: string): Float32Array | undefined {
    return this.#vectors.get(keyOf(text).toString('latin1'));
  }

  /** @param vectors - One a text. */
  add(texts: readonly string[], vectors: readonly Float32Array[]): void {
    const records = texts.flatMap((text, at) => {
      const vector = vectors[at];
      if (!vector) return [];
      const key = keyOf(text);
      this.#vectors.set(key.toString('latin1'), vector);
      return [
        key,
        countOf(vector),
        Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
      ];
    });
    this.#tryTo(() => {
      mkdirSync(dirname(this.#path), { recursive: true });
      // In one piece: another process may be building the same index.
      appendFileSync(this.#path, Buffer.concat(records));
    });
  }

  /** Forgets all: the vectors were another model's. */
  clear(): void {
    this.#vectors = new Map();
    this.#tryTo(() => rmSync(this.#path, { force: true }));
  }

  #read(): void {
    const bytes = readOr(this.#path);
    let at = 0;
    while (at + HEAD_BYTES <= bytes.length) {
      const start = at + HEAD_BYTES;
      const end = start + NUMBER_BYTES * bytes.readUInt32LE(at + KEY_BYTES);
      if (end > bytes.length) break;
      const key = bytes.toString('latin1', at, at + KEY_BYTES);
      // Copied: a view would keep the whole file in memory.
      const numbers = Uint8Array.from(bytes.subarray(start, end)).buffer;
      this.#vectors.set(key, new Float32Array(numbers));
      at = end;
    }
    if (at < bytes.length) this.#tryTo(() => truncateSync(this.#path, at));
  }

  #tryTo(write: () => void): void {
    if (!this.#isKept) return;
    try {
      write();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      this.#isKept = false;
    }
  }
}

const keyOf = (text: string): Buffer =>
  createHash('sha256').update(text).digest().subarray(0, KEY_BYTES);

function countOf({ length }: Float32Array): Buffer {
  const count = Buffer.alloc(COUNT_BYTES);
  count.writeUInt32LE(length);
  return count;
}

function readOr(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0); // None yet, or none that can be read.
  }
}
