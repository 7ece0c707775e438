import { describe, expect, it } from 'vitest';
import { ConceptReader } from '../../../knowledge/search/concepts.ts';
import { term } from '../../factories.ts';

const READER = new ConceptReader([
  term('biometric', {
    say: { ko: ['얼굴인식', '안면 인식'], en: ['face recognition'], other: ['人脸识别'] },
    law: { ko: ['민감정보'], en: ['sensitive information'] },
  }),
  term('consent', { say: { ko: ['동의'], en: ['consent'] } }),
]);

describe('ConceptReader', () => {
  it.each([
    { text: '얼굴 인식에 동의해야 하나요?', concepts: ['biometric', 'consent'] },
    { text: '안면인식', concepts: ['biometric'] },
    { text: 'Is face recognition sensitive information?', concepts: ['biometric'] },
    { text: '人脸识别可以吗', concepts: ['biometric'] },
    { text: '드론은요?', concepts: [] },
  ])('reads $concepts in "$text"', ({ text, concepts }) => {
    expect([...READER.read(text)].sort()).toEqual(concepts);
  });
});
