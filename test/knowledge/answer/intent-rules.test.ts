import { describe, expect, it } from 'vitest';
import { IntentRules } from '../../../knowledge/answer/intent-rules.ts';
import { corpusOf, intent } from '../../factories.ts';

const RULES = new IntentRules(
  corpusOf({
    intents: [
      intent({
        id: 'complaint',
        phrases: ['진정서 * 써', 'write * complaint'],
        unless: ['어떻게'],
      }),
      intent({ id: 'greeting', phrases: ['안녕'] }),
    ],
  }),
);
const idsOf = (text: string) => RULES.match(text).map(({ id }) => id);

describe('IntentRules', () => {
  it.each([
    { text: '진정서 좀 써 줘', ids: ['complaint'] },
    { text: '안녕, 진정서 써 줘', ids: ['complaint', 'greeting'] },
    { text: '진정서는 어떻게 써요?', ids: [] },
    { text: '가게 카메라', ids: [] },
  ])('matches $ids in "$text"', ({ text, ids }) => {
    expect(idsOf(text)).toEqual(ids);
  });

  it.each([
    { id: 'complaint', text: '어떻게 하나요', isExcepted: true },
    { id: 'complaint', text: '써 줘', isExcepted: false },
    { id: 'greeting', text: '어떻게 하나요', isExcepted: false },
    { id: 'unknown', text: '어떻게 하나요', isExcepted: false },
  ])('"$text" takes $id back: $isExcepted', ({ id, text, isExcepted }) => {
    expect(RULES.isExcepted(id, text)).toBe(isExcepted);
  });
});
