import { sql as raw } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { CaseNews } from '../../bot/desk/case-store.ts';
import type { Store, Turn } from '../../bot/store.ts';
import {
  change,
  commit,
  type DeskHome,
  type DeskOpened,
  erased,
  line,
  openedAt,
} from './desk-samples.ts';
import type { StorePlace } from './store.ts';
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
} from './store-samples.ts';

const DAY_MS = 24 * 60 * 60_000;

/** What every store of cases must do. */
export function describeCaseStore(name: string, place: StorePlace): void {
  describe(name, () => {
    const opened = openedAt(place);
    describeCommit(opened);
    describeReading(opened);
    describeEvidence(opened);
    describeTelling(opened);
    describeErasing(opened);
    describeFiling(opened);
    describeKeepingLinked(opened);
    if (place.isShared) describeCaseSharing(opened);
  });
}

const idsOf = (news: readonly CaseNews[]): readonly string[] => news.map(({ id }) => id);

const text = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Buffer.from(bytes).toString();

function describeCommit(opened: DeskOpened): void {
  describe('a commit', () => {
    it('writes a new case, which is read by its id and its code as it was written', async () => {
      const { home, store } = await opened();
      expect(await commit(store, 'c1', 0, { code: 'code 1', file: '{"말":"😀\\u0000"}' })).toBe(
        true,
      );
      const stored = { id: 'c1', version: 1, change: 1, file: '{"말":"😀\\u0000"}' };
      expect(await store.cases.read('c1')).toEqual(stored);
      expect(await store.cases.byCode('code 1')).toEqual(stored);
      expect(await store.cases.byCode('code 2')).toBeUndefined();
      expect(await store.cases.read('c2')).toBeUndefined();
      expect(await store.cases.count()).toBe(1);
      await store.close();
      expect(await (await home.open()).cases.read('c1')).toEqual(stored);
    });

    it('of the same new case twice writes the first, and is false for the second', async () => {
      const { store } = await opened();
      expect(await commit(store, 'c1', 0, { code: 'first', file: 'first' })).toBe(true);
      expect(await commit(store, 'c1', 0, { code: 'second', file: 'second' })).toBe(false);
      expect(await store.cases.byCode('first')).toMatchObject({ version: 1, file: 'first' });
      expect(await store.cases.byCode('second')).toBeUndefined();
      expect(await store.cases.auditLog.head()).toMatchObject({ no: 1 });
    });

    it.each([
      { what: 'an earlier version', expects: 1 },
      { what: 'a later version', expects: 3 },
      { what: 'no version', expects: 0 },
    ])('that expects $what writes nothing, of the other cases neither', async ({ expects }) => {
      const { store } = await opened();
      await commit(store, 'c1');
      await commit(store, 'c1', 1);
      await commit(store, 'c2');
      const changes = [change('c2', 1, { file: 'lost' }), change('c1', expects, { file: 'lost' })];
      expect(await store.cases.commit(changes, [line('c1'), line('c2')])).toBe(false);
      expect(await store.cases.read('c1')).toMatchObject({ version: 2, change: 2 });
      expect(await store.cases.read('c2')).toMatchObject({ version: 1, change: 3 });
      expect(await store.cases.auditLog.head()).toMatchObject({ no: 3 });
      expect(
        await store.cases.commit([change('c2', 1), change('c1', 2)], [line('c1'), line('c2')]),
      ).toBe(true);
      expect(await store.cases.read('c1')).toMatchObject({ version: 3, change: 5 });
    });

    it.each([
      { what: 'without a line about its case', changes: [change('c1')], audit: [line('c2')] },
      {
        what: 'of a case without a file',
        changes: [{ id: 'c1', expects: 0 }],
        audit: [line('c1')],
      },
      {
        what: 'that erases what is not there',
        changes: [change('c1', 0, erased)],
        audit: [line('c1')],
      },
      { what: 'of one case twice', changes: [change('c1'), change('c1', 1)], audit: [line('c1')] },
      { what: 'of nothing', changes: [], audit: [line('c1')] },
      {
        what: 'that gives an old case a code',
        changes: [change('c1', 1, { code: 'c' })],
        audit: [line('c1')],
      },
    ])('$what is refused', async ({ changes, audit }) => {
      const { store } = await opened();
      await expect(store.cases.commit(changes, audit)).rejects.toBeInstanceOf(TypeError);
      expect(await store.cases.count()).toBe(0);
      expect(await store.cases.auditLog.head()).toBeUndefined();
    });

    it('with a code that another case has writes nothing', async () => {
      const { store } = await opened();
      await commit(store, 'c1', 0, { code: 'code' });
      await expect(commit(store, 'c2', 0, { code: 'code' })).rejects.toMatchObject({
        name: 'DatabaseError',
      });
      expect(await store.cases.read('c2')).toBeUndefined();
      expect(await store.cases.auditLog.verify()).toMatchObject({ lines: 1, problems: [] });
      expect(await commit(store, 'c2')).toBe(true);
    });
  });
}

