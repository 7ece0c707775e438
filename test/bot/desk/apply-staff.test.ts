import { describe, expect, it } from 'vitest';
import { type Applied, isRefusal } from '../../../bot/desk/applied.ts';
import { applyPerson } from '../../../bot/desk/apply-person.ts';
import { applyStaff } from '../../../bot/desk/apply-staff.ts';
import type { Refusal, StaffAction } from '../../../bot/desk/case-actions.ts';
import type { CaseFile } from '../../../bot/desk/case-file.ts';
import { readCaseFile, writeCaseFile } from '../../../bot/desk/case-file.ts';
import { ROLES, type Role, type Staff } from '../../../bot/desk/staff.ts';
import type { StaffContext } from '../../../bot/desk/staff-context.ts';
import type { Move, Status } from '../../../knowledge/triage/triage.ts';
import { MADE_NOW, madeCase } from '../../desk-cases.ts';

const DAY_MS = 86_400_000;

const member = (id: string, role: Role, more: Partial<Staff> = {}): Staff => ({
  id,
  login: id,
  name: id,
  role,
  language: 'ko',
  recovery: [],
  isActive: true,
  mustChangePassword: false,
  views: [],
  createdAt: 0,
  ...more,
});

const PEOPLE = [
  member('kim', 'officer'),
  member('lee', 'officer'),
  member('seo', 'supervisor'),
  member('sin', 'supervisor'),
  member('vi', 'viewer'),
  member('ad', 'administrator'),
  member('gone', 'officer', { isActive: false }),
];

const move = (to: string, needs: Move['needs'] = []): Move => ({
  to,
  needs,
  letters: [],
  cite: [],
});
/** A table of moves of the least size that has every need. */
const MOVES: Readonly<Record<string, readonly Move[]>> = {
  received: [
    move('investigating'),
    move('dismissed', ['ground']),
    move('transferred', ['transfer']),
    move('supplement', ['supplement']),
    move('closed', ['reason']),
  ],
  closed: [move('investigating', ['reason'])],
};
const CLOSED: readonly string[] = ['dismissed', 'transferred', 'closed'];
const status = (id: string): Status => ({
  id,
  name: { ko: id, en: id },
  tells: { ko: id, en: id },
  kind: CLOSED.includes(id) ? 'closed' : 'open',
  cite: [],
});

const contextOf = (who: string, now = MADE_NOW): StaffContext => {
  const found = PEOPLE.find(({ id }) => id === who);
  if (!found) throw new Error(who);
  return {
    who: found,
    now,
    findStaff: (id) => PEOPLE.find((one) => one.id === id),
    moves: (file) => MOVES[file.status] ?? [],
    statusOf: status,
    supplementDue: () => '2026-12-08',
    isGround: (id) => id === 'a-ground',
    isLetter: (id) => id === 'dismissal',
  };
};

let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `key-${keys}`;
};
const attempt = (
  file: CaseFile,
  who: string,
  action: StaffAction,
  { key = newKey(), now = MADE_NOW } = {},
): Applied | Refusal => applyStaff(file, action, key, contextOf(who, now));

function done(file: CaseFile, who: string, action: StaffAction, more = {}): CaseFile {
  const applied = attempt(file, who, action, more);
  if (isRefusal(applied)) throw new Error(applied);
  // Whatever is written can be read again.
  return readCaseFile(writeCaseFile(applied.file));
}

const WORK: readonly StaffAction[] = [
  { do: 'assign', to: 'kim' },
  { do: 'status', to: 'investigating' },
  { do: 'message', text: '안녕하세요' },
  { do: 'note', text: 'a note', mentions: ['kim', 'nobody'] },
  { do: 'task', text: 'call back', owner: 'kim', due: '2026-12-01' },
  { do: 'letter', letter: 'dismissal', text: 'a letter' },
  { do: 'priority', level: 'urgent' },
  { do: 'snooze', until: MADE_NOW + DAY_MS },
  { do: 'unsnooze' },
  { do: 'ask-identity', reason: 'to call back' },
];

