import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../bot/message.ts';
import type { Store, Turn, TurnResult } from '../../bot/store.ts';
import { type StoreHome, type StorePlace, storeHome } from './store.ts';
import {
  answer,
  claimOne,
  delivery,
  file,
  LIMITS,
  payload,
  result,
  START,
  saying,
  textOf,
} from './store-samples.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What every store must do with a case: the draft of a complaint, with its evidence. */
export function describeCases(name: string, place: StorePlace): void {
  describe(name, () => {
    const opened = async () => {
      const home = await storeHome(place);
      return { home, store: await home.open() };
    };
    describeKeeping(opened);
    describeOffers(opened);
    describeTaking(opened);
    describeRaces(opened, place);
  });
}

type Opened = () => Promise<{ readonly home: StoreHome; readonly store: Store }>;

const onWeb = { platform: 'web', conversation: 'page', person: 'visitor' } as const;
const evidence = (id: string) => file({ id, bytes: Buffer.from(`bytes of ${id}`) });

/** A case in the conversation `chat-1` of Telegram, which is offered. */
const offerCase = (store: Store, over: Partial<TurnResult> = {}): Promise<Turn> =>
  answer(store, delivery(), {
    state: 'the case',
    profile: 'ko',
    keepUntil: START + 30 * DAY_MS,
    files: [evidence('one'), evidence('two'), file({ id: 'made', purpose: 'document' })],
    offers: { code: 'a code', until: START + MINUTE_MS },
    ...over,
  });

/** A message on the web, claimed. */
async function claimOnWeb(store: Store, text = 'take it'): Promise<Turn> {
  await store.receive([saying(text, onWeb)]);
  const [turn, ...more] = await store.claimTurns(10, ['web']);
  if (turn === undefined || more.length > 0) throw new Error('not exactly one turn on the web');
  return turn;
}

const taking = (turn: Turn, over: Partial<TurnResult> = {}): TurnResult =>
  result(turn, { state: 'taken', takesOver: 'a code', ...over });

const idsOf = async (store: Store, conversation: string): Promise<readonly string[]> =>
  (await store.filesOf(conversation, 'evidence')).map(({ id }) => id);

const readAll = async (store: Store, conversation: string, ids: readonly string[]) =>
  (await Promise.all(ids.map((id) => store.readFile(conversation, id)))).map((bytes) =>
    Buffer.from(bytes ?? []).toString(),
  );

