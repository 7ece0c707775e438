import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../../bot/desk/case-file.ts';
import type { Staff } from '../../../bot/desk/staff.ts';
import { MADE_NOW, type MadeCase } from '../../desk-cases.ts';
import type { DeskVisitor } from '../../desk-visitor.ts';
import {
  type CaseSite,
  escaped,
  fillsIn,
  formOn,
  hasForm,
  sectionOf,
  startCaseSite,
} from './case-site.ts';

let site: CaseSite;
let officer: DeskVisitor;
let supervisor: DeskVisitor;
let kim: Staff;
let lee: Staff;
let boss: Staff;
let seed = 100;
beforeAll(async () => {
  site = await startCaseSite();
  ({ visitor: officer, staff: kim } = await site.signIn('officer', { login: 'kim' }));
  ({ visitor: supervisor, staff: boss } = await site.signIn('supervisor'));
  lee = await site.account('officer', { login: 'lee' });
});
afterAll(() => site.stop());

type Fields = Readonly<Record<string, string | readonly string[]>>;

async function opened(visitor: DeskVisitor, made: MadeCase = {}): Promise<string> {
  seed += 1;
  const { id } = await site.put({ seed, document: 'nhrck', language: 'ko', ...made });
  await visitor.opens(`/desk/cases/${id}`);
  return id;
}

interface Act {
  readonly name: string;
  readonly form: string;
  readonly section: string;
  readonly fields?: () => Fields;
  readonly made?: () => MadeCase;
  readonly shows: (file: CaseFile) => unknown;
  readonly expected: () => unknown;
  readonly by?: () => DeskVisitor;
}

const task = { no: 1, at: 1, by: 'x', text: '전화하기' };
const draft = { no: 1, at: 1, by: 'x', letter: 'dismissal', text: '초안' };

