import { RulesError } from '../casework/casework.ts';
import { CorpusReader } from '../corpus-model/corpus-reader.ts';
import type { CorpusFiles } from '../corpus-model/load-corpus.ts';
import { ClocksFile, LettersFile, StatusesFile } from './triage-files.ts';

/** The rules of the desk as they were written, checked for their form. */
export interface TriageFiles {
  readonly statuses: StatusesFile;
  readonly clocks: ClocksFile;
  readonly letters: LettersFile;
}

/**
 * @param files - Of the folder `rules/`.
 * @throws {RulesError} listing every file and field that is wrong.
 */
export function readTriageFiles(files: CorpusFiles): TriageFiles {
  const problems: string[] = [];
  const reader = new CorpusReader(files, problems);
  const statuses = reader.one('desk/statuses.yaml', StatusesFile);
  const clocks = reader.one('desk/clocks.yaml', ClocksFile);
  const letters = reader.one('desk/letters.yaml', LettersFile);
  if (!statuses || !clocks || !letters) {
    throw new RulesError(problems.length > 0 ? problems : ['desk/: a file is missing']);
  }
  return { statuses, clocks, letters };
}
