import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../adapters/project-root.ts';
import { loadCorpus, readCorpusFiles } from '../../knowledge/corpus-model/load-corpus.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { entryFile, lawReason, lawText, temporaryFolder } from '../factories.ts';

const FILE = '장난감보호법/법률.md';
const BODY = `##### 제1조 (목적)

**①** 이 법은 장난감을 지킨다.

##### 제2조 (벌칙)

어기면 벌한다.
`;
const NEWER = { 공포번호: '77', 공포일자: '2026-01-02', 시행일자: '2026-02-03' };
const AMENDED = lawText(BODY.replace('장난감을 지킨다', '인형을 지킨다'), NEWER);

const provision = (at: string, title: string) => ({
  at,
  title,
  titleEn: 'Title',
  digest: { ko: '장난감을 지킵니다.', en: 'It protects toys.' },
  matters: { ko: '출발점입니다.', en: 'It is where to start.' },
});
const CORPUS = {
  'entries/situation/shop-camera.yaml': stringify(
    entryFile({ id: 'shop-camera', reasons: [lawReason('toy-law 제1조제1항')] }),
  ),
  'entries/situation/park-camera.yaml': stringify(
    entryFile({ id: 'park-camera', reasons: [lawReason('toy-law 제2조')] }),
  ),
  'provisions/toy-law.yaml': stringify([provision('제1조', '목적'), provision('제2조', '벌칙')]),
  'sources/korean-law.yaml': stringify([
    {
      id: 'toy-law',
      title: { ko: '장난감 보호법', en: 'Toy Protection Act' },
      kind: 'statute',
      issuer: { ko: '국회', en: 'National Assembly' },
      file: FILE,
      url: 'https://example.org/toy-law',
    },
  ]),
  'reviews.yaml': '# Who looked at a changed article again.\n',
};

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a tool as a person would, on a corpus and a folder of law of the test's own. */
function workplace(text = lawText(BODY)) {
  const corpusFolder = temporaryFolder(CORPUS);
  const lawFolder = temporaryFolder({ [FILE]: text });
  const run = (tool: string, words: readonly string[] = [], input = '') =>
    runTool(tool, [...words, '--corpus', corpusFolder], { LAW_DIR: lawFolder }, input);
  return {
    lawFolder,
    run,
    corpusFile: (name: string) => readFileSync(join(corpusFolder, name), 'utf8'),
    corpus: () => loadCorpus(readCorpusFiles(corpusFolder)),
    corpusFiles: () => readdirSync(corpusFolder).sort(),
    /** As fetching does: the replaced text is kept. */
    replaceLaw(next: string) {
      const kept = join(lawFolder, '.earlier', FILE);
      mkdirSync(dirname(kept), { recursive: true });
      renameSync(join(lawFolder, FILE), kept);
      writeFileSync(join(lawFolder, FILE), next);
    },
  };
}

