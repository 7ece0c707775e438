import { join } from 'node:path';
import { loadCasework, RulesError } from '../../knowledge/casework/casework.ts';
import { withRules } from '../../knowledge/casework/rule-citations.ts';
import { checkCorpus } from '../../knowledge/check/check-corpus.ts';
import { checkRules } from '../../knowledge/check/rules.ts';
import { checkTriage } from '../../knowledge/check/triage.ts';
import {
  CorpusError,
  loadCorpus,
  readCorpusFiles,
} from '../../knowledge/corpus-model/load-corpus.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { openLawFolder } from '../../knowledge/law/law-folder.ts';
import { deskCitations } from '../../knowledge/triage/desk-citations.ts';
import { readTriageFiles } from '../../knowledge/triage/read-triage.ts';
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
    const answers = loadCorpus(readCorpusFiles(join(root, 'knowledge/corpus')));
    const rules = join(root, 'knowledge/rules');
    const casework = loadCasework(rules, answers);
    const ruleFiles = readCorpusFiles(rules);
    const desk = readTriageFiles(ruleFiles);
    const corpus = withRules(answers, casework, deskCitations(ruleFiles));
    const report = checkCorpus({
      corpus,
      ...(folder && { law: openLawFolder(folder) }),
      today: koreanDay(new Date()),
    });
    const wrong = [...report.errors, ...checkRules(casework), ...checkTriage(desk, casework)];
    const errors = wrong.map(({ about, message }) => `${about}: ${message}`);
    for (const line of errors.filter(matches)) console.log(`wrong      ${line}`);
    for (const { message } of report.unchecked) console.log(`unchecked  ${message}`);
    console.log(
      `${corpus.entries.size} entries, ${corpus.provisions.length} provisions, ${corpus.sources.size} sources, ` +
        `${corpus.terms.length} term groups; ${casework.questions.length} questions, ${casework.routes.length} routes, ` +
        `${casework.grounds.length} grounds, ${casework.deadlines.size} deadlines, ${casework.outlines.size} documents; ` +
        `${desk.statuses.statuses.length} statuses, ${desk.clocks.clocks.length} clocks, ${desk.letters.letters.length} letters; ${report.provenCitations} of ${report.citations} citations to Korean law ` +
        `proven in the official text; ${errors.length} wrong`,
    );
    return errors.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CorpusError || error instanceof RulesError)) throw error;
    for (const line of error.problems.filter(matches)) console.log(`wrong      ${line}`);
    console.log(
      `${error.problems.length} problems in the form of the files; the rest was not checked`,
    );
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
