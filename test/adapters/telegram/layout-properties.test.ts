import fc from 'fast-check';
import { describe, it } from 'vitest';
import { checkLayout } from './check-layout.ts';
import { choices, formedMessage, longMessage, shortMessage } from './nasty.ts';

describe('a layout is never refused by Telegram, loses no word and cuts nothing that belongs together:', () => {
  it('10,000 messages of nasty text', { timeout: 120_000 }, () => {
    fc.assert(fc.property(shortMessage, choices, checkLayout), { numRuns: 10_000 });
  });

  it('messages far longer than Telegram takes at once', { timeout: 120_000 }, () => {
    fc.assert(fc.property(longMessage, choices, checkLayout), { numRuns: 400 });
  });

  it('messages with more forms than Telegram keeps', { timeout: 120_000 }, () => {
    fc.assert(fc.property(formedMessage, choices, checkLayout), { numRuns: 400 });
  });
});
