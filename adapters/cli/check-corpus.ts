import { join } from 'node:path';
import { checkCorpus } from '../../knowledge/check/check-corpus.ts';
import {
  CorpusError,
  loadCorpus,
  readCorpusFiles,
} from '../../knowledge/corpus-model/load-corpus.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { openLawFolder } from '../../knowledge/law/law-folder.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { lawFolderPath } from '../law-dir.ts';
import { projectRoot } from '../project-root.ts';

/** `npm run knowledge:check [-- word …]`: proves the corpus; words narrow what is listed, not what is checked. */
function main(words: readonly string[]): number {
  const root = projectRoot();
  const folder = lawFolderPath(readConfig(environment()), root);
  const matches = (line: string) => words.length === 0 || words.some((word) => line.includes(word));
  try {
    const corpus = loadCorpus(readCorpusFiles(join(root, 'knowledge/corpus')));
    const report = checkCorpus({
      corpus,
      ...(folder && { law: openLawFolder(folder) }),
      today: koreanDay(new Date()),
    });
    const errors = report.errors.map(({ about, message }) => `${about}: ${message}`);
    for (const line of errors.filter(matches)) console.log(`wrong      ${line}`);
    for (const { message } of report.unchecked) console.log(`unchecked  ${message}`);
    console.log(
      `${corpus.entries.size} entries, ${corpus.provisions.length} provisions, ${corpus.sources.size} sources, ` +
        `${corpus.terms.length} term groups; ${report.provenCitations} of ${report.citations} citations to Korean law ` +
        `proven in the official text; ${errors.length} wrong`,
    );
    return errors.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    for (const line of error.problems.filter(matches)) console.log(`wrong      ${line}`);
    console.log(
      `${error.problems.length} problems in the form of the files; the rest was not checked`,
    );
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
