import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStatute } from './read-statute.ts';
import type { Statute } from './statute.ts';

/** A folder of official text in the legalize-kr layout, read file by file as needed. */
export interface LawFolder {
  /** Undefined when the folder has no such file. @throws {StatuteFormatError} when it has, but unreadable. */
  statute(file: string): Statute | undefined;
}

export function openLawFolder(folder: string): LawFolder {
  const read = new Map<string, Statute | undefined>();
  return {
    statute(file) {
      if (!read.has(file)) {
        const path = join(folder, file);
        read.set(file, existsSync(path) ? readStatute(readFileSync(path, 'utf8')) : undefined);
      }
      return read.get(file);
    },
  };
}
