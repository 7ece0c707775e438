import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { AuditHead, AuditVerdict } from '../../../bot/desk/audit.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import { InUseError, StoreOpenError } from '../errors.ts';
import { type Looking, lookAt } from './look-at.ts';
import { askProcess } from './tool-socket.ts';

/** Looks through the audit log while the server runs, or while it does not. @throws {StoreOpenError} */
export async function verifyAudit(
  kept: Looking,
  noted: AuditHead | undefined,
): Promise<AuditVerdict> {
  try {
    return await lookAt(kept, (look) => verifyChain(look, noted));
  } catch (error) {
    if (!(error instanceof InUseError)) throw error;
    const answer = await askProcess(kept.socket, { do: 'verify', ...(noted && { noted }) });
    if (!answer) throw error;
    return await verdictIn(answer);
  }
}

async function verdictIn(answer: Readable): Promise<AuditVerdict> {
  try {
    // Written by a process of ours.
    return JSON.parse(await text(answer)) as AuditVerdict;
  } catch (cause) {
    throw new StoreOpenError(
      'The server could not look through its audit log; see what it logged.',
      {
        cause,
      },
    );
  }
}
