import { describe, expect, it } from 'vitest';
import { assembleWording, WordingBuilder } from '../../../knowledge/wording/assemble.ts';
import type { WordingGround } from '../../../knowledge/wording/passage.ts';
import { LineReader } from '../../../knowledge/wording/worded-line.ts';
import { grounds, verifier } from './real-wording.ts';

const GROUND: WordingGround = {
  language: 'ko',
  verdict: 'conditional',
  passages: [
    {
      id: 'A1',
      kind: 'answer',
      text: '학원은 따로 동의받은 학생에게만 얼굴 등하원을 쓸 수 있어요.',
      cited: [],
    },
    { id: 'A2', kind: 'answer', text: '14세 미만이면 법정대리인의 동의가 필요해요.', cited: [] },
    { id: 'S1', kind: 'step', text: '학원에 카드 출결로 바꿔 달라고 요청해 보세요.', cited: [] },
  ],
};
const RIGHT = { rests: ['A1'], text: '따로 동의한 학생에게만 학원이 얼굴 등하원을 쓸 수 있어요.' };
const STEP = { rests: ['S1'], text: '학원에 카드 출결로 바꿔 달라고 요청하세요.' };
const WRONG = { rests: ['A2'], text: '15세 미만이면 법정대리인의 동의가 필요해요.' };
const WRONG_STEP = { rests: ['S1'], text: '학원에 500만 원을 요청해 보세요.' };

describe('a generated text', () => {
  it('is what the model wrote where nothing is wrong with it', () => {
    expect(assembleWording('conditional', [RIGHT, STEP], GROUND, verifier)).toEqual({
      sentences: [
        { ...RIGHT, by: 'model' },
        { ...STEP, by: 'model' },
      ],
      checked: { sentences: 2, kept: 2, replaced: 0, dropped: 0, faults: {} },
    });
  });

  it('has the sentence of the plain answer in the place of one that failed', () => {
    const { sentences, checked } = assembleWording('conditional', [RIGHT, WRONG], GROUND, verifier);
    expect(sentences[1]).toEqual({ text: GROUND.passages[1]?.text, rests: ['A2'], by: 'corpus' });
    expect(checked).toMatchObject({ kept: 1, replaced: 1, dropped: 0, faults: { number: 1 } });
  });

  it('loses a failed sentence that rests on no plain answer', () => {
    const { sentences, checked } = assembleWording(
      'conditional',
      [RIGHT, WRONG_STEP],
      GROUND,
      verifier,
    );
    expect(sentences).toEqual([{ ...RIGHT, by: 'model' }]);
    expect(checked).toMatchObject({ kept: 1, replaced: 0, dropped: 1 });
  });

  it('does not say a passage again that another sentence says', () => {
    const again = { rests: ['A1'], text: '따로 동의한 학생 99명에게만 쓸 수 있어요.' };
    const { sentences } = assembleWording('conditional', [again, RIGHT], GROUND, verifier);
    expect(sentences).toEqual([{ ...RIGHT, by: 'model' }]);
  });

  it('says one sentence once', () => {
    const { sentences, checked } = assembleWording('conditional', [RIGHT, RIGHT], GROUND, verifier);
    expect(sentences).toHaveLength(1);
    expect(checked.dropped).toBe(1);
  });
});

describe('a generated text is refused', () => {
  it.each([
    ['without a verdict', undefined, [RIGHT], 'verdict'],
    ['with another verdict', 'permitted', [RIGHT], 'verdict'],
    ['without a sentence', 'conditional', [], 'empty'],
    ['where nothing rests on the plain answer', 'conditional', [STEP], 'no-answer'],
    ['where more than half failed', 'conditional', [RIGHT, WRONG, WRONG_STEP], 'too-many-faults'],
  ] as const)('%s', (_, verdict, lines, refused) => {
    const wording = assembleWording(verdict, lines, GROUND, verifier);
    expect(wording.sentences).toEqual([]);
    expect(wording.checked.refused).toBe(refused);
  });

  it('not for one failure alone', () => {
    expect(
      assembleWording('conditional', [WRONG], GROUND, verifier).checked.refused,
    ).toBeUndefined();
  });

  it('not for a missing verdict where nothing is assessed', () => {
    const ground: WordingGround = {
      language: 'ko',
      passages: [
        { id: 'P1', kind: 'provision', text: '다른 동의와 별도로 동의를 받아야 해요.', cited: [] },
      ],
    };
    const line = { rests: ['P1'], text: '다른 동의와 별도로 동의를 받아야 해요.' };
    expect(assembleWording(undefined, [line], ground, verifier).sentences).toHaveLength(1);
  });
});

describe('a verdict that warns', () => {
  const entries = [...grounds.ko].filter(
    ([, { verdict }]) => verdict === 'prohibited' || verdict === 'halt-recommended',
  );

  it.each(entries)('is said in the answer, whatever the model leaves out: %s', (_, ground) => {
    const { verdict = '', passages } = ground;
    const answer = passages.filter(({ kind }) => kind === 'answer');
    const quiet = answer.filter(
      ({ text }) => verdict && !verifier.saysVerdict(text, ground.verdict ?? 'information'),
    );
    const lines = quiet.map(({ id, text }) => ({ rests: [id], text }));
    if (lines.length === 0) return;
    const { sentences } = assembleWording(verdict, lines, ground, verifier);
    expect(sentences[0]?.by).toBe('corpus');
    expect(verifier.saysVerdict(sentences[0]?.text ?? '', ground.verdict ?? 'information')).toBe(
      true,
    );
  });
});

describe('a text that arrives in pieces', () => {
  const pieces = [
    'V: condi',
    'tional\n[A1] 따로 동의한 학생에게만 학원이 ',
    '얼굴 등하원을 쓸 수 있어요.\n[A2] 15세',
    ' 미만이면',
  ];

  it('shows nothing before its verdict, and then only what was judged', () => {
    const reader = new LineReader();
    const builder = new WordingBuilder(GROUND, verifier);
    const shown = pieces.map((piece) => {
      for (const line of reader.push(piece)) builder.add(line);
      return builder.sentences.map(({ text }) => text);
    });
    expect(shown).toEqual([[], [], [RIGHT.text], [RIGHT.text]]);
  });

  it('shows nothing behind a wrong verdict, nor after a second one', () => {
    const builder = new WordingBuilder(GROUND, verifier);
    builder.add({ kind: 'verdict', verdict: 'permitted' });
    builder.add({ kind: 'sentence', ...RIGHT });
    builder.add({ kind: 'verdict', verdict: 'conditional' });
    expect(builder.sentences).toEqual([]);
    expect(builder.finish().checked.refused).toBe('verdict');
  });

  it('never shows a line that is no sentence', () => {
    const builder = new WordingBuilder(GROUND, verifier);
    builder.add({ kind: 'verdict', verdict: 'conditional' });
    builder.add({ kind: 'stray' });
    expect(builder.sentences).toEqual([]);
    expect(builder.finish().checked.sentences).toBe(0);
  });
});
