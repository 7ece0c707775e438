import * as lunar from 'korean-lunar-calendar';
import { type Day, dayOf } from './day.ts';

/** The types of the library are those of a CommonJS module, where its default export would be one level deeper. */
const KoreanLunarCalendar = lunar.default as unknown as typeof lunar.default.default;

/** The last lunar year that the table of the library holds. */
const LAST_LUNAR_YEAR = 2050;

/** The solar day of a day in the Korean lunar calendar; of an ordinary month, never a leap one. */
export function solarDayOf(lunarYear: number, month: number, day: number): Day | undefined {
  const calendar = new KoreanLunarCalendar();
  if (lunarYear > LAST_LUNAR_YEAR || !calendar.setLunarDate(lunarYear, month, day, false)) {
    return undefined;
  }
  const solar = calendar.getSolarCalendar();
  return dayOf(solar.year, solar.month, solar.day);
}
