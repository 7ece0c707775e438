import { afterEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../../bot/desk/case-file.ts';
import type { QueueQuery } from '../../../bot/desk/queue.ts';
import { FIRST_PAGE } from '../../../bot/desk/queue-query.ts';
import { MADE_NOW, type MadeCase, madeCase, madeCases } from '../../desk-cases.ts';
import { type CaseWorld, openCaseWorld, staffMember } from '../../open-case-index.ts';

const DAY_MS = 86_400_000;
const WHO = staffMember();
const SUPERVISOR = staffMember({ id: 'staff-cho', role: 'supervisor' });
const ADMINISTRATOR = staffMember({ id: 'staff-admin', role: 'administrator' });

const worlds: CaseWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

const open = async (...given: Parameters<typeof openCaseWorld>): Promise<CaseWorld> => {
  const world = await openCaseWorld(...given);
  worlds.push(world);
  return world;
};

const telling = (seed: number, story: string, over: MadeCase = {}): CaseFile =>
  madeCase({ seed, ...over, answers: { story: [story], ...over.answers } });

const ids = ({ index }: CaseWorld, query: Partial<QueueQuery> = {}, who = WHO) =>
  index.page(who, { ...FIRST_PAGE, ...query }).rows.map(({ id }) => id);

describe('the index of cases', () => {
  it('has read everything after a start: heads at once, words beside other work', async () => {
    let turns = 0;
    const pause = () => {
      turns += 1;
      return new Promise<void>((resolve) => setImmediate(resolve));
    };
    const files = [...madeCases(650), telling(9, '분수대 옆 망원경')];
    const world = await open(files, { pause });
    await world.index.sync();
    expect(world.index.heads()).toHaveLength(651);
    expect(world.index.page(WHO, FIRST_PAGE).isSearchable).toBe(false);
    await world.index.whenSearchable();
    expect(world.index.page(WHO, FIRST_PAGE).isSearchable).toBe(true);
    expect(ids(world, { text: '망원경' })).toEqual([madeCase({ seed: 9 }).id]);
    expect(turns).toBeGreaterThan(30);
  });

  it('finds what changed, by its new words and its new state', async () => {
    const file = telling(1, '지하철 개찰구');
    const world = await open([file]);
    await world.index.sync();
    const note = { no: 1, at: MADE_NOW, by: WHO.id, text: '납품 계약 확인', mentions: [] };
    await world.change({ ...file, assignee: WHO.id, notes: [note] });
    await world.index.sync();
    expect(ids(world, { text: '계약' })).toEqual([file.id]);
    expect(world.index.head(file.id)).toMatchObject({ assignee: WHO.id, version: 2 });
  });

  it('has what was written before a call, though another run was under way', async () => {
    const files = madeCases(300);
    const world = await open(files);
    const running = world.index.sync();
    const late = telling(77, '늦게 온 사건');
    await world.change(late);
    await world.index.sync();
    expect(world.index.head(late.id)).toBeDefined();
    await running;
  });

  it('lets go of a case that was erased: head, words and likenesses', async () => {
    const [gone, kept] = [telling(1, '지하철 개찰구'), telling(2, '지하철 승강장')];
    const world = await open([gone, kept]);
    await world.index.sync();
    await world.erase(gone.id);
    await world.index.sync();
    expect(world.index.head(gone.id)).toBeUndefined();
    expect(ids(world, { text: '지하철' })).toEqual([kept.id]);
    expect(ids(world, { text: '개찰구' })).toEqual([]);
    expect(world.index.similar(gone.id)).toEqual([]);
  });

  it('moves clocks and priorities on when it is another day in Korea', async () => {
    const file = madeCase({ document: 'nhrck', receivedAt: MADE_NOW });
    const world = await open([file]);
    await world.index.sync();
    const before = world.index.head(file.id)?.due?.state;
    world.clock.now += 200 * DAY_MS;
    await world.index.sync();
    expect([before, world.index.head(file.id)?.due?.state]).toEqual(['running', 'passed']);
  });

  it('shows all others when one case cannot be read, and logs its id without its words', async () => {
    const [broken, sound] = [madeCase({ seed: 1 }), madeCase({ seed: 2 })];
    const world = await open([{ ...broken, version: 2 as never }, sound]);
    await world.index.sync();
    expect(ids(world)).toEqual([sound.id]);
    expect(world.logged).toHaveLength(1);
    expect(world.logged[0]).toContain(broken.id);
    expect(world.logged[0]).not.toContain('answers');
  });

  it('finds a case by its reference however it is written, and by a part of it', async () => {
    const world = await open([madeCase({ seed: 1 }), madeCase({ seed: 2 })]);
    await world.index.sync();
    const { id, reference } = world.index.head(madeCase({ seed: 1 }).id) ?? {
      id: '',
      reference: '',
    };
    const spoken = reference.toLowerCase().replaceAll('-', ' ');
    expect(world.index.byReference(reference)).toBe(id);
    expect(world.index.byReference(` ${spoken} `)).toBe(id);
    expect(world.index.byReference(reference.slice(0, -1))).toBeUndefined();
    expect(ids(world, { text: spoken })).toEqual([id]);
    expect(ids(world, { text: reference.slice(5) })).toEqual([id]);
    expect(ids(world, { text: '2026' })).toEqual([]);
  });

  it('opens no case by a reference that two have', async () => {
    const twin = madeCase({ seed: 1 });
    const world = await open([twin, { ...twin, id: `${twin.id.slice(0, 10)}${'0'.repeat(22)}` }]);
    await world.index.sync();
    const reference = world.index.head(twin.id)?.reference ?? '';
    expect(world.index.byReference(reference)).toBeUndefined();
    expect(ids(world, { text: reference })).toHaveLength(2);
  });

  it('names cases that may be about the same place', async () => {
    const where = { 'exact-place': ['망원시장 3번 출입구'], respondent: ['한빛마트 망원점'] };
    const world = await open([
      telling(1, '출입구 위 카메라가 얼굴을 찍었습니다.', { answers: where }),
      telling(2, '입구에서 얼굴을 찍는다고 들었습니다.', { answers: where }),
    ]);
    await world.index.sync();
    const like = world.index.similar(madeCase({ seed: 1 }).id);
    expect(like.map(({ id }) => id)).toEqual([madeCase({ seed: 2 }).id]);
  });
});

describe('a page of the queue', () => {
  it('leaves out what is closed, asleep or gathered into another case, unless asked', async () => {
    const [shown, closed, asleep, merged] = [1, 2, 3, 4].map((seed) => madeCase({ seed }).id);
    const world = await open([
      madeCase({ seed: 1 }),
      madeCase({ seed: 2, status: 'closed', closedAt: MADE_NOW }),
      madeCase({ seed: 3, snoozedUntil: MADE_NOW + DAY_MS }),
      madeCase({ seed: 4, mergedInto: shown ?? '' }),
    ]);
    await world.index.sync();
    expect(ids(world)).toEqual([shown]);
    expect(ids(world, { kinds: ['closed'] })).toEqual([closed]);
    expect(ids(world, { all: true }).toSorted()).toEqual([shown, asleep, merged].toSorted());
    world.clock.now += 2 * DAY_MS;
    await world.index.sync();
    expect(ids(world).toSorted()).toEqual([shown, asleep].toSorted());
  });

  it('says how many pages there are, and shows the last one to whoever asks for more', async () => {
    const world = await open(madeCases(120).map(({ snoozedUntil: _, ...file }) => file));
    await world.index.sync();
    const page = world.index.page(SUPERVISOR, { ...FIRST_PAGE, page: 99 });
    expect([page.rows.length, page.total, page.page, page.pages]).toEqual([20, 120, 3, 3]);
  });

  it.each([
    { sort: 'received', is: [3, 1, 2] },
    { sort: 'changed', is: [2, 3, 1] },
    { sort: 'due', is: [2, 1, 3] },
  ] as const)('is sorted by $sort', async ({ sort, is }) => {
    const received = (seed: number, days: number) =>
      madeCase({ seed, document: 'nhrck', receivedAt: MADE_NOW - days * DAY_MS });
    const touched = { no: 2, at: MADE_NOW, by: WHO.id, what: 'case-note', details: {} };
    const second = received(2, 60);
    const world = await open([
      received(1, 30),
      { ...second, history: [...second.history, touched] },
      received(3, 1),
    ]);
    await world.index.sync();
    expect(ids(world, { sort })).toEqual(is.map((seed) => madeCase({ seed }).id));
  });

  it('puts the level first, then the points, when sorted by priority', async () => {
    const world = await open([
      ...madeCases(60),
      madeCase({ seed: 1, priority: { level: 'low', by: WHO.id, at: MADE_NOW } }),
      madeCase({ seed: 2, priority: { level: 'urgent', by: WHO.id, at: MADE_NOW } }),
    ]);
    await world.index.sync();
    const all = [1, 2].flatMap(
      (page) => world.index.page(SUPERVISOR, { ...FIRST_PAGE, page }).rows,
    );
    const ranks = all.map((row) =>
      row.access === 'full' ? ['urgent', 'high', 'normal', 'low'].indexOf(row.level) : 9,
    );
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBeGreaterThan(1);
  });

  it('counts for each filter what the others let through, as a look at every case does', async () => {
    const files = madeCases(200, 3, ['received', 'investigating', 'supplement']);
    const world = await open(files.map(({ restrictedTo: _, ...file }) => file));
    await world.index.sync();
    const filters = { operator: ['police', 'school'], assignee: ['me', 'none'] };
    const { total, counts } = world.index.page(WHO, { ...FIRST_PAGE, filters });
    const isIn = (values: readonly string[], value: string) => values.includes(value);
    const awake = world.index.heads().filter(({ snoozedUntil = 0 }) => snoozedUntil <= MADE_NOW);
    const operator = awake.filter((head) => isIn(filters.operator, head.operator));
    const own = (assignee: string | undefined) => !assignee || assignee === WHO.id;
    expect(total).toBe(operator.filter(({ assignee }) => own(assignee)).length);
    const police = awake.filter((head) => head.operator === 'police' && own(head.assignee));
    expect(counts.operator?.['police']).toBe(police.length);
    const gym = awake.filter((head) => head.operator === 'private-business' && own(head.assignee));
    expect(counts.operator?.['private-business']).toBe(gym.length);
    const lee = operator.filter(({ assignee }) => assignee === 'staff-lee');
    expect(counts.assignee?.['staff-lee']).toBe(lee.length);
    expect(total).toBeGreaterThan(0);
  });
});

describe('a case that somebody may not read', () => {
  const secret = telling(1, '드문낱말 이야기', {
    restrictedTo: ['staff-lee'],
    answers: { operator: ['police'], place: ['rally'] },
    priority: { level: 'urgent', by: 'staff-lee', at: MADE_NOW },
  });
  const others = [2, 3, 4].map((seed) =>
    telling(seed, '흔한낱말', { answers: { operator: ['school'], place: ['school'] } }),
  );

  it('shows reference, day and status, and nothing else', async () => {
    const world = await open([secret]);
    await world.index.sync();
    const [row] = world.index.page(WHO, FIRST_PAGE).rows;
    expect(Object.keys(row ?? {}).sort()).toEqual([
      'access',
      'id',
      'receivedOn',
      'reference',
      'status',
    ]);
  });

  it.each([
    { by: 'its words', query: { text: '드문낱말' } },
    { by: 'its operator', query: { filters: { operator: ['police'] } } },
    { by: 'its place', query: { filters: { place: ['rally'] } } },
    { by: 'its assignee', query: { filters: { assignee: ['none'] } } },
    { by: 'its clock', query: { filters: { clock: ['running', 'near', 'passed'] } } },
    {
      by: 'its status with another filter',
      query: { filters: { status: ['received'], place: ['rally'] } },
    },
  ])('is not found by $by', async ({ query }) => {
    const world = await open([secret, ...others]);
    await world.index.sync();
    for (const who of [WHO, ADMINISTRATOR, staffMember({ role: 'viewer' })]) {
      expect(ids(world, query, who)).not.toContain(secret.id);
    }
    expect(ids(world, query, SUPERVISOR)).toContain(secret.id);
  });

  it('is found by its reference and its status, which everybody sees', async () => {
    const world = await open([secret, ...others]);
    await world.index.sync();
    const reference = world.index.head(secret.id)?.reference ?? '';
    expect(ids(world, { text: reference })).toEqual([secret.id]);
    expect(ids(world, { filters: { status: ['received'] } })).toContain(secret.id);
  });

  it('stands behind all others, however urgent it is', async () => {
    const world = await open([secret, ...others]);
    await world.index.sync();
    expect(ids(world).at(-1)).toBe(secret.id);
    expect(ids(world, {}, SUPERVISOR)[0]).toBe(secret.id);
  });

  it('is counted by its status only', async () => {
    const world = await open([secret, ...others]);
    await world.index.sync();
    const { counts } = world.index.page(WHO, FIRST_PAGE);
    expect(counts.status).toEqual({ received: 4 });
    expect(counts.operator).toEqual({ school: 3 });
    expect(counts.place).toEqual({ school: 3 });
    const filtered = world.index.page(WHO, { ...FIRST_PAGE, filters: { place: ['school'] } });
    expect(filtered.counts.status).toEqual({ received: 3 });
  });

  it('shows even whose case it is to nobody who is recused, supervisors included', async () => {
    const row = { staff: SUPERVISOR.id, by: SUPERVISOR.id, at: MADE_NOW, reason: '친족' };
    const world = await open([telling(5, '드문낱말', { recused: [row] })]);
    await world.index.sync();
    expect(ids(world, { text: '드문낱말' }, SUPERVISOR)).toEqual([]);
    expect(ids(world, { text: '드문낱말' })).toHaveLength(1);
  });
});
