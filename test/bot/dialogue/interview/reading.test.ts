import { beforeAll, describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../bot/dialogue/interview/reading.ts';
import type { BotParts } from '../../../../bot/talk.ts';
import { realParts } from '../../../talking.ts';

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});

/** Values with spaces between; `unclear`: it fits several; `-`: no answer to this question. */
function read(id: string, text: string): string {
  const question = parts.casework.questions.find((one) => one.id === id);
  if (!question) throw new Error(`No question is called ${id}.`);
  const shown = question.options.filter(({ isOffered }) => isOffered);
  const answer = readAnswer(question, text, parts.readSlots, shown);
  if (!answer) return '-';
  return answer.kind === 'unclear' ? 'unclear' : answer.values.join(' ');
}

const TYPED: readonly (readonly [question: string, text: string, means: string])[] = [
  // What stands on the buttons, in either language and however it is written.
  ['place', '지하철', 'subway'],
  ['place', 'Subway', 'subway'],
  ['place', '  지하철  ', 'subway'],
  ['seen', '앱·휴대폰 알림', 'app'],
  ['told', 'BUNDLED WITH OTHER TERMS', 'bundled'],
  ['people', '알아보지는 않고 찍기만', 'filming'],
  ['victim', '나', 'self'],
  ['when', '지금도 계속돼요', 'ongoing'],
  ['named', '익명이어야 해요', 'no'],
  // Numbers count the buttons from the first.
  ['place', '2', 'subway'],
  ['place', '2번', 'subway'],
  ['place', '2.', 'subway'],
  ['place', '12)', 'police-station'],
  ['place', '13', '-'],
  ['place', '0', '-'],
  ['place', '1, 2', '-'],
  ['seen', '1, 3', 'sign gate'],
  ['seen', '2번 4번', 'camera screen'],
  ['seen', '2 2', 'camera'],
  ['seen', '1, 99', '-'],
  ['seen', '1, 8', '-'],
  // Words of slots.yaml, also such as have no button.
  ['place', '동네 헬스장이요', 'gym'],
  ['place', '놀이터', 'park'],
  ['place', 'at the airport', 'airport'],
  ['operator', '구청이요', 'local-government'],
  ['operator', '검찰', 'prosecution'],
  ['operator', 'the police', 'police'],
  ['operator', '우리 회사', 'private-employer'],
  ['place', '회사가 얼굴로만 출퇴근을 찍으래요', '-'],
  ['place', 'we were walking on some long street', '-'],
  ['place', '달나라', '-'],
  // Not known, and skipped.
  ['place', '잘 모르겠어요', 'unknown'],
  ['seen', '몰라요.', 'unknown'],
  ['timing', 'I don’t know', 'unknown'],
  ['list', 'not sure', 'unknown'],
  ['when', '모르겠습니다', 'unknown'],
  ['story', '건너뛸게요', 'unknown'],
  ['story', '건너뛰기', 'unknown'],
  ['wish', 'skip', 'unknown'],
  ['told', '패스', 'unknown'],
  ['victim', '넘어갈게요', 'unknown'],
  // Phrases.
  ['seen', '카메라랑 안내판을 봤어요', 'sign camera'],
  ['seen', 'a camera and a screen', 'camera screen'],
  ['seen', '직원이 저를 알아봤어요', 'staff'],
  ['seen', '아무것도 못 봤어요', 'nothing'],
  ['people', '지나가는 사람 모두요', 'passers-by'],
  ['people', '등록한 회원만', 'enrolled'],
  ['people', 'my passport', 'own-id'],
  ['people', 'everyone', 'passers-by'],
  ['people', '아직 계획 단계래요', 'planned'],
  ['timing', '실시간이에요', 'live'],
  ['timing', '나중에 찾아요', 'recorded'],
  ['list', '저를 불렀어요', 'alert'],
  ['list', 'they have a blacklist', 'notice'],
  ['list', '그런 건 없었어요', 'none-seen'],
  ['told', '동의하지 않았어요', 'refused'],
  ['told', '약관에 묶여 있었어요', 'bundled'],
  ['told', '아무 안내도 못 받았어요', 'nothing'],
  ['alternative', '얼굴만 된대요', 'none'],
  ['alternative', 'there was a card', 'offered'],
  ['matter', '장애 때문에요', 'disability'],
  ['matter', '외국인이라서요', 'race'],
  ['matter', '아니요', 'none'],
  ['victim', '제가 겪었어요', 'self'],
  ['victim', 'my daughter', 'child'],
  ['elsewhere', '아직 없어요', 'none'],
  ['elsewhere', '118에 신고하고 경찰에 고소했어요', 'report investigation'],
  ['wish', '그만 쓰고 제 정보를 지워 주세요', 'stop delete'],
  ['wish', 'stop it and an apology', 'stop apology'],
  ['wish', '손해배상과 처벌', 'damages punish'],
  ['named', '실명으로 낼게요', 'yes'],
  // It fits several of which one may be chosen.
  ['timing', '바로 알아보고 나중에도 찾아요', 'unclear'],
  ['people', '등록한 사람도 지나가는 사람도', 'unclear'],
  // Something is denied: what, only the person knows.
  ['seen', '카메라는 없었어요', 'unclear'],
  ['seen', '화면 말고 카메라요', 'unclear'],
  ['seen', 'there was no camera', 'unclear'],
  ['matter', '장애 때문은 아니에요', 'unclear'],
  ['matter', 'not because of my race', 'unclear'],
  ['people', '지나가는 사람 모두는 아니에요', 'unclear'],
  ['wish', '사과는 필요 없어요', 'unclear'],
  ['elsewhere', '경찰에는 안 갔어요', 'unclear'],
  // Questions of one's own.
  ['seen', '카메라가 있으면 불법인가요?', '-'],
  ['people', '등록한 사람만 되는 게 맞나요', '-'],
  ['told', 'may they film without consent', '-'],
  ['timing', 'what does live mean?', '-'],
  ['elsewhere', '경찰에 신고하려면 어떻게 해요?', '-'],
  ['story', '진정하면 얼마나 걸리나요?', '-'],
  ['story', 'How long does it take', '-'],
  // Longer than a choice.
  ['seen', `카메라가 ${'정말 '.repeat(25)}있었어요`, '-'],
  [
    'wish',
    '제 얼굴 사진을 어디에 쓰는지 아무도 말해 주지 않아서 너무 답답했고 그래서 계속 항의하다가 결국 밖으로 나왔어요',
    '-',
  ],
  // Stories, questions in them and sentences that begin like one.
  [
    'story',
    '경찰이 왜 저를 불렀는지 아직도 모르겠어요. 그냥 지나가고 있었어요.',
    '경찰이 왜 저를 불렀는지 아직도 모르겠어요. 그냥 지나가고 있었어요.',
  ],
  [
    'story',
    'When I came in, the staff called me by my name.',
    'When I came in, the staff called me by my name.',
  ],
  ['story', 'When I came in they called me', 'When I came in they called me'],
  ['story', 'May 3rd: they filmed me', 'May 3rd: they filmed me'],
  ['story', 'Will, a guard, stopped me at the gate.', 'Will, a guard, stopped me at the gate.'],
  ['story', '불렸어요', '불렸어요'],
  ['story', '', '-'],
];

