import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { maskForModel, unmask } from '../../../knowledge/wording/mask-for-model.ts';

// Every person, number, address and account here is made up.
/** What must not leave, and what a person writes it in. */
const HIDDEN: readonly (readonly [secret: string, said: string])[] = [
  // Names before titles.
  ['김철수', '김철수 과장님이 제 얼굴을 등록했어요'],
  ['이영희', '이영희 선생님이 아이 사진을 찍었어요'],
  ['박지훈', '박지훈 경위가 CCTV를 보여 줬어요'],
  ['최민정', '관리소장 최민정 씨가 거절했어요'],
  ['정수빈', '정수빈씨한테 동의서를 냈어요'],
  ['강현우', '원장은 강현우 원장이에요'],
  ['남궁민수', '남궁민수 팀장이 시켰어요'],
  ['황보윤', '황보윤 씨가 봤대요'],
  ['윤서연', '윤서연님 얼굴이 떴어요'],
  ['한지민', '한지민 간호사가 찍었습니다'],
  ['조상훈', '조상훈 교수님 수업에서 얼굴로 출석을 불러요'],
  ['서은영', '담임 서은영 교사가 말했어요'],
  ['오세훈', '시설팀 오세훈 주임이 설치했어요'],
  ['신동혁', '신동혁 변호사한테 물어봤어요'],
  ['영희', '영희 씨가 먼저 등록했어요'],
  ['철수', '철수씨는 거절했대요'],
  ['김', '김 과장이 얼굴을 찍으래요'],
  ['박', '박팀장님 지시예요'],
  ['최', '최모 씨가 제 영상을 올렸어요'],
  ['이 모', '이 모 씨가 신고했어요'],
  ['장', '경비 장 반장님이 그랬어요'],
  // Names by themselves.
  ['홍길동', '저는 홍길동입니다. 헬스장이 얼굴을 찍어요'],
  ['홍길동', '홍길동이라고 하는데요 얼굴 삭제 되나요'],
  ['김민수', '어제 김민수가 제 사진을 앱에 올렸어요'],
  ['이지은', '이지은이랑 같이 찍혔어요'],
  ['박서준', '피해자: 박서준'],
  ['임은정', '신청인은 임은정입니다'],
  ['유나라', '성명: 유나라'],
  ['응우옌', '제 이름은 응우옌입니다'],
  ['마이클', '제 이름은 마이클이에요'],
  ['독고영', '독고영이 봤어요'],
  ['John Smith', 'My name is John Smith and the gym scans me'],
  ['john smith', 'hi my name is john smith and my gym scans faces'],
  ['Maria', 'My name is Maria. My dorm scans faces.'],
  ['Kim', 'Mr. Kim at the front desk scanned my face'],
  ['Park Ji-won', 'Ms Park Ji-won refused me'],
  ['Lee Min-ho', 'Officer Lee Min-ho filmed the rally'],
  ['Choi Minsu', 'a guard, Choi Minsu, stopped me'],
  ['Ji-young Kim', 'I was told by Ji-young Kim to register'],
  ['Daniel', 'a guard named Daniel took my picture'],
  ['Anna Kowalska', "I'm Anna Kowalska and I want my face deleted"],
  ['Nguyen Thi Lan', 'I am Nguyen Thi Lan from the dormitory'],
  // Doors and houses.
  ['101동 1203호', '101동 1203호에 사는데 출입문이 얼굴로 열려요'],
  ['1203호', '1203호 문 앞에 카메라를 달았어요'],
  ['305호', '305호 세입자인데 얼굴을 등록하래요'],
  ['테헤란로 152', '서울 강남구 테헤란로 152 헬스장이요'],
  ['세종대로 209', '세종대로 209에서 찍혔어요'],
  ['중앙로12번길 5', '중앙로12번길 5 편의점이에요'],
  ['역삼동 736-1', '역삼동 736-1 건물 출입구'],
  ['45번지', '연희동 45번지 앞 카메라'],
  ['12 Sejong-daero', 'the office at 12 Sejong-daero scans us'],
  ['Unit 1203', 'I live in Unit 1203 and the gate scans faces'],
  ['Apt 305', 'camera in front of Apt 305'],
  // Accounts, devices and pages.
  ['@face_kim99', '제 인스타 @face_kim99 사진을 긁어 갔어요'],
  ['minsu_1990', '카톡 아이디 minsu_1990 로 연락 왔어요'],
  ['jiwon.park', 'my instagram account jiwon.park was scraped'],
  ['https://blog.example.com/me', '제 얼굴이 https://blog.example.com/me 에 있어요'],
  ['instagram.com/minsu', 'they took it from instagram.com/minsu'],
  ['192.168.10.24', '카메라 주소가 192.168.10.24 예요'],
  ['2001:db8:0:0:0:ff00:42:8329', 'the camera is 2001:db8:0:0:0:ff00:42:8329'],
  ['hong@example.com', '답은 hong@example.com 으로 주세요'],
  ['hong골뱅이example.com', '메일은 hong골뱅이example.com 이에요'],
  ['hong (at) example (dot) com', 'write to hong (at) example (dot) com please'],
  ['hong at example dot com', 'write to hong at example dot com please'],
  // Birthdays.
  ['1985년 3월 2일생', '저는 1985년 3월 2일생이고 얼굴을 찍혔어요'],
  ['850302', '850302 생인데 동의가 필요한가요'],
  ['1985.03.02', '생년월일은 1985.03.02 입니다'],
  ['2 March 1985', 'I was born on 2 March 1985'],
  ['1985-03-02', 'my date of birth is 1985-03-02'],
  // Numbers.
  ['010-1234-5678', '제 번호는 010-1234-5678이에요'],
  ['０１０－１２３４－５６７８', '번호 ０１０－１２３４－５６７８ 입니다'],
  ['٠١٠١٢٣٤٥٦٧٨', 'call ٠١٠١٢٣٤٥٦٧٨'],
  ['𝟎𝟏𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖', '번호는 𝟎𝟏𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖'],
  ['0 1 0 1 2 3 4 5 6 7 8', '0 1 0 1 2 3 4 5 6 7 8 로 전화 주세요'],
  ['010\u200b1234\u200b5678', '번호 010\u200b1234\u200b5678 이요'],
  ['공일공 일이삼사 오육칠팔', '공일공 일이삼사 오육칠팔로 전화 주세요'],
  ['공일공에 일이삼사에 오육칠팔', '번호는 공일공에 일이삼사에 오육칠팔이에요'],
  [
    'zero one zero one two three four five six seven eight',
    'call zero one zero one two three four five six seven eight',
  ],
  ['990101-1234567', '주민번호 990101-1234567 적으래요'],
  ['4111 1111 1111 1111', '카드 4111 1111 1111 1111 로 냈어요'],
  ['M12345678', '여권 M12345678 을 스캔했어요'],
  ['12가 3456', '차 12가 3456 이 찍혔어요'],
  ['110-234-567890', '국민은행 110-234-567890 으로 환불받았어요'],
  ['20231234', '사번 20231234 인데 얼굴로 출근해요'],
  ['2021-12345', '학번은 2021-12345 입니다'],
  ['A4471', 'employee number A4471 clocks in by face'],
  ['hunter2024', '비밀번호는 hunter2024 예요'],
];

