import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyNot } from '../../../knowledge/law/law-file-text.ts';
import { type LawFolder, openLawFolder, statuteIn } from '../../../knowledge/law/law-folder.ts';
import { lawText, TOY_LAW, temporaryFolder } from '../../factories.ts';

const FILE = '장난감보호법/법률.md';
/** Node cannot make one. */
const MAKE_PIPE = 'mkfifo';
const isRoot = process.getuid?.() === 0;

/** A folder with the toy law in it, and where it lies. */
function toyFolder(text: string = TOY_LAW): { path: string; file: string; folder: LawFolder } {
  const path = temporaryFolder({ [FILE]: text });
  return { path, file: join(path, FILE), folder: openLawFolder(path) };
}

const titleIn = (folder: LawFolder, file = FILE): string | undefined =>
  statuteIn(folder, file)?.title;

/** Why a file is unreadable; what else came of it where it is not. */
function whyUnreadable(folder: LawFolder, file = FILE): string {
  const reading = folder.read(file);
  return reading.kind === 'unreadable' ? reading.why : `it is ${reading.kind}`;
}

describe('a folder of official text', () => {
  it('reads a law by its file, and says what is not there', () => {
    const { folder } = toyFolder();
    expect(titleIn(folder)).toBe('장난감 보호법');
    expect(folder.read('장난감보호법/시행령.md')).toEqual({ kind: 'absent' });
    expect(folder.read('없는법/법률.md')).toEqual({ kind: 'absent' });
    expect(folder.read(`${FILE}/법률.md`)).toEqual({ kind: 'absent' });
    expect(folder.read(`${'가'.repeat(500)}.md`)).toEqual({ kind: 'absent' });
    expect(folder.fault()).toBeUndefined();
  });

  it('takes the root of a clone, where the laws lie below kr', () => {
    const path = temporaryFolder({ [`kr/${FILE}`]: TOY_LAW, 'README.md': '# about' });
    const folder = openLawFolder(path);
    expect(titleIn(folder)).toBe('장난감 보호법');
    expect(folder.list()).toMatchObject({ heads: [{ file: FILE }], problems: [] });
  });

  it('reads a file once as long as it does not change', () => {
    const { folder } = toyFolder();
    expect(folder.read(FILE)).toBe(folder.read(FILE));
  });

  it('reads a file anew when it was replaced or rewritten, gone when it was removed', () => {
    const { folder, file, path } = toyFolder();
    expect(titleIn(folder)).toBe('장난감 보호법');
    writeFileSync(join(path, 'new'), lawText('##### 제1조\n\n놀자.', { 제목: '새 장난감 보호법' }));
    renameSync(join(path, 'new'), file);
    expect(titleIn(folder)).toBe('새 장난감 보호법');
    writeFileSync(file, lawText('##### 제1조\n\n더 놀자.', { 제목: '더 새 장난감 보호법' }));
    expect(titleIn(folder)).toBe('더 새 장난감 보호법');
    rmSync(file);
    expect(folder.read(FILE)).toEqual({ kind: 'absent' });
  });

  it('reads again what could not be read before', () => {
    const { folder, file } = toyFolder('half a fi');
    expect(folder.read(FILE).kind).toBe('unreadable');
    writeFileSync(file, TOY_LAW);
    expect(folder.read(FILE).kind).toBe('read');
  });

  it('forgets what was used longest ago when it holds too much text', () => {
    const files = ['가/법률.md', '나/법률.md', '다/법률.md'];
    const path = temporaryFolder(Object.fromEntries(files.map((file) => [file, TOY_LAW])));
    const folder = openLawFolder(path, { mostCharactersKept: 2.5 * TOY_LAW.length });
    const [a, b] = files.slice(0, 2).map((file) => folder.read(file));
    expect(folder.read('가/법률.md')).toBe(a);
    folder.read('다/법률.md');
    expect(folder.read('가/법률.md')).toBe(a);
    expect(folder.read('나/법률.md')).not.toBe(b);
  });

  it('may come into being while the server runs', () => {
    const path = join(temporaryFolder(), 'law');
    const folder = openLawFolder(path);
    expect(folder.fault()).toMatch(/does not exist/);
    mkdirSync(join(path, '장난감보호법'), { recursive: true });
    writeFileSync(join(path, FILE), TOY_LAW);
    expect(folder.fault()).toBeUndefined();
    expect(titleIn(folder)).toBe('장난감 보호법');
  });
});