function describeKeeping(opened: Opened): void {
  describe('a case', () => {
    it('outlives by its own time what its platform keeps', async () => {
      const { home, store } = await opened();
      const keepUntil = START + 30 * DAY_MS;
      const turn = await answer(store, delivery(onWeb), {
        state: 'the case',
        keepUntil,
        files: [evidence('one')],
      });
      home.clock.now = keepUntil - 1;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ conversations: 0, cases: 0 });
      expect(await store.stateOf(turn.conversation)).toBe('the case');
      expect(await idsOf(store, turn.conversation)).toEqual(['one']);
      home.clock.now = keepUntil;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ conversations: 1, cases: 1 });
      expect((await store.kept('web', 'visitor')).conversations).toBe(0);
      expect(await store.readFile(turn.conversation, 'one')).toBeUndefined();
    });

    it('is erased at its time with all its files though it was talked of yesterday, and what is owed stays', async () => {
      const { home, store } = await opened();
      const keepUntil = START + 2 * DAY_MS;
      const held = { state: 'the case', profile: 'ko', keepUntil };
      const files = [evidence('one'), file({ id: 'made', purpose: 'document' })];
      const turn = await answer(store, delivery(), { ...held, files });
      home.clock.now = keepUntil - 1;
      await answer(store, delivery(), { ...held, owed: [payload('soon gone')] });
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ cases: 0 });
      home.clock.now = keepUntil;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ conversations: 0, cases: 1 });
      expect(await store.kept('telegram', 'person-1')).toMatchObject({
        conversations: 1,
        states: [],
        messagesOwed: 1,
        files: [],
      });
      expect(await store.stateOf(turn.conversation)).toBeUndefined();
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ cases: 0 });
      await store.receive([delivery()]);
      expect(await claimOne(store)).toMatchObject({
        state: undefined,
        profile: 'ko',
        keepUntil: undefined,
      });
    });

    it('is told of to whoever claims the next message', async () => {
      const { store } = await opened();
      await answer(store, delivery(), { state: 'the case', keepUntil: START + 5 });
      expect(await answer(store, delivery(), { state: 'no case' })).toMatchObject({
        keepUntil: START + 5,
      });
      expect((await answer(store, delivery())).keepUntil).toBeUndefined();
    });

    it('that a later turn does not keep is kept as long as any conversation', async () => {
      const { home, store } = await opened();
      const keepUntil = START + MINUTE_MS;
      await answer(store, delivery(onWeb), { state: 'the case', keepUntil });
      await answer(store, delivery(onWeb), { state: 'no case' });
      home.clock.now += LIMITS.conversationMs.web;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ conversations: 0, cases: 0 });
      home.clock.now += 1;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ conversations: 1, cases: 0 });
    });

    it('of which nothing is remembered goes with the last message owed', async () => {
      const { store } = await opened();
      await answer(store, delivery(), { keepUntil: START + DAY_MS });
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ conversations: 1 });
    });

    it.each(['waits', 'is in hand'])(
      'is not erased while a message %s, and is after that',
      async (when) => {
        const { home, store } = await opened();
        const held = { state: 'the case', keepUntil: START + MINUTE_MS };
        const { conversation } = await answer(store, delivery(), held);
        await store.receive([delivery()]);
        const claimed = when === 'waits' ? undefined : await claimOne(store);
        home.clock.now += DAY_MS;
        expect(await store.eraseExpired(LIMITS)).toMatchObject({ cases: 0 });
        const turn = claimed ?? (await claimOne(store));
        expect(turn.state).toBe('the case');
        expect(await store.commitTurns([result(turn, held)])).toEqual([true]);
        expect(await store.eraseExpired(LIMITS)).toMatchObject({ cases: 1 });
        expect(await store.stateOf(conversation)).toBeUndefined();
      },
    );

    it('is erased with its person, who may begin another', async () => {
      const { home, store } = await opened();
      const keepUntil = START + DAY_MS;
      await answer(store, delivery(), { state: 'the case', keepUntil });
      const turn = await answer(store, saying('forget me'), {
        state: 'another',
        keepUntil,
        erasesPerson: true,
      });
      expect(await store.stateOf(turn.conversation)).toBe('another');
      home.clock.now = keepUntil;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ cases: 1 });
    });

    it('any number of them are erased at once', async () => {
      const { home, store } = await opened();
      await store.receive(
        Array.from({ length: 1_100 }, (_, index) => delivery({ conversation: `c${index}` })),
      );
      const turns = await store.claimTurns(2_000, PLATFORMS);
      await store.commitTurns(
        turns.map((turn) => result(turn, { state: 'the case', keepUntil: START + 1 })),
      );
      home.clock.now += 1;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ conversations: 0, cases: 1_100 });
    });
  });

  it('gives the state of a conversation as it was committed last', async () => {
    const { store } = await opened();
    const id = store.conversationId('telegram', 'chat-1');
    expect(await store.stateOf(id)).toBeUndefined();
    await store.receive([delivery()]);
    expect(await store.stateOf(id)).toBeUndefined();
    const turn = await claimOne(store);
    await store.commitTurns([result(turn, { state: 'first' })]);
    await answer(store, delivery(), { state: 'second' });
    await answer(store, delivery({ conversation: 'b' }), { state: 'of another' });
    expect(await store.stateOf(id)).toBe('second');
  });
}

