import { twoDigits } from './day.ts';
import { koreanNumber } from './korean-numbers.ts';
import { NO_TIME, type TimeReading } from './reading.ts';

const PARTS = '오전|오후|새벽|아침|점심|한낮|대낮|낮|저녁|한밤중|한밤|밤|심야';
/** Sino-Korean numbers are no hours: 일시 is "date and time". */
const HOUR = '(?<hour>\\d{1,2}|열한|열두|열|한|두|세|네|다섯|여섯|일곱|여덟|아홉)';
const CLOCK = new RegExp(
  [
    `(?:(?<part>${PARTS})\\s*(?:에|때)?\\s*)?`,
    `(?:(?<![\\d가-힣])|(?<=${PARTS}|에|때|젯밤))`,
    `(?:${HOUR}\\s*시(?!간|가\\s*급|작|설|민|장|청|내|절|험|점|도|키)\\s*(?:쯤|경|께|정도)?\\s*(?:(?<minute>\\d{1,2})\\s*분|(?<half>반(?![가-힣])|반(?=쯤|경|에|께|정도|이|부터)))?`,
    '|(?<colonHour>\\d{1,2}):(?<colonMinute>\\d{2})(?!\\d))',
  ].join(''),
  'g',
);
const ABOUT =
  /쯤|무렵|즈음|정도|가량|대략|(?:시|분|반|일|월|:\d{2})\s*경(?![가-힣])|시\s*경에|(?:시|분|반)\s*께/;

const saysAbout = (text: string): boolean => ABOUT.test(text);

/** The hour of the day, and whether the night that was said is past its midnight; undefined where either half of the day fits. */
type HourReading = { readonly hour: number; readonly isAfterMidnight?: boolean } | undefined;

const afternoon = (hour: number): HourReading => ({ hour: hour < 12 ? hour + 12 : hour });

const HOUR_OF: Readonly<Record<string, (hour: number) => HourReading>> = {
  오전: (hour) => (hour === 12 ? undefined : { hour }),
  오후: afternoon,
  새벽: (hour) => (hour === 12 ? { hour: 0 } : hour <= 7 ? { hour } : undefined),
  아침: (hour) => (hour >= 4 && hour <= 11 ? { hour } : undefined),
  낮: (hour) => (hour >= 10 ? { hour } : hour <= 6 ? afternoon(hour) : undefined),
  저녁: (hour) => (hour >= 4 && hour <= 11 ? afternoon(hour) : undefined),
  밤: (hour) =>
    hour === 12 || hour <= 5
      ? { hour: hour % 12, isAfterMidnight: true }
      : hour >= 7
        ? afternoon(hour)
        : undefined,
};
const SAME_PART: Readonly<Record<string, string>> = {
  점심: '낮',
  한낮: '낮',
  대낮: '낮',
  한밤중: '밤',
  한밤: '밤',
  심야: '밤',
};

/** Reads 저녁 7시 30분쯤, 오후 7:30, 정오, 자정, 두 시 반. */
export function koreanTime(text: string): TimeReading {
  const isAbout = saysAbout(text);
  const found = [...text.matchAll(CLOCK)].map(({ groups = {} }) => clockTime(groups, isAbout));
  if (/정오(?![가-힣]{2})/.test(text)) found.push({ ...NO_TIME, times: ['12:00'], isAbout });
  if (/자정/.test(text)) {
    found.push({ ...NO_TIME, times: ['00:00'], isAfterMidnight: true, isAbout });
  }
  const [first, ...more] = found;
  if (!first) return { ...NO_TIME, isAbout };
  if (more.every(({ times }) => times.join() === first.times.join())) return first;
  // From seven to eight: neither is the time.
  return { ...NO_TIME, isAbout: true };
}

type Groups = Readonly<Record<string, string | undefined>>;

function clockTime(groups: Groups, isAbout: boolean): TimeReading {
  const hour = koreanNumber(groups['hour'] ?? groups['colonHour'] ?? '') ?? 99;
  const minute = minuteSaid(groups);
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) {
    return { ...NO_TIME, isImpossible: true };
  }
  const hours = hoursSaid(groups, hour);
  const times = hours.map(({ hour: one }) => `${twoDigits(one)}:${twoDigits(minute)}`);
  const isAfterMidnight = hours.some((one) => one.isAfterMidnight);
  return { ...NO_TIME, times, isAfterMidnight, isAbout };
}

const minuteSaid = ({ half, minute, colonMinute }: Groups): number =>
  half ? 30 : Number(minute ?? colonMinute ?? 0);

function hoursSaid(groups: Groups, hour: number): readonly NonNullable<HourReading>[] {
  if (hour === 24) return [{ hour: 0, isAfterMidnight: true }];
  const part = groups['part'] ?? '';
  const isOnTwentyFour = !part && /^0/.test(groups['hour'] ?? groups['colonHour'] ?? '');
  if (hour === 0 || hour > 12 || isOnTwentyFour) return [{ hour }];
  const read = HOUR_OF[SAME_PART[part] ?? part]?.(hour);
  return read ? [read] : [{ hour: hour % 12 }, { hour: (hour % 12) + 12 }];
}
