import { describe, expect, it } from 'vitest';
import type { Payload, Preview } from '../../../bot/channel.ts';
import { liveTurn } from '../../../bot/engine/live-turn.ts';
import { EMPTY_VIEW } from '../../../bot/entry-view.ts';
import type { AnswerMessage } from '../../../bot/message.ts';
import { memoryChannel } from '../../memory-channel.ts';
import { incoming } from '../../run-engine.ts';

const answer = (lead: string): AnswerMessage => ({
  kind: 'answer',
  view: { ...EMPTY_VIEW, language: 'en', kind: 'answer', outcome: 'answered', lead },
});

function live(left: () => Promise<Payload | undefined> = async () => ({ ts: '1' }), tries = 1) {
  const calls: string[] = [];
  const preview: Preview = {
    show: (message) => void calls.push(message.kind === 'answer' ? message.view.lead : ''),
    close: () => {
      calls.push('closed');
      return left();
    },
  };
  const channel = {
    ...memoryChannel(),
    openPreview: ({ language }: { language: string }, key: string) => {
      calls.push(`opened ${language} ${key}`);
      return preview;
    },
  };
  const message = { ...incoming('x'), deliveryId: 'd-1' };
  return {
    calls,
    turn: liveTurn({ incoming: message, tries }, channel, new AbortController().signal),
  };
}

describe('a live turn', () => {
  it('opens a preview with the first thing to show, in its language, and once', async () => {
    const { calls, turn } = live();
    turn.show(answer('one'));
    turn.show(answer('one two'));
    expect(calls).toEqual(['opened en d-1', 'one', 'one two']);
  });

  it('that showed nothing opens nothing and leaves nothing', async () => {
    const { calls, turn } = live();
    expect(await turn.close()).toBeUndefined();
    turn.show(answer('late'));
    expect(calls).toEqual([]);
  });

  it('closes once however often it is told to, and shows nothing afterwards', async () => {
    const { calls, turn } = live();
    turn.show(answer('one'));
    expect([await turn.close(), await turn.close()]).toEqual([{ ts: '1' }, { ts: '1' }]);
    turn.show(answer('late'));
    expect(calls).toEqual(['opened en d-1', 'one', 'closed']);
  });

  it('that is a repeat finds what the first attempt left, although it shows nothing', async () => {
    const { calls, turn } = live(undefined, 2);
    expect(await turn.close()).toEqual({ ts: '1' });
    expect(calls).toEqual(['opened ko d-1', 'closed']);
  });

  it('whose preview cannot be closed goes on without it', async () => {
    const { turn } = live(() => Promise.reject(new Error('away')));
    turn.show(answer('one'));
    expect(await turn.close()).toBeUndefined();
  });
});
