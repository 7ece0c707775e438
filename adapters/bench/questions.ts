import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type GoldRow, goldRows } from '../evaluation/gold.ts';

/** The questions of one file. */
export interface QuestionSet {
  readonly name: string;
  readonly rows: readonly GoldRow[];
}

/** Kinds of question whose right answer is an entry: what a search alone can be judged by. */
const SEARCHABLE: readonly string[] = ['situation', 'concept', 'route', 'rights'];

/** Every file of `test/evaluation`, and the shared development questions where a workplace has them. */
export function questionSets(root: string): readonly QuestionSet[] {
  const folder = join(root, 'test/evaluation');
  const own = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .map((file) => join(folder, file));
  const shared = join(root, '../shared/eval/dev.jsonl');
  return [...own, ...(existsSync(shared) ? [shared] : [])].map((path) => ({
    name: path.replace(/^.*\/|\.jsonl$/g, ''),
    rows: goldRows(path),
  }));
}

export const allRows = (sets: readonly QuestionSet[]): readonly GoldRow[] =>
  sets.flatMap(({ rows }) => rows);

/** Sets without such questions are left out. */
export const searchableOnly = (sets: readonly QuestionSet[]): readonly QuestionSet[] =>
  sets
    .map(({ name, rows }) => ({ name, rows: rows.filter(({ kind }) => SEARCHABLE.includes(kind)) }))
    .filter(({ rows }) => rows.length > 0);
