/** One line of the audit log: who did what to which case. Never a word that anybody wrote. */
export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Id of a member of staff, `person`, or `system`. */
  readonly actor: string;
  /** What was done: `case-received`, `identity-opened`, `signed-in`. */
  readonly action: string;
  readonly case?: string;
  /** Ids, statuses, counts; of reasons only that there is one. */
  readonly details: Readonly<Record<string, string | number>>;
}

/** A line as it stands in the chain. */
export interface AuditLine extends AuditEntry {
  /** From 1, without a gap. */
  readonly no: number;
  /** Hex: a keyed digest of this line and the hash before it. */
  readonly hash: string;
}

/** The last line, as it can be noted somewhere else and compared with later. */
export interface AuditHead {
  readonly no: number;
  readonly hash: string;
}

/** What a walk along the chain came to. */
export interface AuditVerdict {
  readonly lines: number;
  readonly head: AuditHead | undefined;
  /** Empty where nothing was removed, added, altered or moved. */
  readonly problems: readonly { readonly no: number; readonly problem: string }[];
}
