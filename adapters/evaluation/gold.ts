import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ExchangeRow } from '../../bot/exchange-row.ts';

const Gold = z.object({
  verdict_any: z.array(z.string()).optional(),
  cite_any: z.array(z.tuple([z.string(), z.string()])).optional(),
  must_any: z.array(z.array(z.string())).optional(),
  must_not: z.array(z.string()).optional(),
  route_any: z.array(z.string()).optional(),
  decline: z.boolean().optional(),
  starts: z.string().optional(),
});

const Row = z.object({
  id: z.string(),
  lang: z.string(),
  kind: z.string(),
  text: z.string(),
  history: z.array(z.string()).default([]),
  gold: Gold,
});

/** A question with what a right answer must have. */
export type GoldRow = Readonly<z.infer<typeof Row>>;

export function goldRows(path: string): readonly GoldRow[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => Row.parse(JSON.parse(line)));
}

/** What was checked of one answer; a check that the row does not make is absent. */
export interface Marks {
  readonly kind: boolean;
  readonly verdict?: boolean;
  readonly citation?: boolean;
  readonly must?: boolean;
  readonly safe?: boolean;
  readonly all: boolean;
}

type Marked = Pick<ExchangeRow, 'kind' | 'verdict' | 'text' | 'citations'>;

/** Marks an answer against its row. */
export function mark({ gold }: GoldRow, answer: Marked): Marks {
  const expected = gold.decline ? 'decline' : gold.starts ? 'complaint' : 'answer';
  const text = plain(answer.text);
  const matches = (pattern: string) => new RegExp(pattern, 'is').test(text);
  const marks = {
    kind: answer.kind === expected,
    ...(gold.verdict_any && { verdict: gold.verdict_any.includes(answer.verdict ?? '') }),
    ...(gold.cite_any && { citation: gold.cite_any.some((wanted) => isCited(wanted, answer)) }),
    ...(gold.must_any && { must: gold.must_any.every((group) => group.some(matches)) }),
    ...(gold.must_not && { safe: !gold.must_not.some(matches) }),
  };
  return { ...marks, all: Object.values(marks).every(Boolean) };
}

type Place = Pick<ExchangeRow['citations'][number], 'source' | 'article'>;

/** Whether a place is the one that a row names; a row that names no article means the whole source. */
export const isSamePlace = ([source, article]: readonly [string, string], cited: Place): boolean =>
  squash(cited.source) === squash(source) &&
  (article === '' || articleNumber(cited.article) === articleNumber(article));

const squash = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s·ㆍ‧・.,]/g, '');

const isCited = (wanted: readonly [string, string], { citations }: Marked): boolean =>
  citations.some((cited) => isSamePlace(wanted, cited));

/** `제25조의2` and `Article 25-2(1)` are both `25-2`. */
function articleNumber(article: string): string {
  const [, number, branch] =
    /제(\d+)조(?:의(\d+))?/.exec(article) ?? /(\d+)(?:-(\d+))?/.exec(article) ?? [];
  return branch ? `${number}-${branch}` : (number ?? article);
}

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[*_`#>|]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
