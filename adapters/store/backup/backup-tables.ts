import type { Tables } from '../schema.ts';

/** A table as it stands in a backup. */
interface BackupTable {
  readonly name: keyof Tables;
  /** By which its rows are told apart, and come in order. */
  readonly key: readonly [string, ...string[]];
  /** The column whose numbers the database gives. */
  readonly numbered?: string;
  /** Rows that are read, or written, together: together they must fit into memory. */
  readonly portion: number;
}

const ROWS = 200;

/**
 * All that is kept, but for two tables. Whoever was signed in signs in again, for a session that was ended since must not
 * come back; and roles belong to processes that are gone.
 */
export const BACKUP_TABLES: readonly BackupTable[] = [
  { name: 'meta', key: ['name'], portion: ROWS },
  { name: 'conversation', key: ['id'], portion: ROWS },
  { name: 'inbox', key: ['id'], numbered: 'id', portion: ROWS },
  { name: 'outbox', key: ['id'], numbered: 'id', portion: ROWS },
  { name: 'file', key: ['number'], numbered: 'number', portion: 1 },
  { name: 'hand_over', key: ['conversation_id'], portion: ROWS },
  { name: 'credential', key: ['id'], portion: ROWS },
  { name: 'case_file', key: ['id'], portion: ROWS },
  { name: 'case_attachment', key: ['case_id', 'id'], portion: 1 },
  { name: 'case_link', key: ['case_id', 'conversation_id'], portion: ROWS },
  { name: 'audit', key: ['no'], portion: ROWS },
  { name: 'staff', key: ['id'], portion: ROWS },
  { name: 'staff_failure', key: ['number'], numbered: 'number', portion: ROWS },
  { name: 'model_use', key: ['id'], numbered: 'id', portion: ROWS },
];

export const LEFT_OUT = ['staff_session', 'role'] as const satisfies readonly (keyof Tables)[];