function describeOffers(opened: Opened): void {
  describe('an offer', () => {
    it('shows state and evidence as they are now to whoever has the code, before its time is over', async () => {
      const { home, store } = await opened();
      await offerCase(store);
      const seen = await store.offered('a code');
      expect(seen?.state).toBe('the case');
      expect(seen?.files.map(({ id, name }) => [id, name])).toEqual([
        ['one', 'photo.jpg'],
        ['two', 'photo.jpg'],
      ]);
      await answer(store, delivery(), { state: 'the case, later', dropFiles: ['one'] });
      expect(await store.offered('a code')).toMatchObject({
        state: 'the case, later',
        files: [{ id: 'two' }],
      });
      expect(await store.offered('another code')).toBeUndefined();
      expect(await store.offered('')).toBeUndefined();
      home.clock.now = START + MINUTE_MS - 1;
      expect(await store.offered('a code')).toBeDefined();
      home.clock.now += 1;
      expect(await store.offered('a code')).toBeUndefined();
    });

    it('takes the place of the one before in its conversation, and of no other', async () => {
      const { store } = await opened();
      const until = START + MINUTE_MS;
      await offerCase(store);
      await answer(store, delivery({ conversation: 'b' }), {
        state: 'b',
        offers: { code: 'code of b', until },
      });
      await offerCase(store, { files: [], offers: { code: 'newer', until } });
      expect(await store.offered('a code')).toBeUndefined();
      expect((await store.offered('newer'))?.state).toBe('the case');
      expect((await store.offered('code of b'))?.state).toBe('b');
    });

    it('with the code of another conversation is refused, and its message comes again', async () => {
      const { home, store } = await opened();
      await offerCase(store);
      await store.receive([delivery({ conversation: 'b' })]);
      const offers = { code: 'a code', until: START + MINUTE_MS };
      const turn = await claimOne(store);
      expect(await store.commitTurns([result(turn, { state: 'b', offers })])).toEqual([false]);
      expect(home.errors).toHaveLength(1);
      expect((await store.offered('a code'))?.state).toBe('the case');
      expect(await claimOne(store)).toMatchObject({ inboxId: turn.inboxId, state: undefined });
    });

    it('is erased when its time is over, and can then be made with the same code elsewhere', async () => {
      const { home, store } = await opened();
      await offerCase(store);
      home.clock.now += MINUTE_MS;
      await store.eraseExpired(LIMITS);
      const turn = await answer(store, delivery({ conversation: 'b' }), {
        state: 'b',
        offers: { code: 'a code', until: START + 2 * MINUTE_MS },
      });
      expect(await store.stateOf(turn.conversation)).toBe('b');
      expect((await store.offered('a code'))?.state).toBe('b');
    });

    it.each<[string, Partial<TurnResult>, number]>([
      ['person', { erasesPerson: true, state: 'anew' }, 0],
      ['case', { state: 'the case', keepUntil: START + 1 }, 1],
      ['conversation', { state: undefined }, 0],
    ])('is erased with its %s', async (_, last, laterMs) => {
      const { home, store } = await opened();
      await offerCase(store);
      await answer(store, delivery(), last);
      home.clock.now += laterMs;
      await store.eraseExpired(LIMITS);
      expect(await store.offered('a code')).toBeUndefined();
      const turn = await claimOnWeb(store);
      expect(await store.commitTurns([taking(turn)])).toEqual([false]);
    });
  });
}