describe('who may do what with a case', () => {
  const SUPERVISORS_ONLY: readonly StaffAction[] = [
    { do: 'assign', to: 'lee' },
    { do: 'restrict', to: ['kim'] },
    { do: 'unrestrict' },
    { do: 'recuse', staff: 'lee', reason: 'relative' },
  ];
  const rows = ROLES.flatMap((role) => [
    ...WORK.map((action) => ({
      role,
      action,
      allowed: role === 'officer' || role === 'supervisor',
    })),
    ...SUPERVISORS_ONLY.map((action) => ({ role, action, allowed: role === 'supervisor' })),
  ]);
  const NAMES: Readonly<Record<Role, string>> = {
    viewer: 'vi',
    officer: 'kim',
    supervisor: 'seo',
    administrator: 'ad',
  };

  it.each(rows)('$role, $action.do: $allowed', ({ role, action, allowed }) => {
    const outcome = attempt(madeCase({ hasIdentity: true }), NAMES[role], action);
    expect(isRefusal(outcome) ? outcome : 'done').toBe(allowed ? 'done' : 'not-allowed');
  });

  it('somebody whose account was closed may do nothing', () => {
    for (const action of WORK) expect(attempt(madeCase(), 'gone', action)).toBe('not-allowed');
  });

  it('whoever is recused may do nothing with the case, a supervisor neither', () => {
    const recused = [{ staff: 'seo', by: 'seo', at: 1, reason: 'relative' }];
    for (const action of WORK) {
      expect(attempt(madeCase({ recused }), 'seo', action)).toBe('recused');
    }
  });

  it('a case for named people is worked on by them and by supervisors only', () => {
    const file = madeCase({ restrictedTo: ['lee'] });
    expect(attempt(file, 'kim', { do: 'message', text: 'x' })).toBe('not-allowed');
    expect(done(file, 'lee', { do: 'message', text: 'x' }).messages).toHaveLength(1);
    expect(done(file, 'seo', { do: 'message', text: 'x' }).messages).toHaveLength(1);
  });
});

describe('every action', () => {
  it.each(WORK)('$do leaves one line in the history and the same in the audit log', (action) => {
    const file = madeCase({ hasIdentity: true });
    const applied = attempt(file, 'kim', action);
    if (isRefusal(applied)) throw new Error(applied);
    expect(applied.file.history).toHaveLength(file.history.length + 1);
    expect(applied.audit).toHaveLength(1);
    expect(applied.audit[0]).toMatchObject({ actor: 'kim', case: file.id, at: MADE_NOW });
    expect(applied.audit[0]?.action).toBe(applied.file.history.at(-1)?.what);
  });

  it.each(WORK)('$do leaves no typed word in the audit log', (action) => {
    const applied = attempt(madeCase({ hasIdentity: true }), 'kim', action);
    if (isRefusal(applied)) throw new Error(applied);
    const said = JSON.stringify(applied.audit);
    for (const text of ['안녕하세요', 'a note', 'call back', 'a letter', 'to call back']) {
      expect(said).not.toContain(text);
    }
  });

  it.each(WORK)('$do that is repeated with its key is done once', (action) => {
    const once = done(madeCase({ hasIdentity: true }), 'kim', action, { key: 'same' });
    const twice = attempt(once, 'kim', action, { key: 'same' });
    expect(twice).toEqual({ file: once, audit: [] });
  });
});

