import type { DocumentContent } from '../../knowledge/casework/document.ts';

/** Made up. Two to three pages, with every kind of block. */
export const KOREAN_COMPLAINT: DocumentContent = {
  id: 'nhrck',
  language: 'ko',
  title: '진 정 서',
  subtitle: '국가인권위원회 제출용 초안 (제출 전에 직접 확인하고 고쳐 주세요)',
  blocks: [
    { kind: 'heading', text: '1. 진정인' },
    {
      kind: 'fields',
      rows: [
        { label: '성명', value: '' },
        { label: '생년월일', value: '' },
        { label: '주소', value: '서울특별시 마포구 가상로 12, 101동 1203호(가상동, 예시아파트)' },
        { label: '전화번호', value: '' },
        { label: '전자우편', value: 'example@example.kr' },
        { label: '진정인과 피해자의 관계', value: '본인' },
      ],
    },
    { kind: 'heading', text: '2. 피진정인(기관)' },
    {
      kind: 'fields',
      rows: [
        { label: '기관 이름', value: '예시시설관리공단' },
        { label: '기관 주소', value: '' },
        { label: '알고 있는 담당자', value: '시설운영팀(이름은 알지 못함)' },
      ],
    },
    { kind: 'heading', text: '3. 진정 취지' },
    {
      kind: 'paragraph',
      style: 'plain',
      text: '진정인은 피진정기관이 운영하는 공공체육시설의 출입구에서 얼굴인식 기기로 진정인의 얼굴을 인식하고 그 특징정보를 처리한 행위가 인권침해에 해당하는지 조사하여 주시고, 침해로 인정되는 경우 해당 처리의 중지와 이미 수집한 정보의 파기, 같은 일이 다시 일어나지 않도록 하는 조치를 권고하여 주시기를 바랍니다.',
    },
    { kind: 'heading', text: '4. 일어난 일' },
    {
      kind: 'table',
      head: ['날짜', '시각', '있었던 일', '확인할 수 있는 자료'],
      rows: [
        [
          '2026-09-14',
          '오전 7시쯤',
          '회원증을 대자 기기가 얼굴을 먼저 비추라고 안내함. 다른 출입 방법을 물었으나 없다고 들음.',
          '출입 기록, 안내문 사진',
        ],
        [
          '2026-09-15',
          '오후 6시 30분쯤',
          '직원에게 얼굴 정보를 등록한 적이 없다고 말하자, 회원 가입 때 찍은 사진으로 등록되어 있다고 들음.',
          '대화를 적은 메모',
        ],
        ['2026-09-21', '', '열람을 요구하는 편지를 보냄.', '우편물 영수증'],
        [
          '2026-10-08',
          '오전',
          '요구를 받아들일 수 없다는 문자를 받음. 이유는 적혀 있지 않았음.',
          '문자 화면',
        ],
      ],
    },
    {
      kind: 'paragraph',
      style: 'own-words',
      text: '저는 3년째 이 수영장에 다니고 있습니다.\n9월 14일 아침에 갔더니 입구에 못 보던 기계가 서 있었고, 회원증을 대니까 얼굴을 먼저 비추라고 했습니다.\n\n저는 얼굴을 등록한 적이 없는데 기계가 제 이름을 불렀습니다. 너무 놀랐고, 누가 언제 제 얼굴을 넣었는지 아무도 설명해 주지 않았습니다. 옆에 있던 분도 (甲이라고 하겠습니다) 같은 일을 겪었다고 했습니다.\n다른 문으로 들어가게 해 달라고 했지만 “규정이라서 안 된다”는 말만 들었습니다.',
    },
    {
      kind: 'paragraph',
      style: 'gap',
      text: '얼굴 사진을 언제 어디에서 찍었는지 적혀 있지 않습니다. 기억나는 대로 적어 주세요.',
    },
    { kind: 'heading', text: '5. 진정인이 바라는 것' },
    {
      kind: 'list',
      isNumbered: true,
      items: [
        '얼굴 정보를 누구에게서 언제 어떻게 얻었는지 밝혀 줄 것',
        '진정인의 얼굴 정보와 그것에서 뽑은 특징정보를 모두 지우고 지운 사실을 알려 줄 것',
        '얼굴을 쓰지 않는 출입 방법을 같은 조건으로 마련할 것. 회원증, 비밀번호, 직원의 확인처럼 지금도 할 수 있는 방법이 여러 가지 있음',
      ],
    },
    { kind: 'heading', text: '6. 다른 기관에 낸 적이 있는지' },
    {
      kind: 'fields',
      rows: [
        { label: '다른 기관에 낸 민원', value: '없음' },
        { label: '진행 중인 재판·수사', value: '' },
      ],
    },
    { kind: 'heading', text: '7. 붙임 자료' },
    {
      kind: 'list',
      isNumbered: false,
      items: [
        '출입구 안내문 사진 2장',
        '2026년 10월 8일에 받은 문자 화면 1장',
        '우편물 영수증 사본 1장',
      ],
    },
    {
      kind: 'paragraph',
      style: 'note',
      text: '이 문서는 진정인이 말한 내용을 정리한 초안이며 법률 자문이 아닙니다. 내기 전에 사실과 다른 곳이 없는지 확인하세요.',
    },
    {
      kind: 'signature',
      lines: ['2026년      월      일', '진정인                         (서명 또는 인)'],
    },
    { kind: 'addressee', text: '국가인권위원회 귀중' },
  ],
};

