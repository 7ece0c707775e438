import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { StoreOptions } from '../../adapters/store/open-store.ts';
import { openStore } from '../../adapters/store/open-store.ts';
import { type Incoming, PLATFORMS } from '../../bot/message.ts';
import type { Store } from '../../bot/store.ts';
import {
  answer,
  claimOne,
  claimSend,
  delivery,
  file,
  LIMITS,
  payload,
  result,
  START,
  saying,
  textOf,
} from './store-samples.ts';

/** Where a store can keep its data in a test. */
export interface StorePlace {
  /** A new, empty database. */
  readonly makeDatabase: () => Promise<StoreOptions['database']>;
  /** False where one process at a time may have it. */
  readonly isShared: boolean;
  readonly begin?: () => Promise<void>;
  readonly end?: () => Promise<void>;
}

export const MASTER_KEY = new Uint8Array(32).fill(7);
const LEASE_MS = 30_000;

/** Stores on one database, whose clock stands still until it is moved. */
export interface StoreHome {
  readonly clock: { now: number };
  readonly errors: unknown[];
  /** Closed when the test ends. */
  open(over?: Partial<StoreOptions>): Promise<Store>;
}

/** Makes a home with a database of its own. */
export async function storeHome(place: StorePlace): Promise<StoreHome> {
  const database = await place.makeDatabase();
  const clock = { now: START };
  const errors: unknown[] = [];
  return {
    clock,
    errors,
    open: async (over = {}) => {
      const store = await openStore({
        database,
        masterKey: MASTER_KEY,
        clock: () => clock.now,
        owner: 'first',
        leaseMs: LEASE_MS,
        onBackgroundError: (error) => errors.push(error),
        ...over,
      });
      let isOpen = true;
      const close = async () => {
        if (isOpen) await store.close();
        isOpen = false;
      };
      onTestFinished(close);
      return { ...store, close };
    },
  };
}

/** What every store must do. */
export function describeStore(name: string, place: StorePlace): void {
  describe(name, () => {
    beforeAll(async () => {
      await place.begin?.();
    });
    afterAll(async () => {
      await place.end?.();
    });
    const opened = async () => {
      const home = await storeHome(place);
      return { home, store: await home.open() };
    };
    describeInbox(opened);
    describeTurns(opened);
    describeOutbox(opened);
    describePulling(opened);
    describeErasure(opened);
    describeRetention(opened);
    describeKeys(opened);
    if (place.isShared) describeSharing(opened);
  });
}

type Opened = () => Promise<{ readonly home: StoreHome; readonly store: Store }>;

