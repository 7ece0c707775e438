import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PhraseMatcher } from '../../../knowledge/search/phrases.ts';
import { folded } from '../../../knowledge/search/plain-text.ts';

const matcherOf = (...phrases: string[]) => new PhraseMatcher(phrases.map((p) => [p, p] as const));
const tagsIn = (text: string, ...phrases: string[]) =>
  matcherOf(...phrases)
    .find(text)
    .map(({ tag }) => tag);

describe('PhraseMatcher', () => {
  it.each([
    {
      text: '스마트패스로 들어가요',
      phrases: ['마트', '스마트패스', '패스'],
      found: ['스마트패스'],
    },
    { text: '얼굴인식 카메라', phrases: ['얼굴', '얼굴인식'], found: ['얼굴인식'] },
    {
      text: 'face recognition at the gate',
      phrases: ['face', 'face recognition'],
      found: ['face recognition'],
    },
    { text: '얼굴인식으로 얼굴 찾기', phrases: ['얼굴', '얼굴인식'], found: ['얼굴인식', '얼굴'] },
  ])('takes the longest in "$text"', ({ text, phrases, found }) => {
    expect(tagsIn(text, ...phrases)).toEqual(found);
  });

  it.each([
    { phrase: '마트', text: '스마트폰', isFound: false },
    { phrase: '마트', text: '마트에서', isFound: true },
    { phrase: '마트', text: '동네 마트', isFound: true },
    { phrase: '마트', text: 'E마트', isFound: true },
    { phrase: '인식', text: '개인 식당', isFound: false },
    { phrase: '역', text: '역에서', isFound: true },
    { phrase: '역', text: '이 역', isFound: true },
    { phrase: '역', text: '역사', isFound: false },
    { phrase: '역', text: '서울역', isFound: false },
    { phrase: '어린이집', text: '우리동네어린이집', isFound: true },
  ])('finds $phrase in $text: $isFound', ({ phrase, text, isFound }) => {
    expect(tagsIn(text, phrase)).toEqual(isFound ? [phrase] : []);
  });

  it.each([
    { phrase: '얼굴 인식', text: '얼굴인식카메라' },
    { phrase: '얼굴인식', text: '얼굴 인식 카메라' },
    { phrase: '지하철역', text: '퇴근길지하철역에서' },
    { phrase: 'AI 카메라', text: 'ai카메라' },
    { phrase: 'cctv', text: '가게ＣＣＴＶ를' },
    { phrase: 'camera', text: 'Two CAMERAS' },
    { phrase: 'cameras', text: 'a camera' },
    { phrase: 'security camera', text: "the security cameras' view" },
    { phrase: 'city', text: 'smart cities' },
    { phrase: 'business', text: 'small businesses' },
    { phrase: 'face recognition', text: 'face-recognition' },
    { phrase: '人脸识别', text: '商店可以用人脸识别吗' },
    { phrase: '顔認証', text: '駅で顔認証はいいですか' },
    { phrase: 'распознавание лиц', text: 'Это распознавание лиц?' },
    { phrase: 'nhận diện khuôn mặt', text: 'Nhận diện khuôn mặt ở trường' },
  ])('finds "$phrase" in "$text"', ({ phrase, text }) => {
    expect(tagsIn(text, phrase)).toEqual([phrase]);
  });

  it.each([
    { phrase: 'face', text: 'facebook surface' },
    { phrase: 'face scan', text: 'scan a face' },
    { phrase: '얼굴인식', text: '얼굴 사진 인식' },
    { phrase: '', text: '얼굴' },
  ])('does not find "$phrase" in "$text"', ({ phrase, text }) => {
    expect(tagsIn(text, phrase)).toEqual([]);
  });

  it('says where in the folded text a phrase stands', () => {
    const text = '우리 동네 마트에서 Security  Cameras 봤어요';
    const found = matcherOf('마트', 'security camera').find(text);
    expect(found.map(({ start, end }) => folded(text).slice(start, end))).toEqual([
      'security  cameras',
      '마트',
    ]);
  });

  it('gives both meanings of one phrase', () => {
    const matcher = new PhraseMatcher([
      ['역', 'station'],
      ['역', 'role'],
    ]);
    expect(matcher.find('역에서').map(({ tag }) => tag)).toEqual(['station', 'role']);
  });

  it('finds only what is there, and nothing overlapping', () => {
    const phrase = fc.string({ unit: fc.constantFrom(...'가나다 人'), minLength: 1, maxLength: 4 });
    const text = fc.string({ unit: fc.constantFrom(...'가나다 人은!'), maxLength: 20 });
    fc.assert(
      fc.property(fc.uniqueArray(phrase, { maxLength: 8 }), text, (phrases, said) => {
        const squash = (part: string) => part.replaceAll(' ', '');
        const unique = [...new Set(phrases.map(squash))];
        const found = matcherOf(...unique).find(said);
        for (const { tag, start, end } of found) expect(squash(said.slice(start, end))).toBe(tag);
        const inOrder = [...found].sort((a, b) => a.start - b.start);
        inOrder.slice(1).forEach(({ start }, at) => {
          expect(start).toBeGreaterThanOrEqual(inOrder[at]?.end ?? 0);
        });
      }),
    );
  });

  it('finds every phrase of three syllables or more, as a search for the string would', () => {
    const phrase = fc.string({ unit: fc.constantFrom(...'가나다'), minLength: 3, maxLength: 5 });
    const text = fc.string({ unit: fc.constantFrom(...'가나다 '), maxLength: 20 });
    fc.assert(
      fc.property(phrase, text, (wanted, said) => {
        expect(tagsIn(said, wanted).length > 0).toBe(said.replaceAll(' ', '').includes(wanted));
      }),
    );
  });
});
