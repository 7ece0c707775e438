import { describe, expect, it } from 'vitest';
import { folded } from '../../../knowledge/search/plain-text.ts';
import { SlotReader } from '../../../knowledge/search/slots.ts';
import { slots, slotWord } from '../../factories.ts';

const READER = new SlotReader(
  slots({
    place: [
      slotWord('shop', { ko: ['가게', '마트'], en: ['shop'] }, { operator: 'owner' }),
      slotWord('station', { ko: ['지하철역'], en: ['subway station'] }, { operator: 'transit' }),
      slotWord('street', { ko: ['길거리'], other: ['街'] }),
    ],
    operator: [
      slotWord('owner', { ko: ['사장'] }),
      slotWord('police', { ko: ['경찰'], en: ['police'] }),
      slotWord('transit', { ko: ['교통공사'] }),
    ],
    mode: [slotWord('live', { ko: ['실시간'], en: ['live'] })],
    purpose: [slotWord('theft', { ko: ['도난 방지'], en: ['theft'] })],
    cue: [slotWord('deadline', { ko: ['언제까지'], en: ['how long'] })],
  }),
);
const NOTHING = { place: [], operator: [], mode: [], purpose: [], cue: [], impliedOperator: [] };

describe('SlotReader', () => {
  it.each([
    { text: '마트에서 얼굴 찍나요', found: { place: ['shop'], impliedOperator: ['owner'] } },
    { text: '스마트폰 얼굴인식', found: {} },
    {
      text: '경찰이 지하철역에서 실시간으로',
      found: {
        place: ['station'],
        operator: ['police'],
        mode: ['live'],
        impliedOperator: ['transit'],
      },
    },
    {
      text: 'May the police scan live at subway stations?',
      found: {
        place: ['station'],
        operator: ['police'],
        mode: ['live'],
        impliedOperator: ['transit'],
      },
    },
    { text: '도난방지용 카메라는 언제까지', found: { purpose: ['theft'], cue: ['deadline'] } },
    { text: '가게와 마트', found: { place: ['shop'], impliedOperator: ['owner'] } },
    { text: '街のカメラ', found: { place: ['street'] } },
    { text: '', found: {} },
  ])('reads "$text"', ({ text, found }) => {
    expect(READER.read(text)).toMatchObject({ ...NOTHING, ...found });
  });

  it('says where each word stands', () => {
    const text = '그 가게 사장이';
    const spans = READER.read(text).spans.map(({ slot, value, start, end }) => ({
      slot,
      value,
      said: folded(text).slice(start, end),
    }));
    expect(spans).toEqual([
      { slot: 'place', value: 'shop', said: '가게' },
      { slot: 'operator', value: 'owner', said: '사장' },
    ]);
  });
});
