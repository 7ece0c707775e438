/** Compound ones first: an expression takes the first that fits. */
const SURNAMES =
  '남궁|황보|제갈|선우|독고|사공|서문|김|이|박|최|정|강|조|윤|장|임|한|오|서|신|권|황|안|송|전|홍|유|고|문|양|손|배|백|허|남|심|노|하|곽|성|차|주|우|구|나|민|류|진|지|엄|채|원|천|방|공|현|함|변|염|여|추|도|소|석|선|설|마|길|연|위|표|명|기|반|왕|금|옥|육|인|맹|제|모|탁|국|어|은|편|용';

/** Surnames that are nothing else before a title: "이 과장" may be "this manager", "전 회장" the one before. */
const PLAIN_SURNAMES = '[김박최강조윤장임오서권황안송류홍문손배백허유심노곽민채엄변염]';

/** Syllables of which given names are made. Those that only end words and particles are left out. */
const SYLLABLES = new Set(
  '가강건겸경관광구국권규균근금기길나남다달대덕도동두라란람래려련령례록률름리린림만명무문미민배백범별병보복봄봉빈빛산상새서석선설섭성세소솔송수숙순슬승시식신심아안애양언여연열엽영예오옥온완용우욱운웅원월유윤율은의익인일임자재정제조종주준중지직진찬창채천철청초춘충치칠태택평필하학한해향헌혁현협형혜호홍화환효후훈휘흥희',
);

/** Given names that are common enough to be known without a title behind them. */
const GIVEN_NAMES = new Set(
  (
    '철수 영희 길동 민수 민준 서준 도윤 예준 시우 하준 주원 지호 지후 준서 준우 현우 도현 지훈 건우 우진 선우 서진 민재 현준 연우 유준 정우 승우 승현 시윤 준혁 은우 지환 승민 지우 유찬 윤우 민성 준영 시후 진우 지원 수현 재윤 시현 동현 태윤 수호 성민 성현 성호 성훈 상훈 상현 상민 영수 영호 영철 영진 영민 영훈 정호 정훈 재현 재호 재훈 재민 재영 진호 진수 진영 경수 경호 경민 광수 광호 동욱 동훈 동수 병철 병훈 종수 종현 종호 창수 창호 창민 태호 태현 태영 태훈 용수 용준 용호 승호 승환 승훈 승준 기현 기훈 대현 대호 명수 명호 문수 민호 민우 민석 민혁 민철 만수 남수 덕수 두현 ' +
    '서연 서윤 지민 수아 하윤 민서 채원 지유 윤서 은서 예은 수빈 소율 예린 지아 하은 소윤 예원 서아 다은 예나 지윤 서영 민지 지현 지은 지영 지수 지혜 은지 은영 은정 은주 은혜 은경 은희 미경 미영 미숙 미정 미란 미선 미연 미진 민정 민영 민주 영숙 영자 영순 영미 영란 영주 영은 정희 정숙 정민 정아 정현 정수 정윤 경희 경숙 경미 경아 현정 현주 현숙 현아 현지 혜진 혜경 혜정 혜원 혜영 혜림 수정 수진 수연 수민 수경 수미 수영 선희 선영 선미 선주 순자 순희 순영 옥순 옥희 말순 명희 명숙 명자 보영 보람 소영 소연 소희 아영 아름 유진 유정 유나 유리 윤정 윤희 윤아 윤주 은미 은아 인영 인숙 인경 주희 주영 주연 진희 진주 진아 춘자 태희 하나 하늘 하영 한나 한별 한솔 향숙 현경 현진 현영 혜선 혜인 혜수 효진 효정 희정 희진 희숙 가은 가영 나연 나영 다영 다현 다인 도연 동희 나래 슬기 새롬 세영 세진 세희 승희 승연 승아 시연 시은 아린 아인 여진 연주 연희 예지 예진 예슬 예림 예빈 유경 유빈 유미 윤경 윤미 윤지 이슬 재희 정연 정인 주은 지연 지선 지숙 지안 채린 채은 채윤 채영 태연 하린 현서 현희 혜지 희선 희영 희주'
  ).split(' '),
);

