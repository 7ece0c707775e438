import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../knowledge/calendar/day.ts';
import { loadHolidays } from '../../knowledge/calendar/holidays.ts';
import { type DateReading, readDate, sayDate } from '../../knowledge/calendar/spoken-date.ts';

const holidays = loadHolidays(
  readFileSync(new URL('../../knowledge/rules/holidays.yaml', import.meta.url), 'utf8'),
);

/** Wednesday 25 November 2026, noon in Korea. */
const NOON = '2026-11-25T12:00+09:00';
/** The same day, half an hour after midnight: in London it is still the 24th. */
const NIGHT = '2026-11-25T00:30+09:00';
const NEW_YEAR = '2026-01-01T00:10+09:00';
const MARCH = '2027-03-01T09:00+09:00';
const SUNDAY = '2026-11-29T15:00+09:00';
const MONDAY = '2026-11-30T08:00+09:00';

const read = (text: string, now = NOON, language?: 'ko' | 'en'): DateReading =>
  readDate(text, new Date(now), { holidays, ...(language && { language }) });

/**
 * A reading in one word: `2026-11-20`, `2026-11-20 19:30`, `2026-11-20 07:00|19:00`, `~` before it for about, `?` with the
 * candidates, or the problem.
 */
function short(reading: DateReading): string {
  if ('problem' in reading) {
    if (reading.problem !== 'ambiguous') return reading.problem;
    return ['?', ...(reading.candidates ?? []), ...(reading.time ? [reading.time] : [])].join(' ');
  }
  const time = reading.time ?? reading.timeCandidates?.join('|');
  return `${reading.isAbout ? '~' : ''}${reading.day}${time ? ` ${time}` : ''}`;
}

type Row = readonly [text: string, expected: string, now?: string];

