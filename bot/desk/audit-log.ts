import type { AuditHead, AuditLine, AuditVerdict } from './audit.ts';

/** The lines of the audit log, each sealed to the one before it. */
export interface AuditLog {
  /** The newest first; of one case where it is named. */
  list(options: {
    readonly before?: number;
    readonly limit: number;
    readonly case?: string;
    readonly actor?: string;
  }): Promise<readonly AuditLine[]>;
  head(): Promise<AuditHead | undefined>;
  /**
   * Walks the whole chain. Finds lines that were removed (at the end, too), added, altered or moved, and cases whose
   * changes are not in it.
   *
   * @param noted - A head that was noted elsewhere: the line with its number must have its hash.
   */
  verify(noted?: AuditHead): Promise<AuditVerdict>;
}
