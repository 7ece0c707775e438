import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { Platform } from '../../bot/message.ts';

/** `none` is for tests only, which prove deletion without the help of encryption. */
export type Cipher = 'aes-256-gcm' | 'none';

/** Digests and seals. Everything personal is sealed under a key of its conversation or case, which lies wrapped under the master key. */
export interface Vault {
  /** A name for something that cannot be read back; the same every time under one master key. */
  digest(kind: DigestKind, ...parts: readonly string[]): string;
  newDataKey(): Uint8Array;
  /** @param id - Of the row whose key it is. */
  wrapKey(id: string, dataKey: Uint8Array, column?: KeyColumn): Uint8Array;
  unwrapKey(id: string, wrapped: Uint8Array, column?: KeyColumn): Uint8Array;
  /** `place` names where it is kept: a seal moved to another row or column does not open. */
  seal(dataKey: Uint8Array, place: Place, plain: string | Uint8Array): Uint8Array;
  /** @throws {SealError} */
  open(dataKey: Uint8Array, place: Place, sealed: Uint8Array): Buffer;
  readonly credentialKey: Uint8Array;
  /** Makes the digests. It outlives the master key: nothing is kept from which they could be made anew. */
  readonly digestKey: Uint8Array;
  /** For {@link openVault}, so that digests of another vault go on in this one. */
  sealDigestKey(digestKey: Uint8Array): Uint8Array;
  /** Tells this master key from another, and nothing else about it. */
  readonly keyCheck: string;
}

type DigestKind =
  | 'conversation'
  | 'person'
  | 'delivery'
  | 'address'
  | 'credential'
  | 'hand-over'
  | 'lasting'
  | 'key-check'
  | 'case'
  | 'case-code'
  | 'audit-line'
  | 'audit-head'
  | 'staff-login'
  | 'staff-session'
  | 'staff-failure'
  | 'model-user'
  | 'backup';

/** Where keys lie that are wrapped under the master key. */
export type KeyColumn =
  | 'conversation.wrapped_key'
  | 'case_file.wrapped_key'
  | 'case_file.identity_key'
  | 'staff.wrapped_key';

/** Table and column, then the digests that name the row. */
type Place = readonly [column: string, ...row: readonly string[]];

/** Bytes that were not sealed here with this key, or were changed since. */
class SealError extends Error {
  override readonly name = 'SealError';
  readonly code = 'SEAL';

  constructor(place: Place, options?: ErrorOptions) {
    super(`A seal in ${place[0]} does not open: damaged, moved, or of another key.`, options);
  }
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The first byte of a seal says how it was made, so that another way can be added. */
const PLAIN = 0;
const AES_256_GCM = 1;

const DIGEST_KEY: Place = ['meta.value', 'digest-key'];

/**
 * @param masterKey - 32 bytes.
 * @param randomBytes - Must be a cryptographic source outside tests.
 * @param sealedDigestKey - Where the master key was rotated, the digest key of the first one, from `sealDigestKey`.
 * @throws {SealError} where that was sealed under another master key.
 */
export function openVault(
  masterKey: Uint8Array,
  randomBytes: (count: number) => Uint8Array,
  cipher: Cipher,
  sealedDigestKey?: Uint8Array,
): Vault {
  const subkey = (use: string) =>
    new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(), `facerights/store/${use}`, 32));
  const wrapKey = subkey('wrap');
  const seal: Vault['seal'] = (key, place, plain) =>
    cipher === 'none'
      ? Buffer.concat([Uint8Array.of(PLAIN), Buffer.from(plain)])
      : encrypt(key, place, plain, randomBytes(NONCE_BYTES));
  const open: Vault['open'] = (key, place, sealed) => {
    if (cipher === 'none' && sealed[0] === PLAIN) return Buffer.from(sealed.subarray(1));
    return decrypt(key, place, sealed);
  };
  const digestKey = sealedDigestKey ? open(wrapKey, DIGEST_KEY, sealedDigestKey) : subkey('digest');
  const digest: Vault['digest'] = (kind, ...parts) =>
    createHmac('sha256', digestKey)
      .update(JSON.stringify([kind, ...parts]))
      .digest('hex');
  return {
    digest,
    newDataKey: () => randomBytes(32),
    wrapKey: (id, key, column = 'conversation.wrapped_key') => seal(wrapKey, [column, id], key),
    unwrapKey: (id, wrapped, column = 'conversation.wrapped_key') =>
      open(wrapKey, [column, id], wrapped),
    seal,
    open,
    credentialKey: subkey('credential'),
    digestKey,
    sealDigestKey: (key) => seal(wrapKey, DIGEST_KEY, key),
    // A digest would be the same after a rotation.
    keyCheck: sealedDigestKey
      ? Buffer.from(subkey('key-check')).toString('hex')
      : digest('key-check'),
  };
}

/** The id of a conversation in the store. */
export const conversationDigest = (
  vault: Vault,
  platform: Platform,
  conversation: string,
): string => vault.digest('conversation', platform, conversation);

const boundTo = (place: Place): Buffer => Buffer.from(JSON.stringify(place));

function encrypt(
  key: Uint8Array,
  place: Place,
  plain: string | Uint8Array,
  nonce: Uint8Array,
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(place));
  const text = cipher.update(Buffer.from(plain));
  cipher.final();
  return Buffer.concat([Uint8Array.of(AES_256_GCM), nonce, cipher.getAuthTag(), text]);
}

function decrypt(key: Uint8Array, place: Place, sealed: Uint8Array): Buffer {
  const textStart = 1 + NONCE_BYTES + TAG_BYTES;
  if (sealed[0] !== AES_256_GCM || sealed.length < textStart) throw new SealError(place);
  try {
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(boundTo(place))
      .setAuthTag(sealed.subarray(1 + NONCE_BYTES, textStart));
    const text = decipher.update(sealed.subarray(textStart));
    decipher.final();
    return text;
  } catch (cause) {
    throw new SealError(place, { cause });
  }
}
