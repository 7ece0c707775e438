import { describe, expect, it } from 'vitest';
import { TurnsInHand } from '../../../bot/engine/turns-in-hand.ts';
import type { Content, Incoming } from '../../../bot/message.ts';
import type { Turn } from '../../../bot/store.ts';
import { incoming } from '../../run-engine.ts';

const HELLO: Content = { kind: 'text', text: '안녕하세요' };

function said(deliveryId: string, content: Content = HELLO, conversation = 'chat-1'): Incoming {
  return { ...incoming('x', { conversation }), deliveryId, content };
}

/** A turn that is in hand until it is let go. */
function inHand(turns: TurnsInHand, message: Incoming) {
  const turn = { conversation: `id of ${message.conversation}`, incoming: message } as Turn;
  let signal: AbortSignal | undefined;
  let letGo = () => {};
  const done = turns.run(turn, (given) => {
    signal = given;
    return new Promise<void>((resolve) => {
      letGo = resolve;
    });
  });
  const end = () => {
    letGo();
    return done;
  };
  return { isCancelled: () => signal?.aborted, end };
}

const newTurns = () =>
  new TurnsInHand({ conversationId: (_, conversation) => `id of ${conversation}` });

describe('a turn in hand', () => {
  it.each<{ what: string; next: Incoming; isCancelled: boolean }>([
    { what: 'another message of the person', next: said('2'), isCancelled: true },
    {
      what: 'a pressed button',
      next: said('2', { kind: 'choice', token: 't' }),
      isCancelled: true,
    },
    { what: 'the same delivery once more', next: said('1'), isCancelled: false },
    { what: 'the home page', next: said('2', { kind: 'home' }), isCancelled: false },
    { what: 'a shared link', next: said('2', { kind: 'links', links: [] }), isCancelled: false },
    { what: 'somebody else', next: said('2', HELLO, 'chat-2'), isCancelled: false },
  ])('by $what: cancelled $isCancelled', async ({ next, isCancelled }) => {
    const turns = newTurns();
    const turn = inHand(turns, said('1'));
    turns.cancelBefore([next]);
    expect(turn.isCancelled()).toBe(isCancelled);
    await turn.end();
  });

  it('is cancelled when we stop, and so is one that begins afterwards', async () => {
    const turns = newTurns();
    const before = inHand(turns, said('1'));
    turns.cancelAll();
    const after = inHand(turns, said('2', HELLO, 'chat-2'));
    expect([before.isCancelled(), after.isCancelled()]).toEqual([true, true]);
    await Promise.all([before.end(), after.end()]);
  });

  it('that has ended is not meant by what is said next', async () => {
    const turns = newTurns();
    const first = inHand(turns, said('1'));
    await first.end();
    turns.cancelBefore([said('2')]);
    expect(first.isCancelled()).toBe(false);
  });
});