function describeInbox(opened: Opened): void {
  describe('the inbox', () => {
    it('gives back what was received, with everything that came along', async () => {
      const { store } = await opened();
      const incoming = delivery({
        language: 'ko',
        content: { kind: 'command', command: 'law', argument: '형법 250조' },
      });
      await store.receive([incoming]);
      const turn = await claimOne(store);
      expect(turn).toMatchObject({ incoming, state: undefined, tries: 1, receivedAt: START });
      expect(turn.conversation).not.toContain('chat');
    });

    it('drops a repeat, in the same batch, in another, while it waits and after it was answered', async () => {
      const { home, store } = await opened();
      const incoming = saying('once', { deliveryId: 'd' });
      expect(await store.receive([incoming, incoming])).toBe(1);
      expect(await store.receive([incoming])).toBe(0);
      const turn = await claimOne(store);
      await store.commitTurns([result(turn, { state: 's' })]);
      expect(await store.receive([incoming])).toBe(0);
      await store.close();
      const reopened = await home.open();
      expect(await reopened.receive([incoming])).toBe(0);
      expect(await reopened.claimTurns(10, PLATFORMS)).toEqual([]);
    });

    it('tells the same delivery id on two platforms apart', async () => {
      const { store } = await opened();
      const ids = { deliveryId: 'same', conversation: 'same', person: 'same' };
      expect(await store.receive([delivery(ids), delivery({ ...ids, platform: 'slack' })])).toBe(2);
      expect(await store.claimTurns(10, PLATFORMS)).toHaveLength(2);
    });

    it('receives thousands in one batch', async () => {
      const { store } = await opened();
      const many = Array.from({ length: 2_500 }, (_, index) =>
        delivery({ conversation: `c${index % 700}` }),
      );
      expect(await store.receive(many)).toBe(2_500);
      expect(await store.figures()).toMatchObject({ waiting: 2_500, conversations: 700 });
      expect(await store.claimTurns(1_000, PLATFORMS)).toHaveLength(700);
    });

    it.each<{ content: Incoming['content']; counted: number }>([
      { content: { kind: 'text', text: 'a' }, counted: 2 },
      { content: { kind: 'choice', token: 't' }, counted: 2 },
      { content: { kind: 'home' }, counted: 1 },
      { content: { kind: 'links', links: [] }, counted: 1 },
    ])(
      'counts $content.kind among what came within a minute: $counted',
      async ({ content, counted }) => {
        const { home, store } = await opened();
        await store.receive([delivery({ conversation: 'elsewhere' })]);
        home.clock.now += 60_001;
        await store.receive([delivery({ content, conversation: 'other', order: 1 })]);
        home.clock.now += 60_000;
        await store.receive([
          saying('now'),
          saying('next'),
          saying('of another', { person: 'p2' }),
        ]);
        const turns = await store.claimTurns(10, PLATFORMS);
        expect(turns.find((turn) => textOf(turn) === 'now')?.receivedInMinute).toBe(counted);
      },
    );
  });
}

