import { type Kysely, sql } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

/** Cases that were sent in, the log of what is done with them, and who works on them. What the columns mean is written in `schema.ts`. */
export async function addDesk(database: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  for (const statement of [...caseTables(types), ...auditTable(types), ...staffTables(types)]) {
    await statement.execute(database);
  }
}

const caseTables = ({ text, bytes, integer }: ColumnTypes) => [
  sql`create table case_file (
    id ${text} primary key,
    wrapped_key ${bytes},
    identity_key ${bytes},
    code ${text} unique,
    file ${bytes},
    identity ${bytes},
    version ${integer} not null,
    change ${integer} not null unique,
    received_at ${integer} not null,
    erased_at ${integer},
    mark ${text} not null
  )`,
  sql`create table case_attachment (
    case_id ${text} not null,
    id ${text} not null,
    bytes ${bytes} not null,
    size ${integer} not null,
    primary key (case_id, id)
  )`,
  sql`create table case_link (
    case_id ${text} not null,
    conversation_id ${text} not null,
    primary key (case_id, conversation_id)
  )`,
  sql`create index case_link_conversation on case_link (conversation_id)`,
];

const auditTable = ({ text, integer }: ColumnTypes) => [
  sql`create table audit (
    no ${integer} primary key,
    at ${integer} not null,
    actor ${text} not null,
    action ${text} not null,
    case_id ${text},
    case_version ${integer},
    details ${text} not null,
    hash ${text} not null
  )`,
  sql`create index audit_case on audit (case_id, no) where case_id is not null`,
  sql`create index audit_actor on audit (actor, no)`,
  // There from the start, so that the first to write has something to lock.
  sql`insert into meta (name, value) values ('audit-head', '')`,
];

const staffTables = ({ number, text, bytes, integer }: ColumnTypes) => [
  sql`create table staff (
    id ${text} primary key,
    login ${text} not null unique,
    wrapped_key ${bytes} not null,
    record ${bytes} not null,
    version ${integer} not null
  )`,
  sql`create table staff_session (
    token ${text} primary key,
    staff_id ${text} not null,
    ends_at ${integer} not null,
    session ${bytes} not null
  )`,
  sql`create index staff_session_staff on staff_session (staff_id)`,
  sql`create index staff_session_end on staff_session (ends_at)`,
  sql`create table staff_failure (
    number ${number},
    key ${text} not null,
    at ${integer} not null,
    counts_until ${integer} not null
  )`,
  sql`create index staff_failure_key on staff_failure (key, at)`,
  sql`create index staff_failure_end on staff_failure (counts_until)`,
];
