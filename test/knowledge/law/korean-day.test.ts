import { expect, it } from 'vitest';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';

it.each([
  { now: '2026-12-31T14:59:59Z', day: '2026-12-31' },
  { now: '2026-12-31T15:00:00Z', day: '2027-01-01' },
  { now: '2026-07-01T00:00:00Z', day: '2026-07-01' },
])('is $day in Korea at $now', ({ now, day }) => {
  expect(koreanDay(new Date(now))).toBe(day);
});