function describeTurns(opened: Opened): void {
  describe('a turn', () => {
    it('is the smallest order first, then what came first', async () => {
      const { store } = await opened();
      await store.receive([
        saying('third', { order: 2 }),
        saying('first', { order: 1 }),
        saying('fourth', { order: 2.5 }),
        saying('second', { order: 1 }),
      ]);
      const said: string[] = [];
      for (let count = 0; count < 4; count += 1) {
        const turn = await claimOne(store);
        said.push(textOf(turn));
        await store.commitTurns([result(turn)]);
      }
      expect(said).toEqual(['first', 'second', 'third', 'fourth']);
      expect(await store.figures()).toMatchObject({ waiting: 0 });
    });

    it('holds up the next of its conversation, and no other', async () => {
      const { store } = await opened();
      await store.receive([saying('a1'), saying('a2'), saying('b1', { conversation: 'b' })]);
      const turns = await store.claimTurns(10, PLATFORMS);
      expect(turns.map(textOf)).toEqual(['a1', 'b1']);
      expect(await store.claimTurns(10, PLATFORMS)).toEqual([]);
      await store.commitTurns(turns.map((turn) => result(turn)));
      expect(textOf(await claimOne(store))).toBe('a2');
    });

    it('goes to the conversation that has waited longest, as many as are wanted', async () => {
      const { home, store } = await opened();
      for (const conversation of ['old', 'middle', 'new']) {
        await store.receive([saying(conversation, { conversation })]);
        home.clock.now += 1;
      }
      expect((await store.claimTurns(2, PLATFORMS)).map(textOf)).toEqual(['old', 'middle']);
      expect((await store.claimTurns(2, PLATFORMS)).map(textOf)).toEqual(['new']);
      expect(await store.claimTurns(0, PLATFORMS)).toEqual([]);
    });

    it('sees the state that the one before it left, or none', async () => {
      const { store } = await opened();
      await answer(store, delivery(), { state: '{"step":1}' });
      await store.receive([delivery()]);
      const turn = await claimOne(store);
      expect(turn.state).toBe('{"step":1}');
      await store.commitTurns([result(turn)]);
      await store.receive([delivery()]);
      expect((await claimOne(store)).state).toBeUndefined();
    });

    it('sees what was written last of its person, in whichever conversation', async () => {
      const { home, store } = await opened();
      const inChat = (conversation: string) => delivery({ conversation });
      expect((await answer(store, inChat('a'), { state: '1', profile: 'ko' })).profile).toBe(
        undefined,
      );
      home.clock.now += 1;
      expect((await answer(store, inChat('b'), { state: '1', profile: 'en' })).profile).toBe('ko');
      home.clock.now += 1;
      expect((await answer(store, inChat('a'), { state: '2', profile: 'en' })).profile).toBe('en');
      const other = { platform: 'slack', person: 'person-1', conversation: 'a' } as const;
      expect((await answer(store, delivery(other))).profile).toBeUndefined();
      expect((await answer(store, delivery({ person: 'person-2' }))).profile).toBeUndefined();
    });

    it('of which nothing is to be remembered goes with the last message owed', async () => {
      const { store } = await opened();
      await answer(store, delivery({ conversation: 'a' }), { owed: [payload('hello')] });
      expect((await store.kept('telegram', 'person-1')).conversations).toBe(1);
      await store.settleSends([{ owed: await claimSend(store), kind: 'sent' }]);
      expect((await store.kept('telegram', 'person-1')).conversations).toBe(0);
    });

    it('comes back when its lease ends, and its late result is refused', async () => {
      const { home, store } = await opened();
      await store.receive([delivery()]);
      const stale = await claimOne(store);
      home.clock.now += LEASE_MS - 1;
      expect(await store.claimTurns(1, PLATFORMS)).toEqual([]);
      home.clock.now += 1;
      const turn = await claimOne(store);
      expect(turn).toMatchObject({ inboxId: stale.inboxId, tries: 2 });
      expect(await store.commitTurns([result(stale, { owed: [payload('stale')] })])).toEqual([
        false,
      ]);
      expect(await store.commitTurns([result(turn, { owed: [payload('good')] })])).toEqual([true]);
      expect((await claimSend(store)).payload).toEqual(payload('good'));
      expect(await store.commitTurns([result(turn, { owed: [payload('twice')] })])).toEqual([
        false,
      ]);
    });

    it('stays with its owner while leases are renewed, and is free at once when they are released', async () => {
      const { home, store } = await opened();
      await store.receive([delivery()]);
      const turn = await claimOne(store);
      home.clock.now += LEASE_MS - 1;
      await store.renewLeases({ turns: [turn], sends: [] });
      home.clock.now += LEASE_MS - 1;
      expect(await store.claimTurns(1, PLATFORMS)).toEqual([]);
      await store.releaseLeases();
      expect((await claimOne(store)).inboxId).toBe(turn.inboxId);
      expect(await store.commitTurns([result(turn)])).toEqual([false]);
    });

    it('whose claim was lost on its way is renewed by nobody, and comes back', async () => {
      const { home, store } = await opened();
      await store.receive([delivery({ conversation: 'a' }), delivery({ conversation: 'b' })]);
      const [held, lost] = await store.claimTurns(2, PLATFORMS);
      if (!held || !lost) throw new Error('two turns are there');
      home.clock.now += LEASE_MS - 1;
      await store.renewLeases({ turns: [held], sends: [] });
      home.clock.now += 1;
      expect(await claimOne(store)).toMatchObject({ inboxId: lost.inboxId, tries: 2 });
    });

    it('writes state, messages and files, all or nothing, and does not take others along when it fails', async () => {
      const { home, store } = await opened();
      await store.receive([saying('bad'), saying('good', { conversation: 'b' })]);
      const [bad, good] = await store.claimTurns(10, PLATFORMS);
      if (!bad || !good) throw new Error('two turns were waiting');
      const twice = [file({ id: 'same' }), file({ id: 'same' })];
      const written = await store.commitTurns([
        result(bad, { state: 'bad', owed: [payload('bad')], files: twice }),
        result(good, { state: 'good', owed: [payload('good')], files: [file()] }),
      ]);
      expect(written).toEqual([false, true]);
      expect(home.errors).toHaveLength(1);
      expect((await claimSend(store)).payload).toEqual(payload('good'));
      expect(await store.filesOf(bad.conversation, 'evidence')).toEqual([]);
      expect(await claimOne(store)).toMatchObject({
        inboxId: bad.inboxId,
        state: undefined,
        tries: 2,
      });
    });

    it('keeps files until they are dropped', async () => {
      const { home, store } = await opened();
      const evidence = file({ name: '증거.jpg' });
      const document = file({
        id: 'file-2',
        purpose: 'document',
        bytes: new Uint8Array(300_000).fill(9),
      });
      const turn = await answer(store, delivery(), { state: 's', files: [evidence, document] });
      const facts = {
        id: 'file-1',
        purpose: 'evidence',
        name: '증거.jpg',
        mediaType: 'image/jpeg',
        size: 3,
        savedAt: START,
      };
      expect(await store.filesOf(turn.conversation, 'evidence')).toEqual([facts]);
      expect(await store.readFile(turn.conversation, 'file-1')).toEqual(Buffer.from([1, 2, 3]));
      expect((await store.readFile(turn.conversation, 'file-2'))?.length).toBe(300_000);
      expect(await store.readFile('another', 'file-1')).toBeUndefined();
      home.clock.now += 1;
      await answer(store, delivery(), { dropFiles: ['file-1', 'unknown'] });
      expect(await store.readFile(turn.conversation, 'file-1')).toBeUndefined();
      expect(await store.filesOf(turn.conversation, 'document')).toHaveLength(1);
    });
  });
}

