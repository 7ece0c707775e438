import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { lawFolderPath } from '../law-dir.ts';
import { chooseWay, type Way } from '../law-source/choose-way.ts';
import { databaseSource } from '../law-source/database-source.ts';
import { LawOutageError, LawSetupError } from '../law-source/errors.ts';
import { fetchLaws, type LawReport, type Outcome } from '../law-source/fetch-laws.ts';
import { type FolderSource, folderSource } from '../law-source/folder-source.ts';
import { cloneCollection, PUBLIC_COLLECTION } from '../law-source/git-collection.ts';
import { lawApi } from '../law-source/law-api.ts';
import type { LawSource, WantedLaw } from '../law-source/law-source.ts';
import { openLawStore } from '../law-source/law-store.ts';
import { projectRoot } from '../project-root.ts';
import { fetchProgress } from './fetch-progress.ts';
import { isComplete, summaryLines } from './fetch-summary.ts';

const USAGE = `npm run law:fetch [-- options]: fetches the official text of the laws that FaceRights cites.
  --api        from the national law database; needs LAW_API_KEY
  --git        from the public collection legalize-kr; needs git
  --from DIR   from a folder or clone at hand
  --all        all Korean laws, with --git or --from
  --to DIR     into this folder; default: LAW_DIR, else law in DATA_DIR
  --again      asks for laws again that were fetched today or are up to date
  --older      lets an older text replace a newer one
  --pause MS   between two requests to the database; default: 200
  --git-url U  another copy of the collection`;

/** The database is asked about five times a second at most. */
const PAUSE_MS = '200';

type Flags = ReturnType<typeof readFlags>;

function readFlags(words: readonly string[]) {
  return parseArgs({
    args: [...words],
    options: {
      api: { type: 'boolean' },
      git: { type: 'boolean' },
      from: { type: 'string' },
      all: { type: 'boolean' },
      to: { type: 'string' },
      again: { type: 'boolean', default: false },
      older: { type: 'boolean', default: false },
      pause: { type: 'string', default: PAUSE_MS },
      'git-url': { type: 'string', default: PUBLIC_COLLECTION },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

/** `npm run law:fetch`; see {@link USAGE}. */
async function main(words: readonly string[]): Promise<number> {
  const flags = readFlags(words);
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const config = readConfig(environment());
  const way = chooseWay(flags, { hasKey: config.LAW_API_KEY !== undefined, hasGit });
  const target = flags.to ?? config.LAW_DIR ?? join(config.DATA_DIR, 'law');
  const cited = citedLaws();
  const amount = flags.all ? 'All laws' : `${cited.length} laws`;
  console.log(`${amount} from ${nameOf(way)} (${way.why}) into ${target}`);
  const today = koreanDay(new Date());
  const { source, all } = await open(way, cited, flags, config, today);
  if (way.kind === 'folder' && isSamePlace(way.path, target)) {
    throw new LawSetupError(`${target} is the folder to write to: there is nothing to copy.`);
  }
  const laws = all?.() ?? cited;
  const store = openLawStore(target);
  const progress = fetchProgress(laws.length, process.stdout.isTTY ?? false);
  const reports = await fetchLaws(laws, {
    source,
    store,
    today,
    again: flags.again,
    mayGoBack: flags.older,
    mayHaveNoArticles: flags.all ?? false,
    onReport: progress.advance,
  }).finally(progress.stop);
  for (const line of [...summaryLines(reports), ...hints(reports, way, target, config)])
    console.log(line);
  return isComplete(reports) ? 0 : 1;
}

function hints(
  reports: readonly LawReport[],
  way: Way,
  target: string,
  config: Config,
): readonly string[] {
  const has = (kind: Outcome['kind']) => reports.some(({ outcome }) => outcome.kind === kind);
  const used = lawFolderPath(config, projectRoot());
  return [
    ...(way.kind === 'git' && has('failed')
      ? ['A law that the collection keeps in another folder by now is found with --git --all.']
      : []),
    ...(has('changed')
      ? [`The texts before are in ${join(target, '.earlier')}; npm run knowledge:drift compares.`]
      : []),
    ...(used && isComplete(reports) && !isSamePlace(used, target)
      ? [`FaceRights reads its texts from ${used}; to use these, set LAW_DIR=${target}`]
      : []),
  ];
}

function nameOf(way: Way): string {
  if (way.kind === 'api') return 'the national law database';
  return way.kind === 'git' ? 'the public collection with git' : `the folder ${way.path}`;
}

const Laws = z.array(z.object({ title: z.object({ ko: z.string() }), file: z.string() }));

/** The laws of the corpus. The rest of the corpus need not be in order for fetching. */
function citedLaws(): readonly WantedLaw[] {
  const path = join(projectRoot(), 'knowledge/corpus/sources/korean-law.yaml');
  const laws = Laws.parse(parse(readFileSync(path, 'utf8')));
  return laws.map(({ title, file }) => ({ title: title.ko, file }));
}

interface Opened {
  readonly source: LawSource;
  /** Where all laws are wanted: which ones the source has. */
  readonly all?: FolderSource['all'];
}

async function open(
  way: Way,
  cited: readonly WantedLaw[],
  flags: Flags,
  config: Config,
  today: string,
): Promise<Opened> {
  if (way.kind === 'api') return { source: database(flags, config, today) };
  const path = way.kind === 'git' ? await clone(cited, flags, config) : way.path;
  const source = folderSource(path, today);
  return flags.all ? { source, all: source.all } : { source };
}

function database(flags: Flags, config: Config, today: string): LawSource {
  const api = lawApi({
    key: config.LAW_API_KEY ?? '',
    ...(config.LAW_API_URL && { baseUrl: config.LAW_API_URL }),
    fetch,
    wait: (ms) => wait(ms),
    now: () => new Date(),
    pauseMs: milliseconds(flags.pause),
  });
  return databaseSource(api, today);
}

function milliseconds(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new LawSetupError(`--pause takes milliseconds, as --pause 200, not "${text}".`);
}

async function clone(cited: readonly WantedLaw[], flags: Flags, config: Config): Promise<string> {
  console.log('Fetching the collection; the first time takes a minute or two.');
  const folders = new Set(cited.map(({ file }) => `kr/${dirname(file)}`));
  return await cloneCollection({
    url: flags['git-url'],
    cache: join(config.DATA_DIR, 'law-collection'),
    folders: flags.all ? [] : [...folders],
    environment: environment(),
  });
}

const isSamePlace = (a: string, b: string): boolean =>
  existsSync(a) && existsSync(b) && realpathSync(a) === realpathSync(b);

function hasGit(): boolean {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What an operator can mend is said in a sentence; anything else is our mistake, and keeps its stack. */
function explained(error: unknown): string | undefined {
  if (error instanceof LawSetupError || error instanceof LawOutageError) return error.message;
  if (error instanceof ConfigError) return error.message;
  const isUsage = error instanceof TypeError && 'code' in error;
  return isUsage ? `${error.message}\n\n${USAGE}` : undefined;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const message = explained(error);
  if (message === undefined) throw error;
  console.error(message);
  process.exitCode = 1;
}