/** Nothing of these is anybody's: a model that does not see it does not understand the question. */
const KEPT: readonly string[] = [
  '고객님 얼굴을 저장한다고 안내문에 있어요',
  '담당 과장님이 안 된다고 했어요',
  '회사 이사님이 얼굴 등록을 시켜요',
  '이사장님이 동의 없이 설치했어요',
  '이 과장님이 시켰어요',
  '전 회장이 설치한 카메라예요',
  '현 소장은 모른대요',
  '주민님들 얼굴을 모은대요',
  '동 대표가 투표로 정했다는데요',
  '입주자대표회의 회장이 정했어요',
  '담임 선생님이 반 아이들 얼굴을 앱에 올려요',
  '원장님이 얼굴 등하원을 하래요',
  '한의사가 환자 얼굴을 찍었어요',
  '여교사 탈의실에 카메라가 있어요',
  '구의원이 조례를 낸대요',
  '택시 기사님이 저를 찍었어요',
  '편의점 사장이 제 사진을 붙였어요',
  '주차장 카메라가 얼굴을 인식하나요',
  '출입국 심사장을 걸어가는 동안 찍혔어요',
  '고소장을 내면 얼마나 걸려요?',
  '공영주차장 무인정산기에 카메라가 있어요',
  '지하철 3호선에서 얼굴로 결제해요',
  '출근길 2호선 환승통로에 카메라가 있어요',
  '101동 주민인데 얼굴 등록을 거절했어요',
  '개인정보 보호법 제23조제1항제1호가 뭐예요?',
  '시행령 제18조 제3호 단서가 궁금해요',
  '법 제308조의2에 나오나요?',
  '2023년 1월 25일 인권위 결정이 뭐예요?',
  '2026-11-28에 찍혔어요',
  '2026. 9. 11. 개정된 내용이 뭔가요?',
  '과태료가 5천만 원 이하인가요?',
  '과징금은 매출액의 3%예요?',
  '118에 신고하면 되나요?',
  '침해로 118에 문의했어요',
  '1331로 전화하면 되나요?',
  '분쟁조정위 전화번호 1833-6972 맞아?',
  '인권위 팩스 02-2125-9811 맞나요?',
  '인권위 진정은 얼마나 걸리나요?',
  '조정은 며칠 걸려요?',
  '모두가 동의해야 하나요?',
  '저는 외국인이에요. 거절할 수 있나요?',
  '저는 장애인입니다. 키오스크가 제 얼굴을 못 읽어요',
  '저는 공무원인데 청사 출입에 얼굴을 써요',
  '저는 이용자입니다. 삭제를 요구하고 싶어요',
  '저는 노동자예요. 지문 대신 얼굴을 찍으래요',
  '저는 임차인인데 관리사무소가 거절해요',
  '이름은 어디서 볼 수 있어요?',
  '이름이 공개되나요?',
  '이름은 비밀이라고 했어요',
  '형사고소하면 인권위 진정은 못 하나요',
  '이슬람 사원 입구에서 얼굴을 찍어요',
  '하청 직원이 얼굴 정보를 봤어요',
  '마트 씨씨티비에 찍힌 내 모습을 볼 수 있나요',
  '얼굴 인식 오류가 10명 중 1명이래요',
  '만 14세 미만 아이의 동의는 누가 해요?',
  '30일 안에 답이 없으면요?',
  '9시부터 18시까지 켜 둔대요',
  '중과실로 3년 안에 되풀이하면 어떻게 돼요?',
  '국선대리인을 신청할 수 있나요?',
  '오늘 이사 짐에서 카메라를 찾았어요',
  '감정인식 AI 한국 금지인가요',
  '서명하라고 해서 했어요',
  '강제라고 해서 등록했어요',
  'Can my gym make face scanning the only way in?',
  'I am Korean American and I live in Seoul',
  "I'm South Korean. May I refuse?",
  'Is Article 23(1) of the Personal Information Protection Act about faces?',
  'What did the NHRCK recommend on 25 January 2023?',
  'The fine is up to 50 million won, right?',
  'Do I call 118 or 1331?',
  'The apartment complex keeps it for 30 days',
  'apartment 30 days, daycare 60 days',
  'The manager of the store took my picture',
  'Officers at Incheon Airport scanned me',
  'Seoul Metro filmed me on Line 2',
  'Han River Park has cameras that watch faces',
  'Is the Smart Pass at Gimpo Airport compulsory?',
  'National Human Rights Commission of Korea',
  'Is the EU AI Act in force since 2 February 2025?',
  'what about court case 2021Da48213',
  'Constitutional Court case 2014Hun-Ma843',
  'omes (reported 2021-2022), but we found',
  'What is my name used for?',
  'My name is not on the list, but my face is',
  'The rate was 0.1% at 10.5 metres',
  'It happened at 10:30 and again at 18:45',
];

