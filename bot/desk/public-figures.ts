import type { Day } from '../../knowledge/calendar/day.ts';
import {
  type FigureKeys,
  type FigureRow,
  figuresOf,
  type PeriodFigures,
  readFigures,
  writeFigures,
} from '../../knowledge/triage/figures.ts';
import { type Period, periodsBetween } from '../../knowledge/triage/periods.ts';
import type { FiguresShelf } from './figures.ts';

/** Figures as everybody may see them: of whole periods that are over, made once and never changed. */
export interface PublicFigures {
  /**
   * Makes the figures of periods that have ended since. Does nothing more than once a day. To be called before cases are
   * erased: what is gone cannot be counted.
   */
  refresh(): Promise<void>;
  /** Ids, the newest first. */
  periods(): Promise<readonly string[]>;
  /** Undefined where there are none, or none yet. */
  of(period: string): Promise<PeriodFigures | undefined>;
}

export interface PublicFiguresParts {
  /** One row for each case there is. */
  readonly rows: () => Promise<readonly FigureRow[]>;
  readonly keys: FigureKeys;
  readonly shelf: FiguresShelf;
  /** The day in Korea. */
  readonly today: () => Day;
}

export function openPublicFigures({ rows, keys, shelf, today }: PublicFiguresParts): PublicFigures {
  let refreshed: { readonly day: Day; readonly done: Promise<void> } | undefined;

  async function refresh(): Promise<void> {
    const day = today();
    if (refreshed?.day !== day) {
      const done = rows().then((all) => keepEnded(all, { keys, shelf, today: day }));
      refreshed = { day, done };
    }
    try {
      await refreshed.done;
    } catch (error) {
      refreshed = undefined;
      throw error;
    }
  }

  return {
    refresh,
    periods: async () => {
      await refresh();
      return [...(await shelf.periods())].sort().reverse();
    },
    of: async (period) => {
      await refresh();
      const kept = await shelf.read(period);
      return kept === undefined ? undefined : readFigures(kept);
    },
  };
}

/** The periods in which there was a desk, the one that goes on included; the newest first. */
export function periodsOf(rows: readonly FigureRow[], today: Day): readonly Period[] {
  let first = today;
  for (const { receivedOn } of rows) if (receivedOn < first) first = receivedOn;
  return periodsBetween(first, today);
}

/** What the figures of a period are made with. */
export type FiguresMaking = Pick<PublicFiguresParts, 'keys' | 'shelf'> & { readonly today: Day };

/** Of a period that is over as they were published; of the one that goes on as they are now. */
export async function figuresIn(
  period: Period,
  rows: readonly FigureRow[],
  { keys, shelf, today }: FiguresMaking,
): Promise<PeriodFigures> {
  const kept = await shelf.read(period.id);
  if (kept !== undefined) return readFigures(kept);
  const figures = figuresOf(rows, period, keys, today);
  if (figures.isOver) await shelf.keep(period.id, writeFigures(figures));
  return figures;
}

async function keepEnded(rows: readonly FigureRow[], making: FiguresMaking): Promise<void> {
  for (const period of periodsOf(rows, making.today)) {
    if (period.to < making.today) await figuresIn(period, rows, making);
  }
}
