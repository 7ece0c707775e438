import { readFileSync } from 'node:fs';
import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { addDays, daysBetween, weekdayOf } from '../../knowledge/calendar/day.ts';
import { type HolidayCalendar, loadHolidays } from '../../knowledge/calendar/holidays.ts';

const YAML = readFileSync(new URL('../../knowledge/rules/holidays.yaml', import.meta.url), 'utf8');
const calendar = loadHolidays(YAML);

function daysOff(year: number, { holidayName }: HolidayCalendar = calendar): string[] {
  const first = `${year}-01-01`;
  const length = daysBetween(first, `${year + 1}-01-01`);
  const days = Array.from({ length }, (_, count) => addDays(first, count));
  return days.filter((day) => holidayName(day));
}

/** The days of a year that an independent library calls public holidays in Korea. */
function daysOfLibrary(year: number): string[] {
  return new Holidays('KR')
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end }) => {
      const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
      return Array.from({ length: days }, (_, count) => addDays(date.slice(0, 10), count));
    });
}

const EVE =
  'the eve of Seollal, Act Article 2 item 3: the library counts three days from Seollal itself';
const SECOND_DAY_AFTER = 'two days after Seollal: the third day of the library, none of the law';

/** Where we and date-holidays 3.37 differ, and why we keep to ours. */
const DIFFERENCES: readonly (readonly [day: string, ours: boolean, why: string])[] = [
  ['2024-02-09', true, EVE],
  ['2025-01-28', true, EVE],
  ['2025-01-31', false, SECOND_DAY_AFTER],
  ['2026-02-16', true, EVE],
  ['2026-02-19', false, SECOND_DAY_AFTER],
  ['2027-02-06', true, EVE],
  ['2028-01-26', true, EVE],
  ['2028-01-29', false, SECOND_DAY_AFTER],
  ['2024-04-10', true, 'election day, item 10-2 of the decree: the library knows no elections'],
  ['2024-10-01', true, 'temporary holiday by resolution of the State Council of 2024-09-03'],
  ['2025-01-27', true, 'temporary holiday by resolution of the State Council of 2025-01-14'],
  ['2025-06-03', true, 'presidential election after a vacancy, designated as a temporary holiday'],
  [
    '2026-05-01',
    true,
    'Labour Day, item 6 of the decree since 2026-05-01: the library has it as no public holiday',
  ],
  ['2026-06-03', true, 'local elections'],
  ['2027-05-01', true, 'Labour Day'],
  ['2027-05-03', true, 'Labour Day 2027 is a Saturday: Article 3(1) item 1 of the decree'],
  [
    '2028-04-12',
    true,
    'National Assembly election, worked out from Article 34 of the Election Act',
  ],
  ['2028-05-01', true, 'Labour Day'],
];