const KOREAN: readonly Row[] = [
  // days counted from today
  ['오늘', '2026-11-25'],
  ['어제', '2026-11-24'],
  ['어저께요', '2026-11-24'],
  ['그저께', '2026-11-23'],
  ['그제', '2026-11-23'],
  ['그끄저께', '2026-11-22'],
  ['엊그제', '? 2026-11-22 2026-11-23 2026-11-24'],
  ['엊그저께쯤', '? 2026-11-22 2026-11-23 2026-11-24'],
  ['3일 전', '2026-11-22'],
  ['3일전에요', '2026-11-22'],
  ['삼일 전', '2026-11-22'],
  ['이틀 전', '2026-11-23'],
  ['사흘 전에', '2026-11-22'],
  ['하루 전', '2026-11-24'],
  ['열흘 전', '~2026-11-15'],
  ['보름 전', '~2026-11-10'],
  ['일주일 전', '~2026-11-18'],
  ['1주일 전', '~2026-11-18'],
  ['2주 전', '~2026-11-11'],
  ['두 주 전쯤', '~2026-11-11'],
  ['한 달 전', '~2026-10-25'],
  ['한달 전쯤', '~2026-10-25'],
  ['1개월 전', '~2026-10-25'],
  ['두 달 전', '? 2026-09-25'],
  ['1년 전', '? 2025-11-25'],
  ['며칠 전', '?'],
  ['얼마 전에', '?'],
  ['최근에', '?'],
  ['몇 달 전', '?'],
  ['방금', '~2026-11-25'],
  ['2시간 전', '~2026-11-25 10:00'],
  ['30분 전', '~2026-11-25 11:30'],
  // around midnight in Korea
  ['오늘', '2026-11-25', NIGHT],
  ['어제', '2026-11-24', NIGHT],
  ['어젯밤 11시', '2026-11-24 23:00', NIGHT],
  ['1시간 전', '~2026-11-24 23:30', NIGHT],
  ['방금', '? 2026-11-24 2026-11-25', NIGHT],
  ['어제', '2025-12-31', NEW_YEAR],
  ['오늘', '2026-01-01', NEW_YEAR],
  ['그저께', '2025-12-30', NEW_YEAR],
  ['작년 12월 31일', '2025-12-31', NEW_YEAR],
  ['12월 31일', '? 2025-12-31', NEW_YEAR],
  ['1월 1일', '2026-01-01', NEW_YEAR],
  ['31일', '? 2025-12-31', NEW_YEAR],
  ['지난달 31일', '2025-12-31', NEW_YEAR],
  // month ends
  ['어제', '2027-02-28', MARCH],
  ['한 달 전', '~2027-02-01', MARCH],
  ['지난달 28일', '2027-02-28', MARCH],
  ['지난달 29일', 'impossible', MARCH],
  ['31일', '?', MARCH],
  ['한 달 전', '~2026-06-30', '2026-07-31T09:00+09:00'],
  // weekdays
  ['지난주 화요일', '2026-11-17'],
  ['저번 주 금요일', '2026-11-20'],
  ['저번주 금욜', '2026-11-20'],
  ['지지난주 수요일', '2026-11-11'],
  ['지난주 일요일', '? 2026-11-15 2026-11-22'],
  ['이번 주 월요일', '2026-11-23'],
  ['이번주 수요일', '2026-11-25'],
  ['이번 주 금요일', '? 2026-11-20'],
  ['지난 화요일', '? 2026-11-17 2026-11-24'],
  ['지난 금요일', '2026-11-20'],
  ['지난 수요일', '2026-11-18'],
  ['화요일', '2026-11-24'],
  ['수요일에', '? 2026-11-18 2026-11-25'],
  ['금요일', '? 2026-11-20'],
  ['지난 일요일', '2026-11-22'],
  ['지난 일요일', '2026-11-22', SUNDAY],
  ['지난 금요일', '? 2026-11-20 2026-11-27', SUNDAY],
  ['지난주 금요일', '2026-11-27', MONDAY],
  ['지난주 일요일', '? 2026-11-22 2026-11-29', MONDAY],
  ['주말', '? 2026-11-21 2026-11-22'],
  ['지난 주말에', '? 2026-11-21 2026-11-22'],
  ['지난주 주말', '? 2026-11-21 2026-11-22'],
  ['지난주말', '? 2026-11-21 2026-11-22'],
  ['이번 주말', '?'],
  ['이번 주말', '? 2026-11-28 2026-11-29', SUNDAY],
  ['지난주', '?'],
  ['저번 주에', '?'],
  ['매주 화요일', '?'],
  // the calendar
  ['11월 20일', '2026-11-20'],
  ['11월20일', '2026-11-20'],
  ['십일월 이십일', '2026-11-20'],
  ['시월 이십일일', '2026-10-21'],
  ['유월 육일', '2026-06-06'],
  ['2026년 11월 20일', '2026-11-20'],
  ['26년 11월 20일', '2026-11-20'],
  ["'25년 1월 2일", '2025-01-02'],
  ['99년 3월 1일', '1999-03-01'],
  ['2026.11.20.', '2026-11-20'],
  ['2026. 11. 20.', '2026-11-20'],
  ['2026-11-20', '2026-11-20'],
  ['2026/11/20', '2026-11-20'],
  ['20261120', '2026-11-20'],
  ['26/11/20', '2026-11-20'],
  ['26.11.20', '2026-11-20'],
  ['11/20', '2026-11-20'],
  ['11.20.', '2026-11-20'],
  ['11/20일 저녁이요', '2026-11-20'],
  ['12/3에 봤어요', '? 2025-12-03'],
  ['11월 20일(금)', '2026-11-20'],
  ['11월 20일 금요일', '2026-11-20'],
  ['11월 20일 화요일', '? 2026-11-20'],
  ['20일', '2026-11-20'],
  ['20일에요', '2026-11-20'],
  ['20일날 봤어요', '2026-11-20'],
  ['28일', '? 2026-10-28'],
  ['20일 동안', 'none'],
  ['3일 이내', 'none'],
  ['이번 달 3일', '2026-11-03'],
  ['지난달 3일', '2026-10-03'],
  ['저번 달 15일', '2026-10-15'],
  ['지지난달 30일', '2026-09-30'],
  ['작년 5월 3일', '2025-05-03'],
  ['지난해 5월 3일', '2025-05-03'],
  ['재작년 5월 3일', '2024-05-03'],
  ['올해 5월 3일', '2026-05-03'],
  ['12월 3일', '? 2025-12-03'],
  ['올해 12월 3일', 'future'],
  ['11월', '?'],
  ['11월 초', '?'],
  ['올해 초', '?'],
  ['지난달 말', '?'],
  ['지난달', '?'],
  ['작년', '?'],
  ['작년 여름에', '?'],
  ['2026년', '?'],
  ['3일부터 5일까지', '? 2026-11-03 2026-11-05'],
  ['어제랑 그저께', '? 2026-11-23 2026-11-24'],
  ['지난 화요일(11월 24일)', '2026-11-24'],
  // what cannot be
  ['내일', 'future'],
  ['모레', 'future'],
  ['다음 주 월요일', 'future'],
  ['2026년 12월 1일', 'future'],
  ['2월 31일', 'impossible'],
  ['2026년 2월 29일', 'impossible'],
  ['2024년 2월 29일', '2024-02-29'],
  ['13월 1일', 'impossible'],
  ['11월 32일', 'impossible'],
  ['2026-13-01', 'impossible'],
  ['1985년 5월 3일', 'too-old'],
  ['1989.12.31', 'too-old'],
  ['1990.1.1', '1990-01-01'],
  ['', 'none'],
  ['지하철역 개찰구에서요', 'none'],
  ['CCTV가 설치됐어요', 'none'],
  ['일시와 장소는 잘 모르겠어요', 'none'],
  ['02-2125-9811', 'none'],
  // the time of day
  ['어제 저녁 7시쯤', '~2026-11-24 19:00'],
  ['어제 저녁 7시 30분', '2026-11-24 19:30'],
  ['어제 저녁 7시 30분쯤', '~2026-11-24 19:30'],
  ['어제 오후 3시 반', '2026-11-24 15:30'],
  ['어제 오전 9시', '2026-11-24 09:00'],
  ['어제 아침 8시경에', '~2026-11-24 08:00'],
  ['어제 새벽 2시', '2026-11-24 02:00'],
  ['어제 낮 12시', '2026-11-24 12:00'],
  ['어제 낮 1시', '2026-11-24 13:00'],
  ['어제 정오', '2026-11-24 12:00'],
  ['어제 자정', '? 2026-11-24 2026-11-25 00:00'],
  ['오늘 자정', '? 2026-11-25 00:00'],
  ['어젯밤 1시', '? 2026-11-24 2026-11-25 01:00'],
  ['어제 밤 12시 반', '? 2026-11-24 2026-11-25 00:30'],
  ['어제 0시 30분', '2026-11-24 00:30'],
  ['어제 19시 5분', '2026-11-24 19:05'],
  ['어제 19:30', '2026-11-24 19:30'],
  ['어제 오후 7:30', '2026-11-24 19:30'],
  ['어제 7시', '2026-11-24 07:00|19:00'],
  ['어제 두 시 반', '2026-11-24 02:30|14:30'],
  ['오늘 7시', '2026-11-25 07:00'],
  ['오늘 저녁 7시', 'future'],
  ['어제 25시', 'impossible'],
  ['어제 7시 70분', 'impossible'],
  ['어제 저녁', '2026-11-24'],
  ['어제 저녁 일곱시쯤 강남역 2번 출구에서요', '~2026-11-24 19:00'],
  ['어제 2시간 동안', '2026-11-24'],
  ['어제 7시에서 8시 사이', '~2026-11-24'],
  ['2026년 11월 20일(금) 저녁 7시쯤', '~2026-11-20 19:00'],
  ['11월 20일경', '~2026-11-20'],
  ['20일쯤', '~2026-11-20'],
  // holidays
  ['추석 때', '? 2026-09-24 2026-09-25 2026-09-26'],
  ['추석 연휴에', '? 2026-09-24 2026-09-25 2026-09-26'],
  ['추석날', '2026-09-25'],
  ['추석 당일', '2026-09-25'],
  ['추석 전날', '2026-09-24'],
  ['설날', '2026-02-17'],
  ['설 연휴', '? 2026-02-16 2026-02-17 2026-02-18'],
  ['작년 설날', '2025-01-29'],
  ['크리스마스', '? 2025-12-25'],
  ['작년 크리스마스에', '2025-12-25'],
  ['어린이날', '2026-05-05'],
  ['3.1절', '2026-03-01'],
  ['광복절 저녁 8시', '2026-08-15 20:00'],
  ['재작년 추석', '? 2024-09-16 2024-09-17 2024-09-18'],
  ['작년 크리스마스 이브', '2025-12-24'],
  ['설 다음 날', '2026-02-18'],
  // two numbers for one
  ['20~22일', '?'],
  ['11월 20, 21일', '?'],
  ['2, 3일 전', '?'],
  ['2~3주 전', '?'],
  ['두세 달 전', '?'],
  ['이삼일 전', '?'],
  ['11월 20일 또는 21일', '? 2026-11-20 2026-11-21'],
  ['11월 20일~11월 22일', '? 2026-11-20 2026-11-22'],
  // within a sentence
  ['지난주 목요일 오후 3시쯤 강남역 개찰구에서 봤어요', '~2026-11-19 15:00'],
  ['2026.11.20 (금) 19:30', '2026-11-20 19:30'],
  ['10월 3일(토) 14:00경', '~2026-10-03 14:00'],
  ['어젯저녁 8시', '2026-11-24 20:00'],
  ['9월 25일부터 계속이요', '2026-09-25'],
  ['전주역 앞에서 어제', '2026-11-24'],
  ['5일장에서', 'none'],
  ['3일 뒤', 'none'],
  ['112에 신고했어요', 'none'],
  ['이천이십육년 십일월 이십일', '2026-11-20'],
];

