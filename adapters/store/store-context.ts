import type { Platform } from '../../bot/message.ts';
import type { Database } from './database.ts';
import { isCollision } from './errors.ts';
import type { ConversationRow, Sql } from './schema.ts';
import type { Vault } from './sealing.ts';

/** What every part of the store works with. */
export interface StoreContext {
  readonly database: Database;
  readonly vault: Vault;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** A name for a lease that no other has; begins with the owner. */
  readonly newLease: () => string;
  readonly owner: string;
  readonly leaseMs: number;
  readonly isPulled: (platform: Platform) => boolean;
  /** Takes errors that no caller can be given: ids and codes only. */
  readonly report: (error: unknown) => void;
  /** Asks for {@link Database.scrub} behind everybody's back. */
  readonly scrubSoon: () => void;
}

/** Two replicas in each other's way part after one or two; more means something else. */
const MOST_ATTEMPTS = 6;

/** All or nothing. Begins again where another transaction was in the way. */
export async function inTransaction<T>(
  { database }: Pick<StoreContext, 'database'>,
  work: (sql: Sql) => Promise<T>,
  { relaxed = false }: { readonly relaxed?: boolean } = {},
): Promise<T> {
  const run = relaxed
    ? database.relaxed
    : (body: typeof work) => database.sql.transaction().execute(body);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run(work);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isCollision(error)) throw error;
      await pause(attempt * 10 * (1 + Math.random()));
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Rows per statement: PostgreSQL takes 65,535 parameters, SQLite half of that. */
const SLICE = 500;

/** The list in pieces that fit a statement; none of an empty list. */
export function slices<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / SLICE) }, (_, index) =>
    list.slice(index * SLICE, (index + 1) * SLICE),
  );
}

/** All but the state, which may be large, and is read only where it is wanted. */
const LOCKED_COLUMNS = [
  'id',
  'platform',
  'person',
  'wrapped_key',
  'address',
  'address_digest',
  'waiting_since',
  'turn_lease',
  'send_due_at',
  'send_lease',
  'last_active',
  'erase_when_sent',
] as const;

export type LockedConversation = Pick<ConversationRow, (typeof LOCKED_COLUMNS)[number]>;

/**
 * Locks the rows of conversations until the transaction ends; SQLite has one writer anyway.
 *
 * Always in the order of their ids, so that no two can wait for each other, and in a statement of its own: what the
 * next statement sees then includes all that the previous holder wrote.
 */
export async function lockConversations(
  { database }: Pick<StoreContext, 'database'>,
  sql: Sql,
  ids: readonly string[],
): Promise<readonly LockedConversation[]> {
  if (ids.length === 0) return [];
  return await sql
    .selectFrom('conversation')
    .select(LOCKED_COLUMNS)
    .where('id', 'in', ids)
    .orderBy('id')
    .$if(database.kind === 'postgres', (query) => query.forUpdate())
    .execute();
}
