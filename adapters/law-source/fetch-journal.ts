import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Note = z.object({ on: z.iso.date(), way: z.string(), sha256: z.string() });

const JournalFile = z.record(z.string(), Note);

/** What was fetched: by file, the day, the way it came, and a digest of the file as it came. */
export type Journal = Readonly<z.infer<typeof JournalFile>>;

/** A journal that is missing or broken counts as empty: it only saves work. */
export function readJournal(path: string): Journal {
  try {
    const parsed = JournalFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

export function writeJournal(path: string, journal: Journal): void {
  writeFileSync(path, `${JSON.stringify(journal, undefined, 1)}\n`);
}
