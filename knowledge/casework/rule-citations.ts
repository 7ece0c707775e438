import type { CitedBy, Corpus } from '../corpus-model/corpus.ts';
import type { Casework } from './casework.ts';
import { citationsIn } from './outline.ts';

/**
 * The corpus together with what the rules cite: whatever is checked, stamped or watched for the one is for the other.
 *
 * @param more - What further rules cite: those of the desk.
 */
export const withRules = (
  corpus: Corpus,
  casework: Casework,
  more: readonly CitedBy[] = [],
): Corpus => ({
  ...corpus,
  ruleCitations: [...ruleCitations(casework), ...more],
});

/** Everything that the rules cite, by the file and the record in it. */
export function ruleCitations(casework: Casework): readonly CitedBy[] {
  const { questions, derived, assessment, routes, grounds, deadlines, outlines } = casework;
  return [
    ...questions.flatMap(({ id, cite }) => cited(`questions ${id}`, cite)),
    ...derived.flatMap(({ cite }) => cited('facts', cite)),
    ...assessment.results.flatMap(({ id, cite }) => cited(`assessment ${id}`, cite)),
    ...[...assessment.signs, ...assessment.concerns, ...assessment.unknowns].flatMap(({ cite }) =>
      cited('assessment', cite),
    ),
    ...routes.flatMap(({ id, cite, next, warning }) =>
      cited(`routes ${id}`, [...cite, ...next.flatMap((step) => step.cite), ...warning.cite]),
    ),
    ...grounds.flatMap(({ id, cite }) => cited(`grounds ${id}`, cite)),
    ...[...deadlines.values()].flatMap(({ id, cite, extension }) =>
      cited(`deadlines ${id}`, [...cite, ...(extension ? [extension.cite] : [])]),
    ),
    ...[...outlines.values()].flatMap((outline) =>
      cited(`documents/${outline.id}`, citationsIn(outline)),
    ),
  ];
}

const cited = (record: string, cite: readonly string[]): readonly CitedBy[] =>
  cite.map((one) => ({ about: `rules/${record}`, cite: one }));