const ACTS: readonly Act[] = [
  {
    name: 'a case is taken',
    form: 'mine',
    section: 'care',
    shows: ({ assignee }) => assignee,
    expected: () => kim.id,
  },
  {
    name: 'a case is given back',
    form: 'release',
    section: 'care',
    made: () => ({ assignee: kim.id, assignedAt: 1, assigneeActiveAt: 1 }),
    shows: ({ assignee }) => assignee,
    expected: () => undefined,
  },
  {
    name: 'a case is given to somebody by a supervisor',
    form: 'assign',
    section: 'care',
    by: () => supervisor,
    fields: () => ({ to: lee.id }),
    shows: ({ assignee }) => assignee,
    expected: () => lee.id,
  },
  {
    name: 'an investigation is begun',
    form: 'status-investigating',
    section: 'decide',
    shows: ({ status }) => status,
    expected: () => 'investigating',
  },
  {
    name: 'a case is dismissed on a ground',
    form: 'status-dismissed',
    section: 'decide',
    fields: () => ({ ground: 'nhrck-facility', reason: '민간 시설' }),
    shows: ({ status, ground, notes }) => [status, ground, notes.at(-1)?.text],
    expected: () => ['dismissed', 'nhrck-facility', '민간 시설'],
  },
  {
    name: 'a supplement is asked for',
    form: 'status-supplement',
    section: 'decide',
    fields: () => ({ missing: '날짜를 알려 주세요.' }),
    shows: ({ status, messages }) => [status, messages.at(-1)?.text],
    expected: () => ['supplement', '날짜를 알려 주세요.'],
  },
  {
    name: 'a message is sent',
    form: 'message',
    section: 'thread',
    fields: () => ({ text: '두 줄\r\n입니다' }),
    shows: ({ messages }) => messages.map(({ from, by, text }) => ({ from, by, text })),
    expected: () => [{ from: 'staff', by: kim.id, text: '두 줄\n입니다' }],
  },
  {
    name: 'messages are marked as read',
    form: 'read',
    section: 'thread',
    made: () => ({ messages: [{ no: 1, at: 1, from: 'person', text: '?' }] }),
    shows: ({ messages }) => messages[0]?.readAt,
    expected: () => MADE_NOW,
  },
  {
    name: 'a note mentions a colleague',
    form: 'note',
    section: 'notes',
    fields: () => ({ text: '@lee 확인 부탁해요' }),
    shows: ({ notes }) => notes.map(({ text, mentions }) => ({ text, mentions })),
    expected: () => [{ text: '@lee 확인 부탁해요', mentions: [lee.id] }],
  },
  {
    name: 'a task is added',
    form: 'task',
    section: 'tasks',
    fields: () => ({ text: '전화하기', owner: lee.id, due: '2026-12-01' }),
    shows: ({ tasks }) => tasks.map(({ text, owner, due }) => ({ text, owner, due })),
    expected: () => [{ text: '전화하기', owner: lee.id, due: '2026-12-01' }],
  },
  {
    name: 'a task is done',
    form: 'task-done-1',
    section: 'tasks',
    made: () => ({ tasks: [task] }),
    shows: ({ tasks }) => tasks[0]?.doneAt,
    expected: () => MADE_NOW,
  },
  {
    name: 'a priority is set',
    form: 'priority',
    section: 'care',
    fields: () => ({ level: 'urgent' }),
    shows: ({ priority }) => priority?.level,
    expected: () => 'urgent',
  },
  {
    name: 'a case sleeps until a day',
    form: 'snooze',
    section: 'care',
    fields: () => ({ until: '2026-12-01' }),
    shows: ({ snoozedUntil }) => snoozedUntil,
    expected: () => Date.UTC(2026, 10, 30, 15),
  },
  {
    name: 'a case is woken',
    form: 'unsnooze',
    section: 'care',
    made: () => ({ snoozedUntil: MADE_NOW + 1000 }),
    shows: ({ snoozedUntil }) => snoozedUntil,
    expected: () => undefined,
  },
  {
    name: 'somebody steps aside',
    form: 'recuse',
    section: 'care',
    fields: () => ({ staff: kim.id, reason: '친족입니다' }),
    shows: ({ recused }) => recused.map(({ staff, reason }) => ({ staff, reason })),
    expected: () => [{ staff: kim.id, reason: '친족입니다' }],
  },
  {
    name: 'a case is kept to some',
    form: 'restrict',
    section: 'care',
    by: () => supervisor,
    fields: () => ({ to: [kim.id, lee.id] }),
    shows: ({ restrictedTo }) => restrictedTo,
    expected: () => [kim.id, lee.id],
  },
  {
    name: 'a case is open to all again',
    form: 'unrestrict',
    section: 'care',
    by: () => supervisor,
    made: () => ({ restrictedTo: [kim.id] }),
    shows: ({ restrictedTo }) => restrictedTo,
    expected: () => undefined,
  },
  {
    name: 'a draft letter is changed',
    form: 'letter-1',
    section: 'letters',
    made: () => ({ letters: [draft] }),
    fields: () => ({ do: 'letter-change', text: '고친 글' }),
    shows: ({ letters, messages }) => [letters[0]?.text, letters[0]?.sentAt, messages.length],
    expected: () => ['고친 글', undefined, 0],
  },
  {
    name: 'a letter is sent as it stands in its form',
    form: 'letter-1',
    section: 'letters',
    made: () => ({ letters: [draft] }),
    fields: () => ({ do: 'letter-send', text: '마지막에 고친 글' }),
    shows: ({ letters, messages }) => [letters[0]?.sentAt, messages.map(({ text }) => text)],
    expected: () => [MADE_NOW, ['마지막에 고친 글']],
  },
  {
    name: 'the identity is asked for',
    form: 'ask-identity',
    section: 'identity',
    made: () => ({ hasIdentity: true }),
    fields: () => ({ reason: '연락이 닿지 않음' }),
    shows: ({ identityRequests }) => identityRequests.map(({ by, reason }) => ({ by, reason })),
    expected: () => [{ by: kim.id, reason: '연락이 닿지 않음' }],
  },
];

