/** Words of places and of those who run them. Each list is as people write; Korean without spaces, English in lower case. */

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Kinds that stand at the end of a name: 별빛|초등학교. What stands before them is the name. Longest first. */
export const KINDS: readonly string[] = words(`
  역 점 본점 구청 시청 군청 도청 구 시 군 동 읍 면 리 대로 로 길
  초등학교 중학교 고등학교 대학교 학교 유치원 어린이집 병원 의료원 의원 치과 약국 요양원 아파트 기숙사 도서관 박물관 미술관 기념관
  교회 성당 호텔 리조트 은행 몰 마트 백화점 타워 빌딩 공원 광장 해변 시장 야구장 경기장 체육관 터미널 공항 경찰서 지구대 파출소 교도소
  구치소 출입국외국인사무소 주민센터 키즈카페 스터디카페 무인편의점 편의점 헬스장 텔레콤 중공업 식당 주차장 거리 사거리 삼거리 센터
  회관 극장 시네마 카페 공사 공단 경찰청 위원회 학원 수영장 놀이터 공장 연구소 물류센터 관리사무소 입주자대표회의 상가 오피스텔
`).toSorted((a, b) => b.length - a.length);

/** Short names of schools: 별빛초, 한들고. */
export const SHORT_KINDS: Readonly<Record<string, string>> = {
  초: '초등학교',
  중: '중학교',
  고: '고등학교',
  대: '대학교',
};

/** An office and its area go by one name. */
export const AREA_OF_OFFICE: Readonly<Record<string, string>> = {
  구청: '구',
  시청: '시',
  군청: '군',
};
/** A road without a number is an area too. */
export const AREAS: ReadonlySet<string> = new Set(words('구 시 군 동 읍 면 리 대로 로 길'));
/** Kinds that are added or left out at will: they tell no two places apart. */
export const LOOSE_KINDS: ReadonlySet<string> = new Set(
  words('아파트 센터 카페 마트 몰 타워 빌딩 상가 거리 식당 헬스장 텔레콤 중공업 광장 공장 은행'),
);
/** Who runs things all over the country or a city: the same name says little about the place. */
export const WIDE_KINDS: ReadonlySet<string> = new Set(
  words('공사 공단 경찰청 위원회 구 시 군 은행 텔레콤'),
);

/** Words that look like a name and its kind, and are none. */
export const NO_NAMES: ReadonlySet<string> = new Set(
  words(`
  지역 구역 전역 영역 권역 광역 환승역 무역 방역 출구 입구 개찰구 비상구 창구 친구 기구 도구 통로 도로 경로 복도 계단 매점 상점 서점 시점 관점
  음식점 전문점 할인점 대리점 무인점 행동 활동 자동 공동 이동 운동 감동 아동 노동 혼자 동시 다시 즉시 임시 표시 감시 일시 당시 역시 잠시 몇시
  정리 처리 관리 우리 자리 소리 머리 다리 원리 화면 정면 측면 반면 장면 전면 내면 측 손길 골목길 갈림길 큰길 산책길 출근길 퇴근길 하굣길 등굣길
  서로 바로 따로 새로 그대로 정말로 별로 스스로 광고 사고 신고 최고 창고 최초 기초 집중 도중 관중 나중 현대 무대 기대 최대 상대 반대 세대 시대
  `),
);

/** Words of a place that do not name it. */
export const PLACE_FILLERS: ReadonlySet<string> = new Set(
  words(`
  앞 옆 뒤 안 밖 위 아래 쪽 방향 근처 부근 인근 주변 맞은편 건너편 내부 외부 입구 문 나가는 들어가는 올라가는 내려가는 갈아타는 있는 달린
  가로등 전봇대 기둥 층 지하 지상 번 호 호선 본관 별관 신관 구관 사무실 매장 가게 건물 대한민국 한국 전체 여러 곳 장소 정도 사이 중간 끝 바로
  번출구 무인 공동 출입 국립 시립 구립 도립 사립 북측 남측 동측 서측 환승 국내선 국제선 상설 원장 대표 교장 안내 방범 자전거
  에서 에는 에게 으로 에서는 에서의 일번
  the by and for main side front back new elementary school national public domestic international departures arrivals korea south
  lobby self check in pay payment waiting hall advertising lot tickets ticket fare service only gate gates screen machine bus building meeting place
  `),
);

/** Parts and furniture of places, however they are put together: 접수키오스크, 무인민원발급기, 자동화코너. */
export const FILLER_TAILS: readonly string[] = words(`
  키오스크 발급기 접수기 대출기 정산기 단말기 개찰기 인출기 기계 개찰구 출입구 출입문 정문 후문 교문 현관 입구 출구 카메라 화면 모니터 게이트 로비
  복도 계단 통로 대합실 광고판 안내판 전광판 코너 창구 접수대 계산대 대출대 심사대 검색대 승차홈 승강장 승차장 급식실 민원실 접견실 전시실 사무실
  열람실 약제실 탈의실 화장실 상황실 강당 본당 병동 옥상 매표소 보관소 택시승강장 장례식장 출국장 입국장 출발장 에이티엠 엘리베이터 승강기
`);

