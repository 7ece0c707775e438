import { type Kysely, sql } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

/** Everything the first release keeps. What the columns mean is written in `schema.ts`. */
export async function createFirstTables(
  database: Kysely<unknown>,
  types: ColumnTypes,
): Promise<void> {
  for (const statement of [
    ...conversationTable(types),
    ...inboxTable(types),
    ...outboxTable(types),
    ...otherTables(types),
  ]) {
    await statement.execute(database);
  }
}

const conversationTable = ({ text, bytes, integer }: ColumnTypes) => [
  sql`create table conversation (
    id ${text} primary key,
    platform ${text} not null,
    person ${text} not null,
    wrapped_key ${bytes} not null,
    address ${bytes} not null,
    address_digest ${text} not null,
    state ${bytes},
    profile ${text},
    profile_at ${integer},
    waiting_since ${integer},
    turn_lease ${text},
    turn_lease_until ${integer},
    send_due_at ${integer},
    send_lease ${text},
    send_lease_until ${integer},
    last_active ${integer} not null,
    erase_when_sent ${integer} not null
  )`,
  sql`create index conversation_waiting on conversation (waiting_since) where waiting_since is not null`,
  sql`create index conversation_due on conversation (platform, send_due_at) where send_due_at is not null`,
  sql`create index conversation_turn_leased on conversation (turn_lease) where turn_lease is not null`,
  sql`create index conversation_send_leased on conversation (send_lease) where send_lease is not null`,
  sql`create index conversation_person on conversation (person)`,
  sql`create index conversation_idle on conversation (platform, last_active)`,
];

const inboxTable = ({ number, text, bytes, integer, real }: ColumnTypes) => [
  sql`create table inbox (
    id ${number},
    delivery ${text} not null unique,
    conversation_id ${text},
    person ${text},
    sort_order ${real} not null,
    counts ${integer} not null,
    content ${bytes},
    received_at ${integer} not null,
    tries ${integer} not null,
    done_at ${integer}
  )`,
  sql`create index inbox_waiting on inbox (conversation_id, sort_order, id) where done_at is null`,
  sql`create index inbox_person on inbox (person, received_at) where person is not null`,
  sql`create index inbox_age on inbox (received_at)`,
];

const outboxTable = ({ number, text, bytes, integer }: ColumnTypes) => [
  sql`create table outbox (
    id ${number},
    conversation_id ${text},
    inbox_id ${integer} not null,
    is_pulled ${integer} not null,
    payload ${bytes},
    owed_since ${integer} not null,
    tries ${integer} not null,
    is_begun ${integer} not null,
    failure ${text},
    failed_at ${integer}
  )`,
  sql`create index outbox_conversation on outbox (conversation_id, id)`,
  sql`create index outbox_pulled on outbox (inbox_id) where is_pulled = 1`,
  sql`create index outbox_failed on outbox (failed_at) where failed_at is not null`,
];

const otherTables = ({ number, text, bytes, integer }: ColumnTypes) => [
  sql`create table file (
    number ${number},
    conversation_id ${text} not null,
    id ${text} not null,
    purpose ${text} not null,
    facts ${bytes} not null,
    bytes ${bytes} not null,
    size ${integer} not null,
    saved_at ${integer} not null,
    unique (conversation_id, id)
  )`,
  sql`create table credential (id ${text} primary key, secret ${bytes} not null)`,
  sql`create table role (
    name ${text} primary key,
    owner ${text} not null,
    held_until ${integer} not null
  )`,
  sql`create table meta (name ${text} primary key, value ${text} not null)`,
];
