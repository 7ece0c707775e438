import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../factories.ts';

/** A data folder of its own for a bot, with the index that was built before; gone with the test. */
export function dataFolder(indexFolder: string): string {
  const folder = temporaryFolder({});
  cpSync(join(indexFolder, 'index'), join(folder, 'index'), { recursive: true });
  // No law text: what the bot says must be the same on every machine.
  mkdirSync(join(folder, 'no-law'));
  return folder;
}