function describeTaking(opened: Opened): void {
  describe('taking a case over', () => {
    it('brings evidence and time to another platform, and leaves the profile and what was made', async () => {
      const { home, store } = await opened();
      const keepUntil = START + 30 * DAY_MS;
      const from = await offerCase(store, { keepUntil, owed: [payload('here is the code')] });
      await answer(store, delivery(onWeb), { state: 'before', files: [evidence('own')] });
      const to = await claimOnWeb(store);
      home.clock.now += MINUTE_MS - 1;
      const files = [evidence('new')];
      const written = await store.commitTurns([
        taking(to, { keepUntil, files, dropFiles: ['two'], owed: [payload('welcome')] }),
      ]);
      expect(written).toEqual([true]);
      expect(await store.stateOf(to.conversation)).toBe('taken');
      expect(await idsOf(store, to.conversation)).toEqual(['one', 'own', 'new']);
      expect(await readAll(store, to.conversation, ['one', 'own', 'new'])).toEqual([
        'bytes of one',
        'bytes of own',
        'bytes of new',
      ]);
      const [one] = await store.filesOf(to.conversation, 'evidence');
      expect(one).toMatchObject({ name: 'photo.jpg', mediaType: 'image/jpeg', savedAt: START });
      expect(await store.stateOf(from.conversation)).toBeUndefined();
      expect(await idsOf(store, from.conversation)).toEqual([]);
      expect(await store.readFile(from.conversation, 'one')).toBeUndefined();
      expect(await store.filesOf(from.conversation, 'document')).toHaveLength(1);
      home.clock.now = keepUntil;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ cases: 1 });
      await store.receive([delivery()]);
      expect((await claimOne(store)).profile).toBe('ko');
      expect(home.errors).toEqual([]);
    });

    it('is done once', async () => {
      const { store } = await opened();
      await offerCase(store);
      expect(await store.commitTurns([taking(await claimOnWeb(store))])).toEqual([true]);
      expect(await store.offered('a code')).toBeUndefined();
      await store.receive([delivery({ conversation: 'b' })]);
      const late = await claimOne(store);
      const wanted = taking(late, { owed: [payload('wrong')], files: [evidence('wrong')] });
      expect(await store.commitTurns([wanted])).toEqual([false]);
      // Nothing of it is written, and nobody waits for a lease to end.
      expect(await store.claimSends('telegram', 10)).toEqual([]);
      expect(await claimOne(store)).toMatchObject({ inboxId: late.inboxId, state: undefined });
      expect(await idsOf(store, late.conversation)).toEqual([]);
    });

    it.each(['unknown', 'past its time'])('with a code that is %s is refused', async (which) => {
      const { home, store } = await opened();
      const from = await offerCase(store);
      const turn = await claimOnWeb(store);
      if (which === 'past its time') home.clock.now += MINUTE_MS;
      const takesOver = which === 'unknown' ? 'a guess' : 'a code';
      expect(await store.commitTurns([taking(turn, { takesOver })])).toEqual([false]);
      expect(await store.stateOf(from.conversation)).toBe('the case');
      expect((await claimOnWeb(store, 'again')).inboxId).toBe(turn.inboxId);
      expect(home.errors).toEqual([]);
    });

    it('without the lease is refused, and the code stays good', async () => {
      const { store } = await opened();
      await offerCase(store);
      const stale = await claimOnWeb(store);
      await store.releaseLeases();
      const [turn] = await store.claimTurns(1, ['web']);
      if (turn === undefined) throw new Error('the turn is there again');
      expect(await store.commitTurns([taking(stale)])).toEqual([false]);
      expect(await store.offered('a code')).toBeDefined();
      expect(await store.commitTurns([taking(turn)])).toEqual([true]);
    });

    it('in the conversation that offered it spends the code, and changes nothing else', async () => {
      const { store } = await opened();
      const { conversation } = await offerCase(store);
      const turn = await answer(store, delivery(), {
        state: 'the case',
        keepUntil: START + DAY_MS,
        takesOver: 'a code',
      });
      expect(turn.conversation).toBe(conversation);
      expect(await store.offered('a code')).toBeUndefined();
      expect(await store.stateOf(conversation)).toBe('the case');
      expect(await idsOf(store, turn.conversation)).toEqual(['one', 'two']);
    });

    it('and offering it again can be one turn, and it can go back where it came from', async () => {
      const { store } = await opened();
      const from = await offerCase(store);
      const until = START + MINUTE_MS;
      const to = await claimOnWeb(store);
      await store.commitTurns([taking(to, { offers: { code: 'back', until } })]);
      expect((await store.offered('back'))?.state).toBe('taken');
      await answer(store, delivery(), { state: 'home again', takesOver: 'back' });
      expect(await idsOf(store, from.conversation)).toEqual(['one', 'two']);
      expect(await readAll(store, from.conversation, ['two'])).toEqual(['bytes of two']);
      expect(await store.stateOf(to.conversation)).toBeUndefined();
      expect(await idsOf(store, to.conversation)).toEqual([]);
    });

    it('is whole or not at all', async () => {
      const { home, store } = await opened();
      const from = await offerCase(store);
      const turn = await claimOnWeb(store);
      const twice = [evidence('same'), evidence('same')];
      expect(await store.commitTurns([taking(turn, { files: twice })])).toEqual([false]);
      expect(home.errors).toHaveLength(1);
      expect((await store.offered('a code'))?.files).toHaveLength(2);
      expect(await store.stateOf(from.conversation)).toBe('the case');
      expect(await readAll(store, from.conversation, ['one'])).toEqual(['bytes of one']);
      const again = await claimOnWeb(store, 'later');
      expect(again).toMatchObject({ inboxId: turn.inboxId, state: undefined });
      expect(await store.commitTurns([taking(again)])).toEqual([true]);
    });

    it('leaves no copy with a turn that was in hand where it came from', async () => {
      const { home, store } = await opened();
      const from = await offerCase(store);
      await store.receive([saying('meanwhile')]);
      const [inHand] = await store.claimTurns(1, ['telegram']);
      if (inHand === undefined) throw new Error('a turn was waiting');
      expect(await store.commitTurns([taking(await claimOnWeb(store))])).toEqual([true]);
      await store.renewLeases({ turns: [inHand], sends: [] });
      const copy = result(inHand, { state: 'the case, again', files: [evidence('late')] });
      expect(await store.commitTurns([copy])).toEqual([false]);
      const again = await claimOne(store);
      expect(again).toMatchObject({ inboxId: inHand.inboxId, state: undefined, tries: 2 });
      expect(textOf(again)).toBe('meanwhile');
      expect(await store.commitTurns([result(again, { state: 'empty' })])).toEqual([true]);
      expect(await store.stateOf(from.conversation)).toBe('empty');
      expect(home.errors).toEqual([]);
    });

    it('does not go with erasing the person', async () => {
      const { home, store } = await opened();
      await offerCase(store);
      const turn = await claimOnWeb(store);
      expect(await store.commitTurns([taking(turn, { erasesPerson: true })])).toEqual([false]);
      expect(home.errors).toHaveLength(1);
      expect(await store.offered('a code')).toBeDefined();
    });
  });
}

