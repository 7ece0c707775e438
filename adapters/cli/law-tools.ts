import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { loadCasework } from '../../knowledge/casework/casework.ts';
import { withRules } from '../../knowledge/casework/rule-citations.ts';
import type { Corpus } from '../../knowledge/corpus-model/corpus.ts';
import { loadCorpus, readCorpusFiles } from '../../knowledge/corpus-model/load-corpus.ts';
import { COLOUR_MARKS, type Marks, PLAIN_MARKS } from '../../knowledge/drift/word-difference.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { type LawFolder, openLawFolder } from '../../knowledge/law/law-folder.ts';
import { deskCitations } from '../../knowledge/triage/desk-citations.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { lawFolderPath } from '../law-dir.ts';
import { projectRoot } from '../project-root.ts';

/** A tool was asked for something it cannot do; `message` says what to do instead. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly code = 'TOOL';
}

/**
 * Reads the words of a command line. Undefined when they ask for help, which is then given.
 *
 * @throws {ToolError} on an option that the tool does not have.
 */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  options: Options,
  usage: string,
) {
  if (process.argv.some((word) => word === '--help' || word === '-h')) {
    console.log(usage);
    return undefined;
  }
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unreadable options';
    throw new ToolError(`${why}\n\n${usage}`, { cause });
  }
}

/** What the tools that compare the corpus with the law work on. */
export interface LawTools {
  readonly corpusFolder: string;
  readonly corpus: Corpus;
  readonly folder: LawFolder;
  /** The day in Korea. */
  readonly today: string;
}

/**
 * Opens the corpus and the folder of official text.
 *
 * @param corpusFolder - Another corpus than our own.
 * @throws {ToolError} when there is no official text.
 */
export function openLawTools(corpusFolder: string | undefined): LawTools {
  const root = projectRoot();
  const path = lawFolderPath(readConfig(environment()), root);
  if (!path) throw new ToolError('This needs the official text: set LAW_DIR to its folder.');
  const rules = join(root, 'knowledge/rules');
  const own = corpusFolder ? resolve(corpusFolder) : join(root, 'knowledge/corpus');
  requireFolder(own, 'the corpus');
  const corpus = loadCorpus(readCorpusFiles(own));
  return {
    corpusFolder: own,
    // Another corpus has no rules of ours beside it.
    corpus: corpusFolder
      ? corpus
      : withRules(corpus, loadCasework(rules, corpus), deskCitations(readCorpusFiles(rules))),
    folder: openLawFolder(requireFolder(path, 'the official text (LAW_DIR)')),
    today: koreanDay(new Date()),
  };
}

/** @throws {ToolError} when there is no such folder. */
export function requireFolder(path: string, what: string): string {
  if (existsSync(path) && statSync(path).isDirectory()) return path;
  throw new ToolError(`There is no folder ${path}, which should hold ${what}.`);
}

/** The texts that were replaced: where the option says, or where fetching leaves them. */
export function earlierTexts(folder: LawFolder, option: string | undefined): LawFolder | undefined {
  if (option) return openLawFolder(requireFolder(option, 'the earlier texts (--before)'));
  const beside = join(folder.path, '.earlier');
  return existsSync(beside) ? openLawFolder(beside) : undefined;
}

/** Colour on a terminal, unless its user asked for none (no-color.org). */
export const marks = (): Marks =>
  process.stdout.isTTY && !environment()['NO_COLOR'] ? COLOUR_MARKS : PLAIN_MARKS;

/** Runs a tool; its exit code is what it returns, and 1 with a message when it cannot do what it was asked. */
export async function runTool(tool: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await tool();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || `${error.code}`.startsWith('ERR_'))
      throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
