import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { AnswerBody } from '../../adapters/web/api-schema.ts';
import { INDEX_FOLDER } from '../real-bot.ts';

const GYM = '헬스장이 얼굴 등록을 강제해도 되나요?';

const INPUT = [
  JSON.stringify({ id: 'gym', text: GYM, lang: 'ko' }),
  '{"id": "broken',
  JSON.stringify({ id: 'no-text' }),
  '',
  JSON.stringify({ id: 'english', text: 'Can my school scan my face?', lang: 'en', history: [] }),
  JSON.stringify({ id: 'follow-up', text: '그럼 학교는?', history: [GYM] }),
  JSON.stringify(['a', 'list']),
  JSON.stringify({ id: 7, text: GYM }),
  JSON.stringify({ id: 'emoji', text: '🙂🙂' }),
  JSON.stringify({ id: 'surrogate', text: '\ud800' }),
  JSON.stringify({ id: 'long', text: '가'.repeat(100_000) }),
  JSON.stringify({ id: 'last', text: '개인정보 보호법 제23조가 뭐예요?' }),
];

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ask(words: readonly string[], input: string): Promise<Ended> {
  const root = projectRoot();
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const child = spawn(process.execPath, [tsx, 'adapters/cli/ask.ts', ...words], {
    cwd: root,
    env: { DATA_DIR: INDEX_FOLDER },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        code,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      }),
    );
  });
}

let ended: Ended;
let rows: Record<string, unknown>[];
const row = (id: string) => rows.find((candidate) => candidate['id'] === id);

beforeAll(async () => {
  ended = await ask(['--jsonl'], INPUT.join('\n'));
  rows = ended.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
});

it('ends well, with one row for each row that is not blank, in order', () => {
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(rows.map(({ id, error }) => id ?? error)).toEqual([
    'gym',
    'not JSON',
    'no-text',
    'english',
    'follow-up',
    expect.stringContaining('expected object'),
    expect.stringContaining('id:'),
    'emoji',
    'surrogate',
    'long',
    'last',
  ]);
});

it('says what is wrong with a row that it cannot read, under its id where it has one', () => {
  expect(row('no-text')).toEqual({ id: 'no-text', error: expect.stringContaining('text:') });
});

it('gives every other row the fields of the API, and no more', () => {
  const answered = rows.filter((candidate) => !('error' in candidate));
  expect(answered).toHaveLength(7);
  for (const { id: _, ...fields } of answered)
    expect(AnswerBody.strict().parse(fields)).toEqual(fields);
});

it('answers with a verdict, a text and citations', () => {
  expect(row('gym')).toMatchObject({ kind: 'answer', language: 'ko', verdict: 'conditional' });
  expect(JSON.stringify(row('gym')?.['citations'])).toContain(
    '"source":"개인정보 보호법","article":"제23조"',
  );
  expect(row('english')).toMatchObject({ kind: 'answer', language: 'en' });
  expect(row('last')).toMatchObject({ outcome: 'answered-article', verdict: 'information' });
});

it('understands a follow-up from its history', () => {
  expect(String(row('follow-up')?.['text'])).toContain('학교');
  expect(row('follow-up')?.['entry']).not.toBe(row('gym')?.['entry']);
});

it.each([
  { id: 'emoji', outcome: 'empty' },
  { id: 'surrogate', outcome: 'empty' },
  { id: 'long', outcome: 'too-long' },
])('is kind to $id', ({ id, outcome }) => {
  expect(row(id)).toMatchObject({ kind: 'clarify', outcome });
});

it('answers one question given on the command line as text', async () => {
  const { code, stdout } = await ask([GYM], '');
  expect(code).toBe(0);
  expect(stdout).toContain('판단: ');
  expect(stdout).toContain('개인정보 보호법 제23조');
});
