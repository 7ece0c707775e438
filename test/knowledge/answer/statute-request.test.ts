import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  asksForOfficialText,
  readWordingSearch,
} from '../../../knowledge/answer/statute-request.ts';

describe('a search of all laws', () => {
  it.each([
    { said: '생체정보가 나오는 법 알려줘', wording: '생체정보' },
    { said: '생체정보를 언급하는 법률이 뭐가 있어?', wording: '생체정보' },
    { said: '혹시 안면 인식 나오는 조문 있어?', wording: '안면 인식' },
    { said: 'CCTV가 나오는 법', wording: 'CCTV' },
    { said: '영상정보처리기기라는 단어가 들어간 조문', wording: '영상정보처리기기' },
    { said: '어떤 법에 안면인식이 나와?', wording: '안면인식' },
    { said: '어느 법령에서 홍채라는 말이 나오나요?', wording: '홍채' },
    { said: '법령에서 생체인식정보 검색해줘', wording: '생체인식정보' },
    { said: '모든 법에서 지문 찾아줘', wording: '지문' },
    { said: '생체정보 법령 검색', wording: '생체정보' },
    // The last syllable of these is no particle.
    { said: '평가 나오는 법 찾아줘', wording: '평가' },
    { said: '전문가가 나오는 법 찾아줘', wording: '전문가' },
    { said: 'Which laws mention 생체정보?', wording: '생체정보' },
    { said: 'which articles mention facial recognition', wording: 'facial recognition' },
    { said: 'list all laws mentioning 홍채', wording: '홍채' },
    { said: 'search the law for facial', wording: 'facial' },
    { said: 'search laws for the word 얼굴', wording: '얼굴' },
  ])('"$said" looks for "$wording"', ({ said, wording }) => {
    expect(readWordingSearch(said)).toEqual({ wording, isQuoted: false });
  });

  it.each([
    { said: "법령에서 '홍채' 찾아줘", wording: '홍채' },
    { said: '"개인정보를 처리하는 자"가 나오는 법', wording: '개인정보를 처리하는 자' },
    { said: 'find "iris" in Korean law', wording: 'iris' },
    { said: 'which Korean statutes use the word "face"?', wording: 'face' },
  ])('"$said" looks for just that wording', ({ said, wording }) => {
    expect(readWordingSearch(said)).toEqual({ wording, isQuoted: true });
  });

  it.each([
    '카메라에 얼굴이 안 나오는 법 알려줘',
    '얼굴인식을 규정한 법이 뭐예요?',
    '어떤 법에 헬스장이 얼굴을 등록하라고 나와 있나요?',
    '법에서 얼굴인식을 금지하나요?',
    '드론 법에서 찾아줘',
    'what law contains rules on CCTV?',
    'does the law mention it?',
    'search for my face',
  ])('"%s" is a question for us', (said) => {
    expect(readWordingSearch(said)).toBeUndefined();
  });
});

describe('a wish to see the official text', () => {
  it.each([
    '원문',
    '원문 보기',
    '원문 보여줘',
    '공식 원문',
    '그 조문 원문도 보여줘',
    '조문 보여줘',
    '법 원문 보고 싶어요',
    '원문 좀 볼 수 있을까요?',
    'official text',
    'the official text please',
    'show the law',
    'Show me the official text please',
    'can I see the law?',
  ])('is "%s"', (said) => {
    expect(asksForOfficialText(said)).toBe(true);
  });

  it.each([
    'show me',
    'show me the camera',
    'CCTV 원문 공개 요구',
    '정보공개 원문',
    '영상 원본 보여줘',
    '개인정보 보호법 23조 원문 보여줘',
    '조문',
    '원문을 안 보여주고 동의만 받으면 괜찮은 건지 알고 싶은데 어떻게 하면 되나요?',
  ])('is not "%s"', (said) => {
    expect(asksForOfficialText(said)).toBe(false);
  });
});

it.each(['judge', 'tuning', 'off-topic'])(
  'no question of the set %s is taken for either',
  (name) => {
    const questions = readFileSync(`test/evaluation/${name}.jsonl`, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line): string => JSON.parse(line).text);
    expect(questions.length).toBeGreaterThan(50);
    const taken = (text: string) => asksForOfficialText(text) || readWordingSearch(text);
    expect(questions.filter(taken)).toEqual([]);
  },
);

it.each(['법에서 ', '어떤 법에 ', '나오는 ', 'which laws ', 'find ', 'the ', '"', '원문 '])(
  '4,000 characters of "%s" are read at once',
  (piece) => {
    const text = piece.repeat(4000).slice(0, 4000);
    const start = performance.now();
    readWordingSearch(text);
    asksForOfficialText(text);
    expect(performance.now() - start).toBeLessThan(500);
  },
);
