import type { QueueQuery } from '../../bot/desk/queue.ts';
import { readQueueQuery, writeQueueQuery } from '../../bot/desk/queue-query.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import { caseAddress } from './case-state.ts';
import type { DeskContext } from './context.ts';

/** Addresses of the cases before and after this one in the queue from which somebody came. */
export interface Neighbours {
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
}

/** @param from - The query of the queue; without one there are no neighbours. */
export async function neighboursIn(
  { desk }: Pick<DeskContext, 'desk'>,
  who: Staff,
  id: string,
  from: string | undefined,
): Promise<Neighbours> {
  if (from === undefined) return {};
  const query = readQueueQuery(from);
  const { rows, page, pages } = await desk.queue(who, query);
  const at = rows.findIndex((row) => row.id === id);
  // It was moved out of what the queue shows: one goes on at the top of that page.
  if (at < 0) return { next: rows[0] && address(rows[0].id, query, page) };
  const edge = async (to: number, end: 0 | -1) => {
    if (to < 1 || to > pages) return undefined;
    const row = (await desk.queue(who, { ...query, page: to })).rows.at(end);
    return row && address(row.id, query, to);
  };
  const [before, after] = [rows[at - 1], rows[at + 1]];
  return {
    previous: before ? address(before.id, query, page) : await edge(page - 1, -1),
    next: after ? address(after.id, query, page) : await edge(page + 1, 0),
  };
}

const address = (id: string, query: QueueQuery, page: number): string =>
  caseAddress(id, { from: writeQueueQuery({ ...query, page }) });
