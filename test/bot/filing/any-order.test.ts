import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ChoiceValue,
  FILED_MOVES,
  FILED_PICKS,
  SUBMIT_MOVES,
  tokenOf,
} from '../../../bot/choices.ts';
import type { Intake } from '../../../bot/desk/intake.ts';
import { formatReceiptCode } from '../../../bot/desk/receipt-code.ts';
import type { BotParts } from '../../../bot/talk.ts';
import { CaseShelf } from '../../case-shelf.ts';
import { receivingParts } from '../../filing-parts.ts';
import { DAY_MS, Person } from '../../talking.ts';
import { finished } from '../dialogue/interview/interviewed.ts';
import { submitted } from './submitted.ts';

let parts: BotParts & { readonly intake: Intake };
/** Somebody with a finished draft, and somebody else's case with its code. */
let draft: string | undefined;
let other: { readonly shelf: CaseShelf; readonly code: string };
beforeAll(async () => {
  parts = await receivingParts();
  draft = (await finished(parts)).stored;
  const { person, code } = await submitted(parts);
  other = { shelf: person.shelf, code };
});

const VALUES: readonly ChoiceValue[] = [
  { do: 'draft', document: 'nhrck' },
  { do: 'submit', document: 'nhrck' },
  { do: 'submit', document: 'pipc' },
  { do: 'change', question: 'respondent' },
  { do: 'case', to: 'destroy' },
  { do: 'case', to: 'destroy-sure' },
  { do: 'evidence', isKept: true },
  { do: 'command', command: 'case' },
  { do: 'command', command: 'forget' },
  { do: 'forget', isSure: true },
  ...SUBMIT_MOVES.map((to) => ({ do: 'submitting', to }) as const),
  ...FILED_MOVES.map((to) => ({ do: 'filed', to }) as const),
  ...FILED_PICKS.map((pick) => ({ do: 'filed-pick', pick }) as const),
];

type Act = (person: Person, code: string) => Promise<unknown>;
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...VALUES).map((value) => press(value)) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('네', '아니요', '서울교통공사', '그만', '/case', '회사가 얼굴을 찍어도 되나요?')
      .map((text) => (person: Person) => person.say(text)),
  },
  fc.constant((person: Person, code: string) => person.say(formatReceiptCode(code))),
  fc
    .constantFrom(
      { kind: 'file', file: { ref: 'photo', mediaType: 'image/jpeg' }, caption: '' } as const,
      { kind: 'place', latitude: 37.5, longitude: 127 } as const,
    )
    .map((content) => (person: Person) => person.send(content)),
  fc.constantFrom(1000, 31 * 60_000, DAY_MS).map((ms) => (person: Person) => {
    person.now += ms;
    return Promise.resolve();
  }),
);

function press(value: ChoiceValue): Act {
  return (person) => person.send({ kind: 'choice', token: tokenOf(value) });
}

/** Does one thing, and looks at what came of it. */
async function step(person: Person, one: Act): Promise<void> {
  const { dialogue } = person.state;
  const before = person.shelf.size;
  await one(person, other.code);
  const { last } = person;
  if (!last) return;
  expect(last.messages.length).toBeGreaterThan(0);
  if (person.shelf.size > before) expect(last.outcome).toBe('submitted');
  if (last.outcome === 'case-withdrawn') isAsked(dialogue);
  expect(person.stored ?? '').not.toContain(other.code);
  person.last = undefined;
}

const isAsked = (dialogue: Person['state']['dialogue']): void =>
  expect(dialogue).toMatchObject({ kind: 'case-window', waiting: 'withdraw' });

describe('whatever is said and pressed in whatever order', () => {
  it('a case comes of a consent only, is withdrawn only by who was asked, and no code is kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 16 }), async (acts) => {
        const shelf = new CaseShelf();
        const person = new Person(parts, { language: 'ko', shelf });
        person.restore(draft);
        person.putFile('photo', new TextEncoder().encode('%PDF-1.7'));
        for (const one of acts) await step(person, one);
      }),
      { numRuns: 60 },
    );
  });

  it('in a group no case is shown, sent or changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
        const person = new Person(parts, { audience: 'group', shelf: other.shelf });
        const { stored } = other.shelf.only;
        for (const one of acts) await one(person, other.code);
        expect(other.shelf.only.stored).toEqual(stored);
        expect(person.stored ?? '').not.toContain(stored.id);
      }),
      { numRuns: 40 },
    );
  });
});
