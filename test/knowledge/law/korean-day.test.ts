import { describe, expect, it } from 'vitest';
import { koreanDay, koreanDayClock } from '../../../knowledge/law/korean-day.ts';

it.each([
  { now: '2026-12-31T14:59:59Z', day: '2026-12-31' },
  { now: '2026-12-31T15:00:00Z', day: '2027-01-01' },
  { now: '2026-07-01T00:00:00Z', day: '2026-07-01' },
])('is $day in Korea at $now', ({ now, day }) => {
  expect(koreanDay(new Date(now))).toBe(day);
});

describe('koreanDayClock', () => {
  it('tells the day that koreanDay tells, whichever way the clock goes', () => {
    let now = new Date(0);
    const day = koreanDayClock(() => now);
    const times = [
      '2026-06-01T14:59:59.999Z',
      '2026-06-01T15:00:00.000Z',
      '2026-06-02T14:59:59.999Z',
      '2026-06-02T15:00:00.000Z',
      '2026-06-01T15:00:00.000Z',
      '2026-12-31T23:00:00.000Z',
    ];
    for (const time of times) {
      now = new Date(time);
      expect(day()).toBe(koreanDay(now));
    }
  });
});