function describeReading(opened: DeskOpened): void {
  describe('what changed', () => {
    it('comes in the order of the changes, after a number, as much as is wanted', async () => {
      const { store } = await opened();
      for (const id of ['c1', 'c2', 'c3']) await commit(store, id);
      await commit(store, 'c1', 1);
      expect(idsOf(await store.cases.changedSince(0, 10))).toEqual(['c2', 'c3', 'c1']);
      expect(idsOf(await store.cases.changedSince(0, 2))).toEqual(['c2', 'c3']);
      const news = await store.cases.changedSince(3, 10);
      expect(news).toEqual([await store.cases.read('c1')]);
      expect(await store.cases.changedSince(4, 10)).toEqual([]);
    });

    it('names a case that is erased, and when it went', async () => {
      const { home, store } = await opened();
      await commit(store, 'c1');
      await commit(store, 'c2');
      home.clock.now += 5;
      await commit(store, 'c1', 1, erased);
      expect(await store.cases.changedSince(2, 10)).toEqual([
        { id: 'c1', change: 3, erasedAt: START + 5 },
      ]);
    });
  });

  describe('the identity', () => {
    const opening = line('c1', { actor: 's1', action: 'identity-opened' });

    it('opens with a line of the log, and is the one that was written last', async () => {
      const { store } = await opened();
      await commit(store, 'c1', 0, { identity: '{"name":"then"}' });
      await commit(store, 'c1', 1, { identity: '{"name":"now"}' });
      await commit(store, 'c1', 2);
      expect(await store.cases.openIdentity('c1', opening)).toBe('{"name":"now"}');
      expect(await store.cases.auditLog.list({ limit: 1 })).toMatchObject([{ no: 4, ...opening }]);
      expect(await store.cases.auditLog.verify()).toMatchObject({ problems: [] });
    });

    it('that is not there opens nothing, and leaves no line', async () => {
      const { store } = await opened();
      await commit(store, 'c1');
      expect(await store.cases.openIdentity('c1', opening)).toBeUndefined();
      const other = { ...opening, case: 'c2' };
      expect(await store.cases.openIdentity('c2', other)).toBeUndefined();
      await expect(store.cases.openIdentity('c1', other)).rejects.toBeInstanceOf(TypeError);
      expect(await store.cases.auditLog.head()).toMatchObject({ no: 1 });
    });
  });
}

