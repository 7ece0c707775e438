import { describe, expect, it } from 'vitest';
import { dot, type EmbeddingTable, embed } from '../../../knowledge/search/embedding-table.ts';
import { featuresOf } from '../../../knowledge/search/features.ts';
import { contentWords } from '../../../knowledge/search/tokens.ts';
import { TRAINING, trainEmbedding } from '../../../knowledge/search/train-embedding.ts';

/** Small enough for a test; the real settings differ only in size. */
const SETTINGS = { ...TRAINING, dimensions: 16, steps: 60, batch: 8 };

const GROUPS = [
  ['가게 카메라 얼굴 촬영', 'shop camera filming my face', '매장에서 얼굴을 찍어요'],
  ['학교 급식실 지문 대신 얼굴', 'school canteen scans pupils', '교실에서 아이들 얼굴인식'],
  ['경찰 집회 채증', 'police filming a protest', '시위 현장에서 경찰이 촬영'],
  ['회사 출근 얼굴 인증', 'employer uses face clock', '직원 출퇴근을 얼굴로 찍어요'],
  ['공항 스마트패스', 'airport boarding gate', '비행기 탈 때 등록'],
  ['아파트 공동현관', 'apartment entrance door', '관리사무소 출입문 등록'],
];

const featuresIn = (text: string) => featuresOf(contentWords(text), []);
const train = (seed: number) =>
  trainEmbedding(
    GROUPS.map((texts) => texts.map(featuresIn)),
    { ...SETTINGS, seed },
  );
const similarity = (table: EmbeddingTable, a = '', b = '') =>
  dot(embed(table, featuresIn(a)), embed(table, featuresIn(b)));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('trainEmbedding', () => {
  const table = train(1);

  it('gives the same table for the same seed', () => {
    const again = train(1);
    expect(Buffer.from(again.values.buffer).equals(Buffer.from(table.values.buffer))).toBe(true);
    expect(Buffer.from(again.scales.buffer).equals(Buffer.from(table.scales.buffer))).toBe(true);
  });

  it('gives another table for another seed', () => {
    const other = train(2);
    expect(Buffer.from(other.values.buffer).equals(Buffer.from(table.values.buffer))).toBe(false);
  });

  it('has the dimensions it was asked for', () => {
    expect(table.dimensions).toBe(SETTINGS.dimensions);
    expect(table.values).toHaveLength(table.scales.length * SETTINGS.dimensions);
  });

  it('brings every wording nearer to its paraphrases than to strangers', () => {
    GROUPS.forEach((texts, group) => {
      const strangers = GROUPS.filter((_, other) => other !== group).flat();
      for (const text of texts) {
        const own = texts
          .filter((other) => other !== text)
          .map((other) => similarity(table, text, other));
        const foreign = strangers.map((other) => similarity(table, text, other));
        expect(mean(own), text).toBeGreaterThan(Math.max(...foreign));
      }
    });
  });

  it('does better than no training', () => {
    const raw = trainEmbedding(
      GROUPS.map((texts) => texts.map(featuresIn)),
      { ...SETTINGS, steps: 0 },
    );
    const paraphrases = (of: EmbeddingTable) =>
      mean(GROUPS.map(([first, second]) => similarity(of, first, second)));
    expect(paraphrases(table)).toBeGreaterThan(paraphrases(raw) + 0.3);
  });

  it.each([
    { what: 'nothing', groups: [] },
    { what: 'a single wording', groups: [[featuresIn('가게 카메라')]] },
    { what: 'wordings without features', groups: [[featuresIn(''), featuresIn('')]] },
  ])('trains on $what without numbers that are none', ({ groups }) => {
    const { scales } = trainEmbedding(groups, { ...SETTINGS, steps: 3 });
    expect(scales.every(Number.isFinite)).toBe(true);
  });
});
