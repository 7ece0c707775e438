import { beforeAll, describe, expect, it } from 'vitest';
import { CASE_MOVES, type ChoiceValue } from '../../../../bot/choices.ts';
import type { BotParts } from '../../../../bot/talk.ts';
import { DOCUMENT_FORMATS } from '../../../../knowledge/casework/document.ts';
import { choicesOf, Person, realParts } from '../../../talking.ts';

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});

const VALUES: readonly ChoiceValue[] = [
  ...CASE_MOVES.map((to) => ({ do: 'case', to }) as const),
  { do: 'draft', document: 'nhrck' },
  ...DOCUMENT_FORMATS.map(
    (format) => ({ do: 'file', document: 'nhrck', format, language: 'ko' }) as const,
  ),
  ...['matter', 'when', 'victim', 'elsewhere', 'story', 'wish', 'named', 'respondent'].map(
    (step) => ({ do: 'guide', step, value: 'unknown' }) as const,
  ),
  { do: 'guide', step: 'wish', value: 'stop' },
  { do: 'change', question: 'place' },
  { do: 'date', pick: 0 },
];

const inGroup = () =>
  new Person(parts, { audience: 'group', privateUrl: 'https://t.me/bot', language: 'ko' });

describe('in a group', () => {
  it.each(VALUES)(
    'the button $do $to $document $step of a complaint goes on in private',
    async (value) => {
      const person = inGroup();
      const answered = await person.pressOld(value);
      expect(answered.outcome).toBe('moved-to-private');
      expect(choicesOf(answered)).toEqual([
        {
          label: parts.settings.words.ko.chat.privateButton,
          url: 'https://t.me/bot?start=complaint',
        },
      ]);
      expect(answered.files).toBeUndefined();
      expect(person.state.case).toBeUndefined();
      expect(person.state.dialogue).toBeUndefined();
    },
  );

  it.each([
    {
      what: 'a form',
      content: { kind: 'form', answers: { place: ['street'] }, consent: 'all' } as const,
    },
    {
      what: 'a photo',
      content: {
        kind: 'file',
        file: { ref: 'photo', mediaType: 'image/jpeg' },
        caption: '',
      } as const,
    },
  ])('$what goes on in private too', async ({ content }) => {
    const person = inGroup();
    expect((await person.send(content)).outcome).toBe('moved-to-private');
    expect(person.state.case).toBeUndefined();
  });

  it('the assessment can be done, and its end leads to a complaint in private', async () => {
    const person = inGroup();
    await person.command('guide');
    for (const said of ['지하철', '경찰', '카메라', '찍기만', '아무 안내도 없었어요'])
      await person.say(said);
    expect(person.state.dialogue).toBeUndefined();
    const next = await person.press(parts.settings.words.ko.interview.writeDocument);
    expect(next.outcome).toBe('moved-to-private');
  });
});
