import { join } from 'node:path';
import { Eta } from 'eta';
import { textLines } from './law-text.ts';

/** Renders one template of `adapters/web/views/`; everything put in with `<%= %>` is escaped. */
export type Render = (view: string, data: Readonly<Record<string, unknown>>) => string;

export function loadViews(root: string): Render {
  const eta = new Eta({ views: join(root, 'adapters/web/views'), cache: true, autoTrim: false });
  return (view, data) => eta.render(`./${view}`, { ...data, linesOf });
}

/** Official text in a template that links nothing within it. */
const linesOf = (text: string) => textLines(text, []);