function describeEvidence(opened: DeskOpened): void {
  const photo = (id: string) => file({ id, bytes: Buffer.from(`bytes of ${id}`) });

  describe('evidence', () => {
    it('comes with the case or is copied from its conversation, and outlives that', async () => {
      const { store } = await opened();
      const turn = await answer(store, delivery(), { state: 's', files: [photo('a'), photo('b')] });
      const copies = { conversation: turn.conversation, files: ['b', 'a'] };
      const files = [{ id: 'c', bytes: Buffer.from('bytes of c') }];
      expect(await commit(store, 'c1', 0, { copies, files })).toBe(true);
      await answer(store, delivery(), { erasesPerson: true });
      expect(await store.readFile(turn.conversation, 'a')).toBeUndefined();
      for (const id of ['a', 'b', 'c'])
        expect(text(await store.cases.readFile('c1', id))).toBe(`bytes of ${id}`);
      expect(await store.cases.readFile('c1', 'd')).toBeUndefined();
      expect(await store.cases.readFile('c2', 'a')).toBeUndefined();
    });

    it('is added to later, and never written over', async () => {
      const { store } = await opened();
      const first = { id: 'a', bytes: Buffer.from('first') };
      await commit(store, 'c1', 0, { files: [first] });
      const more = [
        { id: 'a', bytes: Buffer.from('another') },
        { id: 'b', bytes: Buffer.from('more') },
      ];
      await commit(store, 'c1', 1, { files: more });
      expect(text(await store.cases.readFile('c1', 'a'))).toBe('first');
      expect(text(await store.cases.readFile('c1', 'b'))).toBe('more');
    });

    it.each([
      { what: 'a file', conversation: 'chat-1', files: ['a', 'gone'] },
      { what: 'the conversation', conversation: 'nowhere', files: ['a'] },
    ])(
      'of which $what is missing makes the commit fail, and nothing is written',
      async (missing) => {
        const { store } = await opened();
        await answer(store, delivery(), { state: 's', files: [photo('a')] });
        const conversation = store.conversationId('telegram', missing.conversation);
        const copies = { conversation, files: missing.files };
        await expect(commit(store, 'c1', 0, { copies })).rejects.toMatchObject({
          code: 'EVIDENCE_MISSING',
        });
        expect(await store.cases.read('c1')).toBeUndefined();
        expect(await store.cases.readFile('c1', 'a')).toBeUndefined();
        expect(await store.cases.auditLog.head()).toBeUndefined();
        expect(await commit(store, 'c1', 0)).toBe(true);
      },
    );
  });
}

/** A case of the conversation `chat-1` of Telegram. */
async function linkedCase(store: Store): Promise<Turn> {
  const turn = await answer(store, delivery({ address: { chat: 7 } }), { state: 's' });
  await commit(store, 'c1', 0, { links: [turn.conversation] });
  return turn;
}