describe('a folder whose files are trusted for a while', () => {
  it('looks at a file again when that while is over', () => {
    const path = temporaryFolder({ '장난감보호법/법률.md': lawText('##### 제1조 (처음)') });
    let now = 0;
    const folder = openLawFolder(path, { trustedMs: 1000, clock: () => now });
    const heading = () => statuteIn(folder, '장난감보호법/법률.md')?.articles.get('1')?.title;
    expect(heading()).toBe('처음');
    writeFileSync(join(path, '장난감보호법/법률.md'), lawText('##### 제1조 (나중에 고침)'));
    now = 999;
    expect(heading()).toBe('처음');
    now = 1000;
    expect(heading()).toBe('나중에 고침');
  });

  it('looks at it again at once when the folder was listed since', () => {
    const path = temporaryFolder({ [FILE]: lawText('##### 제1조 (처음)') });
    const folder = openLawFolder(path, { trustedMs: 1000, clock: () => 0 });
    const heading = () => statuteIn(folder, FILE)?.articles.get('1')?.title;
    expect(heading()).toBe('처음');
    writeFileSync(join(path, FILE), lawText('##### 제1조 (나중에 고침)'));
    folder.list();
    expect(heading()).toBe('나중에 고침');
  });
});

describe('a folder that cannot be read', () => {
  const file = () => join(temporaryFolder({ file: TOY_LAW }), 'file');

  it.each([
    { what: 'does not exist', path: () => '/no/such/folder', says: /folder does not exist/ },
    { what: 'is a file', path: file, says: /is not a folder/ },
    { what: 'lies below a file', path: () => join(file(), 'law'), says: /does not exist/ },
    { what: 'has no name', path: () => '', says: /does not exist/ },
  ])('is an outage, not an absence, where it $what', ({ path, says }) => {
    const folder = openLawFolder(path());
    expect(folder.fault()).toMatch(says);
    expect(whyUnreadable(folder)).toMatch(says);
    expect(folder.list()).toMatchObject({
      heads: [],
      problems: [{ file: '', why: folder.fault() }],
    });
  });

  it('lists nothing where it is empty', () => {
    const folder = openLawFolder(temporaryFolder());
    expect(folder.list()).toMatchObject({ heads: [], problems: [] });
    expect(folder.read(FILE)).toEqual({ kind: 'absent' });
  });

  it.skipIf(isRoot)('is an outage where this user has no permission (skipped for root)', () => {
    const { path, folder } = toyFolder();
    chmodSync(path, 0);
    const why = [whyUnreadable(folder), folder.fault()];
    chmodSync(path, 0o700);
    expect(why).toEqual([expect.stringMatching(/permission/), expect.stringMatching(/permission/)]);
  });

  it.each([
    { code: 'EACCES', kind: 'unreadable' },
    { code: 'EPERM', kind: 'unreadable' },
    { code: 'EIO', kind: 'unreadable' },
    { code: 'EMFILE', kind: 'unreadable' },
    { code: 'ELOOP', kind: 'unreadable' },
    { code: 'ENOTDIR', kind: 'absent' },
  ])('takes $code for $kind', ({ code, kind }) => {
    expect(whyNot(Object.assign(new Error('no'), { code })).kind).toBe(kind);
  });
});

