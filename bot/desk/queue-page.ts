import type { FilterValues, ValueNumbers } from './filter-values.ts';
import type { ListedHead } from './head-list.ts';
import { type Access, accessTo } from './permissions.ts';
import {
  type CaseHead,
  QUEUE_FILTERS,
  type QueuePage,
  type QueueQuery,
  type QueueRow,
} from './queue.ts';
import type { Staff } from './staff.ts';

export const ROWS_OF_A_PAGE = 50;
export const MINE = 'me';

const OPEN_KINDS: readonly CaseHead['kind'][] = ['open', 'waiting'];
const STATUS = QUEUE_FILTERS.indexOf('status');

export interface QueueLook {
  readonly who: Staff;
  readonly query: QueueQuery;
  /** All cases, in the order that the query wants. */
  readonly heads: readonly ListedHead[];
  readonly values: FilterValues;
  /** Cases whose words were found; absent where nothing is sought. */
  readonly found?: ReadonlySet<string>;
  /** Cases whose reference was found: those may be seen by whoever sees the queue. */
  readonly named?: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly isSearchable: boolean;
}

/**
 * One page of the queue. Of a case without a right to it nobody learns anything but what its row shows: it is found by its
 * reference and its status and by nothing else, is counted nowhere else, and stands at the end, in the order of receipt.
 */
export function queuePage(look: QueueLook): QueuePage {
  const { who, query, heads, values } = look;
  const counting = new Counting(who, query, values);
  const accessOf = accessFor(who);
  const readable: CaseHead[] = [];
  const others: CaseHead[] = [];
  for (const { head, values: numbers } of heads) {
    const access = accessOf(head);
    if (!isLookedAt(head, access, look)) continue;
    if (access === 'full') {
      if (counting.take(numbers)) readable.push(head);
    } else if (counting.takeStatus(numbers)) others.push(head);
  }
  others.sort((a, b) => b.receivedAt - a.receivedAt);
  const total = readable.length + others.length;
  const pages = Math.max(1, Math.ceil(total / ROWS_OF_A_PAGE));
  const page = Math.min(Math.max(1, query.page), pages);
  const from = (page - 1) * ROWS_OF_A_PAGE;
  const rows = [
    ...readable.slice(from, from + ROWS_OF_A_PAGE).map(fullRow),
    ...within(others, from - readable.length).map(bareRow),
  ];
  const counts = values.named(counting.counts);
  return { rows, total, page, pages, counts, isSearchable: look.isSearchable };
}

/** What of a list falls onto a page that begins at this place of it, or before it. */
const within = <T>(list: readonly T[], from: number): readonly T[] =>
  list.slice(Math.max(0, from), Math.max(0, from + ROWS_OF_A_PAGE));

/** The same answer for all cases that stand open to everybody. */
function accessFor(who: Staff): (head: CaseHead) => Access {
  const usual = accessTo(who, { recused: [] });
  return ({ access }) =>
    access.recused.length === 0 && !access.restrictedTo ? usual : accessTo(who, access);
}

/** Everything but the filters. */
function isLookedAt(head: CaseHead, access: Access, look: QueueLook): boolean {
  // Whoever names a case wants it, wherever it stands.
  if (look.named?.has(head.id)) return true;
  if (look.found && !(access === 'full' && look.found.has(head.id))) return false;
  const { query, now } = look;
  if (!(query.kinds ?? OPEN_KINDS).includes(head.kind)) return false;
  return query.all === true || access === 'exists' || isAwake(head, now);
}

const isAwake = ({ mergedInto, snoozedUntil = 0 }: CaseHead, now: number): boolean =>
  mergedInto === undefined && snoozedUntil <= now;

/** How many cases have which value of a filter, of those that all other filters let through. */
class Counting {
  readonly counts: readonly Uint32Array[];
  readonly #wanted: readonly { readonly at: number; readonly flags: Uint8Array }[];

  constructor(who: Staff, { filters }: QueueQuery, values: FilterValues) {
    this.counts = values.noCounts();
    this.#wanted = QUEUE_FILTERS.flatMap((filter, at) => {
      const given = filters[filter] ?? [];
      if (given.length === 0) return [];
      const own = filter === 'assignee' && given.includes(MINE) ? [who.id] : [];
      return [{ at, flags: values.flags(filter, [...given, ...own]) }];
    });
  }

  /** Counts a case; true where all filters let it through. */
  take(numbers: ValueNumbers): boolean {
    let stopper = -1;
    for (const { at, flags } of this.#wanted) {
      if (flags[numbers[at] ?? 0] === 1) continue;
      if (stopper >= 0) return false;
      stopper = at;
    }
    if (stopper >= 0) this.#count(stopper, numbers);
    else for (let at = 0; at < numbers.length; at++) this.#count(at, numbers);
    return stopper < 0;
  }

  /** The same for a case of which only the status may be known. */
  takeStatus(numbers: ValueNumbers): boolean {
    if (this.#wanted.some(({ at }) => at !== STATUS)) return false;
    this.#count(STATUS, numbers);
    return this.#wanted.every(({ flags }) => flags[numbers[STATUS] ?? 0] === 1);
  }

  #count(at: number, numbers: ValueNumbers): void {
    const counts = this.counts[at];
    const number = numbers[at] ?? 0;
    if (counts) counts[number] = (counts[number] ?? 0) + 1;
  }
}

function fullRow({ access: _access, ...head }: CaseHead): QueueRow {
  return { access: 'full', ...head };
}

const bareRow = ({ id, reference, receivedOn, status }: CaseHead): QueueRow => ({
  access: 'exists',
  id,
  reference,
  receivedOn,
  status,
});
