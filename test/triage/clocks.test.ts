import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addDays } from '../../knowledge/calendar/day.ts';
import { clocksOf } from '../../knowledge/triage/clocks.ts';
import type { ClockFacts, ClockState } from '../../knowledge/triage/triage.ts';
import { casework } from '../casework/real-casework.ts';
import { triageFiles } from './real-triage.ts';

const clocks = clocksOf(triageFiles.clocks, casework);

interface Case {
  readonly clock: string;
  readonly document: string;
  readonly from: string;
  readonly due: string;
  readonly why: string;
}
const CASES: readonly Case[] = parse(
  readFileSync(new URL('clock-cases.yaml', import.meta.url), 'utf8'),
);

const received = (document: string, receivedOn: string, more: Partial<ClockFacts> = {}) => ({
  document,
  receivedOn,
  isOngoing: false,
  pauses: [],
  ...more,
});

const started = ({ clock, document, from }: Case): ClockFacts => {
  if (clock === 'supplement')
    return received(document, addDays(from, -3), { supplementAskedOn: from });
  if (clock === 'filing') return received(document, addDays(from, 5), { happenedOn: from });
  return received(document, from);
};

function clock(id: string, facts: ClockFacts, today: string): ClockState {
  const found = clocks(facts, today).filter((one) => one.id === id);
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} clocks are called ${id}`);
  return only;
}

const ids = (facts: ClockFacts) => clocks(facts, facts.receivedOn).map(({ id }) => id);

describe('a clock', () => {
  it.each(CASES)('of $document, $clock from $from, ends on $due: $why', (one) => {
    const facts = started(one);
    const stateOn = (day: string) => clock(one.clock, facts, day).state;
    expect(clock(one.clock, facts, one.from).due).toBe(one.due);
    expect(stateOn(addDays(one.due, -8))).toBe('running');
    expect(stateOn(addDays(one.due, -7))).toBe('near');
    expect(stateOn(addDays(one.due, -1))).toBe('near');
    expect(stateOn(one.due)).toBe('last-day');
    // The last day to complain is the last safe one: it is not said to be over while a way of counting is left.
    if (one.clock !== 'filing') expect(stateOn(addDays(one.due, 1))).toBe('passed');
  });

  it('is tried on more than 60 dates', () => {
    expect(new Set(CASES.map(({ document, from }) => `${document} ${from}`)).size).toBeGreaterThan(
      60,
    );
  });

  it('is met once it is done, in time or late', () => {
    for (const decidedOn of ['2026-03-02', '2026-12-01']) {
      const facts = received('nhrck', '2026-02-02', { decidedOn });
      expect(clock('handling', facts, '2026-12-02')).toMatchObject({
        state: 'met',
        due: '2026-05-04',
      });
    }
  });

  it('of handling is met by closing as well', () => {
    const facts = received('ombudsman', '2026-02-02', { closedOn: '2026-02-20' });
    expect(clock('handling', facts, '2026-12-02').state).toBe('met');
  });
});

describe('what a clock stands on', () => {
  it.each([
    ['nhrck', 'handling', 'analysis', ['nhrck-guide 진정 처리 기간']],
    ['nhrck', 'supplement', 'analysis', ['nhrck-act 제30조제4항']],
    ['mediation', 'handling', 'law', ['pipa 제44조제1항']],
    ['disclosure', 'handling', 'law', ['information-disclosure 제11조제1항']],
    ['ombudsman', 'handling', 'law', ['acrc-ed 제42조제1항']],
    ['pipc', 'supplement', 'analysis', []],
  ] as const)('%s, %s: %s', (document, id, basis, cite) => {
    const facts = received(document, '2026-11-02', {
      // Asked later than today: it pauses nothing yet.
      supplementAskedOn: '2026-11-10',
    });
    expect(clock(id, facts, '2026-11-03')).toMatchObject({ basis, cite });
  });

  it('no law has a period for a report to the PIPC or a request: no clock is made up', () => {
    expect(ids(received('pipc', '2026-11-02'))).toEqual([]);
    expect(ids(received('request', '2026-11-02'))).toEqual([]);
  });

  it('a document that the rules do not know has no clock', () => {
    expect(ids(received('letter', '2026-11-02'))).toEqual([]);
  });
});

describe('a notice', () => {
  const decided = received('nhrck', '2026-09-01', { decidedOn: '2026-11-02' });

  it('is owed from the decision on, and has no day that could pass', () => {
    for (const today of ['2026-11-02', '2026-11-03', '2027-01-15']) {
      expect(clock('notice', decided, today)).toMatchObject({
        state: 'near',
        due: today,
        isPrompt: true,
      });
    }
  });

  it('is met on the day on which the person was told', () => {
    const facts = { ...decided, notifiedOn: '2026-11-04' };
    expect(clock('notice', facts, '2026-11-20')).toMatchObject({ state: 'met', due: '2026-11-04' });
  });

  it('is not owed before there is a decision', () => {
    expect(ids(received('nhrck', '2026-09-01'))).toEqual(['handling']);
  });
});

describe('the last day to complain', () => {
  const late = received('nhrck', '2026-11-02', { happenedOn: '2025-11-20' });

  it('runs on while the complaint has not reached the Commission', () => {
    expect(clock('filing', late, '2026-11-15')).toMatchObject({
      due: '2026-11-19',
      state: 'near',
      whose: 'person',
    });
    expect(clock('filing', late, '2026-11-21').state).toBe('passed');
  });

  it('is not said to be over on the day on which the year is full', () => {
    expect(clock('filing', late, '2026-11-20').state).toBe('last-day');
  });

  it('is met by filing', () => {
    const filed = { ...late, filedOn: '2026-11-10' };
    expect(clock('filing', filed, '2026-12-15').state).toBe('met');
  });

  it('has not begun where the matter still goes on', () => {
    expect(ids({ ...late, isOngoing: true })).toEqual(['handling']);
  });
});

describe('time in which a supplement was out', () => {
  const pauses = [{ from: '2026-11-09', to: '2026-11-13' }];

  it('does not count for a grievance: five working days are five days more', () => {
    const plain = clock('handling', received('ombudsman', '2026-11-02'), '2026-12-01');
    const paused = clock('handling', received('ombudsman', '2026-11-02', { pauses }), '2026-12-01');
    // Counted by hand: 60 working days from 2 November 2026, Christmas and New Year left out.
    expect(plain.due).toBe('2027-01-26');
    expect(paused.due).toBe('2027-02-02');
    expect(paused).toMatchObject({
      basis: 'analysis',
      cite: ['acrc-ed 제42조제1항', 'acrc-ed 제42조제3항'],
    });
  });

  it('grows day by day while the supplement is open', () => {
    const open = received('ombudsman', '2026-11-02', { supplementAskedOn: '2026-11-09' });
    expect(clock('handling', open, '2026-11-09').due).toBe('2027-01-27');
    expect(clock('handling', open, '2026-11-13').due).toBe('2027-02-02');
  });

  it('counts where no law says otherwise', () => {
    for (const document of ['nhrck', 'mediation', 'disclosure']) {
      const plain = clock('handling', received(document, '2026-11-02'), '2026-12-01');
      const asked = received(document, '2026-11-02', { pauses, supplementAskedOn: '2026-11-20' });
      expect(clock('handling', asked, '2026-12-01')).toEqual(plain);
    }
  });

  it('that lies after the last day changes nothing', () => {
    const after = [{ from: '2027-03-01', to: '2027-03-10' }];
    const state = clock(
      'handling',
      received('ombudsman', '2026-11-02', { pauses: after }),
      '2026-12-01',
    );
    expect(state).toMatchObject({ due: '2027-01-26', basis: 'law' });
  });
});
