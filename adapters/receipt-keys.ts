import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { ReceiptSigner } from '../bot/desk/intake.ts';
import type { VerifySignature } from '../bot/desk/receipt.ts';

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410), and of a public one in SPKI. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** @param seed - 32 bytes in hexadecimal digits, the same for as long as receipts shall be known as ours. */
export function receiptSigner(seed: string): ReceiptSigner {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, Buffer.from(seed, 'hex')]),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    sign: (bytes) => sign(null, bytes, key),
    publicKeyPem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** @see rawKey for the form of the key. */
export const verifyReceipt: VerifySignature = (bytes, signature, key) => {
  const raw = Buffer.from(key, 'base64url');
  if (raw.length !== 32) return false;
  const spki = Buffer.concat([SPKI_HEAD, raw]);
  return verify(
    null,
    bytes,
    createPublicKey({ key: spki, format: 'der', type: 'spki' }),
    signature,
  );
};
