import { FilterValues, type ValueNumbers } from './filter-values.ts';
import type { CaseHead, QueueQuery } from './queue.ts';

type Sort = QueueQuery['sort'];
type Order = (a: CaseHead, b: CaseHead) => number;

/** A head, and what it is filtered by. */
export interface ListedHead {
  readonly head: CaseHead;
  readonly values: ValueNumbers;
}

const LEVEL_RANKS: Readonly<Record<CaseHead['level'], number>> = {
  urgent: 0,
  high: 1,
  normal: 2,
  low: 3,
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Who has no clock comes last. */
const LAST = '9999';
const byDue: Order = (a, b) => byText(a.due?.due ?? LAST, b.due?.due ?? LAST);
const oldestFirst: Order = (a, b) => a.receivedAt - b.receivedAt || byText(a.id, b.id);
const byLevel: Order = (a, b) =>
  LEVEL_RANKS[a.level] - LEVEL_RANKS[b.level] || b.priority.points - a.priority.points;

const ORDERS: Readonly<Record<Sort, Order>> = {
  priority: (a, b) => byLevel(a, b) || byDue(a, b) || oldestFirst(a, b),
  due: (a, b) => byDue(a, b) || byLevel(a, b) || oldestFirst(a, b),
  received: (a, b) => -oldestFirst(a, b),
  changed: (a, b) => b.changedAt - a.changedAt || byText(a.id, b.id),
};

/** More changes than this and everything is sorted anew. */
const MOST_MOVED = 200;

interface Ordered {
  list: ListedHead[];
  /** Ids of what has changed since; all where they are too many. */
  moved: Set<string> | 'all';
}

/** The heads of all cases, in every order in which the queue shows them. */
export class HeadList {
  readonly values = new FilterValues();
  readonly #heads = new Map<string, ListedHead>();
  readonly #orders = new Map<Sort, Ordered>();

  get size(): number {
    return this.#heads.size;
  }

  get(id: string): CaseHead | undefined {
    return this.#heads.get(id)?.head;
  }

  all(): readonly CaseHead[] {
    return [...this.#heads.values()].map(({ head }) => head);
  }

  put(head: CaseHead): void {
    this.#heads.set(head.id, { head, values: this.values.numbersOf(head) });
    this.#move(head.id);
  }

  remove(id: string): void {
    this.#heads.delete(id);
    this.#move(id);
  }

  inOrder(sort: Sort): readonly ListedHead[] {
    const compare = ORDERS[sort];
    const known = this.#orders.get(sort);
    if (!known || known.moved === 'all') {
      const list = [...this.#heads.values()].sort((a, b) => compare(a.head, b.head));
      this.#orders.set(sort, { list, moved: new Set() });
      return list;
    }
    if (known.moved.size > 0) known.list = this.#withMoved(known.list, known.moved, compare);
    known.moved = new Set();
    return known.list;
  }

  /** What has moved is taken out, and put in where it belongs now. */
  #withMoved(before: readonly ListedHead[], moved: ReadonlySet<string>, compare: Order) {
    const list = before.filter(({ head }) => !moved.has(head.id));
    for (const id of moved) {
      const listed = this.#heads.get(id);
      if (listed) list.splice(placeIn(list, listed.head, compare), 0, listed);
    }
    return list;
  }

  #move(id: string): void {
    for (const order of this.#orders.values()) {
      if (order.moved === 'all') continue;
      order.moved.add(id);
      if (order.moved.size > MOST_MOVED) order.moved = 'all';
    }
  }
}

function placeIn(list: readonly ListedHead[], head: CaseHead, compare: Order): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other && compare(other.head, head) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