describe('a file that is not sound', () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TOY_LAW, 'utf16le')]);
  // 법률 in the encoding of old Windows.
  const cp949 = Buffer.concat([Buffer.from(TOY_LAW), Buffer.from([0xb9, 0xfd, 0xb7, 0xfc, 0x0a])]);
  const bytes = Buffer.from(TOY_LAW);

  it.each([
    { what: 'empty', content: Buffer.alloc(0), says: /empty/ },
    { what: 'UTF-16', content: utf16, says: /not UTF-8 but UTF-16/ },
    { what: 'CP949', content: cp949, says: /not UTF-8/ },
    { what: 'cut within a line', content: bytes.subarray(0, -1), says: /line end: half-written/ },
    {
      what: 'cut within a character',
      content: bytes.subarray(0, bytes.lastIndexOf(Buffer.from('공')) + 1),
      says: /middle of a character: half-written/,
    },
    {
      what: 'cut before its addenda',
      content: Buffer.from(TOY_LAW.slice(0, TOY_LAW.indexOf('## 부칙'))),
      says: /no addenda.*half-written/,
    },
    {
      what: 'filled up with zeros',
      content: Buffer.concat([bytes, Buffer.alloc(64)]),
      says: /zero bytes/,
    },
    { what: 'some other text', content: Buffer.from('# about\n'), says: /addenda/ },
    {
      what: 'without front matter',
      content: Buffer.from(TOY_LAW.replaceAll('---', '+++')),
      says: /front matter/,
    },
    {
      what: 'broken in its front matter',
      content: Buffer.from(TOY_LAW.replace(/^제목: .*$/m, '제목: [')),
      says: /no YAML/,
    },
  ])('is refused when it is $what, and says so', ({ content, says }) => {
    const { file, folder } = toyFolder();
    writeFileSync(file, content);
    expect(whyUnreadable(folder)).toMatch(says);
  });

  it('is refused unread when it has 100 MB', () => {
    const { file, folder } = toyFolder();
    truncateSync(file, 100_000_000);
    expect(whyUnreadable(folder)).toBe('is 100 MB; no law file has more than 16 MB');
    expect(folder.list().problems).toEqual([{ file: FILE, why: whyUnreadable(folder) }]);
  });

  it('is refused when it is a folder or a pipe, which would keep the reader waiting', () => {
    const { path, folder } = toyFolder();
    mkdirSync(join(path, '나/법률.md'), { recursive: true });
    execFileSync(MAKE_PIPE, [join(path, '나/시행령.md')]);
    expect(whyUnreadable(folder, '나/법률.md')).toMatch(/not a file/);
    expect(whyUnreadable(folder, '나/시행령.md')).toMatch(/not a file/);
  });

  it.each([
    { what: 'a byte order mark', text: `\ufeff${TOY_LAW}` },
    { what: 'Windows line ends', text: TOY_LAW.replaceAll('\n', '\r\n') },
    { what: 'decomposed Hangul', text: TOY_LAW.normalize('NFD') },
  ])('is read all the same with $what', ({ text }) => {
    expect(statuteIn(toyFolder(text).folder, FILE)).toEqual(statuteIn(toyFolder().folder, FILE));
  });
});

