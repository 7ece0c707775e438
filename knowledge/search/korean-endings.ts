/**
 * Particles and verb endings that Korean hangs on words, and words that only look as if they had one.
 * From earlier trials on statute retrieval (DECISIONS.md, 4), extended for chat Korean.
 */

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

const PARTICLES = words(`
  은 는 이 가 을 를 의 에 와 과 도 로 만 랑 께 야
  에서 에게 에는 에도 에의 으로 까지 부터 보다 처럼 이나 이라 이란 라고 라는 라도 에만 와의 과의 로서 로써 로의 로부터
  으로서 으로써 으로부터 에게서 에서는 에서의 에서도 에게는 에게도 까지의 부터의 으로는 으로의 이라고 이라는 이라도 이라면
  이어야 이지만 인지 인가 인가요 인지요 이며 이고 이면 이다 입니다 입니까 일까 일까요 만을 만이 만의 만은
  들을 들이 들의 들은 들에게 들도 에대한 에따라 에따른 한테 한테서 이랑 하고는 밖에 마다 조차 이야 예요 이에요 인데 인데요
  이래요 이라는데 라는데 라면 면요 라도요 이요 요 네요 이네요 께서 님이 님은 님께
`);

const ENDINGS = words(`
  하는 하는데 하는지 하는가 하는거 하는건 하여 하여야 하여서 하여도 한다 한다고 한다면 한다는 한다는데 한다던데 하고 하면 하며 할 한 함 함을
  함이 함은 함에 하기 하기로 하기를 하지 하게 하거나 하려고 하려는 하려면 하도록 하였다 하였고 하였던 했다 했다면 했는데
  했을 했던 했대요 했어요 했나요 해도 해야 해서 해 해요 해줘 해주세요 합니다 합니까 한대요 한대 하나요 하나 한가요 한가 하자 하던 한데 하지만 하래요 하라는데 하라고
  되는 되는데 되는지 되는가 되는거 되는건 되어 되어야 된다 된다고 되고 되면 되며 될 될까 될까요 된 됨 되기 되지 되게 되거나 되도록 되었다 되었던 됐다
  됐는데 됐을 돼도 돼야 돼서 돼 돼요 됩니다 됩니까 되나요 되나 되던 된대요 받은 받는 받을 받고 받아 받지 받았다 받았는데
  시키는 시킨 시켜 시킬 시키고 당한 당했는데 당하면 당해 당했어요 시킵니다 시켜요
`);

export const SUFFIXES: ReadonlySet<string> = new Set([...PARTICLES, ...ENDINGS]);

/** The longest suffix worth looking for, in syllables. */
export const LONGEST_SUFFIX = Math.max(...[...SUFFIXES].map(({ length }) => length));

export const PARTICLES_ONLY: ReadonlySet<string> = new Set(PARTICLES);

/** Last two syllables of words that end like a particle but are whole. */
export const WHOLE_ENDINGS: ReadonlySet<string> = new Set(
  words(`
  허가 인가 평가 국가 증가 추가 대가 전문가 회의 동의 합의 심의 협의 주의 결의 이의 명의 정의 고의 선의 악의 편의 건의 유의
  문의 창의 도로 경로 진로 근로 선로 항로 통로 피로 제도 한도 정도 용도 속도 온도 지도 연도 년도 각도 의도 양도 인도 강도 절도
  보도 태도 궤도 철도 수도 밀도 매도 부도 빈도 농도 습도 결과 효과 부과 초과 경과 성과 통과 학과 전과 불만 기만 미만 차이 나이
  아이 사이 용이 권한 제한 기한 유한 무한 역할 분할 관할 포함 불가 원가 주가 시가 단가 정가 휴가 고가 여가 신고 광고 공고 보고
  권고 경고 원고 피고 상고 항고 재고 사고 예고 고지 가해 피해 손해 침해 방해 장해 상해 이해 양해 저해 재해 수해 박해 유해 공해
  견해 놀이 페이 토스 어린이 구로 종로 을지로 태국 회사 감시 표시 실시 게시 지하 무인 개인 법인 본인 외국인 승인 확인 금지 방지 유지 폐지 정지 중지 편지 거지 여지 인지
  `).map((word) => word.slice(-2)),
);

/** Words of a question that say nothing about its subject. */
export const QUESTION_WORDS: ReadonlySet<string> = new Set(
  words(`
  수 있 있는 있는가 있나 있나요 있을 있습니까 있다면 있고 있어 있어요 있음 없 없나 없나요 없는 없는가 없어 어떻게 어떡해 무엇 뭔가 무엇인가 뭐 뭘 뭔지 어떤 어떠
  어느 언제 왜 몇 내 나 제 저 저희 우리 그 이 저 이런 그런 저런 것 거 게 건 걸 등 때 경우 대한 대해 대하여 위한 위해
  따라 따른 관한 관하여 통해 또는 및 그리고 하지만 다만 만약 만일 되나 되나요 되 돼 돼요 될까 될까요 된다 되는가 되는지 되는건가요 되는거 하나 하나요
  하는가 할 해야 하려면 한다 해도 해 하면 필요 가능 가능한 가능한가 가능한가요 가능해요 가능할까요 괜찮은가요 괜찮나요 괜찮아요 괜찮은지 안 꼭 좀 더 다 같은 같이 여부
  인가 인가요 싶어요 싶은데 알려줘 알려주세요 궁금해요 궁금합니다 궁금 알고 주세요 줘 줘야 달라고 아닌가요 죠 맞아요 맞나요 맞음 맞죠 그냥 진짜 정말 너무 아니 근데 그럼 혹시 요즘 오늘 이번 이거 그거 저거 여기 거기 지금
  `),
);

/** The parties of a case as law questions name them (갑, 을, 병 …), and other words of such questions. */
export const PARTY_WORDS: ReadonlySet<string> = new Set(
  words('갑 을 병 정 무 갑을 무엇인지 누가 누구 누구인가 얼마 얼마나 위하여 받을 받'),
);

/** English words that say nothing about the subject of a question. */
export const ENGLISH_STOP_WORDS: ReadonlySet<string> = new Set(
  words(`
  a an the is are was were be been being am do does did can could may might must shall should will would i me my we our you your
  he she it its they them their this that these those there here of in on at to for from by with about into over as and or but if
  then so than too very just not no yes what which who whom how when where why s t re ve ll d m u ur
  really please tell know want get got have has had im ive dont any some all also only like
  `),
);
