import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { databaseSource } from '../../../adapters/law-source/database-source.ts';
import {
  LawAnswerError,
  LawOutageError,
  LawSetupError,
} from '../../../adapters/law-source/errors.ts';
import { fetchLaws, type LawReport } from '../../../adapters/law-source/fetch-laws.ts';
import type { Delivery, LawSource, WantedLaw } from '../../../adapters/law-source/law-source.ts';
import { openLawStore } from '../../../adapters/law-source/law-store.ts';
import { lawText, temporaryFolder } from '../../factories.ts';
import { listing, row, toyApi, toyPayload } from './toy-database.ts';

const TODAY = '2026-11-23';
const FILE = '장난감보호법/법률.md';
const LAW: WantedLaw = { title: '장난감 보호법', file: FILE };

const ONE = lawText('##### 제1조 (목적)\n\n장난감을 지킨다.\n\n## 부칙');
const SAME_BUT_SPACES = lawText('##### 제1조 (목적)\n\n 장난감을  지킨다.\n\n## 부칙\n\n글');
const NEXT = lawText('##### 제1조 (목적)\n\n팽이를 지킨다.\n\n## 부칙', {
  공포일자: '2026-03-04',
  공포번호: "'00099'",
});

interface Settings {
  readonly folder?: string;
  readonly laws?: readonly WantedLaw[];
  readonly isRemote?: boolean;
  readonly again?: boolean;
  readonly mayGoBack?: boolean;
  readonly mayHaveNoArticles?: boolean;
  readonly today?: string;
}

/** Runs the fetcher over a source that gives what the function says, or throws. */
async function run(
  deliver: () => Delivery,
  settings: Settings = {},
): Promise<readonly LawReport[]> {
  const source: LawSource = {
    way: 'made up',
    isRemote: settings.isRemote ?? true,
    deliver: () => Promise.resolve().then(deliver),
  };
  return await fetchLaws(settings.laws ?? [LAW], {
    source,
    store: openLawStore(settings.folder ?? temporaryFolder()),
    today: TODAY,
    again: false,
    mayGoBack: false,
    mayHaveNoArticles: false,
    onReport: () => undefined,
    ...settings,
  });
}

const text =
  (markdown: string): (() => Delivery) =>
  () => ({ kind: 'text', markdown });

const contentOf = (folder: string, file: string = FILE): string | undefined =>
  existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined;

