import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type AtHand, chooseWay } from '../../../adapters/law-source/choose-way.ts';
import { LawOutageError, LawSetupError } from '../../../adapters/law-source/errors.ts';
import { folderSource } from '../../../adapters/law-source/folder-source.ts';
import { cloneCollection } from '../../../adapters/law-source/git-collection.ts';
import { lawText, temporaryFolder } from '../../factories.ts';

const TODAY = '2026-11-23';
const FILE = '장난감보호법/법률.md';
const LAW = { title: '장난감 보호법', file: FILE };

const text = (words: string, front: Readonly<Record<string, string>> = {}) =>
  lawText(`##### 제1조 (목적)\n\n${words}\n\n## 부칙`, front);

describe('a folder as the source', () => {
  it.each([
    { where: 'in its own file', files: { [FILE]: text('하나') } },
    { where: 'below kr, as in a clone', files: { [`kr/${FILE}`]: text('하나') } },
    { where: 'in a file of another name', files: { '장난감보호법/법률(법률).md': text('하나') } },
    {
      where: 'in another file, its own holding another law',
      files: { [FILE]: text('옛', { 제목: '옛 장난감법' }), '새장난감/법률.md': text('하나') },
    },
  ])('finds a law $where', async ({ files }) => {
    const delivery = await folderSource(temporaryFolder(files), TODAY).deliver(LAW, undefined);
    expect(delivery).toEqual({ kind: 'text', markdown: text('하나') });
  });

  it('says that it has no such law', async () => {
    const folder = temporaryFolder({ '다른법/법률.md': text('글', { 제목: '다른법' }) });
    expect(await folderSource(folder, TODAY).deliver(LAW, undefined)).toMatchObject({
      kind: 'none',
    });
  });

  it('says what is the matter with a file, and does not follow a link out of the folder', async () => {
    const cut = temporaryFolder({ [FILE]: text('글').slice(0, -8) });
    const outside = temporaryFolder({ 'law.md': text('글') });
    const linked = temporaryFolder();
    mkdirSync(join(linked, '장난감보호법'));
    symlinkSync(join(outside, 'law.md'), join(linked, FILE));
    for (const [folder, why] of [
      [cut, 'half-written'],
      [linked, 'outside'],
    ] as const) {
      const delivery = await folderSource(folder, TODAY).deliver(LAW, undefined);
      expect(delivery).toEqual({ kind: 'none', why: expect.stringContaining(why) });
    }
  });

  it('that does not exist is refused at once', () => {
    expect(() => folderSource('/nowhere/at/all', TODAY)).toThrow(LawSetupError);
  });

  it('lists all its laws', () => {
    const folder = temporaryFolder({
      [FILE]: text('하나'),
      '나무법/법률.md': text('둘', { 제목: '나무법' }),
    });
    expect(folderSource(folder, TODAY).all()).toEqual([
      { title: '나무법', file: '나무법/법률.md' },
      LAW,
    ]);
  });
});

/** Git without the settings of whoever runs the tests. */
const ENVIRONMENT = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'toy',
  GIT_AUTHOR_EMAIL: 'toy@example.org',
  GIT_COMMITTER_NAME: 'toy',
  GIT_COMMITTER_EMAIL: 'toy@example.org',
};

const git = (folder: string, ...words: string[]): string =>
  execFileSync('git', words, { cwd: folder, env: ENVIRONMENT, encoding: 'utf8' });

function commit(repository: string): void {
  git(repository, 'add', '-A');
  git(repository, 'commit', '-q', '-m', 'toys');
}

