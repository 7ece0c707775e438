import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../adapters/config.ts';
import { type Bot, openBot } from '../adapters/open-bot.ts';
import { projectRoot } from '../adapters/project-root.ts';

/** All test files share it, so that the index of a corpus is built once. */
export const INDEX_FOLDER = join(tmpdir(), 'facerights-test-index');

/** The bot on the real corpus; the first to open a changed corpus waits until its index is built. */
export const openRealBot = (): Promise<Bot> =>
  openBot(readConfig({ DATA_DIR: INDEX_FOLDER }), projectRoot());
