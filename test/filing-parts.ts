import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { projectRoot } from '../adapters/project-root.ts';
import { receiptSigner } from '../adapters/receipt-keys.ts';
import type { Intake } from '../bot/desk/intake.ts';
import type { BotParts } from '../bot/talk.ts';
import type { Casework } from '../knowledge/casework/casework.ts';
import { loadTriage } from '../knowledge/triage/load-triage.ts';
import { realParts } from './talking.ts';

export const INSTITUTION = '시험위원회';

/** Intake as an operator switches it on, with a key of its own. */
const testIntake = (casework: Casework): Intake => ({
  institution: INSTITUTION,
  triage: loadTriage(join(projectRoot(), 'knowledge/rules'), casework),
  retentionDays: 90,
  ...receiptSigner(randomBytes(32).toString('hex')),
});

/** The parts of the real bot where cases are received. */
export async function receivingParts(): Promise<BotParts & { readonly intake: Intake }> {
  const parts = await realParts();
  return { ...parts, intake: testIntake(parts.casework) };
}
