import type { Casework } from '../casework/casework.ts';
import { readCorpusFiles } from '../corpus-model/load-corpus.ts';
import { clocksOf } from './clocks.ts';
import { lettersOf } from './letters.ts';
import { loadPriority } from './priority.ts';
import { readTriageFiles } from './read-triage.ts';
import { statusesOf } from './statuses.ts';
import type { Triage } from './triage.ts';

/**
 * @param folder - `rules/`.
 * @throws {RulesError} listing every file and field that is wrong.
 */
export function loadTriage(folder: string, casework: Casework): Triage {
  const files = readCorpusFiles(folder);
  const { statuses, clocks, letters } = readTriageFiles(files);
  return {
    ...statusesOf(statuses),
    clocks: clocksOf(clocks, casework),
    priority: loadPriority(files.get('desk/priority.yaml') ?? ''),
    letters: lettersOf(letters, casework),
    reasons: new Set(
      Object.values(letters.reasons).flatMap((rows) => rows.flatMap(({ id }) => id ?? [])),
    ),
  };
}