describe('a law that comes', () => {
  it.each([
    { atHand: undefined, comes: ONE, kind: 'new', is: ONE, earlier: undefined },
    { atHand: ONE, comes: ONE, kind: 'same', is: ONE, earlier: undefined },
    { atHand: ONE, comes: SAME_BUT_SPACES, kind: 'same', is: SAME_BUT_SPACES, earlier: undefined },
    { atHand: ONE, comes: NEXT, kind: 'changed', is: NEXT, earlier: ONE },
    { atHand: NEXT, comes: ONE, kind: 'kept', is: NEXT, earlier: undefined },
    { atHand: 'half', comes: ONE, kind: 'new', is: ONE, earlier: undefined },
  ])(
    'is $kind, and the text before stays where it differs',
    async ({ atHand, comes, kind, is, earlier }) => {
      const folder = temporaryFolder(atHand === undefined ? {} : { [FILE]: atHand });
      const [report] = await run(text(comes), { folder });
      expect(report?.outcome.kind).toBe(kind);
      expect(contentOf(folder)).toBe(is);
      expect(contentOf(folder, `.earlier/${FILE}`)).toBe(earlier);
    },
  );

  it('may be older than what is at hand where that is wanted', async () => {
    const folder = temporaryFolder({ [FILE]: NEXT });
    const [report] = await run(text(ONE), { folder, mayGoBack: true });
    expect(report?.outcome.kind).toBe('changed');
    expect(contentOf(folder)).toBe(ONE);
  });

  it('replaces another law in its file, which stays among the earlier ones', async () => {
    const other = ONE.replace('장난감 보호법', '옛 장난감법');
    const folder = temporaryFolder({ [FILE]: other });
    expect((await run(text(ONE), { folder }))[0]?.outcome.kind).toBe('changed');
    expect(contentOf(folder, `.earlier/${FILE}`)).toBe(other);
  });

  it.each([
    { fault: 'another law', comes: ONE.replace('제목: 장난감', '제목: 팽이'), why: '팽이 보호법' },
    { fault: 'no law at all', comes: '<html>', why: 'cannot be read' },
    { fault: 'a law without articles', comes: lawText('글\n\n## 부칙'), why: 'no article' },
  ])('replaces nothing when it is $fault', async ({ comes, why }) => {
    const folder = temporaryFolder({ [FILE]: ONE });
    const [report] = await run(text(comes), { folder });
    expect(report?.outcome).toEqual({ kind: 'failed', why: expect.stringContaining(why) });
    expect(contentOf(folder)).toBe(ONE);
  });

  it('may be without articles where all laws are wanted', async () => {
    const [report] = await run(text(lawText('글\n\n## 부칙')), { mayHaveNoArticles: true });
    expect(report?.outcome.kind).toBe('new');
  });

  it('leaves nothing unfinished behind', async () => {
    const folder = temporaryFolder({ '.unfinished/999999999': 'half a law' });
    await run(text(ONE), { folder });
    expect(readdirSync(join(folder, '.unfinished'))).toEqual([]);
  });

  it('goes to kr/ in a clone of the collection', async () => {
    const folder = temporaryFolder({ 'kr/다른법/법률.md': ONE });
    await run(text(ONE), { folder });
    expect(contentOf(folder, `kr/${FILE}`)).toBe(ONE);
  });

  it('does not write through a link that leads out of the folder', async () => {
    const outside = temporaryFolder({ 'law.md': ONE });
    const folder = temporaryFolder();
    mkdirSync(join(folder, '장난감보호법'));
    symlinkSync(join(outside, 'law.md'), join(folder, FILE));
    await run(text(NEXT), { folder });
    expect(contentOf(folder)).toBe(NEXT);
    expect(contentOf(outside, 'law.md')).toBe(ONE);
  });
});

it('a folder that cannot be written ends the run with a sentence', async () => {
  const folder = temporaryFolder({ taken: 'a file' });
  await expect(run(text(ONE), { folder: join(folder, 'taken') })).rejects.toThrow(LawSetupError);
  await expect(run(text(ONE), { folder: join(folder, 'taken') })).rejects.toThrow(/--to/);
});

const LAWS = ['하나', '둘', '셋', '넷', '다섯'].map((title) => ({
  title,
  file: `${title}/법률.md`,
}));

describe('a source in trouble', () => {
  it('an odd answer fails one law, an outage says nothing about it', async () => {
    const odd = await run(() => {
      throw new LawAnswerError('odd');
    });
    const out = await run(() => {
      throw new LawOutageError('down');
    });
    expect(odd[0]?.outcome).toEqual({ kind: 'failed', why: 'odd' });
    expect(out[0]?.outcome).toEqual({ kind: 'outage', why: 'down' });
  });

  it('is not asked any more after three outages in a row', async () => {
    const reports = await run(
      () => {
        throw new LawOutageError('down');
      },
      { laws: LAWS },
    );
    expect(reports.map(({ outcome }) => outcome.kind)).toEqual([
      'outage',
      'outage',
      'outage',
      'not-tried',
      'not-tried',
    ]);
  });

  it('is asked on where an answer came in between', async () => {
    let count = 0;
    const reports = await run(
      () => {
        count += 1;
        if (count === 3) return { kind: 'none', why: 'unknown' };
        throw new LawOutageError('down');
      },
      { laws: LAWS },
    );
    expect(reports.map(({ outcome }) => outcome.kind)).not.toContain('not-tried');
  });

  it('that will never answer ends the run; what came before stays', async () => {
    const folder = temporaryFolder();
    let count = 0;
    const ended = run(
      () => {
        count += 1;
        if (count === 2) throw new LawSetupError('refused');
        return { kind: 'text', markdown: ONE };
      },
      { folder, laws: [LAW, ...LAWS] },
    );
    await expect(ended).rejects.toThrow('refused');
    expect(contentOf(folder)).toBe(ONE);
  });
});