function runTool(
  tool: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  input: string,
): Promise<Ended> {
  const root = projectRoot();
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const child = spawn(process.execPath, [tsx, `adapters/cli/${tool}.ts`, ...words], {
    cwd: root,
    env,
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A tool that refuses at once does not wait for what is typed.
  child.stdin.on('error', () => undefined);
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

const DriftData = z.object({
  unchanged: z.number(),
  changed: z.array(
    z.object({
      article: z.string(),
      change: z.string(),
      answers: z.array(z.string()),
      digest: z.string(),
      difference: z.string(),
    }),
  ),
});

describe('when the law moves', () => {
  it('goes from stamp over change, drift and review back to nothing to do', async () => {
    const { run, replaceLaw, corpus, corpusFile, corpusFiles } = workplace();
    const files = corpusFiles();

    expect(await run('stamp-corpus')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 articles stamped, 0 could not be'),
    });
    const first = corpus().stamps.articles;
    expect(Object.values(first).map(({ by }) => by)).toEqual(['FaceRights', 'FaceRights']);
    expect((await run('drift')).code).toBe(0);

    replaceLaw(AMENDED);
    const drift = await run('drift', ['--json']);
    expect(drift.code).toBe(2);
    expect(DriftData.parse(JSON.parse(drift.stdout))).toEqual({
      unchanged: 1,
      changed: [
        {
          article: 'toy-law 제1조',
          change: 'amended',
          answers: ['/a/shop-camera'],
          digest: '/p/toy-law/1',
          difference: '(목적)\n① 이 법은 [-장난감을-] {+인형을+} 지킨다.',
        },
      ],
    });
    const lines = (await run('drift')).stdout;
    expect(lines).toContain('/a/shop-camera');
    expect(lines).not.toContain('/a/park-camera');
    expect(lines).toContain('[-장난감을-] {+인형을+}');

    // A new stamp is for new articles only.
    expect((await run('stamp-corpus')).stdout).toContain('0 articles stamped');
    expect(corpus().stamps.articles).toEqual(first);

    const review = await run(
      'review',
      ['toy-law', '1', '--by', ' 김 검토 ', '--note', '인형만'],
      'y\n',
    );
    expect(review.code).toBe(0);
    expect(review.stdout).toContain('[-장난감을-] {+인형을+}');
    expect(review.stdout).toContain('장난감을 지킵니다.');
    expect(review.stdout).toContain('It protects toys.');
    expect(review.stdout).toContain('/a/shop-camera');

    const today = koreanDay(new Date());
    const { stamps, reviews } = corpus();
    expect(stamps.articles['toy-law 제1조']).toMatchObject({
      promulgationNumber: '77',
      inForce: '2026-02-03',
      by: '김 검토',
      checkedOn: today,
    });
    expect(stamps.articles['toy-law 제2조']).toEqual(first['toy-law 제2조']);
    expect(reviews).toEqual([
      {
        on: today,
        by: '김 검토',
        article: 'toy-law 제1조',
        from: first['toy-law 제1조']?.sha256,
        to: stamps.articles['toy-law 제1조']?.sha256,
        promulgationNumber: '77',
        inForce: '2026-02-03',
        entries: ['shop-camera'],
        note: '인형만',
      },
    ]);
    expect(corpusFile('reviews.yaml').startsWith(CORPUS['reviews.yaml'])).toBe(true);
    expect(corpusFiles()).toEqual([...files, 'stamps.yaml'].sort());
    expect(await run('drift')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 articles unchanged, 0 changed'),
    });
  }, 60_000);

  it('reviews all that an entry stands on, without asking where told so', async () => {
    const { run, replaceLaw, corpus } = workplace();
    await run('stamp-corpus', ['--by', 'Lee']);
    replaceLaw(AMENDED);
    const { code } = await run('review', ['--entry', 'shop-camera', '--by', 'Kim', '--yes']);
    expect(code).toBe(0);
    const by = Object.entries(corpus().stamps.articles).map(([key, stamp]) => `${key} ${stamp.by}`);
    expect(by).toEqual(['toy-law 제1조 Kim', 'toy-law 제2조 Lee']);
  }, 30_000);

  it.each([
    { why: 'nobody is named', words: ['toy-law', '1', '--yes'], says: 'Say who has reviewed' },
    { why: 'a blank is named', words: ['toy-law', '1', '--by', ' ', '--yes'], says: 'Say who' },
    { why: 'nothing is named', words: ['--by', 'Kim'], says: 'Name an article or an entry' },
    { why: 'the law is not ours', words: ['형법', '1', '--by', 'Kim'], says: 'No law of ours' },
    { why: 'no article is named', words: ['toy-law', '--by', 'Kim'], says: 'Name an article' },
    {
      why: 'the article is none',
      words: ['toy-law', 'x', '--by', 'Kim'],
      says: '"x" is no article',
    },
    {
      why: 'nothing stands on it',
      words: ['toy-law', '9', '--by', 'Kim'],
      says: '제9조: no entry',
    },
    { why: 'there is no such entry', words: ['--entry', 'x', '--by', 'Kim'], says: 'No entry has' },
    {
      why: 'the answer is no',
      words: ['toy-law', '제1조', '--by', 'Kim'],
      input: 'n\n',
      says: 'Nothing was written',
    },
    {
      why: 'nobody answers',
      words: ['장난감보호법', '1조', '--by', 'Kim'],
      says: 'Nothing was written',
    },
    { why: 'an option is unknown', words: ['--all'], says: "Unknown option '--all'" },
  ])('writes no review when $why', async ({ words, says, input }) => {
    const { run, corpusFiles, corpusFile } = workplace(AMENDED);
    const { code, stdout, stderr } = await run('review', words, input);
    expect(`${stdout}${stderr}`).toContain(says);
    expect(code).toBe(1);
    expect(corpusFiles()).not.toContain('stamps.yaml');
    expect(corpusFile('reviews.yaml')).toBe(CORPUS['reviews.yaml']);
  });
});

describe('knowledge:drift', () => {
  it.each([
    { what: 'half a file', text: AMENDED.slice(0, AMENDED.length / 2), says: 'cannot be read' },
    {
      what: 'the stamped version with other words',
      text: lawText(BODY.replace('지킨다', '판다')),
      says: 'cut off or altered',
    },
  ])('ends with 1 on $what, and says so', async ({ text, says }) => {
    const { run, lawFolder } = workplace();
    await run('stamp-corpus');
    writeFileSync(join(lawFolder, FILE), text);
    expect(await run('drift')).toMatchObject({ code: 1, stdout: expect.stringContaining(says) });
  });

  it('takes the old text from where it is told to', async () => {
    const { run, lawFolder } = workplace();
    await run('stamp-corpus');
    writeFileSync(join(lawFolder, FILE), AMENDED);
    expect((await run('drift')).stdout).toContain('the old text is not at hand');
    const before = temporaryFolder({ [FILE]: lawText(BODY) });
    expect((await run('drift', ['--before', before])).stdout).toContain('{+인형을+}');
    const missing = await run('drift', ['--before', join(before, 'x')]);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('no folder') });
  });

  it('ends with 1 where there is no folder of law', async () => {
    const { lawFolder } = workplace();
    const missing = join(lawFolder, 'x');
    expect(existsSync(missing)).toBe(false);
    expect(await runTool('drift', [], { LAW_DIR: missing }, '')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(missing),
    });
  });
});
