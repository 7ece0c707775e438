import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { lawText, TOY_LAW, temporaryFolder } from '../factories.ts';

function lawStatus(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const root = projectRoot();
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  return spawnSync(process.execPath, [tsx, 'adapters/cli/law-status.ts', ...words], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
}

const files = {
  '장난감보호법/법률.md': TOY_LAW,
  '공법/법률.md': lawText('##### 제1조\n\n① 공.\n\n① 공.', { 제목: '공법' }),
  '반쪽법/법률.md': TOY_LAW.slice(0, 300),
};

it('says what the folder of LAW_DIR holds, and what it refused', () => {
  const LAW_DIR = temporaryFolder(files);
  const { status, stdout } = lawStatus([], { LAW_DIR });
  expect(status).toBe(0);
  expect(stdout).toContain(`folder    ${LAW_DIR}`);
  expect(stdout).toContain('files     2 read, 1 refused');
  expect(stdout).toMatch(/반쪽법\/법률\.md: .*half-written/);
  expect(stdout).toContain('articles  3, 1 of them deleted');
  expect(stdout).toContain('1 × second paragraph or item of the same number');
  expect(stdout).not.toContain('공법/법률.md:');
  expect(stdout).toMatch(/0 of the \d+ laws our texts cite are here/);
}, 60_000);

it('lists every line that was not understood when asked, of another folder when told', () => {
  const { status, stdout } = lawStatus([temporaryFolder(files), '--list']);
  expect(status).toBe(0);
  expect(stdout).toContain('공법/법률.md:17  ① 공.');
}, 60_000);

it.each([
  {
    what: 'a folder that does not exist',
    words: ['/no/such/folder'],
    says: /does not exist.*LAW_DIR/,
  },
  { what: 'a file', words: [join(projectRoot(), 'package.json')], says: /is not a folder/ },
  { what: 'an option it does not know', words: ['--lits'], says: /npm run law:status/ },
])(
  'ends with 1 and says what to do for $what',
  ({ words, says }) => {
    const { status, stderr, stdout } = lawStatus(words);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(says);
  },
  60_000,
);

it('is content with an empty folder', () => {
  const { status, stdout } = lawStatus([temporaryFolder()]);
  expect(status).toBe(0);
  expect(stdout).toContain('files     0 read, 0 refused');
}, 60_000);