describe('what is typed where a question waits', () => {
  it(`is ${TYPED.length} examples of every kind`, () => {
    expect(TYPED.length).toBeGreaterThanOrEqual(60);
    const kinds = new Set(TYPED.map(([id]) => id));
    const asked = parts.casework.questions.filter(({ flow }) => flow !== 'extra');
    for (const { id } of asked) expect(kinds).toContain(id);
  });

  it.each(TYPED)('to "%s": "%s" means "%s"', (question, text, means) => {
    expect(read(question, text)).toBe(means);
  });

  it('every label of every option means that option, in both languages', () => {
    const wrong = parts.casework.questions.flatMap(({ id, options }) =>
      options.flatMap((option) =>
        Object.values(option.label).flatMap((label) => {
          const means = read(id, label);
          const named = options.find((one) => one.id === means);
          // Two places may share a name; either is one of that name.
          const isSame = named && Object.values(named.label).includes(label);
          return means === option.id || isSame ? [] : [`${id} "${label}": ${means}`];
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('every number means the button that stands there', () => {
    for (const { id, options } of parts.casework.questions) {
      const shown = options.filter(({ isOffered }) => isOffered);
      for (const [at, option] of shown.entries()) expect(read(id, `${at + 1}`)).toBe(option.id);
    }
  });
});
