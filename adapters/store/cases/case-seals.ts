import type { CaseRow } from '../schema.ts';
import type { Vault } from '../sealing.ts';

/** Sealed parts of a case, each bound to its place. */
export const sealFile = (
  vault: Vault,
  key: Uint8Array,
  { id, version }: Pick<CaseRow, 'id' | 'version'>,
  file: string,
): Uint8Array => vault.seal(key, ['case_file.file', id, `${version}`], file);

/** @throws {SealError} */
export function openFile(
  vault: Vault,
  { id, version, wrapped_key, file }: Pick<CaseRow, 'id' | 'version' | 'wrapped_key' | 'file'>,
): string | undefined {
  if (wrapped_key === null || file === null) return undefined;
  const key = caseKey(vault, id, wrapped_key);
  return vault.open(key, ['case_file.file', id, `${version}`], file).toString();
}

export const caseKey = (vault: Vault, id: string, wrapped: Uint8Array): Uint8Array =>
  vault.unwrapKey(id, wrapped, 'case_file.wrapped_key');

/** Sealed under a new key each time, so that the key of an earlier one goes with it. */
export function sealIdentity(
  vault: Vault,
  id: string,
  identity: string,
): Pick<CaseRow, 'identity' | 'identity_key'> {
  const key = vault.newDataKey();
  return {
    identity: vault.seal(key, ['case_file.identity', id], identity),
    identity_key: vault.wrapKey(id, key, 'case_file.identity_key'),
  };
}

/** @throws {SealError} */
export function openIdentityOf(
  vault: Vault,
  { id, identity, identity_key }: Pick<CaseRow, 'id' | 'identity' | 'identity_key'>,
): string | undefined {
  if (identity === null || identity_key === null) return undefined;
  const key = vault.unwrapKey(id, identity_key, 'case_file.identity_key');
  return vault.open(key, ['case_file.identity', id], identity).toString();
}

export const attachmentPlace = (id: string, file: string) =>
  ['case_attachment.bytes', id, file] as const;

/** What a case row says beside its seals, in one digest: by it an alteration is found. */
export const markOf = (
  vault: Vault,
  {
    id,
    code,
    version,
    change,
    received_at,
    erased_at,
  }: Pick<CaseRow, 'id' | 'code' | 'version' | 'change' | 'received_at' | 'erased_at'>,
): string =>
  vault.digest('case', JSON.stringify([id, code, version, change, received_at, erased_at]));
