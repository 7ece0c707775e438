import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

/**
 * The folder of official statute text: the operator's setting, else `../shared/law/kr` beside the project
 * where a workplace has one, else `law` in the data folder, where `npm run law:fetch` puts it.
 * Undefined when there is none: citations are then proven by their stamps only.
 */
export function lawFolderPath(
  { LAW_DIR, DATA_DIR }: Pick<Config, 'LAW_DIR' | 'DATA_DIR'>,
  root: string,
): string | undefined {
  if (LAW_DIR) return LAW_DIR;
  return [join(root, '../shared/law/kr'), join(DATA_DIR, 'law')].find((path) => existsSync(path));
}
