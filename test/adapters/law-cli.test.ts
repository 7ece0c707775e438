import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { lawText } from '../factories.ts';
import { INDEX_FOLDER, openRealBot } from '../real-bot.ts';

/** `npm run law` and `npm run ask` over a made-up folder of law, as a person runs them. */

const LONG = '인형의 눈에 홍채를 그린다. '.repeat(120).trim();
const DOLLS = lawText(
  `##### 제7조 (인형)\n\n**①** 인형을 만든다.\n\n**②** ${LONG}\n\n##### 제8조\n\n삭제 <2020.2.2>\n\n## 부칙\n\n시행한다.\n`,
  { 제목: '인형 보호법', 법령ID: "'000002'" },
);

let folder: string;
beforeAll(async () => {
  await openRealBot();
  folder = mkdtempSync(join(tmpdir(), 'facerights-law-cli-'));
  const file = join(folder, 'law/인형보호법/법률.md');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, DOLLS);
  // The index of the corpus is there already; that of the laws is built by the first search.
  cpSync(INDEX_FOLDER, join(folder, 'data'), { recursive: true });
  rmSync(join(folder, 'data/law-index'), { recursive: true, force: true });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(tool: 'law' | 'ask', words: readonly string[], lawFolder = join(folder, 'law')) {
  const root = projectRoot();
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const child = spawn(process.execPath, [tsx, `adapters/cli/${tool}.ts`, ...words], {
    cwd: root,
    env: { DATA_DIR: join(folder, 'data'), LAW_DIR: lawFolder },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  child.stdin.end();
  return new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('npm run law', () => {
  it('shows an article whole, however long', async () => {
    const { code, stdout, stderr } = await run('law', ['인형 보호법 제7조']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('인형 보호법 제7조 (인형)');
    expect(stdout).toContain(`② ${LONG}`);
  });

  it('shows the articles of a law', async () => {
    const { stdout } = await run('law', ['인형보호법']);
    expect(stdout).toBe(
      '인형 보호법 (법률, 2025-07-03 시행, 2025-01-02 공포)\n제7조 (인형)\n제8조 삭제\n',
    );
  });

  it('says what became of an article', async () => {
    const [deleted, missing] = await Promise.all([
      run('law', ['인형 보호법 제8조']),
      run('law', ['인형 보호법 제9조']),
    ]);
    expect(deleted.stdout).toContain('삭제된 조문이에요');
    expect(missing.stdout).toContain('이 법은 제8조까지 있어요');
  });

  it('searches, and builds the index for that', async () => {
    const mentions = await run('law', ['--mentions', '홍채']);
    expect(mentions).toMatchObject({ code: 0, stderr: '' });
    expect(mentions.stdout).toContain('법령 1개 가운데 1개, 조문 1개에 "홍채" 표현이 나와요');
    expect(existsSync(join(folder, 'data/law-index'))).toBe(true);
    const search = await run('law', ['--search', '홍채를 그리는 인형', '--limit', '1']);
    expect(search.stdout).toMatch(/^- 인형 보호법 제7조 \(인형\): /);
  });

  it('ends with 2 when nothing was found', async () => {
    const { code, stdout } = await run('law', ['--mentions', '블록체인']);
    expect({ code, stdout }).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('찾지 못했어요'),
    });
  });

  it.each([
    { words: [], says: 'npm run -s law --' },
    { words: ['로봇법 3조'], says: '"로봇법 3조" names no law of the folder' },
    { words: ['--search', '홍채', '--limit', 'many'], says: '--limit is a number from 1 to 1000' },
    { words: ['--frobnicate'], says: "Unknown option '--frobnicate'" },
  ])('says what to do after $words', async ({ words, says }) => {
    const { code, stdout, stderr } = await run('law', words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('says how to get official text where there is none', async () => {
    const { code, stderr } = await run('law', ['형법 1조'], join(folder, 'nowhere'));
    expect(code).toBe(1);
    expect(stderr).toContain('npm run law:fetch');
  });
});

it('npm run ask waits until all laws can be searched', async () => {
  rmSync(join(folder, 'data/law-index'), { recursive: true, force: true });
  const { stdout } = await run('ask', ['홍채가 나오는 법 알려줘']);
  expect(stdout).toContain('조문 1개에 "홍채" 표현이 나와요');
});