describe('a status', () => {
  it.each([
    { action: { to: 'recommended' }, why: 'no-such-move' },
    { action: { to: 'dismissed' }, why: 'needs-ground' },
    { action: { to: 'dismissed', ground: 'no-ground' }, why: 'not-there' },
    { action: { to: 'transferred' }, why: 'needs-transfer' },
    { action: { to: 'transferred', transferTo: '  ' }, why: 'needs-transfer' },
    { action: { to: 'supplement' }, why: 'needs-supplement' },
    { action: { to: 'closed' }, why: 'needs-reason' },
    { action: { to: 'closed', reason: 'x'.repeat(10_001) }, why: 'too-long' },
  ])('is refused ($why): $action.to', ({ action, why }) => {
    expect(attempt(madeCase(), 'kim', { do: 'status', ...action })).toBe(why);
  });

  it('that ends the case says when, and one that takes it up again does not', () => {
    const closed = done(madeCase(), 'kim', { do: 'status', to: 'closed', reason: '끝났음' });
    expect(closed).toMatchObject({ status: 'closed', closedAt: MADE_NOW });
    expect(closed.notes.at(-1)?.text).toBe('끝났음');
    const again = done(closed, 'kim', { do: 'status', to: 'investigating', reason: '다시' });
    expect(again.closedAt).toBeUndefined();
  });

  it('that asks for a supplement tells the person what is missing, and until when', () => {
    const asked = done(madeCase(), 'kim', { do: 'status', to: 'supplement', missing: '날짜' });
    expect(asked.supplements).toEqual([{ askedAt: MADE_NOW, due: '2026-12-08' }]);
    expect(asked.messages.at(-1)).toMatchObject({ from: 'staff', text: '날짜' });
  });

  it('that asked for a supplement is answered by whatever the person sends', () => {
    const asked = done(madeCase(), 'kim', { do: 'status', to: 'supplement', missing: '날짜' });
    const answered = applyPerson(
      asked,
      { do: 'message', text: '3월 2일이에요' },
      'k',
      MADE_NOW + 5,
    );
    if (isRefusal(answered)) throw new Error(answered);
    expect(answered.file.supplements[0]?.answeredAt).toBe(MADE_NOW + 5);
  });

  it('of a case that was gathered into another one is decided there', () => {
    const file = madeCase({ mergedInto: 'other' });
    expect(attempt(file, 'kim', { do: 'status', to: 'investigating' })).toBe('merged');
  });

  it('is told to the person', () => {
    const applied = attempt(madeCase(), 'kim', { do: 'status', to: 'investigating' });
    expect(applied).toMatchObject({ news: 'status' });
  });
});

describe('who has a case', () => {
  it('is only somebody who can work on it', () => {
    for (const to of ['vi', 'ad', 'gone', 'nobody']) {
      expect(attempt(madeCase(), 'seo', { do: 'assign', to })).toBe('not-there');
    }
  });

  it('is nobody who is recused', () => {
    const recused = [{ staff: 'kim', by: 'kim', at: 1, reason: 'x' }];
    expect(attempt(madeCase({ recused }), 'seo', { do: 'assign', to: 'kim' })).toBe('recused');
  });

  it('gives it back by stepping aside', () => {
    const taken = done(madeCase(), 'kim', { do: 'assign', to: 'kim' });
    const aside = done(taken, 'kim', { do: 'recuse', staff: 'kim', reason: '지인' });
    expect(aside.assignee).toBeUndefined();
    expect(attempt(aside, 'kim', { do: 'message', text: 'x' })).toBe('recused');
  });

  it('is taken from somebody who may not see it any more', () => {
    const taken = done(madeCase(), 'kim', { do: 'assign', to: 'kim' });
    expect(done(taken, 'seo', { do: 'restrict', to: ['lee'] }).assignee).toBeUndefined();
    expect(done(taken, 'seo', { do: 'restrict', to: ['kim'] }).assignee).toBe('kim');
  });

  it('shows by every action that they are not silent', () => {
    const taken = done(madeCase(), 'kim', { do: 'assign', to: 'kim' });
    const later = done(
      taken,
      'kim',
      { do: 'note', text: 'x', mentions: [] },
      { now: MADE_NOW + 9 },
    );
    expect(later.assigneeActiveAt).toBe(MADE_NOW + 9);
    const other = done(
      taken,
      'lee',
      { do: 'note', text: 'x', mentions: [] },
      { now: MADE_NOW + 9 },
    );
    expect(other.assigneeActiveAt).toBe(MADE_NOW);
  });
});

