import { describe, expect, it } from 'vitest';
import { clockFactsOf, headOf } from '../../../bot/desk/case-head.ts';
import { MADE_NOW, type MadeCase, madeCase } from '../../desk-cases.ts';
import { RULES, triage } from '../../open-case-index.ts';

const TODAY = '2026-11-28';
/** Noon in Korea. */
const at = (day: string): number => Date.parse(`${day}T12:00:00+09:00`);

const headFor = (over: MadeCase = {}, today = TODAY) =>
  headOf(
    {
      file: madeCase({ document: 'nhrck', receivedAt: at('2026-11-20'), ...over }),
      version: 3,
      change: 7,
    },
    RULES,
    today,
  );
const factsFor = (over: MadeCase = {}) => clockFactsOf(madeCase(over), triage);

describe('what the queue knows of a case', () => {
  it('is its place, operator and mode as the facts have them, not as somebody typed them', () => {
    const { place, operator, mode } = headFor({
      answers: { place: ['gym'], operator: ['private-business'], people: ['enrolled'] },
    });
    expect({ place, operator, mode }).toEqual({
      place: 'gym',
      operator: 'private-business',
      mode: 'gate',
    });
  });

  it('is "unknown" where the person did not say', () => {
    const head = headFor({
      answers: { place: ['unknown'], operator: [], people: ['unknown'], list: [], timing: [] },
    });
    expect([head.place, head.operator, head.mode, head.region]).toEqual(Array(4).fill('unknown'));
  });

  it('holds no word of the person or the staff', () => {
    const secret = '아무도몰라야하는낱말';
    const said = { no: 1, at: MADE_NOW, by: 'staff-kim', text: secret };
    const head = headFor({
      answers: { story: [secret], respondent: [secret], 'exact-place': [secret] },
      messages: [{ no: 1, at: MADE_NOW, from: 'person', text: secret }],
      notes: [{ ...said, mentions: [] }],
      tasks: [said],
      letters: [{ ...said, letter: 'dismissed' }],
    });
    expect(JSON.stringify(head)).not.toContain(secret);
  });

  it('names the region that the exact place names', () => {
    const regionOf = (text: string) => (text.includes('수원') ? 'gyeonggi' : undefined);
    const rules = { ...RULES, regionOf };
    const file = madeCase({ answers: { 'exact-place': ['수원역 2번 출구'] } });
    expect(headOf({ file, version: 1, change: 1 }, rules, TODAY).region).toBe('gyeonggi');
  });

  it('counts messages that nobody has read, tasks that are open, and cases gathered into it', () => {
    const head = headFor({
      merged: ['a', 'b'],
      messages: [
        { no: 1, at: MADE_NOW, from: 'person', text: '읽은 글', readAt: MADE_NOW },
        { no: 2, at: MADE_NOW, from: 'person', text: '안 읽은 글' },
        { no: 3, at: MADE_NOW, from: 'staff', by: 'staff-kim', text: '우리 글' },
      ],
      tasks: [
        { no: 1, at: MADE_NOW, by: 'staff-kim', text: '할 일' },
        { no: 2, at: MADE_NOW, by: 'staff-kim', text: '한 일', doneAt: MADE_NOW },
      ],
    });
    expect([head.unread, head.openTasks, head.reports]).toEqual([1, 1, 3]);
  });

  it('is the level that a person set, beside what the rules suggest', () => {
    const suggested = headFor();
    const set = headFor({ priority: { level: 'urgent', by: 'staff-kim', at: MADE_NOW } });
    expect(set.level).toBe('urgent');
    expect(set.priority).toEqual(suggested.priority);
  });

  it('goes by the nearest clock of the staff that is not met', () => {
    const { due, clocks } = headFor();
    const open = clocks.filter(({ whose, state }) => whose === 'staff' && state !== 'met');
    expect(due?.due).toBe(open.map((clock) => clock.due).sort()[0]);
    expect(due?.id).toBe('handling');
  });

  it('changes with the day: a clock that runs today has passed in half a year', () => {
    expect(headFor().due?.state).toBe('running');
    expect(headFor({}, '2027-06-01').due?.state).toBe('passed');
  });

  it('says of a closed case that no time runs for us once its notice is sent', () => {
    const closedAt = at('2026-11-24');
    const letter = {
      no: 1,
      at: closedAt,
      by: 'staff-kim',
      letter: 'x',
      text: '통지',
      sentAt: closedAt,
    };
    const head = headFor({
      status: 'dismissed',
      statusSince: closedAt,
      closedAt,
      letters: [letter],
    });
    expect([head.kind, head.due]).toEqual(['closed', undefined]);
  });
});

describe('what the clocks of a case go by', () => {
  it('is the Korean day of receipt, though it is still yesterday in UTC', () => {
    const receivedAt = Date.UTC(2026, 10, 19, 16);
    expect(factsFor({ receivedAt }).receivedOn).toBe('2026-11-20');
  });

  it('is the day on which it happened, and whether it still goes on', () => {
    const { happenedOn, isOngoing } = factsFor({
      answers: { when: ['2026-11-02T19:00', 'ongoing'] },
    });
    expect([happenedOn, isOngoing]).toEqual(['2026-11-02', true]);
    expect(factsFor({ answers: { when: ['unknown'] } })).not.toHaveProperty('happenedOn');
  });

  it('is the supplement that is open, and the days on which others were', () => {
    const supplements = [
      { askedAt: at('2026-11-01'), due: '2026-11-11', answeredAt: at('2026-11-05') },
      { askedAt: at('2026-11-20'), due: '2026-11-30' },
    ];
    expect(factsFor({ supplements })).toMatchObject({
      supplementAskedOn: '2026-11-20',
      pauses: [{ from: '2026-11-01', to: '2026-11-05' }],
    });
  });

  it('has no decision while a case is open, nor where the person took it back', () => {
    const withdrawn = { status: 'withdrawn', withdrawnAt: at('2026-11-21') };
    expect(factsFor()).not.toHaveProperty('decidedOn');
    expect(factsFor(withdrawn)).not.toHaveProperty('decidedOn');
    expect(factsFor(withdrawn).closedOn).toBe('2026-11-21');
  });

  it('takes a letter before the decision for a notice only where it is about that decision', () => {
    const [closedAt, before] = [at('2026-11-24'), at('2026-11-23')];
    const about = [...triage.letters.values()].find((letter) => letter.for === 'dismissed');
    const told = (letter: string) =>
      factsFor({
        status: 'dismissed',
        statusSince: closedAt,
        closedAt,
        letters: [{ no: 1, at: before, by: 'staff-kim', letter, text: '통지', sentAt: before }],
      }).notifiedOn;
    expect(told(about?.id ?? '')).toBe('2026-11-23');
    expect(told('something-else')).toBeUndefined();
  });
});
