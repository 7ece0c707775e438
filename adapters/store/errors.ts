/** A statement that the database refused, or a database that is away. Holds no value of a parameter. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  /** SQLSTATE, SQLite's own name, or Node's for a connection. */
  readonly code: string;

  constructor(code: string, what: string, cause?: unknown) {
    super(`The database did not do it (${code}): ${what}`, cause === undefined ? {} : { cause });
    this.code = code;
  }
}

/** The store cannot be opened as things are: the operator has to change something. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError';
  readonly code: string = 'STORE_OPEN';
}

/** Another process has the SQLite file. */
export class InUseError extends StoreOpenError {
  override readonly code = 'IN_USE';
}

/** The database is sealed under another master key than ours, from the start or since it was rotated. */
export class OtherKeyError extends StoreOpenError {
  override readonly code = 'OTHER_KEY';
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * The same error without what the database adds for people at its console: PostgreSQL quotes whole rows in `detail`,
 * and values in the messages of class 22.
 */
export function withoutValues(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const code = codeOf(error) || 'UNKNOWN';
  if (code.startsWith('22')) return new DatabaseError(code, 'a value was not acceptable');
  return new DatabaseError(code, (error instanceof Error && error.message) || 'no answer');
}

/** Another transaction was in the way; the same again has every chance. */
export const isCollision = (error: unknown): boolean =>
  /^(?:40P01|40001|55P03|SQLITE_BUSY|SQLITE_LOCKED)/.test(codeOf(error));

/** The database itself is unwell: away, full, shutting down. Nothing that one statement did, and no use to go on. */
export const isOutage = (error: unknown): boolean =>
  error instanceof DatabaseError && !STATEMENT_ERROR.test(error.code);

/** SQLSTATE classes and SQLite's names for what is wrong with a statement or its values. */
const STATEMENT_ERROR =
  /^(?:2[0-9A-Z]|42|44)[0-9A-Z]{3}$|^SQLITE_(?:CONSTRAINT|ERROR|MISMATCH|TOOBIG|RANGE)/;
