import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../knowledge/answer/language-of.ts';

describe('languageOf', () => {
  it.each([
    { text: '가게에서 얼굴을 찍어도 되나요?', language: 'ko' },
    { text: 'face auth 꼭 해야돼요?', language: 'ko' },
    { text: 'CCTV 설치하려면 notice 필요한가요?', language: 'ko' },
    { text: '이거 legal?', language: 'ko' },
    { text: 'PIPA 23조', language: 'ko' },
    { text: 'ㅇㅇ', language: 'ko' },
    { text: 'Can a shop film my face?', language: 'en' },
    { text: 'what is 민감정보?', language: 'en' },
    { text: 'is the CCTV in 학교 legal?', language: 'en' },
    { text: 'How do I complain to 국가인권위원회?', language: 'en' },
    { text: '商店可以用人脸识别吗', language: 'en' },
    { text: 'Это законно?', language: 'en' },
  ])('answers "$text" in $language', ({ text, language }) => {
    expect(languageOf(text)).toBe(language);
  });

  it.each(['', '???', '23', '😀'])('falls back where "%s" says nothing', (text) => {
    expect(languageOf(text)).toBe('ko');
    expect(languageOf(text, 'en')).toBe('en');
  });
});