/** Words that look like a name before a title or behind "저는", and name nobody. */
const NO_NAMES = new Set(
  (
    '고객 주민 주인 이웃 조합 임대 임차 지도 전임 신임 현장 방송 안내 노인 장애 민원 지점 지역 지방 공장 유치 어린 인사 기획 남자 여자 한국 이용 정보 기간 전문 주방 도장 강아지 선배 고모 이모 주치 공영주 지하주 공원 정원 인원 임원 의원 위원 조원 국선 국정 박람 하나 조리 이장 조장 권사 시설 구청 시청 도청 원어민 유치원 남성 여성 지인 주인 현지 전산 공사 장인 연구 심리 진료 정신 소아 성인 신규 기존 이전 이번 지난 다른 우리 여러 전체 ' +
    '한국인 장애인 노동자 소유자 연구원 이용자 지원자 민원인 공무원 신청인 임차인 임대인 이주민 외국인 조합원 배우자 유권자 운영자 관리자 책임자 담당자 소비자 여행자 이민자 지도자 도우미 안내원 경비원 조사원 정규직 임신부 신도인 고령자 미성년 성인인 주민인 변호인 고소인 진정인 대리인 선임자 신고자 제보자 기자인 여기서 나이 남편 지금은 이상한 유치원 어린이 전문가 방문자 방문객 한가지 심지어 나머지 이제야 오로지 조금만 이대로 도대체 제대로 주인이 하청인 구직자 지하철 기독교 천주교 원주민 선원인 한의원 주유소 전세인 조언은 지금 지우진 금지인 진정은 조정은'
  ).split(' '),
);

const TITLES =
  '과장|차장|부장|대리|주임|팀장|실장|계장|반장|소장|국장|사장|점장|원장|관장|대표|이사|회장|총무|선생|쌤|교사|교수|교장|교감|강사|간호사|의사|변호사|기자|의원|순경|경장|경사|경위|경감|경정|총경|형사|수사관|조사관|주무관|사무관|매니저|코치|상무|전무|본부장|지점장|조교|목사|집사|장로|신부|스님|이장|구청장|군수';

/** What may come between a title and the next word. */
const PARTICLES =
  '은|는|이|가|을|를|의|에|에게|에게서|한테|한테서|께|께서|께서는|와|과|랑|이랑|하고|도|만|이고|이며|이에요|예요|이요|요|입니다|이라고|라고|이라는|라는|으로|로|까지|부터|보다|처럼|이나|나|말고|인데|인|이신|이었어요|였어요|이랑은|아|야|이라|라|들|들이|들은|들의';

const WORD_END = `(?=(?:${PARTICLES})?(?![가-힣]))`;
const WORD_START = '(?<![가-힣])';
const BEHIND_TITLE = `(?=(?:님)?(?:${PARTICLES})?(?![가-힣]))`;
const COPULA = '(?:이고|이며|이에요|예요|이예요|입니다|이라고|라고|이라는|인데|이구요|,|임[.,\\s])';

/** What forms and stories put before a name. */
const LABELS =
  '이름|성함|성명|본명|신청인|진정인|피해자|신고자|신고인|고소인|청구인|작성자|보호자|학부모|담당자|책임자|관리자|대표자|상대방|가해자|피진정인|학생|환자|세대주|예금주|담임|원장|관리소장|점주';

type Rule = readonly [RegExp, (name: string) => boolean];

const given = (name: string): string => {
  const [surname = ''] = new RegExp(`^(?:${SURNAMES})`).exec(name) ?? [];
  return name.slice(surname.length);
};

const isWord = (name: string): boolean => NO_NAMES.has(name);
const isMade = (name: string): boolean =>
  given(name) !== '' && [...given(name)].every((one) => SYLLABLES.has(one));
const isLikely = (name: string): boolean => isMade(name) && !isWord(name);
const isKnown = (name: string): boolean => GIVEN_NAMES.has(given(name)) && !isWord(name);

const NAME = `((?:${SURNAMES})[가-힣]{1,2})`;
const WHOLE_NAME = `((?:${SURNAMES})[가-힣]{2})`;