const ENGLISH: readonly Row[] = [
  ['today', '2026-11-25'],
  ['Yesterday', '2026-11-24'],
  ['yesterday', '2026-11-24', NIGHT],
  ['yesterday', '2025-12-31', NEW_YEAR],
  ['the day before yesterday', '2026-11-23'],
  ['day before yesterday', '2026-11-23'],
  ['last night', '2026-11-24'],
  ['last night at 11', '2026-11-24 23:00'],
  ['last night at 1', '? 2026-11-24 2026-11-25 01:00'],
  ['this morning', '2026-11-25'],
  ['this morning at 9', '2026-11-25 09:00'],
  ['yesterday evening around 7', '~2026-11-24 19:00'],
  ['yesterday around half past seven', '~2026-11-24 07:30|19:30'],
  ['yesterday at 7pm', '2026-11-24 19:00'],
  ['yesterday at 7:30 p.m.', '2026-11-24 19:30'],
  ['yesterday 19:30', '2026-11-24 19:30'],
  ['yesterday at noon', '2026-11-24 12:00'],
  ['yesterday at midnight', '? 2026-11-24 2026-11-25 00:00'],
  ['today at 8 pm', 'future'],
  ['today at 25:10', 'impossible'],
  ['3 days ago', '2026-11-22'],
  ['three days ago', '2026-11-22'],
  ['a week ago', '~2026-11-18'],
  ['two weeks ago', '~2026-11-11'],
  ['a fortnight ago', '~2026-11-11'],
  ['a month ago', '~2026-10-25'],
  ['two months ago', '? 2026-09-25'],
  ['a year ago', '? 2025-11-25'],
  ['2 hours ago', '~2026-11-25 10:00'],
  ['a few days ago', '?'],
  ['a couple of weeks ago', '?'],
  ['the other day', '?'],
  ['recently', '?'],
  ['last Friday', '2026-11-20'],
  ['last Tuesday', '? 2026-11-17 2026-11-24'],
  ['last Friday', '? 2026-11-20 2026-11-27', SUNDAY],
  ['on Tuesday', '2026-11-24'],
  ['Friday', '? 2026-11-20'],
  ['on Wednesday', '? 2026-11-18 2026-11-25'],
  ['this Monday', '2026-11-23'],
  ['this Friday', '? 2026-11-20'],
  ['Tuesday last week', '2026-11-17'],
  ['last week on Thursday', '2026-11-19'],
  ['last week', '?'],
  ['last month', '?'],
  ['last weekend', '? 2026-11-21 2026-11-22'],
  ['at the weekend', '? 2026-11-21 2026-11-22'],
  ['20 November', '2026-11-20'],
  ['20th of November', '2026-11-20'],
  ['November 20th', '2026-11-20'],
  ['20 Nov 2025', '2025-11-20'],
  ['November 20, 2025', '2025-11-20'],
  ['Friday 20 November 2026, about 19:00', '~2026-11-20 19:00'],
  ['Monday 20 November 2026', '? 2026-11-20'],
  ['3 December', '? 2025-12-03'],
  ['3 December 2026', 'future'],
  ['the 20th', '2026-11-20'],
  ['on the 28th', '? 2026-10-28'],
  ['the 3rd of last month', '2026-10-03'],
  ['in November', '?'],
  ['early November', '?'],
  ['in 2025', '?'],
  ['from 3 to 5 November', '? 2026-11-03 2026-11-05'],
  ['2026-11-20', '2026-11-20'],
  ['2026-11-20T19:30', '2026-11-20 19:30'],
  ['on 20/11/2026', '2026-11-20'],
  ['on 11/20/2026', '2026-11-20'],
  ['on 05/06/2026', '? 2026-05-06 2026-06-05'],
  ['on 20/11', '2026-11-20'],
  ['on 11/20', '2026-11-20'],
  ['on 5/6', '? 2026-05-06 2026-06-05'],
  ['on 6/6', '2026-06-06'],
  ['5/6', '? 2026-05-06 2026-06-05'],
  ['20/11/26', '? 2020-11-26 2026-11-20'],
  ['on 31/2', 'impossible'],
  ['31 February', 'impossible'],
  ['31 February 2026', 'impossible'],
  ['29 February 2024', '2024-02-29'],
  ['tomorrow', 'future'],
  ['next week', 'future'],
  ['3 May 1985', 'too-old'],
  ['at the airport gate', 'none'],
  ['I do not remember', 'none'],
  ['I sat there and it may be wrong', 'none'],
  ['I sat there yesterday', '2026-11-24'],
  ['two months', 'none'],
  ['Chuseok', '? 2026-09-24 2026-09-25 2026-09-26'],
  ['last Christmas', '? 2025-12-25'],
  ["Children's Day", '2026-05-05'],
  ['Chuseok last year', '? 2025-10-05 2025-10-06 2025-10-07'],
  ["last year's Lunar New Year", '2025-01-29'],
  ['Christmas Eve 2025', '2025-12-24'],
  // two numbers for one
  ['2 or 3 days ago', '?'],
  ['two to three weeks ago', '?'],
  ['between 20 and 22 November', '?'],
  ['20 or 21 November', '?'],
  ['every Monday', '?'],
  ['a week last Friday', '?'],
  // within a sentence
  ['20 November last year', '2025-11-20'],
  ['last year on 20 November', '2025-11-20'],
  ['November 20 of last year', '2025-11-20'],
  ['Nov 20', '2026-11-20'],
  ['Nov. 20, 2026 7:30 PM', '2026-11-20 19:30'],
  ['early in the morning on 3 May', '2026-05-03'],
  ['on the 20th of November at about 8 in the evening', '~2026-11-20 20:00'],
  ['about 10 people filmed me yesterday', '~2026-11-24'],
  ['7pm on 20 November', '2026-11-20 19:00'],
  ['just now', '~2026-11-25'],
  ['just now', '? 2026-11-24 2026-11-25', NIGHT],
  ['this evening', '2026-11-25'],
  ['tonight at 11', 'future'],
  ['29 February', 'impossible'],
  ['29 February', '2024-02-29', '2024-03-05T09:00+09:00'],
  ['Thu 20 Nov', '? 2026-11-20'],
  ['the second of October', '2026-10-02'],
  ['on the 20th floor', 'none'],
];