describe('a text that leaves for a model', () => {
  it.each(HIDDEN)('does not show %s in "%s"', (secret, said) => {
    const { text, hidden } = maskForModel(said);
    expect([...hidden.values()].join('\n')).toContain(secret);
    const around = said.replace(secret, '');
    if (!around.includes(secret)) expect(text).not.toContain(secret);
    expect(unmask(text, { hidden })).toBe(said);
  });

  it.each(KEPT)('is left as it is where it names nobody: %s', (said) => {
    expect(maskForModel(said).text).toBe(said);
  });

  it('of questions that were put to us is changed in fewer than 1 of 500', () => {
    const questions = questionsOf('tuning.jsonl', 'judge.jsonl', 'off-topic.jsonl');
    const changed = questions.filter((said) => maskForModel(said).hidden.size > 0);
    expect(questions.length).toBeGreaterThan(1000);
    expect(changed.length, changed.join('\n')).toBeLessThan(questions.length / 500);
  });

  it('has the same sign for the same person, and another one for another', () => {
    const { text } = maskForModel('김철수 과장이 시켰고, 김철수 과장과 박영희 씨가 봤어요.');
    expect(text).toBe('⟦1⟧ 과장이 시켰고, ⟦1⟧ 과장과 ⟦2⟧ 씨가 봤어요.');
  });

  it('keeps the title, which says who somebody is to the person', () => {
    expect(maskForModel('김철수 과장님').text).toBe('⟦1⟧ 과장님');
    expect(maskForModel('Mr. Kim').text).toBe('Mr. ⟦1⟧');
  });

  it('cannot bring signs of ours along', () => {
    expect(maskForModel('⟦1⟧ 010-1234-5678 ⟦2⟧').text).toBe('1 ⟦1⟧ 2');
  });

  it('holds one sign where things that are hidden lie in one another', () => {
    const { text, hidden } = maskForModel('see https://x.example/010-1234-5678?m=a@b.kr now');
    expect(text).toBe('see ⟦1⟧ now');
    expect(unmask(text, { hidden })).toBe('see https://x.example/010-1234-5678?m=a@b.kr now');
  });

  it("keeps a person's own bullets", () => {
    const said = '• 얼굴 • 010-1234-5678 • 삭제';
    expect(maskForModel(said).text).toBe('• 얼굴 • ⟦1⟧ • 삭제');
  });
});