/** In stores that several processes share, each step below is made by another one. */
function describeRaces(opened: Opened, { isShared }: StorePlace): void {
  const both = async () => {
    const { home, store } = await opened();
    return { home, first: store, second: isShared ? await home.open({ owner: 'second' }) : store };
  };

  describe('of those who act at the same moment', () => {
    it('exactly one takes the case, and the other makes its reply anew', async () => {
      const { home, first, second } = await both();
      for (let round = 0; round < 10; round += 1) {
        const code = `code ${round}`;
        const place = { conversation: `from ${round}` };
        const from = await answer(first, delivery(place), {
          state: 'the case',
          files: [evidence('one'), evidence('two')],
          offers: { code, until: START + MINUTE_MS },
        });
        await first.receive([
          saying('a', { ...onWeb, conversation: `a ${round}` }),
          saying('b', { ...onWeb, conversation: `b ${round}` }),
        ]);
        const [a, b] = await first.claimTurns(2, ['web']);
        if (!a || !b) throw new Error('two turns were waiting');
        const written = await Promise.all([
          first.commitTurns([taking(a, { takesOver: code })]),
          second.commitTurns([taking(b, { takesOver: code })]),
        ]);
        expect(written.flat().toSorted()).toEqual([false, true]);
        const [winner, loser] = written[0][0] ? [a, b] : [b, a];
        expect(await idsOf(first, winner.conversation)).toEqual(['one', 'two']);
        expect(await readAll(first, winner.conversation, ['two'])).toEqual(['bytes of two']);
        expect(await idsOf(first, loser.conversation)).toEqual([]);
        expect(await first.stateOf(from.conversation)).toBeUndefined();
        const again = await claimOne(first);
        expect(again).toMatchObject({ inboxId: loser.inboxId, state: undefined, tries: 2 });
        await first.commitTurns([result(again, { state: 'none' })]);
      }
      expect(home.errors).toEqual([]);
    });

    it('two who take each other’s case do not wait for each other, and one does it anew', async () => {
      const { home, first, second } = await both();
      const until = START + MINUTE_MS;
      for (const conversation of ['a', 'b']) {
        await answer(first, delivery({ conversation }), {
          state: `of ${conversation}`,
          files: [evidence(`of ${conversation}`)],
          offers: { code: conversation, until },
        });
      }
      await first.receive([saying('a', { conversation: 'a' }), saying('b', { conversation: 'b' })]);
      const turns = await first.claimTurns(2, PLATFORMS);
      const a = turns.find((turn) => textOf(turn) === 'a');
      const b = turns.find((turn) => textOf(turn) === 'b');
      if (!a || !b) throw new Error('two turns were waiting');
      const written = await Promise.all([
        first.commitTurns([taking(a, { takesOver: 'b', state: 'both, in a' })]),
        second.commitTurns([taking(b, { takesOver: 'a', state: 'both, in b' })]),
      ]);
      expect(written.flat().toSorted()).toEqual([false, true]);
      const [winner, loser] = written[0][0] ? [a, b] : [b, a];
      expect(await idsOf(first, winner.conversation)).toHaveLength(2);
      expect(await idsOf(first, loser.conversation)).toEqual([]);
      expect(await first.stateOf(loser.conversation)).toBeUndefined();
      expect(home.errors).toEqual([]);
    });

    it('none loses a case or makes two of it, however they go from hand to hand', {
      timeout: 120_000,
    }, async () => {
      const { home, first, second } = await both();
      await passAround([first, second], () => {
        home.clock.now += 1;
      });
      const held: string[] = [];
      for (let index = 0; index < CONVERSATIONS; index += 1) {
        held.push(...(await casesIn(first, `c${index}`)));
      }
      expect(held.toSorted()).toEqual(CASES);
      expect(home.errors).toEqual([]);
    });
  });
}

