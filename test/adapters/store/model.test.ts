import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PLATFORMS } from '../../../bot/message.ts';
import type { Owed, SendResult, Store, Turn } from '../../../bot/store.ts';
import { storeHome } from '../../contracts/store.ts';
import { delivery, payload, result, START, textOf } from '../../contracts/store-samples.ts';
import { temporaryFolder } from '../../factories.ts';

const LEASE_MS = 30_000;
const PEOPLE = ['ann', 'ben'] as const;
const MOST = 50;

interface Message {
  readonly text: string;
  readonly order: number;
  readonly arrived: number;
}

interface Due {
  readonly text: string;
  tries: number;
  isBegun: boolean;
}

interface Talk {
  waiting: Message[];
  state: string | undefined;
  owed: Due[];
  dueAt: number;
  turn: { lease: string; until: number } | undefined;
  send: { lease: string; until: number } | undefined;
}

/** Each person has two conversations. */
const talkOf = (person: string, place: number): string => `${person} ${place}`;
const personOf = (conversation: string): string => conversation.split(' ')[0] ?? '';

/** What a store is, with nothing in it that has to be quick or to last. */
class Model {
  readonly talks = new Map<string, Talk>();
  readonly seen = new Set<string>();
  now = START;
  arrivals = 0;

  talk(conversation: string): Talk {
    const fresh: Talk = {
      waiting: [],
      state: undefined,
      owed: [],
      dueAt: 0,
      turn: undefined,
      send: undefined,
    };
    const talk = this.talks.get(conversation) ?? fresh;
    this.talks.set(conversation, talk);
    return talk;
  }

  receive(id: string, conversation: string, order: number): boolean {
    if (this.seen.has(id)) return false;
    this.seen.add(id);
    this.arrivals += 1;
    const { waiting } = this.talk(conversation);
    waiting.push({ text: id, order, arrived: this.arrivals });
    waiting.sort((one, other) => one.order - other.order || one.arrived - other.arrived);
    return true;
  }

  isFree(lease: Talk['turn']): boolean {
    return lease === undefined || lease.until <= this.now;
  }

  waitingTalks(): Talk[] {
    return [...this.talks.values()].filter(
      ({ waiting, turn }) => waiting.length > 0 && this.isFree(turn),
    );
  }

  dueTalks(): Talk[] {
    return [...this.talks.values()].filter(
      ({ owed, send, dueAt }) => owed.length > 0 && this.isFree(send) && dueAt <= this.now,
    );
  }

  of(person: string): Talk[] {
    return [...this.talks].filter(([name]) => personOf(name) === person).map(([, talk]) => talk);
  }

  owe(talk: Talk, texts: readonly string[]): void {
    if (talk.owed.length === 0) talk.dueAt = this.now;
    talk.owed.push(...texts.map((text) => ({ text, tries: 0, isBegun: false })));
  }

  settle({ payload: { text }, lease }: Owed, kind: SendResult['kind'], at: number): void {
    const talk = [...this.talks.values()].find(({ owed }) => owed.some((due) => due.text === text));
    if (!talk) return;
    const isOurs = talk.send?.lease === lease;
    if (kind === 'sent' || (isOurs && kind === 'given-up')) {
      talk.owed = talk.owed.filter((due) => due.text !== text);
    }
    if (isOurs) this.freeLane(talk, kind === 'retry', at);
  }

  private freeLane(talk: Talk, isRetry: boolean, at: number): void {
    const [first] = talk.owed;
    talk.send = undefined;
    talk.dueAt = isRetry ? at : this.now;
    if (isRetry && first) first.isBegun = false;
  }

  erase(person: string, arrived: number): void {
    for (const talk of this.of(person)) {
      talk.waiting = talk.waiting.filter((message) => message.arrived > arrived);
      Object.assign(talk, { state: undefined, owed: [], turn: undefined, send: undefined });
    }
  }
}

/** The store and its model side by side, with everything that was ever claimed, also long ago. */
interface World {
  readonly store: Store;
  readonly model: Model;
  readonly turns: { readonly turn: Turn; readonly message: Message }[];
  readonly sends: Owed[];
  readonly setClock: (now: number) => void;
  steps: number;
}

type Step = (world: World) => Promise<void>;

