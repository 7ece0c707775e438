import { describe, expect, it } from 'vitest';
import { ENGLISH, KOREAN, type Paraphrases } from './paraphrases.ts';
import { faultsIn, groundOf } from './real-wording.ts';

/** Sentences that the verifier judges wrongly: each is a limit that we know of, and the lists may only become shorter. */
const REJECTED_THOUGH_HONEST: readonly string[] = [
  '신분증 확인 같은 대체수단이 없는데 얼굴을 꼭 내라고 하면, 동의가 자유로웠다고 볼 수 있을지 의문이에요.',
  '경찰의 실시간 얼굴인식을 유럽연합처럼 금지하는 법이 한국에는 없고, 콕 집어 허용하는 법도 마찬가지로 없어요.',
  "118에 신고하거나 분쟁조정을 한 것까지 '다른 구제 절차'로 볼지는, 판례나 규정을 찾지 못해 정해진 답이 없어요.",
  '모든 관중의 얼굴을 출입 금지 명단에 맞춰 봐도 되는지는 아직 판례도 규정도 정해진 것이 없어요.',
  'That there is no ban does not mean that the police may use live face recognition as they please.',
];
const PASSED_THOUGH_FALSE: readonly string[] = [
  '고정된 CCTV 영상은 열람과 삭제를 요구할 수 없어요.',
  'The PIPC cannot order any body to stop.',
  'Only you may file, and not a group that knows the facts.',
  'A 1:1 check you agree to, such as unlocking a phone, is its target as well.',
  "Without the victim's consent the offender may refuse.",
  'The police are banned from using live face recognition.',
];

const rows = (
  list: readonly Paraphrases[],
  of: (one: Paraphrases) => readonly string[],
  limits: readonly string[],
): readonly (readonly [string, string])[] =>
  list.flatMap((one) =>
    of(one)
      .filter((text) => !limits.includes(text))
      .map((text) => [text, one.passage] as const),
  );

describe.each([
  ['ko', KOREAN],
  ['en', ENGLISH],
] as const)('a sentence that rests on one passage (%s)', (language, list) => {
  const faults = (text: string, passage: string) =>
    faultsIn(groundOf(language, { text: passage }), text);

  it.each(rows(list, ({ honest }) => honest, REJECTED_THOUGH_HONEST))(
    'says the same in other words: %s',
    (text, passage) => {
      expect(faults(text, passage)).toEqual([]);
    },
  );

  it.each(rows(list, ({ lies }) => lies, PASSED_THOUGH_FALSE))(
    'says something else: %s',
    (text, passage) => {
      expect(faults(text, passage)).not.toEqual([]);
    },
  );
});
