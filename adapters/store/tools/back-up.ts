import { createWriteStream, existsSync, linkSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import type { BackupFacts } from '../backup/backup-form.ts';
import { readWhole } from '../backup/check-backup.ts';
import { type Write, writeBackup } from '../backup/write-backup.ts';
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
  const stream = createWriteStream(draft, { flags: 'w', mode: 0o600, flush: true });
  try {
    const write: Write = async (text) => {
      if (!stream.write(text)) await drained(stream);
    };
    await lookAt(kept, (look) => writeBackup({ ...look, clock }, write));
    stream.end();
    await finished(stream);
  } catch (error) {
    if (!(error instanceof InUseError)) throw error;
    const answer = await askProcess(kept.socket, { do: 'backup' });
    if (!answer) throw error;
    await pipeline(answer, stream);
  } finally {
    stream.destroy();
  }
}

const drained = (stream: NodeJS.WritableStream): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.once('drain', resolve);
    stream.once('error', reject);
  });
