import { describe, expect, it } from 'vitest';
import { joinHistory } from '../../../knowledge/answer/follow-up.ts';
import { SlotReader } from '../../../knowledge/search/slots.ts';
import { slots, slotWord } from '../../factories.ts';

const READER = new SlotReader(
  slots({
    place: [
      slotWord('station', { ko: ['지하철역'], en: ['subway station'] }),
      slotWord('school', { ko: ['학교'], en: ['school'] }),
    ],
    operator: [
      slotWord('police', { ko: ['경찰'], en: ['police'] }),
      slotWord('owner', { ko: ['사장'], en: ['owner'] }),
    ],
    mode: [slotWord('live', { ko: ['실시간'], en: ['live'] }), slotWord('gate', { ko: ['출입'] })],
  }),
);
const BEFORE = '경찰이 지하철역에서 실시간 얼굴인식 써도 되나요?';
const join = (text: string, ...history: string[]) =>
  joinHistory(text, history, {
    slots: READER,
    concepts: { countCore: (said) => (/얼굴|face/.test(said) ? 1 : 0) },
  });

describe('joinHistory', () => {
  it('leaves a first message alone', () => {
    expect(join('그럼 학교는?')).toBe('그럼 학교는?');
  });

  it.each([
    '그럼 회사가 직원 동의 없이 출입 기록 얼굴 사진 영상 보관 기간 벌금 처벌 규정 신고 절차 기관 상담 창구 전화 주소 알려 주세요',
    'My landlord installed a camera with facial recognition at our apartment entrance without asking tenants',
  ])('leaves a message alone that stands by itself: "%s"', (text) => {
    expect(join(text, BEFORE)).toBe(text);
  });

  it('carries over what the follow-up does not name', () => {
    expect(join('동의하면요?', BEFORE)).toBe(`동의하면요? ${BEFORE}`);
  });

  it.each([
    { text: '그럼 학교는?', gone: ['지하철역', '경찰'], kept: ['실시간', '얼굴인식'] },
    { text: '사장이면요?', gone: ['지하철역', '경찰'], kept: ['실시간', '얼굴인식'] },
    { text: '출입용은요?', gone: ['실시간'], kept: ['지하철역', '경찰', '얼굴인식'] },
  ])('replaces what "$text" names anew', ({ text, gone, kept }) => {
    const joined = join(text, BEFORE);
    expect(joined.startsWith(text)).toBe(true);
    for (const word of gone) expect(joined).not.toContain(word);
    for (const word of kept) expect(joined).toContain(word);
  });

  it('leaves no bare particle where a noun was taken out', () => {
    expect(join('그럼 학교는?', BEFORE)).toBe('그럼 학교는? 실시간 얼굴인식 써도 되나요?');
    expect(join('그럼 학교는?', '얼굴인식 쓰는 지하철역에서')).toBe('그럼 학교는? 얼굴인식 쓰는');
  });

  it('works in English', () => {
    const joined = join('What about a school?', 'May police scan faces live at subway stations?');
    expect(joined).toContain('scan faces live');
    expect(joined).not.toMatch(/police|station/);
  });

  it('looks at the last message only', () => {
    expect(join('동의하면요?', '드론은 되나요?', '카메라는 되나요?')).toBe(
      '동의하면요? 카메라는 되나요?',
    );
  });

  it.each([
    '고마워요',
    '감사합니다!',
    '정말 감사해요 도움 됐어요',
    '네 알겠어요',
    '안녕하세요',
    'ㅇㅋ',
    'Thank you so much!',
    'ok',
    'great, thanks',
  ])('joins nothing to "%s": it leans on nothing', (text) => {
    expect(join(text, '경찰이 지하철에서 얼굴을 찍나요?')).toBe(text);
  });

  it.each(['감사합니다 그런데 학교는요?', 'ok, and at school?'])(
    'joins "%s", which asks on',
    (text) => {
      expect(join(text, '경찰이 얼굴을 찍나요?')).not.toBe(text);
    },
  );
});
