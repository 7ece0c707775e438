import { z } from 'zod';
import { isDay } from './day.ts';

const Day = z.string().refine(isDay, 'is no day such as 2026-11-20');
const Bilingual = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) });
const Id = z.string().regex(/^[a-z][a-z0-9-]*$/);
const MONTH_DAY = /^(\d{2})-(\d{2})$/;
const MonthDay = z
  .string()
  .regex(MONTH_DAY, 'is no month and day such as 08-15')
  .transform((value) => ({ month: Number(value.slice(0, 2)), day: Number(value.slice(3)) }));

const YearlyHoliday = z
  .strictObject({
    id: Id,
    name: Bilingual,
    /** How people call it besides its name. */
    called: z.array(z.string().min(1)).default([]),
    solar: MonthDay.optional(),
    lunar: MonthDay.optional(),
    /** Counted from the lunar day: the eve of Seollal is -1. */
    offset: z.number().int().default(0),
    /** The first day on which it could be a holiday. Without it: all the years that the file knows. */
    since: Day.optional(),
    /** `decree`: stands in the decree on holidays of public offices alone, not in the Act. */
    basis: z.enum(['act', 'decree']),
    cite: z.string().min(1),
    note: z.string().optional(),
  })
  .refine(({ solar, lunar }) => !solar !== !lunar, 'needs either a solar or a lunar day');

const SubstituteRule = z.strictObject({
  since: Day,
  cite: z.string().min(1),
  note: z.string().optional(),
  /** Holidays that are made up for when they fall on a Saturday, on a Sunday, or on another holiday from Monday to Friday. */
  saturday: z.array(Id),
  sunday: z.array(Id),
  coincidence: z.array(Id),
});

const OneOff = z.strictObject({
  day: Day,
  name: Bilingual,
  kind: z.enum(['temporary', 'election']),
  cite: z.string().min(1),
  /** `reported`: by the press; `computed`: by us, from the rule cited. */
  confidence: z.enum(['reported', 'computed']),
  note: z.string().optional(),
});

export const HolidaysFile = z
  .strictObject({
    known: z.strictObject({ from: Day, until: Day, oneOffsUntil: Day }),
    yearly: z.array(YearlyHoliday).min(1),
    substitutes: z.array(SubstituteRule).min(1),
    oneOffs: z.array(OneOff),
  })
  .superRefine((file, context) => {
    const ids = new Set(file.yearly.map(({ id }) => id));
    if (ids.size < file.yearly.length) context.addIssue('two yearly holidays have one id');
    for (const rule of file.substitutes) {
      for (const id of [...rule.saturday, ...rule.sunday, ...rule.coincidence]) {
        if (!ids.has(id)) context.addIssue(`substitutes of ${rule.since}: no holiday is "${id}"`);
      }
    }
    const since = file.substitutes.map((rule) => rule.since);
    if (since.join() !== [...since].sort().join()) context.addIssue('substitutes: oldest first');
  });

export type HolidaysFile = z.output<typeof HolidaysFile>;
export type YearlyHoliday = HolidaysFile['yearly'][number];
export type SubstituteRule = HolidaysFile['substitutes'][number];
