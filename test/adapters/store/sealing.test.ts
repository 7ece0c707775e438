import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openVault } from '../../../adapters/store/sealing.ts';

const MASTER_KEY = new Uint8Array(32).fill(1);
const vault = openVault(MASTER_KEY, randomBytes, 'aes-256-gcm');
const dataKey = vault.newDataKey();
const PLACE = ['inbox.content', 'conversation', 'delivery'] as const;

describe('a seal', () => {
  it('gives back any bytes, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        const sealed = vault.seal(dataKey, PLACE, bytes);
        expect([...vault.open(dataKey, PLACE, sealed)]).toEqual([...bytes]);
        expect(vault.seal(dataKey, PLACE, bytes)).not.toEqual(sealed);
      }),
    );
  });

  const sealed = Buffer.from(vault.seal(dataKey, PLACE, '말씀'));
  it.each([
    {
      what: 'moved to another row',
      key: dataKey,
      place: ['inbox.content', 'conversation', 'other'],
      bytes: sealed,
    },
    {
      what: 'moved to another column',
      key: dataKey,
      place: ['outbox.payload', 'conversation', 'delivery'],
      bytes: sealed,
    },
    { what: 'of another key', key: vault.newDataKey(), place: PLACE, bytes: sealed },
    { what: 'cut off', key: dataKey, place: PLACE, bytes: sealed.subarray(0, 20) },
    { what: 'made without a key', key: dataKey, place: PLACE, bytes: Buffer.from('\0plain') },
    { what: 'empty', key: dataKey, place: PLACE, bytes: Buffer.alloc(0) },
  ] as const)('$what does not open', ({ key, place, bytes }) => {
    expect(() => vault.open(key, place, bytes)).toThrow(/does not open/);
  });

  it('with any bit changed does not open', () => {
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => vault.open(dataKey, PLACE, changed)).toThrow(/does not open/);
    }
  });
});

describe('a digest', () => {
  it('is the same under one key, and another under another', () => {
    const again = openVault(MASTER_KEY, randomBytes, 'none');
    const other = openVault(new Uint8Array(32), randomBytes, 'aes-256-gcm');
    const digest = vault.digest('person', 'telegram', '1');
    expect(digest).toMatch(/^[\da-f]{64}$/);
    expect(again.digest('person', 'telegram', '1')).toBe(digest);
    expect(other.digest('person', 'telegram', '1')).not.toBe(digest);
  });

  it('keeps apart what only looks alike when it is joined', () => {
    expect(vault.digest('person', 'a', 'bc')).not.toBe(vault.digest('person', 'ab', 'c'));
    expect(vault.digest('person', 'a', 'b')).not.toBe(vault.digest('conversation', 'a', 'b'));
  });
});
