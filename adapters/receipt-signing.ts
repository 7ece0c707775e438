import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { ReceiptSigner } from '../bot/desk/intake.ts';
import type { VerifySignature } from '../bot/desk/receipt.ts';

/** @param key - An Ed25519 key, or its PEM. */
export function receiptSigner(key: KeyObject | string): ReceiptSigner {
  const privateKey = typeof key === 'string' ? createPrivateKey(key) : key;
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('Receipts need an Ed25519 key.');
  return {
    sign: (bytes) => sign(null, bytes, privateKey),
    publicKeyPem: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
  };
}

export const verifySignature: VerifySignature = (bytes, signature, key) => {
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: key };
    return verify(null, bytes, createPublicKey({ key: jwk, format: 'jwk' }), signature);
  } catch {
    return false;
  }
};
