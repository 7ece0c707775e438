import { NOBODYS } from '../../bot/desk/filter-values.ts';
import {
  QUEUE_FILTERS,
  type QueueFilter,
  type QueuePage,
  type QueueQuery,
} from '../../bot/desk/queue.ts';
import { MINE } from '../../bot/desk/queue-page.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import { fill } from '../../bot/words.ts';
import type { QueueLabels } from './queue-labels.ts';

/** One filter as the form shows it. */
export interface FilterView {
  readonly id: QueueFilter;
  readonly name: string;
  /** How many values are chosen, in words; empty where none is. */
  readonly chosen: string;
  readonly options: readonly {
    readonly value: string;
    readonly name: string;
    readonly count: number;
    readonly isChosen: boolean;
  }[];
}

/** A value may be typed into the address: `constructor` is none that was counted. */
const countOf = (counts: Readonly<Record<string, number>>, value: string): number =>
  Object.hasOwn(counts, value) ? (counts[value] ?? 0) : 0;

/** Every filter with the values that cases have, and those that are chosen though no case has them now. */
export const filterViews = (
  { counts }: Pick<QueuePage, 'counts'>,
  { filters }: QueueQuery,
  who: Staff,
  labels: QueueLabels,
): readonly FilterView[] =>
  QUEUE_FILTERS.map((id) => {
    const chosen = filters[id] ?? [];
    const counted = counts[id] ?? {};
    const own = id === 'assignee' ? [MINE, NOBODYS] : [];
    const values = [...new Set([...own, ...Object.keys(counted), ...chosen])];
    const options = values
      // Whoever looks finds themselves as "me".
      .filter((value) => id !== 'assignee' || value !== who.id || chosen.includes(value))
      .map((value) => ({
        value,
        name: labels.value(id, value),
        count: countOf(counted, id === 'assignee' && value === MINE ? who.id : value),
        isChosen: chosen.includes(value),
        rank: own.includes(value) ? own.indexOf(value) : own.length,
      }))
      .sort((a, b) => a.rank - b.rank || b.count - a.count || (a.name < b.name ? -1 : 1));
    return {
      id,
      name: labels.word('filter', id),
      chosen: chosen.length > 0 ? fill(labels.words.filterChosen, { count: chosen.length }) : '',
      options,
    };
  });
