import { join } from 'node:path';
import { projectRoot } from '../../adapters/project-root.ts';
import { readCorpusFiles } from '../../knowledge/corpus-model/load-corpus.ts';
import { readTriageFiles, type TriageFiles } from '../../knowledge/triage/read-triage.ts';

/** The rules of the desk as they stand in the repository. */
export const ruleFiles = readCorpusFiles(join(projectRoot(), 'knowledge/rules'));
export const triageFiles: TriageFiles = readTriageFiles(ruleFiles);
