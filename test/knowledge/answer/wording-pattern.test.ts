import { describe, expect, it } from 'vitest';
import { wordingPattern } from '../../../knowledge/answer/wording-pattern.ts';

describe('wordingPattern', () => {
  it.each([
    { wording: '진정서 써 줘', text: '진정서써줘' },
    { wording: '진정서 써 줘', text: '오늘 진정서  써 줘요' },
    { wording: '얼굴 * 불법', text: '얼굴인식은 전부 불법인데' },
    { wording: '얼굴*불법', text: '얼굴 불법' },
    { wording: '(진정|고소) 하고 싶', text: '고소하고 싶어요' },
    { wording: '(진정|고소) * (도와|알려)', text: '진정 넣는 법 알려 주세요' },
    { wording: 'who are you', text: 'Who Are You?' },
    { wording: 'write * complaint', text: 'please write me a complaint' },
    { wording: 'you (can|may) sue', text: 'may I ask: you may sue?' },
    { wording: 'is 100% legal?', text: 'It is 100% legal?' },
    { wording: 'C++ [beta]', text: 'c++ [BETA]' },
    { wording: '얼굴 * 불법', text: '얼굴이\n불법' },
  ])('"$wording" meets "$text"', ({ wording, text }) => {
    expect(wordingPattern(wording).test(text)).toBe(true);
  });

  it.each([
    { wording: '진정서 써 줘', text: '진정서를 써 줘' },
    { wording: '얼굴 * 불법', text: `얼굴 ${'가'.repeat(30)} 불법` },
    { wording: '얼굴 * 불법', text: '불법 얼굴' },
    { wording: 'ban', text: 'urban bank' },
    { wording: '(ban|stop) cameras', text: 'urban cameras' },
    { wording: 'ban (it|them)', text: 'ban items' },
    { wording: 'a.c', text: 'abc' },
    { wording: '(진정|고소) 하고', text: '신고 하고' },
  ])('"$wording" does not meet "$text"', ({ wording, text }) => {
    expect(wordingPattern(wording).test(text)).toBe(false);
  });

  it('answers the same each time', () => {
    const pattern = wordingPattern('얼굴');
    expect([pattern.test('얼굴'), pattern.test('얼굴')]).toEqual([true, true]);
  });
});
