import { join } from 'node:path';
import { Eta } from 'eta';
import type { DeskContext } from './context.ts';

/** @param root - The folder of package.json. */
export function loadDeskViews(root: string): DeskContext['render'] {
  const eta = new Eta({ views: join(root, 'adapters/desk/views'), cache: true, autoTrim: false });
  return (view, data) => eta.render(`./${view}`, { ...data });
}