describe('a second run', () => {
  /** What the second run came to, and whether it asked the source. */
  async function second(settings: Settings, between: (folder: string) => void = () => undefined) {
    const folder = temporaryFolder();
    await run(text(ONE), { ...settings, folder, today: TODAY, again: false });
    between(folder);
    let isAsked = false;
    const [report] = await run(
      () => {
        isAsked = true;
        return { kind: 'text', markdown: ONE };
      },
      { ...settings, folder },
    );
    return { kind: report?.outcome.kind, isAsked, content: contentOf(folder) };
  }

  it.each<{ is: string; settings: Settings; isAsked: boolean }>([
    { is: 'on the same day asks nothing', settings: {}, isAsked: false },
    { is: 'on the next day asks', settings: { today: '2026-11-24' }, isAsked: true },
    { is: 'that is told to asks', settings: { again: true }, isAsked: true },
    { is: 'from a folder reads it again', settings: { isRemote: false }, isAsked: true },
  ])('$is', async ({ settings, isAsked }) => {
    expect(await second(settings)).toEqual({ kind: 'same', isAsked, content: ONE });
  });

  it.each<{ what: string; between: (folder: string) => void }>([
    {
      what: 'a file that was altered',
      between: (f) => writeFileSync(join(f, FILE), ONE.replace('지킨', '버린')),
    },
    {
      what: 'a file that was cut',
      between: (f) => writeFileSync(join(f, FILE), ONE.slice(0, -10)),
    },
    {
      what: 'a file in spite of a broken journal',
      between: (f) => writeFileSync(join(f, '.fetched.json'), '{"'),
    },
  ])('mends $what', async ({ between }) => {
    expect(await second({}, between)).toMatchObject({ isAsked: true, content: ONE });
  });
});

describe('with the national law database', () => {
  const fetchToy = async (rows: readonly object[], folder = temporaryFolder(), again = false) => {
    const api = await toyApi(({ page }) => ({
      body: page === 'lawSearch.do' ? listing(rows) : toyPayload(),
    }));
    const reports = await fetchLaws([LAW], {
      source: databaseSource(api, TODAY),
      store: openLawStore(folder),
      today: TODAY,
      again,
      mayGoBack: false,
      mayHaveNoArticles: false,
      onReport: () => undefined,
    });
    return { outcome: reports[0]?.outcome, pages: api.asked.map(({ page }) => page), folder };
  };

  it('fetches the text of a law that is new', async () => {
    const { outcome, folder } = await fetchToy([row()]);
    expect(outcome).toEqual({ kind: 'new' });
    expect(contentOf(folder)).toContain('법령MST: 7001');
  });

  it('does not fetch a text again that is the newest version, wherever it came from', async () => {
    const folder = temporaryFolder({ [FILE]: lawText('##### 제1조\n\n글\n\n## 부칙') });
    const { outcome, pages } = await fetchToy([row()], folder);
    expect(outcome).toEqual({ kind: 'same' });
    expect(pages).toEqual(['lawSearch.do']);
    expect((await fetchToy([row()], folder, true)).pages).toContain('lawService.do');
  });

  it('fetches a text again that somebody has altered since', async () => {
    const { folder } = await fetchToy([row()]);
    const path = join(folder, FILE);
    writeFileSync(path, readFileSync(path, 'utf8').replace('지킨다', '버린다'));
    const { outcome, pages } = await fetchToy([row()], folder);
    expect(pages).toContain('lawService.do');
    expect(outcome).toEqual({ kind: 'changed' });
    expect(contentOf(folder)).toContain('지킨다');
  });

  it.each([
    {
      rows: [row(), row({ 현행연혁코드: '시행예정', 공포일자: '20260801', 시행일자: '20270101' })],
      note: '2027-01-01',
    },
    { rows: [row({ 시행일자: '20270203' })], note: 'in force only from 2027-02-03' },
  ])('notes what is promulgated and not yet in force: $note', async ({ rows, note }) => {
    const { outcome } = await fetchToy(rows);
    expect(outcome).toEqual({ kind: 'new', note: expect.stringContaining(note) });
  });

  it.each([
    { rows: [], why: 'lists no law of this title' },
    { rows: [row({ 현행연혁코드: '연혁' })], why: 'repealed or renamed' },
  ])('says that it $why', async ({ rows, why }) => {
    const { outcome } = await fetchToy(rows);
    expect(outcome).toEqual({ kind: 'failed', why: expect.stringContaining(why) });
  });
});