function describeOutbox(opened: Opened): void {
  describe('the outbox', () => {
    it('gives messages one by one, in order, with the newest address', async () => {
      const { store } = await opened();
      await answer(store, delivery(), { owed: [payload('1'), payload('2')] });
      await answer(store, delivery({ address: { chat: 1, topic: 9 } }), { owed: [payload('3')] });
      const sent: unknown[] = [];
      for (let count = 0; count < 3; count += 1) {
        const owed = await claimSend(store);
        expect(owed).toMatchObject({
          address: { chat: 1, topic: 9 },
          tries: 0,
          mayBeRepeat: false,
          owedSince: START,
        });
        expect(await store.claimSends('telegram', 10)).toEqual([]);
        sent.push(owed.payload['text']);
        await store.settleSends([{ owed, kind: 'sent' }]);
      }
      expect(sent).toEqual(['1', '2', '3']);
      expect(await store.claimSends('telegram', 10)).toEqual([]);
      expect(await store.figures()).toMatchObject({ owed: 0 });
    });

    it('keeps the platforms apart, and other conversations going', async () => {
      const { store } = await opened();
      await answer(store, delivery(), { owed: [payload('t1')] });
      await answer(store, delivery({ platform: 'slack' }), { owed: [payload('s')] });
      await answer(store, delivery({ conversation: 'b' }), { owed: [payload('t2')] });
      expect((await store.claimSends('slack', 10)).map((owed) => owed.payload['text'])).toEqual([
        's',
      ]);
      const texts = (await store.claimSends('telegram', 10)).map((owed) => owed.payload['text']);
      expect(texts.toSorted()).toEqual(['t1', 't2']);
    });

    it('waits with a retry until its time, and with everything behind it', async () => {
      const { home, store } = await opened();
      await answer(store, delivery(), { owed: [payload('1')] });
      const owed = await claimSend(store);
      await store.settleSends([
        { owed, kind: 'retry', at: START + 5_000, reason: 'flood', isUncertain: false },
      ]);
      await answer(store, delivery(), { owed: [payload('2')] });
      home.clock.now += 4_999;
      expect(await store.claimSends('telegram', 10)).toEqual([]);
      home.clock.now += 1;
      expect(await claimSend(store)).toMatchObject({ id: owed.id, tries: 1, mayBeRepeat: false });
    });

    it('says that an attempt may be a repeat when nobody knows whether the one before got through', async () => {
      const { home, store } = await opened();
      await answer(store, delivery(), { owed: [payload('1')] });
      const owed = await claimSend(store);
      await store.settleSends([
        { owed, kind: 'retry', at: START + 1_000, reason: 'time-out', isUncertain: true },
      ]);
      home.clock.now += 1_000;
      expect(await claimSend(store)).toMatchObject({ id: owed.id, mayBeRepeat: true });
    });

    it('says that an attempt may be a repeat when the end of the one before is not known', async () => {
      const { home, store } = await opened();
      await answer(store, delivery(), { owed: [payload('1')] });
      const first = await claimSend(store);
      home.clock.now += LEASE_MS;
      const second = await claimSend(store);
      expect(second).toMatchObject({ id: first.id, tries: 1, mayBeRepeat: true });
      await store.settleSends([
        { owed: first, kind: 'retry', at: START + 99_000, reason: 'stale', isUncertain: false },
      ]);
      expect(await store.claimSends('telegram', 1)).toEqual([]);
      await store.releaseLeases();
      expect(await claimSend(store)).toMatchObject({ id: first.id, tries: 2, mayBeRepeat: true });
      await store.settleSends([{ owed: first, kind: 'sent' }]);
      expect(await store.figures()).toMatchObject({ owed: 0 });
    });

    it('goes on after a message was given up, of which only the reason is left', async () => {
      const { store } = await opened();
      await answer(store, delivery(), { owed: [payload('1'), payload('2')] });
      await store.settleSends([
        { owed: await claimSend(store), kind: 'given-up', reason: 'blocked' },
      ]);
      expect((await claimSend(store)).payload).toEqual(payload('2'));
      expect(await store.figures()).toMatchObject({ owed: 1, givenUp: 1 });
    });
  });
}

