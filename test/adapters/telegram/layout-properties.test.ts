import fc from 'fast-check';
import { describe, it } from 'vitest';
import { checkLayout } from './check-layout.ts';
import { choices, formedMessage, longMessage, shortMessage } from './nasty.ts';

/** All 10,000 take half a minute: `LAYOUT_RUNS=10000`. */
const RUNS = Number(process.env['LAYOUT_RUNS'] ?? 2_000);

describe('a layout is never refused by Telegram, loses no word and cuts nothing that belongs together:', () => {
  it('thousands of messages of nasty text', { timeout: 120_000 }, () => {
    fc.assert(fc.property(shortMessage, choices, checkLayout), { numRuns: RUNS });
  });

  it('messages far longer than Telegram takes at once', { timeout: 120_000 }, () => {
    fc.assert(fc.property(longMessage, choices, checkLayout), { numRuns: 400 });
  });

  it('messages with more forms than Telegram keeps', { timeout: 120_000 }, () => {
    fc.assert(fc.property(formedMessage, choices, checkLayout), { numRuns: 400 });
  });
});
