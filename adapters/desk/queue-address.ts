import type { QueueQuery } from '../../bot/desk/queue.ts';
import { writeQueueQuery } from '../../bot/desk/queue-query.ts';

/** What was done just now; it stands in the address after the query, and is no part of it. */
export interface JustDone {
  readonly did: string;
  readonly count?: number;
  /** How many could not be done. */
  readonly not?: number;
}

export function queueAddress(query: QueueQuery, done?: JustDone): string {
  const address = new URLSearchParams(writeQueueQuery(query));
  if (done) {
    address.set('did', done.did);
    if (done.count !== undefined) address.set('count', String(done.count));
    if (done.not) address.set('not', String(done.not));
  }
  const written = address.toString();
  return written ? `/desk/queue?${written}` : '/desk/queue';
}
