import { existsSync, linkSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BackupFacts } from '../backup/backup-form.ts';
import { readWhole } from '../backup/check-backup.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { InUseError, StoreOpenError } from '../errors.ts';
import { syncFolder } from '../key-file.ts';
import { type Looking, lookAt } from './look-at.ts';
import { askProcess } from './tool-socket.ts';

export interface BackedUp {
  readonly file: string;
  readonly rows: BackupFacts['rows'];
}

/**
 * Writes a backup while the server runs, or while it does not; reads it again; and only then gives it its name.
 *
 * @param to - A folder, or the name of a file that is not there yet.
 * @throws {StoreOpenError}
 */
export async function backUp(kept: Looking, to: string, clock: () => number): Promise<BackedUp> {
  const file = fileIn(to, clock());
  if (existsSync(file)) throw new StoreOpenError(`${file} is there already, and stays as it is.`);
  const draft = `${file}.part`;
  try {
    await writeDraft(kept, draft, clock);
    const { end } = await readWhole(draft);
    // Unlike a renaming this takes no other file's place.
    linkSync(draft, file);
    rmSync(draft);
    syncFolder(dirname(file));
    return { file, rows: end.rows };
  } finally {
    rmSync(draft, { force: true });
  }
}

function fileIn(to: string, now: number): string {
  if (!(existsSync(to) && statSync(to).isDirectory())) return to;
  const time = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return join(to, `facerights-${time}.backup`);
}

async function writeDraft(kept: Looking, draft: string, clock: () => number): Promise<void> {
  const handle = await open(draft, 'w', 0o600);
  try {
    await writeAll(kept, clock, (text) => handle.appendFile(text));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Lines are gathered to this many characters before the disk is asked. */
const GATHERED = 65_536;

async function writeAll(
  kept: Looking,
  clock: () => number,
  write: (text: string | Uint8Array) => Promise<void>,
): Promise<void> {
  try {
    await lookAt(kept, async (look) => {
      let text = '';
      await writeBackup({ ...look, clock }, async (more) => {
        text += more;
        if (text.length < GATHERED) return;
        await write(text);
        text = '';
      });
      await write(text);
    });
  } catch (error) {
    if (!(error instanceof InUseError)) throw error;
    const answer = await askProcess(kept.socket, { do: 'backup' });
    if (!answer) throw error;
    for await (const chunk of answer) await write(chunk);
  }
}