/** What the person is asked to confirm must be what was understood. */
const TIMES = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(({ hour, minute }) => [hour, minute].map((one) => String(one).padStart(2, '0')).join(':'));
const DAYS = fc.integer({ min: 0, max: 13_000 }).map((back) => addDays('2026-11-24', -back));

const FORMATS: Readonly<Record<string, (year: number, month: number, day: number) => string>> = {
  '2026년 11월 20일': (y, m, d) => `${y}년 ${m}월 ${d}일`,
  '2026년11월20일': (y, m, d) => `${y}년${m}월${d}일`,
  '2026.11.20.': (y, m, d) => `${y}.${m}.${d}.`,
  '2026. 11. 20.': (y, m, d) => `${y}. ${m}. ${d}.`,
  '2026-11-20': (y, m, d) => [y, String(m).padStart(2, '0'), String(d).padStart(2, '0')].join('-'),
  '2026/11/20': (y, m, d) => `${y}/${m}/${d}`,
  '20261120': (y, m, d) => `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`,
  '20 November 2026': (y, m, d) => `${d} ${MONTHS[m - 1]} ${y}`,
  'November 20, 2026': (y, m, d) => `${MONTHS[m - 1]} ${d}, ${y}`,
};
const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

describe('a date as people say it', () => {
  it.each(Object.entries(FORMATS))('is read back from %s', (_, format) => {
    fc.assert(
      fc.property(DAYS, (day) => {
        const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
        expect(short(read(format(year, month, date)))).toBe(day);
      }),
    );
  });

  it.each(['ko', 'en'] as const)(
    'is read back from the sentence that confirms it, in %s',
    (language) => {
      fc.assert(
        fc.property(DAYS, TIMES, (day, time) => {
          expect(short(read(sayDate(day, language)))).toBe(day);
          const about = read(sayDate(day, language, time), NOON, language);
          // In English half past ten could be of the evening.
          const isEither = language === 'en' && /^1[0-2]/.test(time);
          if (isEither) {
            expect(about).toMatchObject({ day, timeCandidates: expect.arrayContaining([time]) });
          } else expect(short(about)).toBe(`~${day} ${time}`);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('never lies after the moment of speaking, whatever was typed', () => {
    const words = fc.constantFrom(
      ...[...KOREAN, ...ENGLISH].flatMap(([text]) => text.split(' ')),
      ...'0123456789./-:'.split(''),
    );
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 6 }),
        fc.integer({ min: 0, max: 86_399 }),
        (said, second) => {
          const now = new Date(Date.parse('2026-11-24T15:00Z') + second * 1000);
          const reading = readDate(said.join(' '), now, { holidays });
          const days =
            'problem' in reading
              ? reading.problem === 'ambiguous'
                ? (reading.candidates ?? [])
                : []
              : [reading.day];
          for (const day of days) {
            expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
            expect(day <= '2026-11-25' && day >= '1990-01-01').toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(KOREAN.map(([text, expected, now = NOON]) => ({ text, expected, now })))(
    'in Korean: $text is $expected ($now)',
    ({ text, expected, now }) => {
      expect(short(read(text, now))).toBe(expected);
    },
  );

  it.each(ENGLISH.map(([text, expected, now = NOON]) => ({ text, expected, now })))(
    'in English: $text is $expected ($now)',
    ({ text, expected, now }) => {
      expect(short(read(text, now))).toBe(expected);
    },
  );

  it('in digits alone goes by the language of the conversation', () => {
    expect(short(read('5/6', NOON, 'ko'))).toBe('2026-05-06');
    expect(short(read('5/6', NOON, 'en'))).toBe('? 2026-05-06 2026-06-05');
    expect(short(read('20/11/26', NOON, 'ko'))).toBe('2020-11-26');
    expect(short(read('11.20', NOON, 'en'))).toBe('2026-11-20');
    expect(short(read('20/11', NOON, 'ko'))).toBe('2026-11-20');
  });

  it('is no date where a whole story was told', () => {
    expect(short(read(`어제 ${'그 사람들이 찍었어요. '.repeat(40)}`))).toBe('none');
  });

  it('knows no holiday by its name without the calendar', () => {
    expect(readDate('추석날', new Date(NOON))).toEqual({ problem: 'none' });
  });

  it.each([
    [
      '2026-11-20',
      '19:00',
      '2026년 11월 20일(금) 저녁 7시쯤',
      'Friday 20 November 2026, about 19:00',
    ],
    [
      '2026-11-20',
      '00:30',
      '2026년 11월 20일(금) 0시 30분쯤',
      'Friday 20 November 2026, about 00:30',
    ],
    ['2026-03-01', '12:05', '2026년 3월 1일(일) 낮 12시 5분쯤', 'Sunday 1 March 2026, about 12:05'],
    ['2026-03-01', '02:00', '2026년 3월 1일(일) 새벽 2시쯤', 'Sunday 1 March 2026, about 02:00'],
    [
      '2026-03-01',
      '23:59',
      '2026년 3월 1일(일) 밤 11시 59분쯤',
      'Sunday 1 March 2026, about 23:59',
    ],
    ['2026-03-01', undefined, '2026년 3월 1일(일)', 'Sunday 1 March 2026'],
  ] as const)('%s %s is said back in full', (day, time, ko, en) => {
    expect(sayDate(day, 'ko', time)).toBe(ko);
    expect(sayDate(day, 'en', time)).toBe(en);
  });

  it('cannot be said back when it is no day', () => {
    expect(() => sayDate('2026-02-31', 'ko')).toThrow(RangeError);
  });
});