function describeTelling(opened: DeskOpened): void {
  const words = (conversation: string, ...texts: string[]) => ({
    conversation,
    payloads: texts.map(payload),
  });

  describe('a person', () => {
    it('is told of their case where they sent it, behind what they are owed already', async () => {
      const { home, store } = await opened();
      const turn = await answer(store, delivery({ address: { chat: 7 } }), {
        state: 's',
        owed: [payload('owed before')],
      });
      const { conversation } = turn;
      home.clock.now += 1;
      const tells = [words(conversation, 'news', 'more news')];
      await commit(store, 'c1', 0, { links: [conversation], tells });
      expect(await store.cases.linked('c1')).toEqual([
        { conversation, platform: 'telegram', address: { chat: 7 } },
      ]);
      const sent: unknown[] = [];
      for (let count = 0; count < 3; count += 1) {
        const owed = await claimSend(store);
        expect(owed).toMatchObject({ address: { chat: 7 }, conversation });
        sent.push(owed.payload);
        await store.settleSends([{ owed, kind: 'sent' }]);
      }
      expect(sent).toEqual(['owed before', 'news', 'more news'].map(payload));
      expect(await store.claimSends('telegram', 10)).toEqual([]);
      expect(await store.stateOf(conversation)).toBe('s');
      expect(home.errors).toEqual([]);
    });

    it('gets what failed again, and what was given up is erased like any other', async () => {
      const { home, store } = await opened();
      const { conversation } = await linkedCase(store);
      await commit(store, 'c1', 1, { tells: [words(conversation, 'news')] });
      const owed = await claimSend(store);
      const retry = { kind: 'retry', at: START + 10, reason: 'busy', isUncertain: false } as const;
      await store.settleSends([{ owed, ...retry }]);
      expect(await store.claimSends('telegram', 10)).toEqual([]);
      home.clock.now += 10;
      const again = await claimSend(store);
      expect(again).toMatchObject({ payload: payload('news'), tries: 1, mayBeRepeat: false });
      await store.settleSends([{ owed: again, kind: 'given-up', reason: 'blocked' }]);
      expect(await store.figures()).toMatchObject({ owed: 0, givenUp: 1 });
      home.clock.now += LIMITS.failureMs + 1;
      expect(await store.eraseExpired(LIMITS)).toMatchObject({ failures: 1 });
    });

    it('is told nothing where the case has no link, where the conversation is gone, and on a page', async () => {
      const { store } = await opened();
      const other = await answer(store, delivery({ conversation: 'other' }), { state: 's' });
      const web = { platform: 'web', conversation: 'page', person: 'visitor' } as const;
      const page = await answer(store, delivery(web), { state: 's' });
      const gone = store.conversationId('telegram', 'gone');
      const links = [page.conversation, gone];
      const tells = [other.conversation, page.conversation, gone].map((id) => words(id, 'news'));
      expect(await commit(store, 'c1', 0, { links, tells })).toBe(true);
      expect(await store.figures()).toMatchObject({ owed: 0 });
      expect(await store.cases.linked('c1')).toMatchObject([
        { conversation: page.conversation, platform: 'web' },
      ]);
      expect(await store.repliesTo('web', page.incoming.deliveryId)).toEqual([]);
    });

    it('who is forgotten is told nothing any more, and the case stays', async () => {
      const { store } = await opened();
      const { conversation } = await linkedCase(store);
      await commit(store, 'c1', 1, { tells: [words(conversation, 'not sent')] });
      await answer(store, delivery(), { erasesPerson: true });
      expect(await store.claimSends('telegram', 10)).toEqual([]);
      expect(await store.cases.linked('c1')).toEqual([]);
      expect((await store.kept('telegram', 'person-1')).conversations).toBe(0);
      await commit(store, 'c1', 2, { tells: [words(conversation, 'news')] });
      expect(await store.figures()).toMatchObject({ owed: 0, conversations: 0 });
      expect(await store.cases.read('c1')).toMatchObject({ version: 3 });
    });
  });
}

function describeErasing(opened: DeskOpened): void {
  describe('an erased case', () => {
    it('is gone with its identity, evidence, code and links; that it was there stays', async () => {
      const { home, store } = await opened();
      const turn = await answer(store, delivery(), { state: 's' });
      await commit(store, 'c1', 0, {
        code: 'code',
        identity: '{}',
        files: [{ id: 'a', bytes: Buffer.from('a') }],
        links: [turn.conversation],
      });
      home.clock.now += 5;
      const tells = [{ conversation: turn.conversation, payloads: [payload('it is gone')] }];
      expect(await commit(store, 'c1', 1, { ...erased, tells })).toBe(true);
      expect(await store.cases.read('c1')).toBeUndefined();
      expect(await store.cases.byCode('code')).toBeUndefined();
      expect(await store.cases.openIdentity('c1', line('c1'))).toBeUndefined();
      expect(await store.cases.readFile('c1', 'a')).toBeUndefined();
      expect(await store.cases.linked('c1')).toEqual([]);
      expect(await store.cases.count()).toBe(0);
      expect(await store.cases.auditLog.verify()).toMatchObject({ lines: 2, problems: [] });
      // Nobody needs the link to say so once more.
      expect((await claimSend(store)).payload).toEqual(payload('it is gone'));
      await store.close();
      expect(await home.past((sql) => sql.selectFrom('case_file').selectAll().execute())).toEqual([
        {
          id: 'c1',
          wrapped_key: null,
          identity_key: null,
          code: null,
          file: null,
          identity: null,
          version: 2,
          change: 2,
          received_at: START,
          erased_at: START + 5,
          mark: expect.stringMatching(/^[\da-f]{64}$/),
        },
      ]);
    });

    it('is changed, made anew and erased no more, and its code can be given again', async () => {
      const { store } = await opened();
      await commit(store, 'c1', 0, { code: 'code' });
      await commit(store, 'c1', 1, erased);
      for (const expects of [0, 1, 2]) expect(await commit(store, 'c1', expects)).toBe(false);
      expect(await commit(store, 'c1', 2, erased)).toBe(false);
      expect(await commit(store, 'c2', 0, { code: 'code' })).toBe(true);
    });
  });
}

