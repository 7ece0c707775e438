import type { Triage } from '../../knowledge/triage/triage.ts';

/** What receipts are signed with. */
export interface ReceiptSigner {
  /** Ed25519. The same bytes always get the same signature. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** SPKI, as anybody may have it. */
  readonly publicKeyPem: string;
}

/** What it takes to receive cases; there is none where the bot only hands out documents. */
export interface Intake extends ReceiptSigner {
  /** Who receives them, as people are told. */
  readonly institution: string;
  readonly triage: Triage;
  /** Days after its end for which a case is kept. */
  readonly retentionDays: number;
}
