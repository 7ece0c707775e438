import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type LawReading, openLawFolder } from '../../knowledge/law/law-folder.ts';
import { LawSetupError } from './errors.ts';
import { type Journal, readJournal, writeJournal } from './fetch-journal.ts';

/** The folder that fetched texts go to. A file is there whole or not at all, whenever the program ends. */
export interface LawStore {
  readonly path: string;
  read(file: string): LawReading;
  /** Whether the file came from this way on this day and is still as it came. */
  isFresh(file: string, way: string, today: string): boolean;
  /** Whether somebody has changed the file since it was fetched. False where we did not fetch it. */
  isAltered(file: string): boolean;
  /** @throws {LawSetupError} when the folder cannot be written. */
  put(file: string, markdown: string, options: { readonly keepEarlier: boolean }): void;
  /** Notes that the file is what the way had to give on this day. */
  confirm(file: string, way: string, today: string): void;
}

/** Replaced texts stay here, under the same names, until the next replacement: `knowledge:drift` compares with them. */
const EARLIER = '.earlier';

/** Files that are being written. Never read by anyone. */
const UNFINISHED = '.unfinished';

const JOURNAL = '.fetched.json';

/** @throws {LawSetupError} when the folder cannot be made. */
export function openLawStore(path: string): LawStore {
  const base = writing(path, () => {
    mkdirSync(path, { recursive: true });
    const folderOfLaws = lawsBelow(path);
    removeLeftovers(join(folderOfLaws, UNFINISHED));
    return folderOfLaws;
  });
  const folder = openLawFolder(path);
  let journal: Journal = readJournal(join(base, JOURNAL));
  const isAsFetched = (file: string) => journal[file]?.sha256 === digestOf(join(base, file));

  return {
    path,
    read: (file) => folder.read(file),
    isFresh(file, way, today) {
      const note = journal[file];
      return note?.on === today && note.way === way && isAsFetched(file);
    },
    isAltered: (file) => journal[file] !== undefined && !isAsFetched(file),
    put(file, markdown, { keepEarlier }) {
      const target = join(base, file);
      writing(target, () => {
        if (isText(target, markdown)) return;
        if (keepEarlier) {
          replace(base, join(base, EARLIER, file), (beside) => copyFileSync(target, beside));
        }
        replace(base, target, (beside) => writeFileSync(beside, markdown));
      });
    },
    confirm(file, way, today) {
      journal = {
        ...journal,
        [file]: { on: today, way, sha256: digestOf(join(base, file)) ?? '' },
      };
      writing(base, () =>
        replace(base, join(base, JOURNAL), (beside) => writeJournal(beside, journal)),
      );
    },
  };
}

/** The folder that holds the laws: the clone of the public collection has them below `kr/`. */
export function lawsBelow(path: string): string {
  const below = join(path, 'kr');
  return statSync(below, { throwIfNoEntry: false })?.isDirectory() ? below : path;
}

/** What a run that was killed left behind; the files of one that is still going stay. */
function removeLeftovers(folder: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names.filter((pid) => !isRunning(Number(pid)))) rmSync(join(folder, name));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const isText = (path: string, text: string): boolean =>
  existsSync(path) && readFileSync(path).equals(Buffer.from(text));

function digestOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Writes beside the target and renames, so that no reader ever sees half of it, not even after a power cut. */
function replace(base: string, target: string, write: (beside: string) => void): void {
  const beside = join(base, UNFINISHED, `${process.pid}`);
  mkdirSync(dirname(beside), { recursive: true });
  mkdirSync(dirname(target), { recursive: true });
  write(beside);
  // The journal only saves work, and is written often.
  if (!target.endsWith(JOURNAL)) bringToDisk(beside);
  renameSync(beside, target);
}

function bringToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function writing<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new LawSetupError(
      `${path} cannot be written (${code}). Mend that, or name another folder with --to.`,
      { cause },
    );
  }
}