function describePulling(opened: Opened): void {
  describe('a pull channel', () => {
    it('fetches what a delivery was answered with, as often as it likes', async () => {
      const { store } = await opened();
      expect(await store.repliesTo('web', 'w')).toBeUndefined();
      await store.receive([delivery({ platform: 'web', deliveryId: 'w' })]);
      expect(await store.repliesTo('web', 'w')).toBeUndefined();
      await store.commitTurns([
        result(await claimOne(store), { owed: [payload('1'), payload('2')] }),
      ]);
      await answer(store, delivery({ platform: 'web', deliveryId: 'silent' }));
      expect(await store.repliesTo('web', 'w')).toEqual([payload('1'), payload('2')]);
      expect(await store.repliesTo('web', 'w')).toHaveLength(2);
      expect(await store.repliesTo('web', 'silent')).toEqual([]);
      expect(await store.repliesTo('telegram', 'w')).toBeUndefined();
      expect(await store.claimSends('web', 10)).toEqual([]);
      expect(await store.figures()).toMatchObject({ owed: 0 });
    });

    it('has nothing to fetch after the replies ran out', async () => {
      const { home, store } = await opened();
      await answer(store, delivery({ platform: 'web', deliveryId: 'w' }), {
        state: '{}',
        owed: [payload('1')],
      });
      home.clock.now += LIMITS.pulledReplyMs + 1;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ replies: 1, conversations: 0 });
      expect(await store.repliesTo('web', 'w')).toEqual([]);
    });
  });
}