describe('by a form of the page', () => {
  it.each(ACTS)('$name, and one is back at the section', async (act) => {
    const visitor = act.by?.() ?? officer;
    const id = await opened(visitor, act.made?.());
    await fillsIn(visitor, act.form, act.fields?.());
    expect(visitor.status, visitor.page).toBe(303);
    expect(visitor.location).toMatch(
      new RegExp(`^/desk/cases/${id}\\?did=[a-z-]+#${act.section}$`),
    );
    expect(act.shows(await site.file(id))).toEqual(act.expected());
    await visitor.follows();
    expect(visitor.status).toBe(200);
  });

  it.each(ACTS)('$name once, though the form is sent twice', async (act) => {
    const visitor = act.by?.() ?? officer;
    const id = await opened(visitor, act.made?.());
    const { action, fields } = formOn(visitor, act.form);
    const sent = { ...fields, ...act.fields?.() };
    await visitor.sends(action, sent);
    const once = await site.file(id);
    await visitor.sends(action, sent);
    expect(await site.file(id)).toEqual(once);
  });

  it('what was written anew in a form that the browser brought back is not taken for a repeat', async () => {
    const id = await opened(officer);
    const { action, fields } = formOn(officer, 'message');
    for (const text of ['하나', '둘', '둘']) await officer.sends(action, { ...fields, text });
    const { messages } = await site.file(id);
    expect(messages.map(({ text }) => text)).toEqual(['하나', '둘']);
  });

  it('the page says what was done, where it was done', async () => {
    await opened(officer);
    await fillsIn(officer, 'note', { text: '메모' });
    await officer.follows();
    expect(sectionOf(officer, 'notes')).toContain(site.context.words.ko.case['done-note']);
    expect(sectionOf(officer, 'thread')).not.toContain('role="status"');
  });

  it('the way back to the queue goes along', async () => {
    const id = await opened(officer);
    await officer.opens(`/desk/cases/${id}?from=sort%3Ddue`);
    await fillsIn(officer, 'note', { text: '메모' });
    expect(officer.location).toBe(`/desk/cases/${id}?from=sort%3Ddue&did=note#notes`);
    await officer.follows();
    expect(officer.page).toContain('href="/desk/queue?sort=due"');
  });
});

interface Refused {
  readonly name: string;
  readonly form: string;
  readonly fields: Fields;
  readonly why: keyof CaseSite['context']['words']['ko']['shared'] | 'badDay' | 'unfinished';
  readonly keeps?: string;
  readonly made?: MadeCase;
}

const REFUSED: readonly Refused[] = [
  { name: 'an empty message', form: 'message', fields: { text: ' ' }, why: 'refusal-needs-text' },
  {
    name: 'a message that is too long',
    form: 'message',
    fields: { text: `처음 ${'가'.repeat(10_001)}` },
    why: 'refusal-too-long',
    keeps: '처음 가가',
  },
  {
    name: 'a dismissal without a ground',
    form: 'status-dismissed',
    fields: { reason: '적어 둔 이유' },
    why: 'refusal-needs-ground',
    keeps: '적어 둔 이유',
  },
  {
    name: 'a ground that there is not',
    form: 'status-dismissed',
    fields: { ground: 'made-up' },
    why: 'refusal-not-there',
  },
  {
    name: 'a supplement of nothing',
    form: 'status-supplement',
    fields: { reason: '적어 둔 이유' },
    why: 'refusal-needs-supplement',
    keeps: '적어 둔 이유',
  },
  {
    name: 'a move that the table lacks',
    form: 'status-dismissed',
    fields: { to: 'settled' },
    why: 'refusal-no-such-move',
  },
  {
    name: 'a task that is due on no day',
    form: 'task',
    fields: { text: '할 일의 말', due: '2026-02-30' },
    why: 'badDay',
    keeps: '할 일의 말',
  },
  {
    name: 'a task of nobody we know',
    form: 'task',
    fields: { text: '할 일의 말', owner: 'nobody' },
    why: 'refusal-not-there',
    keeps: '할 일의 말',
  },
  { name: 'a sleep until no day', form: 'snooze', fields: { until: '' }, why: 'badDay' },
  {
    name: 'a sleep until yesterday',
    form: 'snooze',
    fields: { until: '2026-11-27' },
    why: 'refusal-not-there',
    keeps: '2026-11-27',
  },
  {
    name: 'a recusal without a reason',
    form: 'recuse',
    fields: {},
    why: 'refusal-needs-reason',
  },
  {
    name: 'a letter with blanks in it',
    form: 'letter-1',
    fields: { do: 'letter-send', text: '글 [[까닭]]' },
    why: 'unfinished',
    keeps: '글 [[까닭]]',
    made: { letters: [draft] },
  },
  {
    name: 'an identity without a reason',
    form: 'ask-identity',
    fields: { reason: '' },
    why: 'refusal-needs-reason',
    made: { hasIdentity: true },
  },
];