function describeFiling(opened: DeskOpened): void {
  const filed = (over: Parameters<typeof change>[2] = {}, expects = 0) => ({
    changes: [change('c1', expects, over)],
    audit: [line('c1')],
  });

  describe('a turn that files a case', () => {
    it('writes its state, its reply and the case together', async () => {
      const { home, store } = await opened();
      const photo = file({ id: 'a', bytes: Buffer.from('the photo') });
      const before = await answer(store, delivery(), { state: 'draft', files: [photo] });
      const { conversation } = before;
      await answer(store, delivery(), {
        state: 'filed',
        owed: [payload('thank you')],
        dropFiles: ['a'],
        files: [file({ id: 'b', bytes: Buffer.from('of this turn') })],
        filed: filed({
          code: 'code',
          copies: { conversation, files: ['a', 'b'] },
          links: [conversation],
        }),
      });
      expect(await store.stateOf(conversation)).toBe('filed');
      expect(await store.readFile(conversation, 'a')).toBeUndefined();
      expect(text(await store.cases.readFile('c1', 'a'))).toBe('the photo');
      expect(text(await store.cases.readFile('c1', 'b'))).toBe('of this turn');
      expect(await store.cases.linked('c1')).toMatchObject([{ conversation }]);
      expect((await claimSend(store)).payload).toEqual(payload('thank you'));
      expect(home.errors).toEqual([]);
    });

    it('is claimed again, with nothing written, where the case has changed meanwhile', async () => {
      const { home, store } = await opened();
      await commit(store, 'c1');
      await store.receive([saying('correct it')]);
      const turn = await claimOne(store);
      await commit(store, 'c1', 1);
      const late = result(turn, { state: 'lost', owed: [payload('lost')], filed: filed({}, 1) });
      expect(await store.commitTurns([late])).toEqual([false]);
      expect(await store.stateOf(turn.conversation)).toBeUndefined();
      expect(await store.cases.read('c1')).toMatchObject({ version: 2 });
      const again = await claimOne(store);
      expect(again).toMatchObject({ incoming: turn.incoming, tries: 2 });
      expect(await store.commitTurns([result(again, { filed: filed({}, 2) })])).toEqual([true]);
      expect(await store.cases.read('c1')).toMatchObject({ version: 3 });
      expect(home.errors).toEqual([]);
    });

    it('whose evidence is missing goes back to wait, and takes no other with it', async () => {
      const { home, store } = await opened();
      await store.receive([saying('file it'), saying('another', { conversation: 'b' })]);
      const turns = await store.claimTurns(10, ['telegram']);
      const copies = { conversation: turns[0]?.conversation ?? '', files: ['gone'] };
      const results = turns.map((turn, index) =>
        result(turn, { state: 's', ...(index === 0 && { filed: filed({ copies }) }) }),
      );
      expect(await store.commitTurns(results)).toEqual([false, true]);
      expect(home.errors).toMatchObject([{ code: 'EVIDENCE_MISSING' }]);
      expect(await store.cases.count()).toBe(0);
      expect(await claimOne(store)).toMatchObject({ tries: 2 });
    });

    it('without its lease writes no case', async () => {
      const { store } = await opened();
      await store.receive([delivery()]);
      const turn = await claimOne(store);
      const stale = result({ ...turn, lease: 'of another' }, { filed: filed() });
      expect(await store.commitTurns([stale])).toEqual([false]);
      expect(await store.cases.count()).toBe(0);
    });

    it('can take a draft over in the same go, with the evidence it brings', async () => {
      const { store } = await opened();
      await answer(store, delivery(), {
        state: 'draft',
        files: [file({ id: 'a', bytes: Buffer.from('brought') })],
        offers: { code: 'over', until: START + 10 },
      });
      await store.receive([delivery({ conversation: 'b', person: 'p2' })]);
      const turn = await claimOne(store);
      const { conversation } = turn;
      const copies = { conversation, files: ['a'] };
      const taking = { state: 'filed', takesOver: 'over' };
      const stale = result(turn, { ...taking, filed: filed({}, 4) });
      expect(await store.commitTurns([stale])).toEqual([false]);
      // The code is good still.
      const again = await claimOne(store);
      expect(
        await store.commitTurns([result(again, { ...taking, filed: filed({ copies }) })]),
      ).toEqual([true]);
      expect(text(await store.cases.readFile('c1', 'a'))).toBe('brought');
      expect(await store.stateOf(store.conversationId('telegram', 'chat-1'))).toBeUndefined();
    });

    it('can forget its person in the same go: the case stays, and leads nowhere', async () => {
      const { home, store } = await opened();
      const photo = file({ id: 'a', bytes: Buffer.from('the photo') });
      const { conversation } = await answer(store, delivery(), { state: 's', files: [photo] });
      const other = await answer(store, delivery({ conversation: 'b', person: 'p2' }), {
        state: 's',
      });
      const tells = [{ conversation: other.conversation, payloads: [payload('news')] }];
      await answer(store, delivery(), {
        erasesPerson: true,
        filed: filed({
          copies: { conversation, files: ['a'] },
          links: [conversation, other.conversation],
          tells,
        }),
      });
      expect(text(await store.cases.readFile('c1', 'a'))).toBe('the photo');
      expect(await store.cases.linked('c1')).toMatchObject([{ conversation: other.conversation }]);
      expect((await store.kept('telegram', 'person-1')).conversations).toBe(0);
      expect(await store.stateOf(other.conversation)).toBe('s');
      expect((await claimSend(store)).conversation).toBe(other.conversation);
      expect(home.errors).toEqual([]);
    });
  });
}