function describeErasure(opened: Opened): void {
  const erase = async (store: Store, over: Partial<Incoming> = {}) => {
    await store.receive([saying('forget me', { deliveryId: 'forget', order: 1e9, ...over })]);
    const turns = await store.claimTurns(10, PLATFORMS);
    const turn = turns.find((one) => textOf(one) === 'forget me');
    if (!turn) throw new Error('the message was not claimed');
    return turn;
  };

  describe('erasing a person', () => {
    it('takes all their conversations on the platform, and nothing of others', async () => {
      const { store } = await opened();
      const own = await answer(store, delivery({ conversation: 'a' }), {
        state: 'a',
        owed: [payload('old')],
        files: [file()],
      });
      await answer(store, delivery({ conversation: 'b' }), { state: 'b' });
      await answer(store, delivery({ conversation: 'c', person: 'other' }), { state: 'c' });
      await answer(store, delivery({ conversation: 'a', platform: 'slack' }), { state: 'd' });
      expect(await store.kept('telegram', 'person-1')).toMatchObject({
        conversations: 2,
        messagesOwed: 1,
      });
      const turn = await erase(store, { conversation: 'a' });
      expect(await store.commitTurns([result(turn, { erasesPerson: true })])).toEqual([true]);
      expect(await store.kept('telegram', 'person-1')).toEqual({
        conversations: 0,
        states: [],
        messagesWaiting: 0,
        messagesOwed: 0,
        files: [],
      });
      expect(await store.readFile(own.conversation, 'file-1')).toBeUndefined();
      expect((await store.kept('telegram', 'other')).states).toEqual(['c']);
      expect((await store.kept('slack', 'person-1')).states).toEqual(['d']);
      expect(await store.claimSends('telegram', 10)).toEqual([]);
    });

    it.each(['sent', 'given-up'] as const)(
      'keeps the last words and the address until they are %s',
      async (kind) => {
        const { store } = await opened();
        await answer(store, delivery(), { state: 'a' });
        const turn = await erase(store);
        await store.commitTurns([
          result(turn, { erasesPerson: true, owed: [payload('done'), payload('bye')] }),
        ]);
        expect(await store.kept('telegram', 'person-1')).toMatchObject({
          conversations: 1,
          states: [],
          messagesOwed: 2,
        });
        for (const text of ['done', 'bye']) {
          const owed = await claimSend(store);
          expect(owed).toMatchObject({ payload: payload(text), address: { chat: 1 } });
          await store.settleSends([
            kind === 'sent' ? { owed, kind } : { owed, kind, reason: 'blocked' },
          ]);
        }
        expect(await store.kept('telegram', 'person-1')).toMatchObject({ conversations: 0 });
        expect(await store.figures()).toEqual({
          waiting: 0,
          owed: 0,
          givenUp: kind === 'sent' ? 0 : 2,
          conversations: 0,
        });
      },
    );

    it('still knows repeats of everything that came before', async () => {
      const { store } = await opened();
      const before = delivery();
      await answer(store, before);
      const turn = await erase(store);
      await store.commitTurns([result(turn, { erasesPerson: true })]);
      expect(await store.receive([before, turn.incoming])).toBe(0);
      expect(await store.figures()).toMatchObject({ conversations: 0 });
    });

    it('drops what waited before it, and keeps what came after', async () => {
      const { store } = await opened();
      await store.receive([
        saying('before', { conversation: 'b' }),
        saying('behind', { order: 2e9 }),
      ]);
      const turn = await erase(store);
      await store.receive([
        saying('after', { order: 3e9 }),
        saying('after, elsewhere', { conversation: 'b' }),
        saying('after, anew', { conversation: 'c' }),
      ]);
      await store.commitTurns([result(turn, { erasesPerson: true, owed: [payload('done')] })]);
      const turns = await store.claimTurns(10, PLATFORMS);
      expect(turns.map(textOf).toSorted()).toEqual(['after', 'after, anew', 'after, elsewhere']);
      await store.settleSends([{ owed: await claimSend(store), kind: 'sent' }]);
      const written = await store.commitTurns(turns.map((one) => result(one, { state: 'new' })));
      expect(written).toEqual([true, true, true]);
      expect((await store.kept('telegram', 'person-1')).states).toEqual(['new', 'new', 'new']);
    });

    it('refuses the results of other turns of the person that were under way', async () => {
      const { store } = await opened();
      await store.receive([saying('under way', { conversation: 'b' })]);
      const other = await claimOne(store);
      const turn = await erase(store);
      await store.commitTurns([result(turn, { erasesPerson: true })]);
      expect(await store.commitTurns([result(other, { state: 'back' })])).toEqual([false]);
      expect(await store.kept('telegram', 'person-1')).toMatchObject({ conversations: 0 });
    });

    it('goes on as usual when the person speaks again before the last words were sent', async () => {
      const { store } = await opened();
      await store.commitTurns([
        result(await erase(store), { erasesPerson: true, owed: [payload('done')] }),
      ]);
      await answer(store, delivery(), { state: 'again', owed: [payload('hello')] });
      for (const text of ['done', 'hello']) {
        const owed = await claimSend(store);
        expect(owed.payload).toEqual(payload(text));
        await store.settleSends([{ owed, kind: 'sent' }]);
      }
      expect((await store.kept('telegram', 'person-1')).states).toEqual(['again']);
    });

    it('leaves a message in flight to whoever sends it', async () => {
      const { store } = await opened();
      await answer(store, delivery(), { owed: [payload('in flight')] });
      const owed = await claimSend(store);
      await store.commitTurns([
        result(await erase(store), { erasesPerson: true, owed: [payload('done')] }),
      ]);
      await store.settleSends([{ owed, kind: 'given-up', reason: 'gone' }]);
      expect((await claimSend(store)).payload).toEqual(payload('done'));
      expect(await store.figures()).toMatchObject({ givenUp: 0 });
    });

    it('leaves the replies of a pull channel until they run out', async () => {
      const { home, store } = await opened();
      const turn = await erase(store, { platform: 'web' });
      await store.commitTurns([result(turn, { erasesPerson: true, owed: [payload('done')] })]);
      expect(await store.repliesTo('web', 'forget')).toEqual([payload('done')]);
      home.clock.now += LIMITS.pulledReplyMs + 1;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ replies: 1, conversations: 1 });
      expect(await store.repliesTo('web', 'forget')).toEqual([]);
    });
  });
}

