import type { TestContext } from 'vitest';
import { readConfig } from '../adapters/config.ts';
import { lawFolderPath } from '../adapters/law-dir.ts';
import { projectRoot } from '../adapters/project-root.ts';
import { INDEX_FOLDER } from './real-bot.ts';

const folder = lawFolderPath(readConfig({ DATA_DIR: INDEX_FOLDER }), projectRoot());

/** Skips a test that shows people the words of the law where there are none at hand. */
export const needsOfficialText = ({ skip }: TestContext): void =>
  skip(!folder, 'needs the official text of the laws: npm run law:fetch, or a folder of it');