/** Whose file is there, and can be read. */
async function casesIn(store: Store, name: string): Promise<readonly string[]> {
  const conversation = store.conversationId('telegram', name);
  const state = (await store.stateOf(conversation)) ?? NO_CASE;
  const held = state === NO_CASE ? [] : [state];
  expect(await idsOf(store, conversation)).toEqual(held);
  expect(await readAll(store, conversation, held)).toEqual(held.map((id) => `bytes of ${id}`));
  return held;
}

const CONVERSATIONS = 12;
const NO_CASE = 'no case';
const CASES = ['case 0', 'case 1', 'case 2', 'case 3', 'case 4'];

/**
 * Messages in twelve conversations, of which five begin with a case. Who has one offers it with every other message; who
 * has none takes an offer that is good. Everybody commits at once with the others, while time goes on and erases.
 */
async function passAround(stores: readonly [Store, Store], tick: () => void): Promise<void> {
  for (const [index, id] of CASES.entries()) {
    const place = { conversation: `c${index}`, person: `p${index}` };
    await answer(stores[0], delivery(place), { state: id, files: [evidence(id)] });
  }
  const codes: string[] = [];
  let replies = 0;
  let taken = 0;
  let receiving = true;
  const reply = async (store: Store, turn: Turn): Promise<TurnResult> => {
    const { state = NO_CASE } = turn;
    replies += 1;
    if (state !== NO_CASE && replies % 2 === 0) return result(turn, { state });
    if (state !== NO_CASE) {
      const offers = { code: `code ${replies}`, until: Date.UTC(2100, 0) };
      codes.push(offers.code);
      return result(turn, { state, offers });
    }
    for (const code of codes.slice(-CASES.length)) {
      const seen = await store.offered(code);
      if (seen?.state !== undefined) return result(turn, { state: seen.state, takesOver: code });
    }
    return result(turn, { state });
  };
  const work = async (store: Store) => {
    for (;;) {
      const turns = await store.claimTurns(4, PLATFORMS);
      const results = await Promise.all(turns.map((turn) => reply(store, turn)));
      const written = await store.commitTurns(results);
      taken += results.filter((one, at) => written[at] && one.takesOver !== undefined).length;
      tick();
      if (!receiving && (await store.figures()).waiting === 0) return;
    }
  };
  const receive = async () => {
    for (let round = 0; round < 20; round += 1) {
      const batch = Array.from({ length: CONVERSATIONS }, (_, index) =>
        delivery({ conversation: `c${index}`, person: `p${index}` }),
      );
      await stores[round % 2 === 0 ? 0 : 1].receive(batch);
    }
    receiving = false;
  };
  const expire = async () => {
    while (receiving) await stores[1].eraseExpired(LIMITS);
  };
  const [one, other] = stores;
  await Promise.all([receive(), work(one), work(one), work(other), work(other), expire()]);
  expect(taken).toBeGreaterThan(CASES.length);
}