const receiving = fc
  .array(
    fc.record({
      id: fc.nat(60),
      person: fc.constantFrom(...PEOPLE),
      place: fc.nat(1),
      order: fc.nat(5),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map(
    (batch): Step =>
      async ({ store, model }) => {
        const messages = batch.map(({ id, person, place, order }) => ({
          id: `d${id}`,
          conversation: talkOf(person, place),
          order,
        }));
        const added = messages.filter(({ id, conversation, order }) =>
          model.receive(id, conversation, order),
        );
        const incoming = messages.map(({ id, conversation, order }) =>
          delivery({
            deliveryId: id,
            conversation,
            person: personOf(conversation),
            order,
            content: { kind: 'text', text: id },
          }),
        );
        expect(await store.receive(incoming)).toBe(added.length);
      },
  );

const claiming = fc.integer({ min: 1, max: 4 }).map(
  (limit): Step =>
    async ({ store, model, turns }) => {
      const free = model.waitingTalks();
      const claimed = await store.claimTurns(limit, PLATFORMS);
      expect(claimed).toHaveLength(Math.min(limit, free.length));
      for (const turn of claimed) {
        const talk = model.talk(turn.incoming.conversation);
        const [message] = talk.waiting;
        expect(free).toContain(talk);
        expect({ text: textOf(turn), state: turn.state }).toEqual({
          text: message?.text,
          state: talk.state,
        });
        talk.turn = { lease: turn.lease, until: model.now + LEASE_MS };
        if (message) turns.push({ turn, message });
      }
    },
);

const committing = fc
  .record({ which: fc.nat(MOST), owed: fc.nat(2), erases: fc.boolean(), hasState: fc.boolean() })
  .map(
    ({ which, owed, erases, hasState }): Step =>
      async (world) => {
        const { store, model, turns } = world;
        const { turn, message } = turns[turns.length - 1 - (which % turns.length)] ?? {};
        if (!turn || !message) return;
        const talk = model.talk(turn.incoming.conversation);
        const isGood = talk.turn?.lease === turn.lease;
        const texts = Array.from({ length: owed }, (_, index) => `answer ${world.steps} ${index}`);
        const state = hasState && !erases ? `state ${world.steps}` : undefined;
        const written = await store.commitTurns([
          result(turn, { state, owed: texts.map(payload), erasesPerson: erases }),
        ]);
        expect(written).toEqual([isGood]);
        if (!isGood) return;
        talk.waiting = talk.waiting.filter((one) => one !== message);
        if (erases) model.erase(turn.incoming.person, message.arrived);
        Object.assign(talk, { state, turn: undefined });
        model.owe(talk, texts);
      },
  );

const sending = fc.integer({ min: 1, max: 4 }).map(
  (limit): Step =>
    async ({ store, model, sends }) => {
      const due = model.dueTalks();
      const claimed = await store.claimSends('telegram', limit);
      expect(claimed).toHaveLength(Math.min(limit, due.length));
      for (const owed of claimed) {
        const talk = due.find((one) => one.owed[0]?.text === owed.payload['text']);
        const first = talk?.owed[0];
        if (!talk || !first) throw new Error('something was sent that was not next');
        expect(owed).toMatchObject({ tries: first.tries, mayBeRepeat: first.isBegun });
        Object.assign(first, { tries: first.tries + 1, isBegun: true });
        talk.send = { lease: owed.lease, until: model.now + LEASE_MS };
        sends.push(owed);
      }
    },
);

const settling = fc
  .record({
    which: fc.nat(MOST),
    kind: fc.constantFrom('sent' as const, 'retry' as const, 'given-up' as const),
    delay: fc.nat(9_000),
  })
  .map(
    ({ which, kind, delay }): Step =>
      async ({ store, model, sends }) => {
        const owed = sends[sends.length - 1 - (which % sends.length)];
        if (!owed) return;
        const at = model.now + delay;
        const outcomes = {
          sent: { owed, kind: 'sent' },
          retry: { owed, kind: 'retry', at, reason: 'r', isUncertain: false },
          'given-up': { owed, kind: 'given-up', reason: 'g' },
        } as const;
        await store.settleSends([outcomes[kind]]);
        model.settle(owed, kind, at);
      },
  );

const waiting = fc.constantFrom(1, 4_000, LEASE_MS).map(
  (ms): Step =>
    ({ model, setClock }) => {
      model.now += ms;
      setClock(model.now);
      return Promise.resolve();
    },
);

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: receiving },
    { weight: 4, arbitrary: claiming },
    { weight: 4, arbitrary: committing },
    { weight: 4, arbitrary: sending },
    { weight: 4, arbitrary: settling },
    { weight: 1, arbitrary: waiting },
  ),
  { minLength: 10, maxLength: 60 },
);

it('does as a naive store would, whatever comes in whatever order', async () => {
  const folder = temporaryFolder();
  let runs = 0;
  const property = fc.asyncProperty(steps, async (list) => {
    runs += 1;
    const path = join(folder, `${runs}.db`);
    const home = await storeHome({
      makeDatabase: () => Promise.resolve({ kind: 'sqlite', path }),
      isShared: false,
    });
    const store = await home.open();
    const model = new Model();
    const setClock = (now: number) => {
      home.clock.now = now;
    };
    const world: World = { store, model, turns: [], sends: [], setClock, steps: 0 };
    for (const step of list) {
      world.steps += 1;
      await step(world);
    }
    for (const person of PEOPLE) {
      const talks = model.of(person);
      const kept = await store.kept('telegram', person);
      expect({ ...kept, states: kept.states.toSorted() }).toMatchObject({
        states: talks.flatMap(({ state }) => state ?? []).toSorted(),
        messagesWaiting: talks.reduce((sum, talk) => sum + talk.waiting.length, 0),
        messagesOwed: talks.reduce((sum, talk) => sum + talk.owed.length, 0),
      });
    }
    expect(home.errors).toEqual([]);
    await store.close();
  });
  await fc.assert(property, {
    numRuns: 60,
    interruptAfterTimeLimit: 8_000,
    markInterruptAsFailure: false,
  });
  expect(runs).toBeGreaterThan(5);
});
