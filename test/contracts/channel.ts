import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Attempt,
  type Channel,
  DeliveryError,
  type Payload,
  type Preview,
} from '../../bot/channel.ts';
import type { Incoming, Outgoing } from '../../bot/message.ts';

/** A channel connected to a platform that a test can play the other side of. */
export interface ChannelHarness {
  readonly channel: Channel;
  /** What the channel has handed to `receive`, in order. */
  readonly received: readonly Incoming[];
  /** Makes `receive` wait until the returned function is called: the platform must not be told meanwhile that we have it. */
  holdReceive(): () => void;
  /** Makes the next `receive` fail, as a store that is away would. */
  failReceive(): void;
  /** A person says something in private; resolves with true when the platform was told that we have it. */
  say(text: string, options?: { readonly deliveryId?: string }): Promise<boolean>;
  /** A person presses a button. */
  press(token: string): Promise<boolean>;
  /** Of a channel that is pulled: the next thing that the person does fetches these calls, and is answered with them. */
  fetched?(calls: readonly Payload[]): Promise<void>;
  /** Plain words of everything the person sees of us, in order; what was changed shows its newest words. */
  shown(): readonly string[];
  /** Absent of a channel that shows nothing before a message. */
  readonly previews?: PreviewHarness;
  /** How the platform answers the next calls. `never`: it takes the connection and says nothing. */
  refuseNext(
    how:
      | { readonly kind: 'rate-limit'; readonly seconds: number }
      | { readonly kind: 'broken' | 'gone' | 'never' },
  ): void;
  stop(): Promise<void>;
}

/** Somebody who sees answers being written; the channel's gaps between calls are short. */
export interface PreviewHarness {
  /** Somebody asks in private, and waits where they can see the answer being written. */
  ask(): Promise<Incoming>;
  /** Plain words of what is being written, as they see it now; undefined where nothing is. */
  seen(): string | undefined;
  /** How often the platform was called to show some of it. */
  calls(): number;
}

const FILE_BYTES = new TextEncoder().encode('진정서 초안');

export const ATTEMPT: Attempt = {
  id: 'attempt-1',
  mayBeRepeat: false,
  readFile: () => Promise.resolve(FILE_BYTES),
};

const said = (text: string): Outgoing => ({
  kind: 'message',
  blocks: [{ kind: 'paragraph', runs: [{ text }] }],
});

/** An answer of so many sentences. */
export const written = (sentences: number): Outgoing => ({
  kind: 'answer',
  view: {
    language: 'ko',
    kind: 'answer',
    outcome: 'answered',
    notices: [],
    lead: Array.from({ length: sentences }, (_, at) => `문장 ${at + 1}번이에요.`).join(' '),
    digests: [],
    texts: [],
    found: [],
    reasons: [],
    changes: [],
    steps: [],
    related: [],
    choices: [],
  },
});

/** Of every kind of block and run. */
const RICH: Outgoing = {
  kind: 'message',
  blocks: [
    { kind: 'heading', text: '근거 <1> & 2' },
    {
      kind: 'paragraph',
      runs: [{ text: '판단: ' }, { text: '법으로 금지돼요', isBold: true }, { text: ' *아마*' }],
    },
    {
      kind: 'list',
      items: [
        [
          { text: '첫째 (' },
          { text: '개인정보 보호법 제23조', url: 'https://facerights.example/law/pipa?article=23' },
          { text: ')' },
        ],
        [{ text: '둘째' }],
      ],
    },
    { kind: 'quote', runs: [{ text: '제23조(민감정보의 처리 제한) ① 개인정보처리자는' }] },
    { kind: 'note', runs: [{ text: '법률 정보이며 법률 자문은 아니에요.' }] },
  ],
  choices: [
    { label: '이어서', token: 'c:next-1' },
    { label: '원문', url: 'https://facerights.example/a/metro-live' },
  ],
};

/** Longer than any platform takes in one message. */
const LONG_LINES = Array.from(
  { length: 400 },
  (_, at) =>
    `${at}번째 문장은 조금 길어서 한 통에 다 들어가지 않아요. It goes on and on, line ${at}.`,
);

const squeezed = (texts: readonly string[]): string => texts.join('').replace(/\s+/g, '');

