import { expect, it } from 'vitest';
import type { Incoming } from '../../../bot/message.ts';
import type { Reply } from '../../../bot/talk.ts';
import { memoryChannel } from '../../memory-channel.ts';
import {
  incoming,
  saying,
  sentWords,
  startEngine,
  storePlace,
  untilSent,
} from '../../run-engine.ts';

const UNTIL = Date.UTC(2100, 0);
const chat = (name: string): Partial<Incoming> => ({ conversation: name, person: name });
const doing = (text: string, changes: Partial<Reply> = {}): Reply => ({
  ...saying(text, 1),
  ...changes,
});
/** A state with a case; the engine looks at nothing else in it. */
const keeping = { case: { keepUntil: UNTIL } } as unknown as Reply['state'];
const textOf = ({ content }: Incoming): string => (content.kind === 'text' ? content.text : '');

it('a case that two want is taken by one, and the other is told in a reply made anew', async () => {
  const store = await storePlace().open();
  const telegram = memoryChannel();
  await startEngine({
    store,
    channels: [telegram],
    reply: async ({ incoming: message, tries }) => {
      if (textOf(message) === 'offer') {
        return doing('offered', { offers: { code: 'a code', until: UNTIL } });
      }
      // Both look before either commits.
      const isThere = tries === 1 || (await store.offered('a code')) !== undefined;
      return isThere ? doing('taken', { takesOver: 'a code' }) : doing('too late');
    },
  });
  await telegram.deliver(incoming('offer', chat('a')));
  await untilSent(telegram, 1);
  await telegram.deliver(incoming('take', chat('b')), incoming('take', chat('c')));
  await untilSent(telegram, 3);
  expect(sentWords(telegram).toSorted()).toEqual(['offered', 'taken', 'too late']);
  expect(await store.stateOf(store.conversationId('telegram', 'a'))).toBeUndefined();
});

it('a case is kept as long as before when no answer can be made', async () => {
  const store = await storePlace().open();
  const telegram = memoryChannel();
  const seen: (number | undefined)[] = [];
  await startEngine({
    store,
    channels: [telegram],
    reply: ({ incoming: message, keepUntil }) => {
      seen.push(keepUntil);
      if (textOf(message) === 'fail') return Promise.reject(new Error('a bug'));
      return Promise.resolve(doing('kept', { state: keeping }));
    },
  });
  for (const [count, text] of ['keep', 'fail', 'ask'].entries()) {
    await telegram.deliver(incoming(text));
    await untilSent(telegram, count + 1);
  }
  expect(sentWords(telegram)).toEqual(['kept', 'sorry, number case-1', 'kept']);
  expect(seen).toEqual([undefined, UNTIL, UNTIL]);
});
