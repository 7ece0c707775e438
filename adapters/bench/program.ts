import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A program of ours as a child process can run it. */
export interface ProgramFile {
  /** For the report: what is run, and whether it is what the sources say. */
  readonly name: string;
  readonly path: string;
  /** What Node needs before the path, to read it at all. */
  readonly loaderFlags: readonly string[];
}

/**
 * The built program, else its source through tsx.
 *
 * @param module - `adapters/main`
 */
export function programFile(root: string, module: string): ProgramFile {
  const built = join(root, 'dist', `${module}.js`);
  if (!existsSync(built)) {
    const path = join(root, `${module}.ts`);
    return { name: `tsx ${module}.ts (no dist)`, path, loaderFlags: ['--import', 'tsx'] };
  }
  const { mtime } = statSync(built);
  const date = `${mtime.toISOString().slice(0, 16)}Z`;
  const warning = newestSource(root) > mtime.getTime() ? ', OLDER THAN THE SOURCES' : '';
  return { name: `dist/${module}.js, built ${date}${warning}`, path: built, loaderFlags: [] };
}

/** When a source file was last written, in milliseconds since 1970. */
function newestSource(root: string): number {
  const times = ['bot', 'knowledge', 'adapters'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => statSync(join(root, folder, path)).mtimeMs),
  );
  return Math.max(...times);
}

const PackageFile = z.object({
  scripts: z.object({ start: z.string() }),
  devDependencies: z.record(z.string(), z.string()),
});

export const packageFile = (root: string): z.infer<typeof PackageFile> =>
  PackageFile.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

/** What `npm start` tells Node before the program. */
export const startFlags = (root: string): readonly string[] =>
  packageFile(root)
    .scripts.start.split(' ')
    .filter((word) => word.startsWith('--'));
