import type { CaseIntake } from '../../bot/desk/case-desk.ts';
import type { StoredCase } from '../../bot/desk/case-store.ts';
import type { Intake } from '../../bot/desk/intake.ts';
import type { ReceiptParts, VerifySignature } from '../../bot/desk/receipt.ts';
import type { InspectEvidence } from '../../bot/evidence-file.ts';
import type { WebContext } from './context.ts';

/** What the pages need where cases are received. */
export interface WebIntake extends Intake {
  readonly cases: CaseIntake;
  /** For a draft that was sent in before. */
  readonly caseById: (id: string) => Promise<StoredCase | undefined>;
  readonly inspectEvidence: InspectEvidence;
  readonly verify: VerifySignature;
}

/** What receipts are written with. */
export const receiptPartsOf = (
  { words, desk }: Pick<WebContext, 'words' | 'desk'>,
  { institution, sign, publicKeyPem }: Intake,
): ReceiptParts => ({
  institution,
  sign,
  publicKeyPem,
  words,
  titleOf: (document) =>
    desk.casework.outlines.get(document)?.title ?? { ko: document, en: document },
});