/**
 * What every channel keeps to, whatever the platform.
 *
 * @param open - Starts the platform and the channel, freshly for each test; the channel's wait for an answer is short.
 */
export function channelContract(name: string, open: () => Promise<ChannelHarness>): void {
  describe(`${name} keeps the contract of a channel:`, () => {
    let harness: ChannelHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.stop());

    const texts = () =>
      harness.received.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []));

    /** The address of somebody who has written. */
    async function greet(): Promise<Incoming> {
      await harness.say('안녕하세요');
      const first = harness.received[0];
      if (!first) throw new Error('Nothing was received.');
      return first;
    }

    const contextOf = ({ address, audience }: Incoming) =>
      ({ address, audience, language: 'ko' }) as const;

    function layOut(message: Outgoing, to: Incoming, replaces?: Payload): readonly Payload[] {
      return harness.channel.layOut(message, { ...contextOf(to), replaces });
    }

    const isPulled = () => harness.channel.delivery === 'pull';

    /** As the outbox does it: each call by itself, after a stay in the store. What is pulled goes with one answer. */
    async function deliver(message: Outgoing, to: Incoming, replaces?: Payload): Promise<void> {
      const calls = layOut(message, to, replaces);
      const stored = JSON.parse(JSON.stringify(calls)) as readonly Payload[];
      if (isPulled()) return harness.fetched?.(stored);
      for (const payload of stored) await harness.channel.send(to.address, payload, ATTEMPT);
    }

    const failureOf = async (made: Promise<void>): Promise<DeliveryError> => {
      const failure = await made.then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(DeliveryError);
      return failure as DeliveryError;
    };

    describe('what people say', () => {
      it('arrives as typed, with all that is needed to answer', async () => {
        expect(await harness.say('  마트가 얼굴을 찍어도 되나요?  ')).toBe(true);
        const [incoming] = harness.received;
        expect(incoming?.content).toMatchObject({ kind: 'text' });
        expect(texts().map((text) => text.trim())).toEqual(['마트가 얼굴을 찍어도 되나요?']);
        expect(incoming).toMatchObject({
          platform: harness.channel.platform,
          audience: 'private',
          deliveryId: expect.stringMatching(/./),
          conversation: expect.stringMatching(/./),
          person: expect.stringMatching(/./),
        });
        expect(Number.isFinite(incoming?.order)).toBe(true);
      });

      it('survives the store: plain data, and an address of plain values', async () => {
        const incoming = await greet();
        expect(JSON.parse(JSON.stringify(incoming))).toEqual(incoming);
        for (const value of Object.values(incoming.address)) {
          expect(typeof value).toMatch(/^(?:string|number)$/);
        }
      });

      it('arrives in order, as one conversation of one person', async () => {
        await Promise.all(['하나', '둘', '셋'].map((text) => harness.say(text)));
        const { received } = harness;
        const inOrder = [...received].sort((one, other) => one.order - other.order);
        expect(inOrder.map(({ content }) => content)).toMatchObject([
          { text: '하나' },
          { text: '둘' },
          { text: '셋' },
        ]);
        expect(new Set(received.map(({ conversation }) => conversation)).size).toBe(1);
        expect(new Set(received.map(({ person }) => person)).size).toBe(1);
        expect(new Set(received.map(({ deliveryId }) => deliveryId)).size).toBe(3);
      });

      it('is not confirmed before it is stored', async () => {
        const release = harness.holdReceive();
        const told = harness.say('붙잡아 둘 말');
        const early = await Promise.race([
          told,
          new Promise((resolve) => setTimeout(() => resolve('not yet'), 150)),
        ]);
        expect(early).toBe('not yet');
        release();
        expect(await told).toBe(true);
        expect(texts()).toEqual(['붙잡아 둘 말']);
      });

      it('is not lost where it could not be stored: the platform repeats it under the same id', async () => {
        harness.failReceive();
        const told = await harness.say('다시 올 말', { deliveryId: '900001' });
        if (!told) await harness.say('다시 올 말', { deliveryId: '900001' });
        expect(texts()).toContain('다시 올 말');
        expect(new Set(harness.received.map(({ deliveryId }) => deliveryId)).size).toBe(1);
      });

      it('brings a pressed button back as it was sent', async () => {
        const to = await greet();
        await deliver(RICH, to);
        expect(await harness.press('c:next-1')).toBe(true);
        expect(harness.received.at(-1)).toMatchObject({
          content: { kind: 'choice', token: 'c:next-1' },
          conversation: to.conversation,
          person: to.person,
        });
      });
    });

    describe('a layout', () => {
      it('is pure, and can be stored', async () => {
        const to = await greet();
        const before = structuredClone(RICH);
        const payloads = layOut(RICH, to);
        expect(payloads.length).toBeGreaterThan(0);
        expect(layOut(RICH, to)).toEqual(payloads);
        expect(RICH).toEqual(before);
        expect(JSON.parse(JSON.stringify(payloads))).toEqual(payloads);
      });

      it.each<Outgoing>([
        { kind: 'message', blocks: [] },
        { kind: 'message', blocks: [{ kind: 'paragraph', runs: [{ text: ' \n ' }] }] },
        { kind: 'home', blocks: [{ kind: 'heading', text: '홈' }], choices: [] },
        { kind: 'previews', previews: [] },
      ])('of a message $kind with little in it is no failure', async (message) => {
        expect(Array.isArray(layOut(message, await greet()))).toBe(true);
      });
    });

    describe('what we send', () => {
      it('is shown, every word of it', async () => {
        await deliver(RICH, await greet());
        const shown = squeezed(harness.shown());
        for (const words of [
          '근거 <1> & 2',
          '법으로 금지돼요',
          '*아마*',
          '개인정보 보호법 제23조',
          '둘째',
          '제23조(민감정보의 처리 제한) ① 개인정보처리자는',
          '법률 정보이며 법률 자문은 아니에요.',
        ]) {
          expect(shown).toContain(squeezed([words]));
        }
      });

      it('is shown whole and in order, however long', async () => {
        const blocks = LONG_LINES.map((text) => ({ kind: 'paragraph' as const, runs: [{ text }] }));
        await deliver({ kind: 'message', blocks }, await greet());
        // A page takes any length, a message does not.
        if (!isPulled()) expect(harness.shown().length).toBeGreaterThan(1);
        expect(squeezed(harness.shown())).toBe(squeezed(LONG_LINES));
      });

      it('may be a file', async () => {
        const blocks = [{ kind: 'paragraph' as const, runs: [{ text: '초안이에요.' }] }];
        await deliver(
          { kind: 'file', file: 'f1', name: '진정서.txt', mediaType: 'text/plain', blocks },
          await greet(),
        );
        expect(squeezed(harness.shown())).toContain('초안이에요.');
      });

      it.each([
        { how: { kind: 'rate-limit', seconds: 47 } as const, isFinal: false, retryAfterMs: 47_000 },
        { how: { kind: 'broken' } as const, isFinal: false, retryAfterMs: undefined },
        { how: { kind: 'never' } as const, isFinal: false, retryAfterMs: undefined },
        { how: { kind: 'gone' } as const, isFinal: true, retryAfterMs: undefined },
      ])(
        'fails where the platform is "$how.kind", final: $isFinal, and says so without a word of it',
        async ({ how, isFinal, retryAfterMs }) => {
          // Where we are asked, there is nobody who could refuse.
          if (isPulled()) return;
          const to = await greet();
          harness.refuseNext(how);
          const failure = await failureOf(deliver(said('아무도 모르는 말'), to));
          expect(failure).toMatchObject({ isFinal, retryAfterMs });
          expect(failure.reason).toMatch(/^[\w-]{3,60}$/);
          expect(`${failure.message} ${failure.stack} ${String(failure.cause)}`).not.toContain(
            '아무도 모르는 말',
          );
        },
      );

      it('goes through once the platform is well again', async ({ skip }) => {
        if (isPulled()) skip();
        const to = await greet();
        harness.refuseNext({ kind: 'broken' });
        await failureOf(deliver(said('끝내 닿을 말'), to));
        await deliver(said('끝내 닿을 말'), to);
        expect(squeezed(harness.shown())).toContain(squeezed(['끝내 닿을 말']));
      });
    });

    describe('what is shown of a message while it is written', () => {
      /** Somebody who waits, and the preview of their answer. */
      async function begin({ skip }: { readonly skip: () => void }) {
        const { previews, channel } = harness;
        if (!previews) skip();
        if (!previews) throw new Error('There are no previews.');
        const asked = await previews.ask();
        const open = (): Preview => {
          const preview = channel.openPreview?.(contextOf(asked), asked.deliveryId);
          if (!preview) throw new Error('Nothing can be shown.');
          return preview;
        };
        const waitToSee = (words: string) =>
          vi.waitFor(() => expect(squeezed([previews.seen() ?? ''])).toContain(squeezed([words])), {
            timeout: 10_000,
          });
        return { asked, previews, open, waitToSee, before: harness.shown().length };
      }

      it('grows, until the message stands in its place', async (test) => {
        const { asked, previews, open, waitToSee, before } = await begin(test);
        const preview = open();
        for (const sentences of [1, 2, 3]) {
          preview.show(written(sentences));
          await waitToSee(`문장 ${sentences}번이에요.`);
        }
        await deliver(written(4), asked, await preview.close());
        expect(previews.seen()).toBeUndefined();
        const after = harness.shown().slice(before);
        expect(after).toHaveLength(1);
        expect(squeezed(after)).toContain(squeezed(['문장 3번이에요. 문장 4번이에요.']));
      });

      it('is nothing more once it is closed', async (test) => {
        const { asked, previews, open, waitToSee, before } = await begin(test);
        const preview = open();
        preview.show(written(1));
        await waitToSee('문장 1번이에요.');
        preview.show(written(2));
        const replaces = await preview.close();
        const calls = previews.calls();
        preview.show(written(3));
        await preview.close();
        // Longer than the gap between calls.
        await new Promise((resolve) => setTimeout(resolve, 200));
        expect(previews.calls()).toBe(calls);
        await deliver(said('끝'), asked, replaces);
        const after = harness.shown().slice(before);
        expect(after.map((text) => text.trim())).toEqual(['끝']);
      });

      it('is nothing where nothing is written, and the message comes all the same', async (test) => {
        const { asked, previews, open, before } = await begin(test);
        const replaces = await open().close();
        expect(previews.calls()).toBe(0);
        await deliver(written(1), asked, replaces);
        expect(harness.shown().slice(before)).toHaveLength(1);
      });

      it('skips what comes too fast, and ends with the newest', async (test) => {
        const { asked, previews, open, waitToSee } = await begin(test);
        const preview = open();
        for (let sentences = 1; sentences <= 100; sentences += 1) preview.show(written(sentences));
        await waitToSee('문장 100번이에요.');
        expect(previews.calls()).toBeLessThanOrEqual(3);
        await deliver(written(100), asked, await preview.close());
      });

      it('may fail, and the message is none the worse', async (test) => {
        const { asked, open, before } = await begin(test);
        harness.refuseNext({ kind: 'broken' });
        const preview = open();
        preview.show(written(1));
        await new Promise((resolve) => setImmediate(resolve));
        await deliver(written(2), asked, await preview.close());
        const after = harness.shown().slice(before);
        expect(after).toHaveLength(1);
        expect(squeezed(after)).toContain(squeezed(['문장 2번이에요.']));
      });

      it('stands once, although the writing was begun anew', async (test) => {
        const { asked, previews, open, waitToSee, before } = await begin(test);
        const first = open();
        first.show(written(2));
        await waitToSee('문장 2번이에요.');
        await first.close();
        const second = open();
        second.show(written(3));
        await waitToSee('문장 3번이에요.');
        await deliver(written(4), asked, await second.close());
        expect(previews.seen()).toBeUndefined();
        expect(harness.shown().slice(before)).toHaveLength(1);
      });
    });

    it('that is pulled cannot be pushed: that is final', async ({ skip }) => {
      if (!isPulled()) skip();
      const to = await greet();
      const [payload = {}] = layOut(RICH, to);
      const failure = await failureOf(harness.channel.send(to.address, payload, ATTEMPT));
      expect(failure.isFinal).toBe(true);
    });

    it('showing that we are at work never fails', async () => {
      const { address } = await greet();
      await harness.channel.signalWork(address);
      harness.refuseNext({ kind: 'broken' });
      await harness.channel.signalWork(address);
    });

    it('stops at once, and twice without harm', async () => {
      await greet();
      const started = Date.now();
      await harness.channel.stop();
      await harness.channel.stop();
      expect(Date.now() - started).toBeLessThan(2_000);
    });
  });
}
