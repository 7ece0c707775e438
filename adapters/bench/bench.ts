import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWords } from '../../bot/words.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { openLawFolder } from '../../knowledge/law/law-folder.ts';
import { createProver } from '../../knowledge/law/prover.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { lawFolderPath } from '../law-dir.ts';
import { projectRoot } from '../project-root.ts';
import { buildIndex } from './built-index.ts';
import { inProcess } from './in-process.ts';
import { indexCost } from './index-cost.ts';
import { overHttp } from './over-http.ts';
import { allRows, questionSets, searchableOnly } from './questions.ts';
import { type Section, sectionText } from './report.ts';
import { sideBySide } from './side-by-side.ts';

/**
 * `npm run bench` measures answering, serving, the index and two other search libraries, and prints one
 * report. It takes two to three minutes, talks to this computer only and leaves nothing behind.
 */
async function main(): Promise<void> {
  const root = projectRoot();
  const sets = questionSets(root);
  const folder = mkdtempSync(join(tmpdir(), 'facerights-bench-'));
  print(heading(sets.map(({ name, rows }) => `${name} ${rows.length}`).join(', ')));
  try {
    // A copy: all sections but the server's see the same corpus even while somebody edits it.
    const corpusFolder = join(folder, 'corpus');
    cpSync(join(root, 'knowledge/corpus'), corpusFolder, { recursive: true });
    const built = buildIndex(corpusFolder);
    const { corpus } = built;
    const prover = createProver({ stamps: corpus.stamps, today, ...lawFolder(root) });
    const settings = { corpus, prover, words: loadWords(join(root, 'bot/words')), baseUrl: '' };
    const rows = allRows(sets);
    printSection(await inProcess({ ...built, prover }, settings, rows));
    const texts = rows.map(({ text }) => text);
    printSection(await overHttp(root, join(folder, 'served'), texts));
    printSection(await indexCost(built, corpusFolder, join(folder, 'measured')));
    printSection(await sideBySide(built, settings, searchableOnly(sets)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Citations are proven as the server proves them: against the official text, where there is some. */
function lawFolder(root: string) {
  const path = lawFolderPath(readConfig(environment()), root);
  return path ? { folder: openLawFolder(path) } : {};
}

const today = (): string => koreanDay(new Date());

function heading(questions: string): string {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  return [
    `FaceRights bench, ${new Date().toISOString().slice(0, 16)}Z`,
    `Node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} x ${processor}`,
    `Others' work on this computer at the start: load average ${loadavg()[0]?.toFixed(2) ?? '-'}`,
    `Questions: ${questions}`,
  ].join('\n');
}

const printSection = (section: Section): void => print(`\n${sectionText(section)}`);

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
