import { join } from 'node:path';
import { loadCorpus, readCorpusFiles } from '../../knowledge/corpus-model/load-corpus.ts';
import {
  type FolderStatus,
  folderStatus,
  type NeededLaw,
} from '../../knowledge/law/folder-status.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { openLawFolder } from '../../knowledge/law/law-folder.ts';
import type { UnreadReason } from '../../knowledge/law/statute.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { lawFolderPath } from '../law-dir.ts';
import { projectRoot } from '../project-root.ts';
import { readArguments, runTool, ToolError } from './law-tools.ts';

const USAGE = `npm run law:status [-- DIR] [--list]

Says what the folder of official text holds: LAW_DIR, or DIR. --list names every file, line and choice that is only
counted otherwise. The exit code is 1 only when the folder cannot be read at all.`;

/** Without --list no more than this many of a kind are named: the screen is for what matters. */
const NAMED_AT_MOST = 10;
const ALL = Number.POSITIVE_INFINITY;

const REASONS: Readonly<Record<UnreadReason, string>> = {
  'odd-heading': 'heading that is neither an article nor a chapter',
  'under-odd-heading': 'text below such a heading',
  'under-division': 'text between a chapter heading and its first article',
  'repeated-article': 'second article of the same number; the first one counts',
  'repeated-number': 'second paragraph or item of the same number; a look-up finds the first',
  'mark-out-of-place': 'mark that no look-up finds (a sub-item without an item above it)',
  'broken-number': 'decimal number that the collection took for an item',
  picture: 'picture of which the file has no text',
  'addenda-end-early': 'no addendum as young as the law: the end of the file may be missing',
};

function main(): number {
  const words = readArguments({ list: { type: 'boolean', default: false } }, USAGE);
  if (!words) return 0;
  const root = projectRoot();
  const path = words.positionals[0] ?? lawFolderPath(readConfig(environment()), root);
  if (!path) {
    throw new ToolError(
      'There is no folder of official text. Set LAW_DIR to one, or run `npm run law:fetch`.',
    );
  }
  const folder = openLawFolder(path);
  const fault = folder.fault();
  if (fault) {
    throw new ToolError(
      `The official text cannot be read: ${fault}. Set LAW_DIR to a folder of law files, or run \`npm run law:fetch\`.`,
    );
  }
  const today = koreanDay(new Date());
  const most = words.values.list ? ALL : NAMED_AT_MOST;
  const status = folderStatus(folder, today, lawsOfCorpus(root));
  for (const line of statusLines(path, today, status, most)) console.log(line);
  return 0;
}

function lawsOfCorpus(root: string): readonly NeededLaw[] {
  const { sources } = loadCorpus(readCorpusFiles(join(root, 'knowledge/corpus')));
  return [...sources.values()].flatMap((source) =>
    source.type === 'law' ? [{ file: source.file, title: source.title.ko }] : [],
  );
}

function statusLines(
  path: string,
  today: string,
  status: FolderStatus,
  most: number,
): readonly string[] {
  const { there, elsewhere, missing, choices, refused } = status;
  const isLong = most === ALL;
  const cited = there.length + elsewhere.length + missing.length;
  return [
    row('folder', path),
    row('files', `${count(status.fileCount)} read, ${count(refused.length)} refused`),
    ...named(refused, most, ({ file, why }) => `${file}: ${why}`),
    row('laws', `${count(status.lawCount)}; ${count(choices.length)} of them in several files`),
    ...(isLong ? named(choices, most, choiceLine) : []),
    row('articles', `${count(status.articleCount)}, ${count(status.deletedCount)} of them deleted`),
    row('upcoming', `${count(status.upcoming.length)} laws take effect only after ${today}`),
    ...(isLong ? named(status.upcoming, most, ({ file, inForce }) => `${file}: ${inForce}`) : []),
    row(
      'repealed',
      `${count(status.repealed.length)} laws, or nothing is left of them but the repeal`,
    ),
    ...(isLong ? named(status.repealed, most, ({ file, inForce }) => `${file}: ${inForce}`) : []),
    ...unreadLines(status, most),
    row(
      'cited',
      `${count(there.length)} of the ${count(cited)} laws our texts cite are here, ` +
        `${count(elsewhere.length)} more in another file, ${count(missing.length)} not`,
    ),
    ...named(elsewhere, most, ({ title, found }) => `${title}: in ${found}`),
    ...named(missing, ALL, ({ title, why }) => `${title}: ${why}`),
  ];
}

const choiceLine = ({ chosen, insteadOf, why }: FolderStatus['choices'][number]): string =>
  `${chosen.file} instead of ${insteadOf.map(({ file }) => file).join(', ')}: ${why}`;

function unreadLines({ unread }: FolderStatus, most: number): readonly string[] {
  const reasons = [...new Set(unread.map(({ why }) => why))].sort();
  return [
    row('unread', `${count(unread.length)} lines`),
    ...reasons.flatMap((reason) => {
      const lines = unread.filter(({ why }) => why === reason);
      const listed = most === ALL ? lines : [];
      return [
        indented(`${count(lines.length)} × ${REASONS[reason]}`),
        ...listed.map(({ file, line, text }) => indented(`  ${file}:${line}  ${shortened(text)}`)),
      ];
    }),
  ];
}

function named<T>(all: readonly T[], most: number, line: (one: T) => string): readonly string[] {
  const rest = all.length - most;
  return [
    ...all.slice(0, most).map((one) => indented(line(one))),
    ...(rest > 0 ? [indented(`… and ${count(rest)} more (--list)`)] : []),
  ];
}

const LABEL_WIDTH = 10;
const LONGEST_LINE = 80;

const row = (label: string, text: string): string => label.padEnd(LABEL_WIDTH) + text;
const indented = (text: string): string => ' '.repeat(LABEL_WIDTH) + text;
const count = (number: number): string => number.toLocaleString('en');
const shortened = (text: string): string =>
  text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;

await runTool(main);