function describeRetention(opened: Opened): void {
  describe('retention', () => {
    it('erases nothing that is young enough', async () => {
      const { home, store } = await opened();
      await answer(store, delivery(), { state: 's', files: [file({ purpose: 'document' })] });
      home.clock.now += LIMITS.documentMs;
      expect(await store.eraseExpired(LIMITS)).toEqual({
        conversations: 0,
        cases: 0,
        deliveries: 0,
        replies: 0,
        files: 0,
        failures: 0,
      });
    });

    it('erases idle conversations of each platform after its own time', async () => {
      const { home, store } = await opened();
      await answer(store, delivery({ platform: 'web' }), { state: 'w', files: [file()] });
      const turn = await answer(store, delivery(), { state: 't', files: [file()] });
      home.clock.now += LIMITS.conversationMs.web + 1;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ conversations: 1 });
      expect((await store.kept('web', 'person-1')).conversations).toBe(0);
      home.clock.now += LIMITS.conversationMs.telegram;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ conversations: 1, deliveries: 2 });
      expect(await store.readFile(turn.conversation, 'file-1')).toBeUndefined();
    });

    it('spares conversations in which something waits or is owed, however old', async () => {
      const { home, store } = await opened();
      await answer(store, delivery({ conversation: 'owed' }), {
        owed: [payload('1')],
        files: [file({ purpose: 'document' })],
      });
      await store.receive([delivery({ conversation: 'waiting' })]);
      home.clock.now += 2 * LIMITS.conversationMs.telegram;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({
        conversations: 0,
        files: 0,
        deliveries: 1,
      });
      expect(await store.figures()).toMatchObject({ waiting: 1, owed: 1 });
    });

    it('erases documents once they were sent, evidence with its conversation only', async () => {
      const { home, store } = await opened();
      const turn = await answer(store, delivery(), {
        state: '{}',
        files: [file(), file({ id: 'made', purpose: 'document' })],
      });
      home.clock.now += LIMITS.documentMs + 1;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ files: 1 });
      expect(await store.readFile(turn.conversation, 'made')).toBeUndefined();
      expect(await store.readFile(turn.conversation, 'file-1')).toBeDefined();
    });

    it('erases reasons of failures in time', async () => {
      const { home, store } = await opened();
      await answer(store, delivery(), { owed: [payload('1')] });
      await store.settleSends([
        { owed: await claimSend(store), kind: 'given-up', reason: 'blocked' },
      ]);
      home.clock.now += LIMITS.failureMs + 1;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ failures: 1 });
    });

    it('erases any number at once', async () => {
      const { home, store } = await opened();
      await store.receive(
        Array.from({ length: 1_200 }, (_, index) => delivery({ conversation: `c${index}` })),
      );
      await store.commitTurns(
        (await store.claimTurns(2_000, PLATFORMS)).map((turn) => result(turn)),
      );
      home.clock.now += 2 * LIMITS.conversationMs.telegram;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({
        conversations: 1_200,
        deliveries: 1_200,
      });
    });
  });
}

