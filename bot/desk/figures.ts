import type { FigureRow } from '../../knowledge/triage/figures.ts';
import type { SafeCount } from '../../knowledge/triage/suppression.ts';
import type { Done } from './case-desk.ts';
import type { Staff } from './staff.ts';

/** A picture of numbers: what it shows stands beside it as a table too. */
export interface Chart {
  /** `rows`: names at the left, one bar below the other; `columns`: time from left to right. */
  readonly shape: 'rows' | 'columns';
  readonly bars: readonly { readonly label: string; readonly count: SafeCount }[];
  /** What is counted. */
  readonly axis: string;
  /** What stands at a bar in place of a number. */
  readonly marks: Readonly<Record<'few' | 'kept', string>>;
}

/** As SVG, the same for the same chart. `adapters/charts/` implements it. */
export type DrawChart = (chart: Chart) => Promise<string>;

export const SHEET_FORMATS = ['csv', 'json', 'xlsx'] as const;
export type SheetFormat = (typeof SHEET_FORMATS)[number];

/** A table to be saved as a file. */
export interface Sheet {
  /** The name of the leaf, at most 31 characters. */
  readonly name: string;
  /** `id` is for programs, `label` for people. */
  readonly columns: readonly { readonly id: string; readonly label: string }[];
  /** As long as the columns. */
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface SheetFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** `adapters/tables/` implements it. */
export type WriteSheet = (sheet: Sheet, format: SheetFormat) => Promise<SheetFile>;

/**
 * Figures of periods that are over, as they were published: text by period. Cases are erased, gathered and corrected later;
 * what was published must not change with them, for the difference would tell about single cases.
 */
export interface FiguresShelf {
  /** Ids of the periods, in no order. */
  periods(): Promise<readonly string[]>;
  read(period: string): Promise<string | undefined>;
  /** The first to keep a period wins; later texts are dropped. */
  keep(period: string, figures: string): Promise<void>;
}

/** What pages with figures need beside the context of every page. */
export interface FiguresPress {
  /** One row for each case there is; whoever asks must have the right to `see-figures`. */
  readonly figureRows: (who: Staff) => Promise<Done<readonly FigureRow[]>>;
  readonly shelf: FiguresShelf;
  readonly drawChart: DrawChart;
  readonly writeSheet: WriteSheet;
}