/** Which part of a place it is; two that differ speak against the same camera. */
const SPOTS = `
parking: 주차장 주차 parking
gates: 개찰구 개찰기 turnstile fare
platform: 승강장 승차홈 승차장 platform bay
stairs: 계단 stairs escalator 에스컬레이터
passage: 환승통로 통로 복도 corridor passage transfer
kiosk: 키오스크 무인민원발급기 발급기 무인발급기 접수기 무인접수기 kiosk
desk: 창구 접수대 카운터 계산대 대출대 desk counter checkout
toilet: 화장실 탈의실 toilet restroom locker
canteen: 급식실 식당 cafeteria canteen
library: 도서관 열람실 library
dormitory: 기숙사 dormitory dorm
funeral: 장례식장 funeral
atm: 자동화코너 인출기 현금인출기 atm
ward: 병동 병실 ward
dispensary: 약제실 약국 pharmacy
arrivals: 입국장 입국심사 arrivals
departures: 출국장 출발장 departures departure
bicycles: 자전거 bicycle bike
lift: 엘리베이터 승강기 elevator lift
taxi: 택시승강장 택시 taxi
`;
export const SPOT_OF: ReadonlyMap<string, string> = new Map(
  SPOTS.trim()
    .split('\n')
    .flatMap((line) => {
      const [spot = '', said = ''] = line.split(': ');
      return words(said).map((word) => [word, spot] as const);
    }),
);

/** What companies put before or behind their name. */
export const COMPANY_FORMS =
  /\(주\)|㈜|주식회사|유한회사|\(유\)|재단법인|사단법인|의료법인|학교법인|\(재\)|\(사\)|대한예수교장로회|(?<![a-z])(?:co|ltd|inc|corp|llc)(?![a-z])\.?/g;

/** Words that stand in most accounts of face recognition: to share them says nothing. */
export const COMMON_IN_ACCOUNTS: ReadonlySet<string> = new Set(
  words(`
  얼굴 얼굴인식 인식 안면인식 안면 카메라 촬영 찍 찍었 찍어 찍고 찍는 찍은 찍혔 사람 사람들 개인정보 동의 동의서 안내 안내문 안내판 등록 거부 거절 확인 사용 이용
  정보 생각 직원 담당자 문의 설명 요구 불안 불쾌 제가 저를 저는 제 것 수 때문 이후 오늘 어제 지난주 매일 시간 같았 같습니다 같아요 했습니다
  했어요 있습니다 있었습니다 있었어요 없습니다 없었습니다 없었어요 없어요 된다고 한다고 하라고 해요 합니다 됩니다 붙어 들어 아무 그런데 그래서 지나가 지나 시작
  face faces facial recognition camera cameras recognise recognised recognize recognized recognis recogniz staff people person consent asked ask
  told tell without notice sign said say data my me was were there here when they use used using nobody no-one
  `),
);

/** Names of areas that people write without 시 or 구: two that differ are two areas. */
export const CITIES: ReadonlySet<string> = new Set(
  words(`
  서울 부산 대구 인천 광주 대전 울산 세종 수원 성남 의정부 안양 부천 광명 평택 동두천 안산 고양 일산 분당 과천 구리 남양주 오산 시흥 군포 의왕 하남 용인
  파주 이천 안성 김포 화성 양주 포천 여주 춘천 원주 강릉 동해 태백 속초 삼척 청주 충주 제천 천안 공주 보령 아산 서산 논산 계룡 당진 전주 군산 익산 정읍
  남원 김제 목포 여수 순천 나주 광양 포항 경주 김천 안동 구미 영주 영천 상주 문경 경산 창원 진주 통영 사천 김해 밀양 거제 양산 제주 서귀포
  `),
);
export const DISTRICTS: ReadonlySet<string> = new Set(
  words(`
  종로 용산 성동 광진 동대문 중랑 성북 강북 도봉 노원 은평 서대문 마포 양천 강서 구로 금천 영등포 동작 관악 서초 강남 송파 강동 영도 부산진 동래
  해운대 사하 금정 연제 수영 사상 기장 달서 달성 수성 미추홀 연수 남동 부평 계양 광산 유성 대덕 울주
  `),
);

/** Who looks after a building; the name before it is that of the building. */
export const KEEPERS: ReadonlySet<string> = new Set(words('점 관리사무소 입주자대표회의 주차장'));