function describeKeepingLinked(opened: DeskOpened): void {
  const YEAR_MS = 365 * DAY_MS;
  const erasable = async (home: DeskHome, store: Store) => {
    home.clock.now += YEAR_MS;
    const { conversations } = await store.eraseExpired(LIMITS);
    return conversations;
  };

  describe('a conversation', () => {
    it('is kept as long as the case that was sent from it', async () => {
      const { home, store } = await opened();
      const { conversation } = await linkedCase(store);
      await answer(store, delivery({ conversation: 'idle', person: 'p2' }), { state: 's' });
      expect(await erasable(home, store)).toBe(1);
      expect(await store.stateOf(conversation)).toBe('s');
      await commit(store, 'c1', 1, erased);
      expect(await erasable(home, store)).toBe(1);
      expect(await store.stateOf(conversation)).toBeUndefined();
      expect(await store.figures()).toMatchObject({ conversations: 0 });
    });

    it('in which nothing is kept but where to tell somebody is kept too, until the case goes', async () => {
      const { home, store } = await opened();
      const { conversation } = await linkedCase(store);
      await answer(store, delivery(), { owed: [payload('bye')] });
      const owed = await claimSend(store);
      await store.settleSends([{ owed, kind: 'sent' }]);
      expect(await erasable(home, store)).toBe(0);
      const tells = [{ conversation, payloads: [payload('news')] }];
      await commit(store, 'c1', 1, { tells });
      const news = await claimSend(store);
      expect(news.payload).toEqual(payload('news'));
      await store.settleSends([{ owed: news, kind: 'sent' }]);
      await commit(store, 'c1', 2, erased);
      expect(await erasable(home, store)).toBe(1);
    });
  });
}

