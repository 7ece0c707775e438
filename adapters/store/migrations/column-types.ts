import { type RawBuilder, sql } from 'kysely';
import type { DatabaseChoice } from '../database.ts';

/** How the two databases name the same thing. */
export interface ColumnTypes {
  /** Numbers given by the database, never the same one twice. */
  readonly number: RawBuilder<unknown>;
  /** A count, a time, yes or no. */
  readonly integer: RawBuilder<unknown>;
  /** Holds every JavaScript number as it is. */
  readonly real: RawBuilder<unknown>;
  readonly bytes: RawBuilder<unknown>;
  /** Compared byte by byte. */
  readonly text: RawBuilder<unknown>;
}

export const columnTypes = (kind: DatabaseChoice['kind']): ColumnTypes =>
  kind === 'sqlite'
    ? {
        number: sql`integer primary key autoincrement`,
        integer: sql`integer`,
        real: sql`real`,
        bytes: sql`blob`,
        text: sql`text`,
      }
    : {
        number: sql`bigint generated always as identity primary key`,
        integer: sql`bigint`,
        real: sql`double precision`,
        bytes: sql`bytea`,
        text: sql`text collate "C"`,
      };
