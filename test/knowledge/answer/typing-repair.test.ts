import { convertHangulToQwerty } from 'es-hangul';
import { describe, expect, it } from 'vitest';
import { repairTyping } from '../../../knowledge/answer/typing-repair.ts';
import { contentWords, lexicalTerms } from '../../../knowledge/search/tokens.ts';

const KNOWN = new Set(
  lexicalTerms(
    contentWords('얼굴인식 가게 학교 경찰 카메라 동의 camera face recognition shop school'),
  ),
);
const knows = (term: string) => KNOWN.has(term);

describe('repairTyping', () => {
  it('turns djfrnfdlstlr back into 얼굴인식', () => {
    expect(repairTyping('djfrnfdlstlr', knows)).toBe('얼굴인식');
  });

  it.each(['가게 카메라 동의', '학교에서 얼굴인식 해도 되나요?', '경찰 카메라'])(
    'turns "%s" back when typed on an English keyboard',
    (korean) => {
      expect(repairTyping(convertHangulToQwerty(korean), knows)).toBe(korean);
    },
  );

  it.each([
    { what: 'Korean', text: '얼굴인식 camera' },
    { what: 'English', text: 'Is face recognition at school lawful?' },
    { what: 'English we know no word of', text: 'What about drones' },
    { what: 'a short word', text: 'dho' },
    { what: 'a name', text: 'Samsung' },
    { what: 'nothing', text: '' },
    { what: 'numbers', text: '23-25' },
    { what: 'Korean keys for words the corpus lacks', text: convertHangulToQwerty('바나나 우유') },
  ])('leaves $what as it is', ({ text }) => {
    expect(repairTyping(text, knows)).toBe(text);
  });
});