function describeCaseSharing(opened: DeskOpened): void {
  describe('two replicas', () => {
    it('lose no change, and see changes in their order', { timeout: 60_000 }, async () => {
      const { home, store } = await opened();
      const other = await home.open({ owner: 'second' });
      for (const id of ['a', 'b', 'c']) await commit(store, id);
      let isDone = false;
      const seen: number[] = [];
      const watch = async () => {
        for (let last = 0; !isDone || seen.at(-1) !== 123; ) {
          const news = await other.cases.changedSince(last, 7);
          seen.push(...news.map((one) => one.change));
          last = news.at(-1)?.change ?? last;
        }
      };
      const write = async (one: Store, id: string) => {
        for (let written = 0; written < 20; ) {
          const stored = await one.cases.read(id);
          if (await commit(one, id, stored?.version)) written += 1;
        }
      };
      const writers = ['a', 'b', 'c'].flatMap((id) => [write(store, id), write(other, id)]);
      const watching = watch();
      await Promise.all(writers);
      isDone = true;
      await watching;
      expect(seen).toEqual(seen.toSorted((one, two) => one - two));
      for (const id of ['a', 'b', 'c']) {
        expect(await store.cases.read(id)).toMatchObject({ version: 41 });
      }
      expect(await other.cases.auditLog.verify()).toMatchObject({ lines: 123, problems: [] });
      expect(home.errors).toEqual([]);
    });

    it('that send the same new case at once write one of them', async () => {
      const { home, store } = await opened();
      const other = await home.open({ owner: 'second' });
      const both = [store, other].map((one, index) =>
        commit(one, 'c1', 0, { code: `code ${index}`, file: `${index}` }),
      );
      const written = await Promise.all(both);
      expect(written.toSorted()).toEqual([false, true]);
      const { file: kept } = (await store.cases.read('c1')) ?? {};
      expect(kept).toBe(`${written.indexOf(true)}`);
    });

    it('do not get in each other’s way while turns file, staff tell, and people are forgotten', {
      timeout: 120_000,
    }, async () => {
      const { home, store } = await opened();
      const other = await home.open({ owner: 'second' });
      const stores = [store, other];
      const names = ['a', 'b', 'c', 'd', 'e', 'f'];
      const ids = names.map((name) => store.conversationId('telegram', name));
      const tells = ids.map((conversation) => ({ conversation, payloads: [payload('news')] }));
      let working = 2;
      const file = async (one: Store, lane: number) => {
        for (let round = 0; round < 15; round += 1) {
          const arrivals = names.map((name) => delivery({ conversation: name, person: name }));
          await one.receive(arrivals);
          const turns = await one.claimTurns(4, ['telegram']);
          await one.commitTurns(
            turns.map((turn, index) => {
              const id = `${lane}-${round}-${index}`;
              const filing = change(id, 0, { links: ids.toReversed(), tells });
              const erasesPerson = index === 3;
              return result(turn, {
                state: 's',
                erasesPerson,
                filed: { changes: [filing], audit: [line(id)] },
              });
            }),
          );
        }
        working -= 1;
      };
      const tellAll = async (one: Store) => {
        const news = await one.cases.changedSince(0, 2);
        const changes = news.flatMap((stored) =>
          'version' in stored ? [change(stored.id, stored.version, { tells })] : [],
        );
        const lines = changes.map(({ id }) => line(id));
        if (changes.length > 0) await one.cases.commit(changes, lines);
      };
      const atOnce = { ...LIMITS, conversationMs: { telegram: 20, slack: 0, web: 0 } };
      const tell = async (one: Store) => {
        while (working > 0) {
          await tellAll(one);
          const owed = await one.claimSends('telegram', 5);
          await one.settleSends(owed.map((send) => ({ owed: send, kind: 'sent' as const })));
          home.clock.now += 1;
          await one.eraseExpired(atOnce);
        }
      };
      await Promise.all([...stores.map(file), ...stores.map(tell)]);
      expect(await store.cases.auditLog.verify()).toMatchObject({ problems: [] });
      const { rows } = await home.past((sql) =>
        raw<{ deadlocks: number }>`
          select deadlocks from pg_stat_database where datname = current_database()`.execute(sql),
      );
      expect(rows).toEqual([{ deadlocks: 0 }]);
      expect(home.errors).toEqual([]);
    });
  });
}
