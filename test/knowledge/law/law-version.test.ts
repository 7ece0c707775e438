import { expect, it } from 'vitest';
import { ageOf, type LawVersion } from '../../../knowledge/law/law-version.ts';

const KNOWN: LawVersion = {
  promulgationNumber: '20897',
  promulgated: '2025-04-01',
  inForce: '2025-10-02',
};

it.each<{ what: string; age: string } & Partial<LawVersion>>([
  { what: 'the same version', age: 'same' },
  { what: 'a later promulgation', promulgated: '2025-04-02', age: 'newer' },
  {
    what: 'a later promulgation that takes effect earlier',
    promulgated: '2025-04-02',
    inForce: '2025-04-02',
    age: 'newer',
  },
  { what: 'an earlier promulgation', promulgated: '2025-03-31', age: 'older' },
  {
    what: 'an earlier promulgation that takes effect later',
    promulgated: '2025-03-31',
    inForce: '2027-01-01',
    age: 'older',
  },
  { what: 'a later step of the same promulgation', inForce: '2026-10-02', age: 'newer' },
  { what: 'an earlier step of the same promulgation', inForce: '2025-04-01', age: 'older' },
  { what: 'a higher number of the same day', promulgationNumber: '20898', age: 'newer' },
  { what: 'a lower number with fewer digits', promulgationNumber: '9999', age: 'older' },
  { what: 'a number that is none', promulgationNumber: '제1호', age: 'same' },
])('takes $what for $age', ({ age, what: _, ...over }) => {
  expect(ageOf({ ...KNOWN, ...over }, KNOWN)).toBe(age);
});