/** The first group is the name. */
const RULES: readonly Rule[] = [
  // "김철수 과장님이", "이영희님".
  [new RegExp(`${WORD_START}${NAME}(?=\\s?(?:${TITLES})${BEHIND_TITLE})`, 'dg'), isLikely],
  [new RegExp(`${WORD_START}${WHOLE_NAME}(?=\\s?님${WORD_END})`, 'dg'), isLikely],
  // "김철수 씨", "철수씨", "김 모 씨", "박모씨".
  [new RegExp(`${WORD_START}${NAME}(?=\\s?씨(?!씨)${WORD_END})`, 'dg'), isLikely],
  [
    new RegExp(
      `${WORD_START}([가-힣]{2})(?=\\s?(?:씨(?!씨)|쌤|언니|오빠|이모|삼촌)${WORD_END})`,
      'dg',
    ),
    (name) => GIVEN_NAMES.has(name) && !isWord(name),
  ],
  [
    new RegExp(
      `${WORD_START}(${PLAIN_SURNAMES}|[이정한신]\\s?모)(?=\\s?(?:모\\s?)?씨(?!씨)${WORD_END})`,
      'dg',
    ),
    () => true,
  ],
  // "김 과장", "박팀장님".
  [
    new RegExp(
      `${WORD_START}(${PLAIN_SURNAMES})(?=\\s?(?!(?<=심)사장|(?<=배)차장|(?<=채)점장|(?<=서)점장|(?<=[문임])차장)(?:과장|차장|부장|대리|주임|팀장|실장|반장|소장|국장|사장|점장|원장|관장|대표|이사|회장|선생|쌤|교수|형사|순경|경장|경사|경위|주무관|매니저|코치|변호사|기자)${BEHIND_TITLE})`,
      'dg',
    ),
    () => true,
  ],
  [
    new RegExp(
      `${WORD_START}([이정신한전고양남])(?=(?:과장|팀장|부장|대리|실장)님?${WORD_END})`,
      'dg',
    ),
    () => true,
  ],
  // "저는 홍길동입니다", "홍길동이라고 합니다", "제 이름은 …".
  [new RegExp(`(?:저는|나는|전|본인은|저,)\\s*${WHOLE_NAME}(?=${COPULA})`, 'dg'), isLikely],
  [
    new RegExp(`${WORD_START}${WHOLE_NAME}(?=이?라[고는]\\s?(?:합|해|하|불|사람|분|직원))`, 'dg'),
    isKnown,
  ],
  [
    new RegExp(`(?:이름|성함|성명|본명|존함)(?:은|이|:|：)?\\s*([가-힣]{2,5}?)(?=${COPULA})`, 'dg'),
    (name) => !/(?:무엇|뭐|어디|누구|모르|비밀|공개|기억|필요|같은|다른)/.test(name),
  ],
  [
    new RegExp(`(?:${LABELS})(?:은|는|이|가|의 이름은)\\s*${WHOLE_NAME}(?=${COPULA})`, 'dg'),
    isLikely,
  ],
  [new RegExp(`(?:${LABELS})\\s?[:：]\\s*${NAME}(?![가-힣])`, 'dg'), isLikely],
  // Known names stand by themselves.
  [new RegExp(`${WORD_START}${WHOLE_NAME}${WORD_END}`, 'dg'), isKnown],
  [
    /(?<![가-힣])((?:남궁|황보|제갈|선우|독고|사공)[가-힣]{1,2})(?=(?:이|가|은|는|을|를|의|도|과|와|에게|한테)(?![가-힣])|\s?(?:씨|님))/dg,
    isMade,
  ],
];

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a text names somebody in Korean. Titles stay: who they are to the person matters to the question. */
export function koreanNamesIn(text: string): readonly Span[] {
  return RULES.flatMap(([pattern, isName]) =>
    [...text.matchAll(pattern)].flatMap(({ 1: name = '', indices }) => {
      const [start, end] = indices?.[1] ?? [];
      return start !== undefined && end !== undefined && isName(name) ? [{ start, end }] : [];
    }),
  );
}