/** A collection of two laws, which allows partial clones as public hosts do. */
function toyRepository(): string {
  const repository = temporaryFolder({
    [`kr/${FILE}`]: text('하나'),
    'kr/나무법/법률.md': text('둘', { 제목: '나무법' }),
    'metadata.json': '{}',
  });
  git(repository, 'init', '-q');
  git(repository, 'config', 'uploadpack.allowFilter', 'true');
  git(repository, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  commit(repository);
  return repository;
}

describe('the public collection with git', () => {
  const clone = (repository: string, cache: string, folders = ['kr/장난감보호법']) =>
    cloneCollection({
      url: pathToFileURL(repository).href,
      cache,
      folders,
      // As when a hook of git runs us: it must not work on that repository.
      environment: { ...ENVIRONMENT, GIT_DIR: '/nonexistent/.git' },
    });

  it('fetches the folders that are wanted and nothing else', async () => {
    const cache = join(temporaryFolder(), 'below', 'cache');
    await clone(toyRepository(), cache);
    expect(readFileSync(join(cache, 'kr', FILE), 'utf8')).toBe(text('하나'));
    expect(existsSync(join(cache, 'kr/나무법'))).toBe(false);
    expect(git(cache, 'rev-list', '--objects', '--all', '--missing=print')).toMatch(/^\?/m);
  });

  it('fetches everything where all laws are wanted, also after a smaller clone', async () => {
    const cache = join(temporaryFolder(), 'cache');
    const repository = toyRepository();
    await clone(repository, cache);
    await clone(repository, cache, []);
    expect(existsSync(join(cache, 'kr/나무법/법률.md'))).toBe(true);
  });

  it('brings a clone up to date', async () => {
    const cache = join(temporaryFolder(), 'cache');
    const repository = toyRepository();
    await clone(repository, cache);
    writeFileSync(join(repository, 'kr', FILE), text('새것'));
    commit(repository);
    await clone(repository, cache);
    expect(readFileSync(join(cache, 'kr', FILE), 'utf8')).toBe(text('새것'));
  });

  it.each([
    {
      what: 'whose lock a killed run left',
      spoil: (cache: string) => writeFileSync(join(cache, '.git/index.lock'), ''),
    },
    {
      what: 'that is no clone',
      spoil: (cache: string) => rmSync(join(cache, '.git'), { recursive: true }),
    },
  ])('makes a clone anew $what', async ({ spoil }) => {
    const cache = join(temporaryFolder(), 'cache');
    const repository = toyRepository();
    await clone(repository, cache);
    spoil(cache);
    await clone(repository, cache);
    expect(readFileSync(join(cache, 'kr', FILE), 'utf8')).toBe(text('하나'));
    expect(existsSync(`${cache}.new`)).toBe(false);
  });

  it('keeps the clone it has when the collection cannot be reached', async () => {
    const cache = join(temporaryFolder(), 'cache');
    const repository = toyRepository();
    await clone(repository, cache);
    await expect(clone(`${repository}-gone`, cache)).rejects.toThrow(LawOutageError);
    expect(existsSync(join(cache, 'kr', FILE))).toBe(true);
  });

  it('keeps a password in the address to itself', async () => {
    const ended = cloneCollection({
      url: 'https://me:secret@127.0.0.1:1/collection',
      cache: join(temporaryFolder(), 'cache'),
      folders: [],
      environment: ENVIRONMENT,
    });
    await expect(ended).rejects.toThrow(/git could not fetch/);
    await expect(ended).rejects.not.toThrow(/secret/);
  });

  it('says that git is missing', async () => {
    const ended = cloneCollection({
      url: 'file:///x',
      cache: join(temporaryFolder(), 'cache'),
      folders: [],
      environment: { PATH: '/nonexistent' },
    });
    await expect(ended).rejects.toThrow(LawSetupError);
  });
});

describe('the way that is taken', () => {
  const both: AtHand = { hasKey: true, hasGit: () => true };
  const neither: AtHand = { hasKey: false, hasGit: () => false };

  it.each([
    { flags: {}, atHand: both, way: { kind: 'api', why: 'LAW_API_KEY is set' } },
    {
      flags: {},
      atHand: { ...both, hasKey: false },
      way: { kind: 'git', why: 'LAW_API_KEY is not set' },
    },
    { flags: { all: true }, atHand: both, way: { kind: 'git', why: '--all' } },
    { flags: { git: true }, atHand: both, way: { kind: 'git', why: '--git' } },
    { flags: { api: true }, atHand: both, way: { kind: 'api', why: '--api' } },
    { flags: { from: 'x' }, atHand: neither, way: { kind: 'folder', path: 'x', why: '--from' } },
  ])('with $flags is $way.kind', ({ flags, atHand, way }) => {
    expect(chooseWay(flags, atHand)).toEqual(way);
  });

  it.each([
    { flags: {}, says: 'https://open.law.go.kr' },
    { flags: { api: true }, says: 'LAW_API_KEY' },
    { flags: { git: true, from: 'x' }, says: 'one way' },
    { flags: { api: true, all: true }, says: '--all' },
  ])('is none with $flags and nothing at hand: "$says"', ({ flags, says }) => {
    expect(() => chooseWay(flags, neither)).toThrow(says);
  });
});
