import { LawSetupError } from './errors.ts';

/** How the texts come, and why that way. */
export type Way =
  | { readonly kind: 'api'; readonly why: string }
  | { readonly kind: 'git'; readonly why: string }
  | { readonly kind: 'folder'; readonly path: string; readonly why: string };

export interface WayFlags {
  readonly api?: boolean | undefined;
  readonly git?: boolean | undefined;
  readonly from?: string | undefined;
  readonly all?: boolean | undefined;
}

/** What an installation has at hand. */
export interface AtHand {
  readonly hasKey: boolean;
  readonly hasGit: () => boolean;
}

/**
 * Chooses the way that was asked for, else the best one at hand: the database with a key, since it has today's law,
 * else the public collection with git.
 *
 * @throws {LawSetupError} when flags contradict each other, or nothing is at hand.
 */
export function chooseWay(flags: WayFlags, { hasKey, hasGit }: AtHand): Way {
  const { api, git, from, all } = flags;
  failIfContradictory(flags);
  if (from !== undefined) return { kind: 'folder', path: from, why: '--from' };
  if (api && !hasKey) throw new LawSetupError(`--api needs LAW_API_KEY. ${HOW_TO_GET_A_KEY}`);
  if (api) return { kind: 'api', why: '--api' };
  if (git) return { kind: 'git', why: '--git' };
  if (hasKey && !all) return { kind: 'api', why: 'LAW_API_KEY is set' };
  if (hasGit()) return { kind: 'git', why: all ? '--all' : 'LAW_API_KEY is not set' };
  throw new LawSetupError(
    `Nothing to fetch with: git is not installed and LAW_API_KEY is not set. ${HOW_TO_GET_A_KEY} ` +
      'Or install git, or copy from a folder that has the texts: --from DIR.',
  );
}

function failIfContradictory({ api, git, from, all }: WayFlags): void {
  if ([api, git, from !== undefined].filter(Boolean).length > 1) {
    throw new LawSetupError('Choose one way: --api, --git or --from DIR.');
  }
  if (!api || !all) return;
  throw new LawSetupError('--all needs --git or --from DIR: the database is asked law by law.');
}

const HOW_TO_GET_A_KEY =
  'A key is free: sign up at https://open.law.go.kr and register the address of this server there.';