describe('what cannot be done', () => {
  it.each(REFUSED)('$name: the page says why, and keeps what was typed', async (refused) => {
    const id = await opened(officer, refused.made);
    const before = await site.file(id);
    await fillsIn(officer, refused.form, refused.fields);
    expect(officer.status).toBe(422);
    const { shared, case: own } = site.context.words.ko;
    const lines: Readonly<Record<string, string>> = { ...shared, ...own };
    expect(officer.page).toContain('role="alert"');
    expect(officer.page).toContain(escaped(lines[refused.why] ?? '?'));
    if (refused.keeps) expect(officer.page).toContain(refused.keeps);
    expect(await site.file(id)).toEqual(before);
  });

  it('a form whose refusal was read can be sent again from the page that said so', async () => {
    const id = await opened(officer);
    await fillsIn(officer, 'status-dismissed', { reason: '이유' });
    expect(officer.status).toBe(422);
    expect(officer.page).toMatch(/<details class="case-move" open>/);
    await fillsIn(officer, 'status-dismissed', { ground: 'nhrck-facility' });
    expect((await site.file(id)).status).toBe('dismissed');
  });

  it.each(ACTS)('by a viewer: $name', async (act) => {
    const { visitor } = await viewer;
    const acting = act.by?.() ?? officer;
    const id = await opened(acting, act.made?.());
    const { action, fields } = formOn(acting, act.form);
    const before = await site.file(id);
    await visitor.opens(`/desk/cases/${id}`);
    await visitor.sends(action, { ...fields, ...act.fields?.(), csrf: visitor.csrf });
    // Somebody who may read has read: that alone a viewer may note.
    if (act.form !== 'read') {
      expect([403, 422]).toContain(visitor.status);
      expect(await site.file(id)).toEqual(before);
    }
  });

  it.each(ACTS)('by somebody who is recused: $name', async (act) => {
    const acting = act.by?.() ?? officer;
    const id = await opened(acting, act.made?.());
    const { action, fields } = formOn(acting, act.form);
    const { visitor } = await recused(id);
    const before = await site.file(id);
    await visitor.sends(action, { ...fields, ...act.fields?.(), csrf: visitor.csrf });
    expect(visitor.status).toBe(403);
    expect(await site.file(id)).toEqual(before);
  });

  let viewer: ReturnType<CaseSite['signIn']>;
  let aside: Awaited<ReturnType<CaseSite['signIn']>>;
  beforeAll(async () => {
    viewer = site.signIn('viewer');
    aside = await site.signIn('officer');
    await viewer;
  });
  async function recused(id: string) {
    await supervisor.opens(`/desk/cases/${id}`);
    await fillsIn(supervisor, 'recuse', { staff: aside.staff.id, reason: '친족' });
    return aside;
  }
});

describe('what a colleague may not', () => {
  it('an officer cannot give a case to others, nor keep it from them', async () => {
    const id = await opened(officer);
    expect([hasForm(officer, 'assign'), hasForm(officer, 'restrict')]).toEqual([false, false]);
    for (const fields of [
      { do: 'assign', to: lee.id },
      { do: 'restrict', to: kim.id },
      { do: 'recuse', staff: lee.id, reason: 'x' },
    ]) {
      await officer.sends(`/desk/cases/${id}/act`, { key: 'k', ...fields });
      expect(officer.status, fields.do).toBe(422);
    }
    const { assignee, restrictedTo, recused } = await site.file(id);
    expect([assignee, restrictedTo, recused]).toEqual([undefined, undefined, []]);
    expect(boss.role).toBe('supervisor');
  });

  it('numbers of another case lead nowhere', async () => {
    const other = await opened(officer, { tasks: [task, { ...task, no: 2 }], letters: [draft] });
    const before = await site.file(other);
    const id = await opened(officer, { tasks: [task] });
    for (const fields of [
      { do: 'task-done', no: '2' },
      { do: 'letter-change', no: '1', text: 'x' },
      { do: 'letter-send', no: '1' },
      { do: 'approve-identity', no: '1' },
    ]) {
      await officer.sends(`/desk/cases/${id}/act`, { key: 'k', ...fields });
      expect(officer.status, fields.do).toBe(422);
    }
    expect(await site.file(other)).toEqual(before);
  });

  it('a form without the token of the session does nothing', async () => {
    const id = await opened(officer);
    const before = await site.file(id);
    await officer.sends(`/desk/cases/${id}/act`, { do: 'note', text: 'x', csrf: 'wrong' });
    expect(officer.status).toBe(403);
    expect(await site.file(id)).toEqual(before);
  });
});