describe('a text that comes back', () => {
  const masked = maskForModel('저는 홍길동입니다. 010-1234-5678');

  it.each(['⟦9⟧', '⟦1', '1⟧', '⟦a⟧', '⟦⟧', '⟦-1⟧'])('with %s in it is refused', (sign) => {
    expect(unmask(`${sign}님이 말했습니다.`, masked)).toBeUndefined();
  });

  it('may have spaces inside a sign, and a sign more than once or not at all', () => {
    expect(unmask('⟦ 1 ⟧, ⟦1⟧', masked)).toBe('홍길동, 홍길동');
    expect(unmask('없음', masked)).toBe('없음');
  });

  const piece = fc.oneof(
    fc.constantFrom(...HIDDEN.map(([, said]) => said)),
    fc.constantFrom(...HIDDEN.map(([secret]) => secret)),
    fc.constantFrom(
      '•',
      '••',
      '$&',
      '$1',
      ' ',
      '\n',
      '\u200b',
      '님',
      '씨',
      '로 12',
      '-',
      '@',
      '.',
      'https://',
      '\ud800',
    ),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[\d\s.-]{0,20}$/),
    fc.stringMatching(/^[가-힣 ]{0,12}$/),
  );
  const text = fc
    .array(piece, { maxLength: 8 })
    .map((pieces) => pieces.join('').replace(/[⟦⟧]/g, ''));

  it('as it left is the text of the person again, whatever they wrote', () => {
    fc.assert(
      fc.property(text, (said) => {
        const masked = maskForModel(said);
        expect(unmask(masked.text, masked)).toBe(said);
      }),
      { numRuns: 500 },
    );
  });

  it('as it left holds nothing that would be hidden if it left once more', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HIDDEN), fc.constantFrom(...HIDDEN), ([, one], [, other]) => {
        const once = maskForModel(`${one}. ${other}`);
        const { hidden } = maskForModel(once.text.replace(/⟦\d+⟧/g, '◆'));
        expect([...hidden.values()]).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

function questionsOf(...files: readonly string[]): readonly string[] {
  return files.flatMap((file) =>
    readFileSync(join(projectRoot(), 'test/evaluation', file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { text: string }).text),
  );
}
