import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../../adapters/project-root.ts';
import { lawText, temporaryFolder } from '../../factories.ts';
import {
  type Asked,
  listing,
  type Reply,
  row,
  TOY_KEY,
  toyDatabase,
  toyPayload,
} from './toy-database.ts';

const ROOT = projectRoot();

/** The laws of our corpus, of which the toy database has a made-up text each. */
const WANTED: readonly { title: string; file: string }[] = parse(
  readFileSync(join(ROOT, 'knowledge/corpus/sources/korean-law.yaml'), 'utf8'),
).map(({ title, file }: { title: { ko: string }; file: string }) => ({ title: title.ko, file }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

interface Settings {
  readonly url?: string;
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs the command in an empty folder, so that no .env of this machine counts. */
function lawFetch(words: readonly string[], { url, onStart }: Settings = {}): Promise<Ended> {
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'node_modules/tsx/dist/cli.mjs'),
      join(ROOT, 'adapters/cli/law-fetch.ts'),
      ...words,
    ],
    {
      cwd: temporaryFolder(),
      env: {
        PATH: process.env['PATH'],
        ...(url && { LAW_API_URL: url, LAW_API_KEY: TOY_KEY }),
      },
      // Killing its group kills what tsx started, too.
      detached: true,
    },
  );
  onStart?.(child);
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

const ARTICLES = 40;

/** About 25 KB, or 4 MB so that writing it takes a while. */
const body = (words: number): string =>
  Array.from(
    { length: ARTICLES },
    (_, n) => `##### 제${n + 1}조 (목적)\n\n${'글 '.repeat(words)}`,
  ).join('\n\n');
const BODY = body(150);
const LONG_BODY = body(25_000);

/** Lists every title that is asked for, and has a text of it. */
function anyLaw({ page, query }: Asked, text = BODY): Reply {
  if (page === 'lawSearch.do') {
    const title = query.get('query') ?? '';
    const mst = WANTED.findIndex((law) => law.title === title);
    return { body: listing([row({ 법령명한글: title, 법령일련번호: `${mst}` })]) };
  }
  const title = WANTED[Number(query.get('MST'))]?.title ?? '';
  return { body: toyPayload(text, { 제목: title }) };
}

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.md'),
      )
    : [];

describe('law:fetch --api', () => {
  it('killed while it writes leaves whole files only, and the next run does just the rest', async () => {
    const target = temporaryFolder();
    let child: ChildProcess | undefined;
    let isArmed = false;
    const watcher = watch(target, { recursive: true }, () => {
      if (isArmed && child?.pid) process.kill(-child.pid, 'SIGKILL');
      isArmed = false;
    });
    onTestFinished(() => watcher.close());
    const { url, asked } = await toyDatabase((now) => {
      const isLong = now.page === 'lawService.do' && (now.count === 20 || now.count === 60);
      // The first that it does on the disk after this answer ends the run.
      isArmed ||= isLong;
      return anyLaw(now, isLong ? LONG_BODY : BODY);
    });
    const start = () =>
      lawFetch(['--api', '--to', target, '--pause', '0'], {
        url,
        onStart: (started) => {
          child = started;
        },
      });

    for (const fewest of [19, 57]) {
      expect((await start()).code).not.toBe(0);
      const files = filesIn(target);
      expect(files.length).toBeGreaterThanOrEqual(fewest);
      for (const file of files) {
        const text = readFileSync(join(target, file), 'utf8');
        expect(text.match(/^##### /gm)).toHaveLength(ARTICLES);
        expect(text).toMatch(/\n## 부칙\n[\s\S]+\n$/);
      }
    }
    const ended = await start();
    expect(ended.output).toMatch(new RegExp(`^${WANTED.length} laws: .*new.*same$`, 'm'));
    expect(ended.code).toBe(0);
    expect(new Set(filesIn(target))).toEqual(new Set(WANTED.map(({ file }) => file)));
    // At each kill one law was under way, whose text may be asked for again, and no other's.
    const texts = asked.filter(({ page }) => page === 'lawService.do').length;
    expect(texts - WANTED.length).toBeOneOf([0, 1, 2]);
  }, 120_000);

  it('says its way first, tells what is missing by name and reason, and ends with 1', async () => {
    const target = temporaryFolder();
    const { url } = await toyDatabase((asked) =>
      asked.query.get('query') === '형법' ? { body: listing([]) } : anyLaw(asked),
    );
    const ended = await lawFetch(['--to', target, '--pause', '0'], { url });
    expect(ended.code).toBe(1);
    expect(ended.output.split('\n')[0]).toBe(
      `${WANTED.length} laws from the national law database (LAW_API_KEY is set) into ${target}`,
    );
    expect(ended.output).toContain(
      'failed   형법 (형법/법률.md): the national law database lists no law of this title',
    );
    expect(ended.output).toContain(`${WANTED.length} laws: ${WANTED.length - 1} new, 1 failed`);
    expect(ended.output).not.toContain(TOY_KEY);
  });

  it('stops at a refused key, and does not print it', async () => {
    const { url, asked } = await toyDatabase(() => ({
      body: {
        result: '사용자 정보 검증에 실패하였습니다.',
        msg: `${TOY_KEY} IP주소 및 도메인주소`,
      },
    }));
    const ended = await lawFetch(['--to', temporaryFolder()], { url });
    expect(ended.code).toBe(1);
    expect(asked).toHaveLength(1);
    expect(ended.output).toContain('open.law.go.kr');
    expect(ended.output).not.toContain(TOY_KEY);
    expect(ended.output).not.toContain('at async');
  });
});

describe('law:fetch without a database', () => {
  const law = ({ title }: { title: string }) =>
    lawText('##### 제1조 (목적)\n\n글\n\n## 부칙', { 제목: title });

  it('copies from a folder', async () => {
    const from = temporaryFolder(Object.fromEntries(WANTED.map((one) => [one.file, law(one)])));
    const target = join(temporaryFolder(), 'law');
    const ended = await lawFetch(['--from', from, '--to', target]);
    expect(ended.output).toContain(`${WANTED.length} laws: ${WANTED.length} new`);
    expect(ended.code).toBe(0);
    expect(filesIn(target)).toHaveLength(WANTED.length);
  });

  it.each([
    { words: ['--from', '/nowhere/at/all'], says: '/nowhere/at/all does not exist' },
    { words: ['--api'], says: '--api needs LAW_API_KEY' },
    { words: ['--quick'], says: 'npm run law:fetch [-- options]' },
  ])('$words ends with a sentence: "$says"', async ({ words, says }) => {
    const ended = await lawFetch(words);
    expect(ended.code).toBe(1);
    expect(ended.output).toContain(says);
    expect(ended.output).not.toContain('    at ');
  });

  it('refuses to copy a folder onto itself', async () => {
    const folder = temporaryFolder({
      [WANTED[0]?.file ?? '']: law({ title: WANTED[0]?.title ?? '' }),
    });
    const ended = await lawFetch(['--from', folder, '--to', folder]);
    expect(ended).toMatchObject({ code: 1, output: expect.stringContaining('nothing to copy') });
  });
});