export const ENGLISH_REQUEST: DocumentContent = {
  id: 'request',
  language: 'en',
  title: 'Request for access to personal information',
  subtitle: 'Draft for you to check, complete and sign',
  blocks: [
    { kind: 'heading', text: '1. Who is asking' },
    {
      kind: 'fields',
      rows: [
        { label: 'Name', value: '' },
        { label: 'Date of birth', value: '' },
        { label: 'Address', value: 'Unit 1203, 12 Gasang-ro, Mapo-gu, Seoul (예시아파트)' },
        { label: 'Telephone or e-mail', value: 'example@example.kr' },
      ],
    },
    { kind: 'heading', text: '2. What is asked for' },
    {
      kind: 'list',
      isNumbered: true,
      items: [
        'Which images of my face you hold, and any template or other feature data made from them.',
        'For what purpose and on what ground they are kept, and until when.',
        'To whom they were given, with dates.',
        'A copy of the entries about me in the log of the entrance system from 14 September 2026 until today.',
      ],
    },
    { kind: 'heading', text: '3. What happened' },
    {
      kind: 'table',
      head: ['Date', 'What happened', 'What shows it'],
      rows: Array.from({ length: 14 }, (_, at) => [
        `2026-09-${String(at + 10)}`,
        at % 3 === 0
          ? 'The gate read my face although I had presented my card. To a question about another way in I was told there was none; Ms A. Wyatt at the desk said that everybody is enrolled.'
          : 'The gate called my name.',
        at % 2 === 0
          ? 'Entrance log'
          : 'A note I wrote the same day, and a photograph of the notice',
      ]),
    },
    {
      kind: 'paragraph',
      style: 'own-words',
      text: 'I have been swimming here for three years. On 14 September there was a machine at the door that I had not seen before.\n\nIt said my name. I had never given anyone a picture for this. Two weeks later I asked in writing and was told “it is the rule”.',
    },
    {
      kind: 'paragraph',
      style: 'gap',
      text: 'The name of the company that runs the gate is missing. It is often on the notice beside it.',
    },
    {
      kind: 'paragraph',
      style: 'plain',
      text: 'Please reply within the period that the law gives. If you refuse, in whole or in part, please say in writing why, and how I can object. A reply by e-mail is enough.',
    },
    {
      kind: 'paragraph',
      style: 'note',
      text: 'This draft was put together from what the person said. It is not legal advice.',
    },
    {
      kind: 'signature',
      lines: ['Date:                         ', 'Signed:                         '],
    },
    { kind: 'addressee', text: 'To: Example Facilities Corporation' },
  ],
};
