import { accessTo } from './permissions.ts';
import {
  type CaseHead,
  QUEUE_FILTERS,
  type QueueFilter,
  type QueuePage,
  type QueueQuery,
  type QueueRow,
} from './queue.ts';
import type { Staff } from './staff.ts';

export const ROWS_OF_A_PAGE = 50;
export const MINE = 'me';
export const NOBODYS = 'none';
/** Of the clock filter, for a case on which no time of the staff runs. */
export const NO_CLOCK = 'none';

const OPEN_KINDS: readonly CaseHead['kind'][] = ['open', 'waiting'];

export interface QueueLook {
  readonly who: Staff;
  readonly query: QueueQuery;
  /** All cases, in the order that the query wants. */
  readonly heads: readonly CaseHead[];
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
  const { who, query, heads } = look;
  const counts = new Counts(who, query);
  const readable: CaseHead[] = [];
  const others: CaseHead[] = [];
  for (const head of heads) {
    const access = accessTo(who, head.access);
    if (!isLookedAt(head, access, look)) continue;
    if (access === 'full' && counts.take(head)) readable.push(head);
    if (access === 'exists' && counts.takeStatus(head)) others.push(head);
  }
  others.sort((a, b) => b.receivedAt - a.receivedAt);
  const total = readable.length + others.length;
  const pages = Math.max(1, Math.ceil(total / ROWS_OF_A_PAGE));
  const page = Math.min(Math.max(1, query.page), pages);
  const from = (page - 1) * ROWS_OF_A_PAGE;
  const rows = [
    ...readable.slice(from, from + ROWS_OF_A_PAGE).map(fullRow),
    ...others
      .slice(
        Math.max(0, from - readable.length),
        Math.max(0, from + ROWS_OF_A_PAGE - readable.length),
      )
      .map(bareRow),
  ];
  return { rows, total, page, pages, counts: counts.counted, isSearchable: look.isSearchable };
}

/** Everything but the filters. */
function isLookedAt(head: CaseHead, access: QueueRow['access'], look: QueueLook): boolean {
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
class Counts {
  readonly counted: Partial<Record<QueueFilter, Record<string, number>>> = {};
  readonly #who: Staff;
  readonly #wanted: readonly (readonly [QueueFilter, readonly string[]])[];

  constructor(who: Staff, { filters }: QueueQuery) {
    this.#who = who;
    this.#wanted = QUEUE_FILTERS.flatMap((filter) => {
      const values = filters[filter];
      return values && values.length > 0 ? [[filter, values] as const] : [];
    });
  }

  /** Counts a case; true where all filters let it through. */
  take(head: CaseHead): boolean {
    let stopper: QueueFilter | undefined;
    for (const [filter, values] of this.#wanted) {
      if (this.#fits(head, filter, values)) continue;
      if (stopper) return false;
      stopper = filter;
    }
    for (const filter of stopper ? [stopper] : QUEUE_FILTERS) this.#count(filter, head);
    return stopper === undefined;
  }

  /** The same for a case of which only the status may be known. */
  takeStatus(head: CaseHead): boolean {
    if (this.#wanted.some(([filter]) => filter !== 'status')) return false;
    this.#count('status', head);
    const [wanted] = this.#wanted;
    return !wanted || wanted[1].includes(head.status);
  }

  #count(filter: QueueFilter, head: CaseHead): void {
    const value = filterValue(head, filter);
    this.counted[filter] ??= {};
    const counts = this.counted[filter];
    counts[value] = (counts[value] ?? 0) + 1;
  }

  #fits(head: CaseHead, filter: QueueFilter, values: readonly string[]): boolean {
    if (values.includes(filterValue(head, filter))) return true;
    return filter === 'assignee' && values.includes(MINE) && head.assignee === this.#who.id;
  }
}

function filterValue(head: CaseHead, filter: QueueFilter): string {
  switch (filter) {
    case 'assignee':
      return head.assignee ?? NOBODYS;
    case 'clock':
      return clockValue(head);
    case 'status':
    case 'document':
    case 'operator':
    case 'place':
    case 'mode':
    case 'region':
    case 'language':
      return head[filter];
  }
}

function clockValue({ due }: CaseHead): string {
  if (!due) return NO_CLOCK;
  return due.state === 'last-day' ? 'near' : due.state;
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