describe('the holidays of public offices', () => {
  it.each([2024, 2025, 2026, 2027, 2028])(
    'of %i are those of date-holidays, but for differences that have a reason',
    (year) => {
      const ours = new Set(daysOff(year));
      const theirs = new Set(daysOfLibrary(year));
      const differing = [...new Set([...ours, ...theirs])]
        .filter((day) => ours.has(day) !== theirs.has(day))
        .sort()
        .map((day) => [day, ours.has(day)]);
      expect(differing).toEqual(
        [...DIFFERENCES]
          .sort()
          .filter(([day]) => day.startsWith(`${year}`))
          .map(([day, isOurs]) => [day, isOurs]),
      );
    },
  );

  it.each([
    ['2024-02-12', '대체공휴일(설날 다음 날)'],
    ['2025-05-05', '부처님 오신 날ㆍ어린이날'],
    ['2025-05-06', '대체공휴일(부처님 오신 날ㆍ어린이날)'],
    ['2025-05-07', undefined],
    ['2025-10-08', '대체공휴일(추석 전날)'],
    ['2026-09-28', undefined],
    ['2028-10-05', '대체공휴일(추석ㆍ개천절)'],
    ['2026-06-08', undefined],
    ['2028-01-03', undefined],
    ['2024-11-20', undefined],
    ['2024-11-24', undefined],
  ])('name %s %s', (day, name) => {
    expect(calendar.holidayName(day)?.ko).toBe(name);
  });

  it('have a name in English as well', () => {
    expect(calendar.holidayName('2026-10-05')?.en).toBe(
      'substitute holiday (National Foundation Day)',
    );
  });

  it.each([
    // Constitution Day is one from the amendments in force since 2026-05-11 on, Labour Day from 2026-05-01 on.
    ['2024-07-17', true],
    ['2025-07-17', true],
    ['2026-07-17', false],
    ['2028-07-17', false],
    ['2025-05-01', true],
    ['2026-05-01', false],
    // Christmas Day and Buddha's Birthday are made up for from 2023-05-04 on.
    ['2022-05-09', true],
    ['2022-12-26', true],
    ['2023-05-29', false],
    ['2027-12-27', false],
    // New Year's Day and Memorial Day never are.
    ['2023-01-02', true],
    ['2026-06-08', true],
    // Seollal and Chuseok are for a Sunday, not for a Saturday.
    ['2022-09-12', false],
    ['2026-09-28', true],
    ['2024-02-12', false],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-11-23', true],
    // Elections: a week later where the Wednesday lies beside a holiday.
    ['2030-06-05', true],
    ['2030-06-12', false],
  ])('leave %s a working day: %s', (day, isWorking) => {
    expect(calendar.isWorkingDay(day)).toBe(isWorking);
  });

  it('that the decree alone names are working days for whoever must not be late', () => {
    const decreeOnly = [2024, 2025, 2026, 2027, 2028, 2029, 2030]
      .flatMap((year) => daysOff(year))
      .filter((day) => calendar.strict.isWorkingDay(day) !== calendar.isWorkingDay(day));
    expect(decreeOnly).toEqual([
      '2026-05-01',
      '2027-05-03',
      '2028-05-01',
      '2029-05-01',
      '2030-05-01',
    ]);
  });

  it('are put off to two days where two substitutes would meet', () => {
    // Chuseok 2036 is Saturday 4 October; its eve is National Foundation Day, the day after a Sunday.
    expect(calendar.holidayName('2036-10-03')?.ko).toBe('추석 전날ㆍ개천절');
    expect(calendar.isWorkingDay('2036-10-06')).toBe(false);
    expect(calendar.isWorkingDay('2036-10-07')).toBe(false);
    expect(calendar.isWorkingDay('2036-10-08')).toBe(true);
  });

  it('are put off from a Saturday to Monday, which no holiday before 2050 needs', () => {
    // Hangul Day moved to Christmas Day 2026, a Friday.
    const moved = loadHolidays(YAML.replace('solar: 10-09', 'solar: 12-25'));
    expect(moved.holidayName('2026-12-26')).toBeUndefined();
    expect(moved.holidayName('2026-12-28')?.ko).toBe('대체공휴일(한글날ㆍ기독탄신일)');
    expect(moved.isWorkingDay('2026-12-29')).toBe(true);
  });

  it('never have a substitute on a weekend', () => {
    const substitutes = Array.from({ length: 25 }, (_, count) => 2022 + count)
      .flatMap((year) => daysOff(year))
      .filter((day) => calendar.holidayName(day)?.ko.startsWith('대체공휴일'));
    expect(substitutes.length).toBeGreaterThan(40);
    expect(substitutes.filter((day) => [0, 6].includes(weekdayOf(day)))).toEqual([]);
  });

  it.each([
    ['2021-12-31', 'unknown'],
    ['2022-01-01', 'known'],
    ['2026-06-07', 'known'],
    ['2026-06-08', 'by-rule'],
    ['2030-12-31', 'by-rule'],
    ['2031-01-01', 'unknown'],
  ] as const)('are %s: %s', (day, certainty) => {
    expect(calendar.certainty(day)).toBe(certainty);
  });

  it('are known by every name that people use', () => {
    expect(calendar.names.get('한가위')).toBe('chuseok');
    expect(calendar.names.get('korean new year')).toBe('seollal');
    expect(calendar.daysNamed('chuseok', 2026)).toEqual({
      day: '2026-09-25',
      run: ['2026-09-24', '2026-09-25', '2026-09-26'],
    });
    expect(calendar.daysNamed('labour', 2025)).toBeUndefined();
    expect(calendar.daysNamed('seollal', 2051)).toBeUndefined();
  });
});

describe('the file of holidays', () => {
  type Changes = (file: {
    yearly: Record<string, unknown>[];
    substitutes: Record<string, unknown>[];
    oneOffs: Record<string, unknown>[];
  }) => void;
  const changed = (change: Changes) => {
    const file = parse(YAML);
    change(file);
    return () => loadHolidays(stringify(file));
  };

  it.each<readonly [string, Changes]>([
    [
      'a one-off day that no calendar has',
      (file) => file.oneOffs.push({ ...file.oneOffs[0], day: '2026-02-31' }),
    ],
    [
      'a substitute for a holiday that is not there',
      (file) =>
        file.substitutes.push({ ...file.substitutes[0], since: '2030-01-01', sunday: ['arbor'] }),
    ],
    ['rules for substitutes in the wrong order', (file) => file.substitutes.reverse()],
    ['two holidays of one id', (file) => file.yearly.push({ ...file.yearly[0] })],
    [
      'a holiday by both calendars',
      (file) => file.yearly.push({ ...file.yearly[0], id: 'both', lunar: '01-01' }),
    ],
    [
      'a field that nobody reads',
      (file) => file.yearly.push({ ...file.yearly[0], id: 'more', until: '2030-01-01' }),
    ],
  ])('is refused with %s', (_, change) => {
    expect(changed(change)).toThrow();
  });
});
