import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder of official statute text: the operator's setting, else `../shared/law/kr` beside the project
 * where a workplace has one. Undefined when there is none: citations are then proven by their stamps only.
 */
export function lawFolderPath(setting: string | undefined, root: string): string | undefined {
  if (setting) return setting;
  const beside = join(root, '../shared/law/kr');
  return existsSync(beside) ? beside : undefined;
}
