import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { LawOutageError, LawSetupError } from './errors.ts';

/** The public collection of Korean statutes in Markdown. */
export const PUBLIC_COLLECTION = 'https://github.com/legalize-kr/legalize-kr';

export interface GitOptions {
  readonly url: string;
  /** Where the clone is kept for the next time. */
  readonly cache: string;
  /** Folders of the collection that are needed, below its root; all of it when empty. */
  readonly folders: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Brings a clone of the collection up to date: only its newest commit, and of that only the files of the folders.
 * A clone that cannot be used any more (a run was killed within git) is made anew beside it.
 *
 * @returns The folder of the clone.
 * @throws {LawSetupError} when git is missing.
 * @throws {LawOutageError} when the collection cannot be reached.
 */
export async function cloneCollection(options: GitOptions): Promise<string> {
  const { cache } = options;
  if (existsSync(cache)) {
    try {
      await checkOut(cache, options);
      return cache;
    } catch (error) {
      if (error instanceof LawSetupError) throw error;
    }
  }
  const fresh = `${cache}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(dirname(cache), { recursive: true });
  const partial = ['--depth=1', '--filter=blob:none', '--no-checkout', '--no-tags'];
  await git(['clone', '--quiet', ...partial, options.url, fresh], options);
  await checkOut(fresh, options);
  rmSync(cache, { recursive: true, force: true });
  renameSync(fresh, cache);
  return cache;
}

async function checkOut(clone: string, options: GitOptions): Promise<void> {
  const inClone = (...words: string[]) => git(['-C', clone, ...words], options);
  const patterns = options.folders.map((folder) => `/${folder}/`);
  if (patterns.length === 0) await inClone('sparse-checkout', 'disable');
  else await inClone('sparse-checkout', 'set', '--no-cone', ...patterns);
  await inClone('remote', 'set-url', 'origin', options.url);
  await inClone(
    'fetch',
    '--quiet',
    '--depth=1',
    '--filter=blob:none',
    '--no-tags',
    'origin',
    'HEAD',
  );
  await inClone('checkout', '--quiet', '--force', '--detach', 'FETCH_HEAD');
}

/** A line that carries less than a kilobyte a second for a minute is dead. */
const NO_DEAD_LINES = ['-c', 'http.lowSpeedLimit=1000', '-c', 'http.lowSpeedTime=60'];

function git(words: readonly string[], { environment }: GitOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      [...NO_DEAD_LINES, ...words],
      { env: ownEnvironment(environment), maxBuffer: 10_000_000 },
      (error, _stdout, stderr) => {
        if (!error) resolve();
        else if (error.code === 'ENOENT') reject(new LawSetupError(NO_GIT));
        else reject(new LawOutageError(`git could not fetch the collection: ${lastLine(stderr)}`));
      },
    );
  });
}

const NO_GIT =
  'git is not installed. Install it, or set LAW_API_KEY and use --api, or copy from a folder with --from DIR.';

/** Without the variables by which a git that runs around us would make git work on its own repository. */
const ownEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_TERMINAL_PROMPT: '0',
});

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
