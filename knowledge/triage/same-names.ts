/**
 * Well-known names that sound unlike in the two languages, and short names: the first of a line stands for all. English phrases
 * of kinds of places become the Korean word, so that "X elementary school" and "X초등학교" are read alike.
 */
const SAME_NAMES = `
서울교통공사: seoul metropolitan rapid transit, seoul metro, 서울메트로
한국철도공사: korea railroad corporation, korea railroad, korail, 코레일
부산교통공사: busan transportation corporation, busan metro
대구교통공사: daegu transportation corporation
인천교통공사: incheon transit corporation
인천국제공항공사: incheon international airport corporation, incheon airport corporation, 인천공항공사
한국공항공사: korea airports corporation
경찰청: national police agency, 경찰 청
서울경찰청: seoul metropolitan police agency, seoul metropolitan police, 서울특별시경찰청, 서울지방경찰청
부산경찰청: busan metropolitan police agency, busan metropolitan police, 부산광역시경찰청
법무부: ministry of justice
이마트: e-mart, emart
스타벅스: starbucks
올리브영: olive young, oliveyoung
홈플러스: homeplus, home plus
롯데월드: lotte world
신세계: shinsegae
스타필드: starfield
코엑스: coex
코스트코: costco
세븐일레븐: 7-eleven, seven eleven, 7eleven
씨유: cu편의점
지에스25: gs25, gs 25
교보문고: kyobo book centre, kyobo book center, kyobo bookstore
메가박스: megabox
씨지브이: cgv
맥도날드: mcdonald's, mcdonalds
에버랜드: everland
디디피: ddp, 동대문디자인플라자, dongdaemun design plaza
홍대: hongik university, hongik univ., hongik univ, 홍익대학교, 홍익대, 홍대입구
건대: konkuk university, konkuk univ., konkuk univ, 건국대학교, 건대입구
서울대: seoul national university, seoul nat'l univ., 서울대학교, 서울대입구
이대: ewha womans university, ewha womans univ., 이화여자대학교, 이화여대
고대: korea university, korea univ., 고려대학교, 고려대
연대: yonsei university, yonsei univ., 연세대학교, 연세대
전쟁기념관: war memorial of korea, war memorial
테헤란로: teheran-ro, tehran-ro, teheranno
월드컵: world cup
게이트: turnstile, 탑승구
초등학교: elementary school, primary school
중학교: middle school
고등학교: high school
대학교: university, univ.
유치원: kindergarten
어린이집: daycare center, daycare centre, day care, daycare, nursery
병원: hospital
의료원: medical center, medical centre
요양원: nursing home, 노인요양원, 요양 센터
아파트: apartments, apartment, apts, apt
기숙사: dormitory, dorm, 생활관
도서관: library
박물관: museum
미술관: art gallery, art museum
교회: church
호텔: hotel
은행: bank
몰: mall
마트: mart
백화점: department store
타워: tower
빌딩: building, bldg
공원: park
광장: square, plaza
해변: beach, 해수욕장
시장: market
야구장: baseball stadium, ballpark
경기장: stadium
체육관: gymnasium
터미널: bus terminal, terminal, 버스터미널, 시외버스터미널, 고속버스터미널
공항: international airport, airport, 국제공항
경찰서: police station
교도소: correctional institution, prison
구치소: detention center, detention centre
출입국외국인사무소: immigration office, 출입국·외국인사무소, 출입국 외국인사무소, 출입국·외국인청, 출입국외국인청, 출입국사무소, 출입국관리사무소
주민센터: community service center, community center, 행정복지센터, 동사무소
역: subway station, metro station, train station, railway station, station, stn., stn, 전철역, 지하철역
점: branch, outlet, 지점, 직영점, 가맹점
키즈카페: kids cafe, kids' cafe, kid's cafe, 키즈 카페
스터디카페: study cafe, 스터디 카페, 독서실
무인편의점: unmanned convenience store, 무인 편의점
편의점: convenience store
헬스장: fitness center, fitness centre, fitness club, fitness, 휘트니스, 피트니스, 헬스클럽, 헬스, gym
텔레콤: telecom
중공업: heavy industries
약국: pharmacy
식당: restaurant
주차장: parking lot, car park, 주차타워, 주차빌딩
거리: street
사거리: intersection, crossroads, 교차로, 네거리
`;

const spaced = (name: string): string =>
  name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s*');
const isLatin = (name: string): boolean => /^[a-z0-9]/.test(name);
/** Long Korean names are found however they are spaced. */
const LONG_NAME = 5;
const patternOf = (name: string): string => {
  if (isLatin(name)) return `(?<![a-z0-9])${spaced(name)}(?![a-z])`;
  return name.length < LONG_NAME ? spaced(name) : [...name.replace(/ /g, '')].join('\\s*');
};

const pairs = SAME_NAMES.trim()
  .split('\n')
  .flatMap((line) => {
    const [name = '', others = ''] = line.split(': ');
    const all = name.length < LONG_NAME ? others : `${name}, ${others}`;
    return all.split(', ').map((other) => ({ name, other }));
  })
  .toSorted((a, b) => b.other.length - a.other.length);

const NAME_OF = new Map(pairs.map(({ name, other }) => [other.replace(/\s/g, ''), name]));
const ANY_OTHER = new RegExp(pairs.map(({ other }) => patternOf(other)).join('|'), 'g');

/** Folded text in which every well-known name and kind stands as its first form; English ones stand apart from their neighbours. */
export const withOneName = (text: string): string =>
  text.replace(ANY_OTHER, (found) => {
    const name = NAME_OF.get(found.replace(/\s/g, '')) ?? found;
    return isLatin(found) ? ` ${name} ` : name;
  });