function describeKeys(opened: Opened): void {
  describe('the master key', () => {
    it('is asked for by name when another one is given', async () => {
      const { home, store } = await opened();
      await store.close();
      await expect(home.open({ masterKey: new Uint8Array(32).fill(8) })).rejects.toThrow(
        /DATA_KEY/,
      );
      await expect(home.open()).resolves.toBeDefined();
    });

    it('seals credentials, which can be replaced and removed', async () => {
      const { home, store } = await opened();
      await store.credentials.put('slack', 'T1', 'xoxb-1');
      await store.credentials.put('slack', 'T1', 'xoxb-2');
      await store.close();
      const { credentials } = await home.open();
      expect(await credentials.get('slack', 'T1')).toBe('xoxb-2');
      expect(await credentials.get('telegram', 'T1')).toBeUndefined();
      await credentials.remove('slack', 'T1');
      expect(await credentials.get('slack', 'T1')).toBeUndefined();
    });
  });

  it('keeps a role with its owner', async () => {
    const { store } = await opened();
    expect(await store.holdRole('poll')).toBe(true);
    expect(await store.holdRole('poll')).toBe(true);
    await store.leaveRole('poll');
    expect(await store.holdRole('poll')).toBe(true);
  });
}

function describeSharing(opened: Opened): void {
  describe('two owners', () => {
    const both = async () => {
      const { home, store } = await opened();
      return { home, first: store, second: await home.open({ owner: 'second' }) };
    };

    it('never hold the same conversation', async () => {
      const { first, second } = await both();
      await first.receive([saying('a1'), saying('a2'), saying('b', { conversation: 'b' })]);
      const [mine, theirs] = await Promise.all([
        first.claimTurns(1, PLATFORMS),
        second.claimTurns(10, PLATFORMS),
      ]);
      const third = await first.claimTurns(10, PLATFORMS);
      expect([...mine, ...theirs, ...third].map(textOf).toSorted()).toEqual(['a1', 'b']);
    });

    it('take over from each other only what was not renewed', async () => {
      const { home, first, second } = await both();
      await first.receive([delivery()]);
      const turn = await claimOne(first);
      home.clock.now += LEASE_MS - 1;
      await second.renewLeases({ turns: [], sends: [] });
      await second.releaseLeases();
      expect(await second.claimTurns(1, PLATFORMS)).toEqual([]);
      home.clock.now += 1;
      await claimOne(second);
      expect(await first.commitTurns([result(turn)])).toEqual([false]);
    });

    it('have a role one at a time, and pass it on when it is left or not kept', async () => {
      const { home, first, second } = await both();
      expect(await first.holdRole('poll')).toBe(true);
      expect(await second.holdRole('poll')).toBe(false);
      await second.leaveRole('poll');
      home.clock.now += LEASE_MS - 1;
      expect(await first.holdRole('poll')).toBe(true);
      home.clock.now += LEASE_MS - 1;
      expect(await second.holdRole('poll')).toBe(false);
      home.clock.now += 1;
      expect(await second.holdRole('poll')).toBe(true);
      expect(await first.holdRole('poll')).toBe(false);
      await second.releaseLeases();
      expect(await first.holdRole('poll')).toBe(true);
    });

    it('receive the same deliveries at once, and keep each once', async () => {
      const { first, second } = await both();
      const batches = Array.from({ length: 20 }, (_, batch) =>
        Array.from({ length: 10 }, (_, index) =>
          delivery({ deliveryId: `${batch}-${index}`, conversation: `c${(batch + index) % 7}` }),
        ),
      );
      const counts = await Promise.all(
        batches.flatMap((batch) => [first.receive(batch), second.receive(batch.toReversed())]),
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(200);
      expect(await first.figures()).toMatchObject({ waiting: 200, conversations: 7 });
    });
  });
}
