import type { CaseHead, QueueQuery } from './queue.ts';

type Sort = QueueQuery['sort'];
type Order = (a: CaseHead, b: CaseHead) => number;

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

/** The heads of all cases, in every order in which the queue shows them. */
export class HeadList {
  readonly #heads = new Map<string, CaseHead>();
  /** Of the last look; whatever has changed since moves to its new place. */
  readonly #orders = new Map<Sort, readonly CaseHead[]>();
  readonly #stale = new Set<Sort>();

  get size(): number {
    return this.#heads.size;
  }

  get(id: string): CaseHead | undefined {
    return this.#heads.get(id);
  }

  all(): readonly CaseHead[] {
    return [...this.#heads.values()];
  }

  put(head: CaseHead): void {
    this.#heads.set(head.id, head);
    for (const sort of this.#orders.keys()) this.#stale.add(sort);
  }

  remove(id: string): void {
    this.#heads.delete(id);
    for (const sort of this.#orders.keys()) this.#stale.add(sort);
  }

  /** Sorting what is nearly in order already is quick: the order of the last look is where it begins. */
  inOrder(sort: Sort): readonly CaseHead[] {
    const before = this.#orders.get(sort);
    if (before && !this.#stale.has(sort)) return before;
    const known = new Set(before?.map(({ id }) => id));
    const still = before?.flatMap(({ id }) => this.#heads.get(id) ?? []) ?? [];
    const added = this.all().filter(({ id }) => !known.has(id));
    const ordered = [...still, ...added].sort(ORDERS[sort]);
    this.#orders.set(sort, ordered);
    this.#stale.delete(sort);
    return ordered;
  }
}
