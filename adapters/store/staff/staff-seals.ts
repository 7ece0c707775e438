import type { Vault } from '../sealing.ts';

/** @throws {SealError} */
export const staffKey = (vault: Vault, id: string, wrapped: Uint8Array): Uint8Array =>
  vault.unwrapKey(id, wrapped, 'staff.wrapped_key');

export const recordPlace = (id: string) => ['staff.record', id] as const;
