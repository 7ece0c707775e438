import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, isMap, isSeq } from 'yaml';
import type { Review, Stamps } from './corpus.ts';
import { byKey } from './stamps.ts';

const HEADER = `# What our digests were compared with: for each article its SHA-256 (not its text), the version of the law it stood in,
# when, and by whom. Written by \`npm run knowledge:stamp\` (first reading) and \`npm run knowledge:review\` (after a change).
`;

/** The stamps as `stamps.yaml` has them: one line a law, one line an article, in the order of their numbers. */
export function stampsYaml({ laws, articles }: Stamps): string {
  const document = new Document({
    laws: sorted(Object.entries(laws).map(([id, { lawId }]) => [id, { lawId }])),
    articles: sorted(Object.entries(articles)),
  });
  for (const part of ['laws', 'articles']) {
    const map = document.get(part);
    if (!isMap(map)) continue;
    for (const { value } of map.items) if (isMap(value)) value.flow = true;
  }
  return HEADER + document.toString({ lineWidth: 0 });
}

/** One review as it is added to the end of `reviews.yaml`. */
export function reviewYaml(review: Review): string {
  const document = new Document([review]);
  const entries = document.getIn([0, 'entries']);
  if (isSeq(entries)) entries.flow = true;
  return document.toString({ lineWidth: 0 });
}

/** Replaces `stamps.yaml` of a corpus folder in one step: a reader sees the old file or the new one, never half of it. */
export function saveStamps(corpusFolder: string, stamps: Stamps): void {
  replaceFile(join(corpusFolder, 'stamps.yaml'), stampsYaml(stamps));
}

/** Adds to the end of `reviews.yaml`; what stands there stays as it is, byte for byte. */
export function appendReviews(corpusFolder: string, reviews: readonly Review[]): void {
  const path = join(corpusFolder, 'reviews.yaml');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const end = before === '' || before.endsWith('\n') ? '' : '\n';
  replaceFile(path, before + end + reviews.map(reviewYaml).join(''));
}

function replaceFile(path: string, content: string): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, content, { flush: true });
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

const sorted = <T>(rows: readonly (readonly [string, T])[]): Record<string, T> =>
  Object.fromEntries([...rows].sort(([a], [b]) => byKey(a, b)));
