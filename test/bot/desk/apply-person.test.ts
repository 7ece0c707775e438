import { describe, expect, it } from 'vitest';
import { type Applied, isRefusal } from '../../../bot/desk/applied.ts';
import { applyPerson, MOST_EXHIBITS } from '../../../bot/desk/apply-person.ts';
import type { PersonAction, Refusal } from '../../../bot/desk/case-actions.ts';
import { eraseAt, returnIfSilent } from '../../../bot/desk/case-chores.ts';
import {
  type CaseExhibit,
  type CaseFile,
  readCaseFile,
  statementOf,
  writeCaseFile,
} from '../../../bot/desk/case-file.ts';
import { MADE_NOW, madeCase } from '../../desk-cases.ts';

const DAY_MS = 86_400_000;
const exhibit = (file: string): CaseExhibit => ({
  file,
  caption: '카메라',
  mediaType: 'image/jpeg',
  size: 10,
  sha256: 'a'.repeat(64),
  isStripped: true,
  addedAt: MADE_NOW,
});

let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `key-${keys}`;
};
const attempt = (file: CaseFile, action: PersonAction, key = newKey()) =>
  applyPerson(file, action, key, MADE_NOW);

function done(file: CaseFile, action: PersonAction): CaseFile {
  const applied: Applied | Refusal = attempt(file, action);
  if (isRefusal(applied)) throw new Error(applied);
  return readCaseFile(writeCaseFile(applied.file));
}

const ACTIONS: readonly PersonAction[] = [
  { do: 'message', text: '추가로 말씀드려요' },
  { do: 'add-evidence', exhibits: [exhibit('one')] },
  { do: 'correct', answers: { story: ['고친 글'] }, documentSha256: 'b'.repeat(64) },
  { do: 'identify' },
  { do: 'withdraw' },
];

describe('the person of a case', () => {
  it.each(ACTIONS)(
    'who does $do leaves a line in history and audit log, without words',
    (action) => {
      const applied = attempt(madeCase(), action);
      if (isRefusal(applied)) throw new Error(applied);
      expect(applied.audit).toHaveLength(1);
      expect(applied.audit[0]).toMatchObject({ actor: 'person', action: `person-${action.do}` });
      expect(JSON.stringify(applied.audit)).not.toMatch(/추가로|고친 글|카메라/);
    },
  );

  it.each(ACTIONS)('who does $do twice by accident does it once', (action) => {
    const once = attempt(madeCase(), action, 'same');
    if (isRefusal(once)) throw new Error(once);
    expect(attempt(once.file, action, 'same')).toEqual({ file: once.file, audit: [] });
  });

  it('loses no earlier statement by a correction', () => {
    const file = madeCase();
    const corrected = done(file, {
      do: 'correct',
      answers: { story: ['고친 글'] },
      documentSha256: 'c'.repeat(64),
    });
    expect(corrected.statements).toHaveLength(2);
    expect(corrected.statements[0]).toEqual(file.statements[0]);
    expect(statementOf(corrected).answers).toEqual({ story: ['고친 글'] });
  });

  it('wakes a case that sleeps', () => {
    const file = madeCase({ snoozedUntil: MADE_NOW + DAY_MS });
    expect(done(file, { do: 'message', text: 'x' }).snoozedUntil).toBeUndefined();
  });

  it('takes a case back once, and changes it no more', () => {
    const taken = done(madeCase(), { do: 'withdraw' });
    expect(taken).toMatchObject({ status: 'withdrawn', withdrawnAt: MADE_NOW });
    expect(attempt(taken, { do: 'withdraw' })).toBe('withdrawn');
    expect(attempt(taken, ACTIONS[2] ?? { do: 'withdraw' })).toBe('withdrawn');
  });

  it.each([1, 2])('adds nothing but messages to a case that has ended (%d)', (at) => {
    const action = ACTIONS[at];
    if (!action) throw new Error('none');
    expect(attempt(madeCase({ closedAt: 1 }), action)).toBe('closed');
    expect(done(madeCase({ closedAt: 1 }), { do: 'message', text: 'x' }).messages).toHaveLength(1);
  });

  it('sends no more photos than fit', () => {
    const many = Array.from({ length: MOST_EXHIBITS }, (_, at) => exhibit(String(at)));
    const full = done(madeCase(), { do: 'add-evidence', exhibits: many });
    expect(attempt(full, { do: 'add-evidence', exhibits: [exhibit('one more')] })).toBe('too-many');
  });

  it('has read what was written to them, once', () => {
    const file = madeCase({ messages: [{ no: 1, at: 1, from: 'staff', by: 'kim', text: '답' }] });
    const read = done(file, { do: 'read' });
    expect(read.messages[0]?.readAt).toBe(MADE_NOW);
    expect(attempt(read, { do: 'read' })).toEqual({ file: read, audit: [] });
  });
});

describe('an assignee who does nothing', () => {
  const taken = { assignee: 'kim', assignedAt: MADE_NOW, assigneeActiveAt: MADE_NOW };
  it.each([
    { days: 6.9, file: taken, returns: false },
    { days: 7, file: taken, returns: true },
    { days: 7, file: { ...taken, snoozedUntil: MADE_NOW + DAY_MS }, returns: false },
    { days: 8, file: { ...taken, snoozedUntil: MADE_NOW + DAY_MS }, returns: true },
    { days: 70, file: { ...taken, closedAt: MADE_NOW }, returns: false },
    { days: 70, file: {}, returns: false },
  ])('for $days days gives the case back: $returns', ({ days, file, returns }) => {
    const applied = returnIfSilent(madeCase(file), MADE_NOW + days * DAY_MS, 7);
    expect(applied.audit).toHaveLength(returns ? 1 : 0);
    expect(applied.file.assignee === undefined).toBe(returns || !('assignee' in file));
  });
});

describe('a case is erased', () => {
  it.each([
    { closedAt: MADE_NOW, at: MADE_NOW + 90 * DAY_MS },
    { withdrawnAt: MADE_NOW, at: MADE_NOW + 90 * DAY_MS },
    { withdrawnAt: MADE_NOW, closedAt: MADE_NOW + 5, at: MADE_NOW + 5 + 90 * DAY_MS },
    { at: undefined },
  ])('after its end: %j', ({ at, ...file }) => {
    expect(eraseAt(file, 90)).toBe(at);
  });
});
