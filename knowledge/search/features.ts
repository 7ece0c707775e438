import type { Word } from './tokens.ts';

/** Rows of the embedding table. Small enough to ship, large enough that few features share a row. */
export const FEATURE_ROWS = 32_768;

/**
 * The rows of the embedding table that a text touches: its words, the syllable pairs and triples of
 * Korean words, the letter triples of English ones, and its concepts.
 */
export function featuresOf(words: readonly Word[], concepts: readonly string[]): Int32Array {
  const rows = new Set<number>();
  for (const { stem, hangul } of words) {
    rows.add(row(`W${stem}`));
    if (hangul) addGrams(rows, stem, [2, 3]);
    else if (stem.length > 3) addGrams(rows, `^${stem}$`, [3]);
  }
  for (const concept of concepts) rows.add(row(`C${concept}`));
  return Int32Array.from(rows);
}

function addGrams(rows: Set<number>, stem: string, sizes: readonly number[]): void {
  for (const size of sizes) {
    for (let at = 0; at + size <= stem.length; at++) {
      rows.add(row(`${size}${stem.slice(at, at + size)}`));
    }
  }
}

/** FNV-1a over UTF-16 units, then the finisher of MurmurHash3: stable across machines and versions. */
function row(feature: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < feature.length; at++) {
    hash ^= feature.charCodeAt(at);
    hash = Math.imul(hash, 16_777_619);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 2_246_822_507);
  hash ^= hash >>> 13;
  return (hash >>> 0) % FEATURE_ROWS;
}