describe('who sent a case', () => {
  it('is not asked for where nobody said it', () => {
    expect(attempt(madeCase(), 'kim', { do: 'ask-identity', reason: 'x' })).toBe('not-there');
  });

  it('is asked for with a reason, and agreed to by another supervisor', () => {
    const file = madeCase({ hasIdentity: true });
    expect(attempt(file, 'kim', { do: 'ask-identity', reason: ' ' })).toBe('needs-reason');
    const asked = done(file, 'seo', { do: 'ask-identity', reason: '통지를 보내려고' });
    expect(attempt(asked, 'seo', { do: 'approve-identity', no: 1 })).toBe('needs-second-person');
    expect(attempt(asked, 'kim', { do: 'approve-identity', no: 1 })).toBe('not-allowed');
    expect(attempt(asked, 'sin', { do: 'approve-identity', no: 2 })).toBe('not-there');
    const agreed = done(asked, 'sin', { do: 'approve-identity', no: 1 });
    expect(agreed.identityRequests[0]).toMatchObject({ approvedBy: 'sin', approvedAt: MADE_NOW });
  });
});

describe('letters, tasks, priority and sleep', () => {
  it('a letter that was sent is in the thread and changes no more', () => {
    const kept = done(madeCase(), 'kim', { do: 'letter', letter: 'dismissal', text: '통지' });
    const changed = done(kept, 'kim', { do: 'letter-change', no: 1, text: '통지서' });
    const sent = done(changed, 'kim', { do: 'letter-send', no: 1 });
    expect(sent.messages.at(-1)).toMatchObject({ from: 'staff', text: '통지서' });
    expect(attempt(sent, 'kim', { do: 'letter-change', no: 1, text: 'x' })).toBe('not-there');
    expect(attempt(sent, 'kim', { do: 'letter-send', no: 1 })).toBe('not-there');
  });

  it('a letter with a place that is still blank is not sent', () => {
    const kept = done(madeCase(), 'kim', { do: 'letter', letter: 'dismissal', text: '[[이유]]' });
    expect(attempt(kept, 'kim', { do: 'letter-send', no: 1 })).toBe('has-blanks');
  });

  it('a task is done once', () => {
    const file = done(madeCase(), 'kim', { do: 'task', text: 'call' });
    expect(done(file, 'lee', { do: 'task-done', no: 1 }).tasks[0]?.doneAt).toBe(MADE_NOW);
    expect(attempt(file, 'lee', { do: 'task-done', no: 2 })).toBe('not-there');
  });

  it('a priority that a person set can be left to the rules again', () => {
    const set = done(madeCase(), 'kim', { do: 'priority', level: 'urgent' });
    expect(set.priority?.level).toBe('urgent');
    expect(done(set, 'kim', { do: 'priority' }).priority).toBeUndefined();
  });

  it.each(['highest', '', 'URGENT'])('there is no priority "%s"', (level) => {
    expect(attempt(madeCase(), 'kim', { do: 'priority', level })).toBe('not-there');
  });

  it.each([MADE_NOW, MADE_NOW - 1, MADE_NOW + 91 * DAY_MS, Number.NaN])(
    'no case sleeps until %s',
    (until) => {
      expect(attempt(madeCase(), 'kim', { do: 'snooze', until })).toBe('not-there');
    },
  );

  it('mentions name only those who work here', () => {
    const file = done(madeCase(), 'kim', { do: 'note', text: 'x', mentions: ['lee', 'gone', '?'] });
    expect(file.notes[0]?.mentions).toEqual(['lee']);
  });

  it.each(['', '   ', '\n'])('nothing is no message (%j)', (text) => {
    expect(attempt(madeCase(), 'kim', { do: 'message', text })).toBe('needs-text');
  });
});