describe('names of files', () => {
  it.each([
    '../장난감보호법/법률.md',
    '장난감보호법/../../법률.md',
    '..\\법률.md',
    '/etc/passwd',
    '장난감보호법/법률.md\0',
    '',
  ])('that do not stay below the folder are refused: %j', (file) => {
    expect(whyUnreadable(toyFolder().folder, file)).toMatch(/does not name a file below/);
  });

  it.each([
    { disk: 'NFD', asked: 'NFC' },
    { disk: 'NFC', asked: 'NFD' },
  ])('are found when the disk has them in $disk and they are asked for in $asked', (forms) => {
    const folder = openLawFolder(temporaryFolder({ [FILE.normalize(forms.disk)]: TOY_LAW }));
    expect(titleIn(folder, FILE.normalize(forms.asked))).toBe('장난감 보호법');
    expect(folder.list().heads.map(({ file }) => file)).toEqual([FILE]);
  });

  it('that are links are followed only within the folder', () => {
    const { path, folder } = toyFolder();
    const outside = temporaryFolder({ 'secret.md': TOY_LAW });
    symlinkSync(join(outside, 'secret.md'), join(path, '밖.md'));
    symlinkSync(outside, join(path, '바깥'));
    symlinkSync(FILE, join(path, '안.md'));
    symlinkSync('없음.md', join(path, '허공.md'));
    symlinkSync('맴돌이.md', join(path, '맴돌이.md'));
    expect(whyUnreadable(folder, '밖.md')).toMatch(/points outside/);
    expect(whyUnreadable(folder, '바깥/secret.md')).toMatch(/points outside/);
    expect(whyUnreadable(folder, '허공.md')).toMatch(/leads nowhere/);
    expect(whyUnreadable(folder, '맴돌이.md')).toMatch(/back to itself/);
    expect(titleIn(folder, '안.md')).toBe('장난감 보호법');
    const { heads, problems } = folder.list();
    expect(heads.map(({ file }) => file)).toEqual(['안.md', FILE]);
    expect(problems.map(({ file }) => file).sort()).toEqual([
      '맴돌이.md',
      '바깥',
      '밖.md',
      '허공.md',
    ]);
  });

  it('may lead to the folder itself by a link', () => {
    const { path } = toyFolder();
    const link = join(temporaryFolder(), 'link');
    symlinkSync(path, link);
    expect(titleIn(openLawFolder(link))).toBe('장난감 보호법');
  });
});

describe('the list of a folder', () => {
  it('has what every law says of itself, read from its first lines', () => {
    const { folder } = toyFolder();
    expect(folder.list()).toMatchObject({
      heads: [
        {
          file: FILE,
          title: '장난감 보호법',
          kind: '법률',
          lawId: '000001',
          promulgationNumber: '42',
          promulgated: '2025-01-02',
          inForce: '2025-07-03',
        },
      ],
      problems: [],
    });
  });

  it('has a stamp that changes with any file, also where its first lines stay', () => {
    const { folder, path } = toyFolder();
    const before = folder.list().stamp;
    expect(folder.list().stamp).toBe(before);
    appendFileSync(join(path, FILE), '한 줄 더\n');
    expect(folder.list().stamp).not.toBe(before);
  });

  it('names what it could not read, and goes on', () => {
    const path = temporaryFolder({
      [FILE]: TOY_LAW,
      '나/법률.md': '---\n제목: 나\n---\n## 부칙\n',
    });
    expect(openLawFolder(path).list()).toMatchObject({
      heads: [{ file: FILE }],
      problems: [{ file: '나/법률.md', why: expect.stringContaining('lacks 법령ID') }],
    });
  });

  it('reads front matter that needs YAML, and such as is longer than the first lines', () => {
    const annexes = Array.from({ length: 500 }, (_, n) => `- 별표번호: '${n}'\n  제목: 표 ${n}`);
    const path = temporaryFolder({
      '가/법률.md': lawText('', { 제목: '>-\n  접힌\n  제목' }),
      '나/법률.md': lawText('', { 첨부파일: `\n${annexes.join('\n')}`, 제목: '긴 법' }),
    });
    const titles = openLawFolder(path)
      .list()
      .heads.map(({ title }) => title);
    expect(titles).toEqual(['접힌 제목', '긴 법']);
  });

  it('follows changes from call to call', () => {
    const { file, path, folder } = toyFolder();
    folder.list();
    writeFileSync(file, lawText('', { 제목: '새 장난감 보호법' }));
    linkSync(file, join(path, '또.md'));
    expect(folder.list().heads.map(({ title }) => title)).toEqual([
      '새 장난감 보호법',
      '새 장난감 보호법',
    ]);
  });

  it('leaves hidden folders and other files out', () => {
    const path = temporaryFolder({ [FILE]: TOY_LAW, '.earlier/법률.md': TOY_LAW, 'a.txt': '' });
    expect(openLawFolder(path).list()).toMatchObject({ heads: [{ file: FILE }], problems: [] });
  });
});
