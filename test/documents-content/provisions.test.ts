import { describe, expect, it } from 'vitest';
import type { Answers } from '../../knowledge/casework/questions.ts';
import { LANGUAGES, type Language } from '../../knowledge/language.ts';
import { CASES, type CaseName } from './cases.ts';
import { citeText, compose, plainText, sectionsOf } from './composing.ts';

const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  nhrck: [
    '진정인',
    '피해자',
    '피진정인',
    '진정 요지',
    '진정 내용',
    '침해되었거나 침해될 우려가 있는 권리',
    '관련 규정',
    '참고할 의견표명과 권고',
    '요구사항',
    '긴급구제 신청',
    '증거자료',
    '다른 구제절차의 진행 여부',
  ],
  pipc: [
    '신고인',
    '침해를 받은 사람',
    '피신고인(개인정보처리자)',
    '신고 요지',
    '신고 내용',
    '위반 여부를 살펴볼 규정',
    '참고할 의견표명과 권고',
    '요구사항',
    '증거자료',
    '다른 구제절차의 진행 여부',
  ],
  mediation: [
    '신청인',
    '침해를 받은 사람',
    '상대방(개인정보처리자)',
    '신청 취지',
    '분쟁의 내용',
    '관련 규정',
    '증거자료',
    '다른 구제절차의 진행 여부',
  ],
  request: [
    '요구인',
    '개인정보처리자',
    '요구의 대상인 개인정보',
    '요구사항',
    '열람 요구',
    '처리정지 요구',
    '회신',
  ],
  disclosure: ['청구인', '청구 대상 기관', '청구하는 정보', '공개 방법과 비용'],
  ombudsman: [
    '신청인',
    '관계 행정기관',
    '신청 취지',
    '신청 이유',
    '원인이 된 사실',
    '관련 규정',
    '참고할 의견표명과 권고',
    '증거자료',
    '다른 구제절차의 진행 여부',
  ],
};

/** The citations that a document stands on, and its text. */
function citedIn(id: string, answers: Answers, language: Language) {
  const cited = new Set<string>();
  const isProven = (cite: string) => Boolean(cited.add(cite));
  return { cited, text: plainText(compose(id, answers, { language, isProven })) };
}

/** `제25조제1항` of `개인정보 보호법 제25조제1항`: the title of the law may stand before the place that precedes. */
const placeIn = (cite: string, language: Language): string =>
  citeText(cite, language).replace(language === 'ko' ? /^.+ (?=제\d)/ : /^.+, (?=Article)/, '');

describe('the order of sections', () => {
  it.each(Object.keys(SECTIONS))('of %s is that of its form', (id) => {
    const document = compose(id, CASES['police, live in a street']);
    expect([...sectionsOf(document).keys()]).toEqual(SECTIONS[id]);
  });

  it.each(Object.keys(SECTIONS))('of %s stays when sections fall away', (id) => {
    for (const name of Object.keys(CASES) as CaseName[]) {
      const order = SECTIONS[id] ?? [];
      const present = [...sectionsOf(compose(id, CASES[name])).keys()].filter((one) =>
        order.includes(one),
      );
      expect(present).toEqual(order.filter((one) => present.includes(one)));
    }
  });
});

interface Row {
  readonly id: string;
  readonly name: CaseName;
  readonly over?: Answers;
  readonly cited?: readonly string[];
  readonly not?: readonly string[];
}

const C10 = 'constitution 제10조';
const C11 = 'constitution 제11조제1항';
const C17 = 'constitution 제17조';
const C21 = 'constitution 제21조제1항';
const C37 = 'constitution 제37조제2항';
const FACE = 'pipa 제23조제1항';
const CAMERA = 'pipa 제25조제1항';
const OPINION = 'nhrck-2023';

const ROWS: readonly Row[] = [
  // A city with cameras: privacy; sensitive information only where faces are matched.
  {
    id: 'nhrck',
    name: 'city control centre',
    cited: [C10, C17, C37, FACE, CAMERA, 'pipa 제25조제3항', 'nhrck-act 제30조제1항제1호'],
    not: [
      C11,
      C21,
      'nhrck-act 제30조제1항제2호',
      'police-act 제1조제2항',
      'pipa 제5조제1항',
      'pipa 제25조제4항',
    ],
  },
  {
    id: 'nhrck',
    name: 'city control centre',
    over: { people: ['filming'] },
    cited: [C10, C17, CAMERA, 'pipa 제3조제1항'],
    not: [FACE, 'pipa-ed 제18조제3호', C37, OPINION],
  },
  {
    id: 'nhrck',
    name: 'city control centre',
    over: { people: ['unknown'] },
    cited: [C10, C17, CAMERA],
    not: [FACE, C37, OPINION],
  },
  {
    id: 'nhrck',
    name: 'city control centre',
    over: { seen: ['paper'] },
    cited: [FACE],
    not: [CAMERA, 'pipa 제25조제3항'],
  },
  {
    id: 'nhrck',
    name: 'city control centre',
    over: { timing: ['live'] },
    cited: ['pipa 제5조제1항', OPINION, 'nhrck-2024'],
  },
  {
    id: 'nhrck',
    name: 'city control centre',
    over: { timing: ['recorded'] },
    cited: ['pipa 제18조제1항', OPINION],
    not: ['pipa 제5조제1항', 'nhrck-2024'],
  },
  {
    id: 'nhrck',
    name: 'city control centre',
    over: { place: ['apartment'] },
    not: [CAMERA, 'pipa 제25조제3항'],
  },
  // Police.
  {
    id: 'nhrck',
    name: 'police, live in a street',
    cited: [
      C10,
      C17,
      C37,
      FACE,
      'pipa-ed 제18조',
      'police-pi 제2조제1호',
      'police-act 제1조제2항',
      'pipa 제5조제1항',
      CAMERA,
      OPINION,
      'nhrck-act 제48조제1항제4호',
    ],
    not: [C21, C11, 'pipa 제16조제3항', 'pipa 제25조제4항'],
  },
  { id: 'nhrck', name: 'police, live in a street', over: { place: ['rally'] }, cited: [C21] },
  {
    id: 'nhrck',
    name: 'police, live in a street',
    over: { seen: ['camera'], told: ['nothing'] },
    cited: ['pipa 제25조제4항'],
  },
  {
    id: 'nhrck',
    name: 'police, live in a street',
    over: { wish: ['stop'] },
    not: ['nhrck-act 제48조제1항제4호'],
  },
  // Private operators: only discrimination goes to the Commission.
  {
    id: 'nhrck',
    name: 'gym, face only',
    not: [C10, C11, C17, FACE, 'pipa 제3조제1항', 'nhrck-act 제2조제3호', OPINION],
  },
  {
    id: 'nhrck',
    name: 'employer, time clock',
    not: [C10, C17, FACE, 'nhrck-act 제30조제1항제1호'],
  },
  {
    id: 'nhrck',
    name: 'shop, disability',
    cited: [
      C11,
      'nhrck-act 제2조제3호',
      'nhrck-act 제30조제1항제2호',
      'disability-discrimination 제4조제1항',
      'disability-discrimination 제15조제1항',
      'disability-discrimination 제18조제1항',
    ],
    not: [C10, C17, FACE, OPINION, 'disability-discrimination 제11조제1항'],
  },
  {
    id: 'nhrck',
    name: 'shop, disability',
    over: { matter: ['race'] },
    cited: [C11, 'nhrck-act 제2조제3호'],
    not: ['disability-discrimination 제4조제1항', 'disability-discrimination 제15조제1항'],
  },
  {
    id: 'nhrck',
    name: 'employer, time clock',
    over: { matter: ['disability'] },
    cited: ['disability-discrimination 제11조제1항'],
    not: ['disability-discrimination 제15조제1항', 'disability-discrimination 제18조제1항'],
  },
  {
    id: 'nhrck',
    name: 'gym, face only',
    over: { operator: ['facility'] },
    cited: ['nhrck-act 제2조제2호', C10, C17, FACE],
  },
  // School.
  {
    id: 'nhrck',
    name: 'school, a child',
    cited: [
      C10,
      C17,
      FACE,
      'pipa 제22조의2제1항',
      'pipa 제22조제1항제5호',
      'pipa-ed 제17조제1항제1호',
    ],
    not: [CAMERA, 'pipa 제16조제3항', 'nhrck-2022-childcare'],
  },
  {
    id: 'nhrck',
    name: 'school, a child',
    over: { operator: ['public-employer'] },
    cited: ['nhrck-2022-childcare'],
  },
  // Planned.
  {
    id: 'nhrck',
    name: 'planned by a city',
    cited: [
      C10,
      C17,
      C37,
      FACE,
      'pipa 제25조제3항',
      'nhrck-act 제25조제1항',
      OPINION,
      'nhrck-2024',
    ],
    not: [CAMERA, 'pipa 제18조제1항'],
  },
  // PIPC: orders, or only recommendations.
  {
    id: 'pipc',
    name: 'gym, face only',
    cited: [
      'pipa 제62조제1항',
      'pipa 제64조제1항',
      FACE,
      'pipa-ed 제18조제3호',
      'pipa 제16조제3항',
      'pipa 제22조제5항',
      'pipa 제37조제3항',
    ],
    not: ['pipa 제64조제3항', CAMERA, C17, OPINION],
  },
  {
    id: 'pipc',
    name: 'city control centre',
    cited: ['pipa 제64조제3항'],
    not: ['pipa 제64조제1항'],
  },
  { id: 'pipc', name: 'school, a child', cited: ['pipa 제64조제1항', 'pipa 제64조제3항'] },
  {
    id: 'pipc',
    name: 'planned by a city',
    cited: ['pipa 제63조의2제1항'],
    not: ['pipa 제62조제1항'],
  },
  {
    id: 'pipc',
    name: 'employer, time clock',
    cited: [FACE, 'pipa 제16조제1항', 'pipa 제37조의2제2항'],
    not: ['pipa 제16조제3항', 'pipa 제22조제5항'],
  },
  {
    id: 'pipc',
    name: 'apartment gate',
    cited: [FACE, 'pipa-ed 제17조제1항제1호', 'pipa 제35조제1항'],
    not: [CAMERA, 'pipa 제16조제3항'],
  },
  {
    id: 'mediation',
    name: 'gym, face only',
    cited: ['pipa 제43조제1항', 'pipa 제47조제1항', FACE],
    not: ['pipa 제62조제1항', 'pipa 제64조제1항'],
  },
  {
    id: 'ombudsman',
    name: 'city control centre',
    cited: ['acrc 제46조제1항', 'acrc 제47조', 'acrc 제2조제5호', C17],
  },
  // Requests: only what was chosen.
  {
    id: 'request',
    name: 'gym, face only',
    cited: ['pipa 제36조제1항', 'pipa 제37조제1항', 'pipa 제37조제3항', 'pipa 제16조제3항'],
    not: ['pipa-ed 제41조제1항', 'pipa 제20조제1항', 'pipa 제37조의2제2항', 'pipa 제32조제1항'],
  },
  {
    id: 'request',
    name: 'apartment gate',
    cited: ['pipa 제35조제1항', 'pipa-ed 제41조제1항', 'pipa 제20조제1항', 'pipa 제4조제3호'],
    not: ['pipa 제36조제1항', 'pipa 제37조제1항', 'pipa 제16조제3항'],
  },
  {
    id: 'request',
    name: 'employer, time clock',
    cited: ['pipa 제37조의2제2항', 'pipa-ed 제44조의2제2항제1호', 'pipa 제36조제1항'],
    not: ['pipa 제37조제1항', 'pipa 제16조제3항'],
  },
  {
    id: 'request',
    name: 'school, a child',
    cited: ['pipa 제38조제2항', 'pipa 제37조제1항', 'pipa 제32조제1항'],
  },
  // Footage of fixed cameras cannot be stopped under Article 37.
  {
    id: 'request',
    name: 'police, live in a street',
    cited: ['pipa 제58조제2항', FACE, 'pipa 제4조제4호'],
    not: ['pipa 제37조제1항'],
  },
  {
    id: 'request',
    name: 'city control centre',
    over: { people: ['filming'] },
    cited: [CAMERA],
    not: ['pipa 제37조제1항', FACE],
  },
  // Disclosure: what a body of that kind may hold.
  {
    id: 'disclosure',
    name: 'city control centre',
    cited: [
      'information-disclosure 제10조제1항',
      'pipa-ed 제38조제3항',
      'pipa-ed 제15조',
      'pipa 제32조제1항',
      'disaster-ed 제83조의7제1항제5호',
      'pipa 제25조제3항',
    ],
    not: [OPINION],
  },
  {
    id: 'disclosure',
    name: 'police, live in a street',
    cited: [OPINION, 'pipa-ed 제15조'],
    not: ['disaster-ed 제83조의7제1항제5호', 'pipa 제32조제1항'],
  },
  {
    id: 'disclosure',
    name: 'planned by a city',
    cited: ['pipa 제25조제3항'],
    not: ['pipa-ed 제15조'],
  },
];

describe('provisions', () => {
  it.each(ROWS)(
    '$id / $name $over: those that fit, and no others',
    ({ id, name, over, cited = [], not = [] }) => {
      const answers: Answers = { ...CASES[name], ...over };
      for (const language of LANGUAGES) {
        const { cited: found, text } = citedIn(id, answers, language);
        expect([...found]).toEqual(expect.arrayContaining([...cited]));
        expect(not.filter((cite) => found.has(cite))).toEqual([]);
        for (const cite of found) expect(text).toContain(placeIn(cite, language));
      }
    },
  );
});

describe('the opinion of January 2023', () => {
  const NAME = '참고할 의견표명과 권고';

  it.each(['nhrck', 'pipc', 'ombudsman'])(
    'is told in %s with both its days, and as no law',
    (id) => {
      const said = sectionsOf(compose(id, CASES['police, live in a street'])).get(NAME);
      expect(said).toContain('2023년 1월 12일 결정하여 2023년 1월 25일 공표한 의견표명과 권고');
      expect(said).toContain('법률이 아니고 법적 구속력도 없으나');
      expect(said).toContain('원칙적으로 금지되어야');
      const english = plainText(compose(id, CASES['police, live in a street'], { language: 'en' }));
      expect(english).toContain('decided on 12 January 2023 and announced on 25 January 2023');
      expect(english).toContain('is not a law and does not bind');
    },
  );

  it('does not stand among the provisions', () => {
    const document = compose('nhrck', CASES['police, live in a street']);
    expect(sectionsOf(document).get('관련 규정')).not.toMatch(/2023|권고/);
  });

  it('is not held against private operators', () => {
    for (const name of [
      'gym, face only',
      'apartment gate',
      'employer, time clock',
      'shop, disability',
    ] as const) {
      for (const id of ['nhrck', 'pipc', 'mediation']) {
        expect(plainText(compose(id, CASES[name]))).not.toContain('2023년 1월');
      }
    }
  });

  it('is said to be about real-time use only where it is real time', () => {
    const recorded = { ...CASES['city control centre'], timing: ['recorded'] };
    expect(sectionsOf(compose('nhrck', recorded)).get(NAME)).not.toContain('실시간');
  });
});

describe('what is asked for', () => {
  const wished = (id: string, heading: string, wish: readonly string[]) =>
    sectionsOf(compose(id, { ...CASES['police, live in a street'], wish })).get(heading);

  it('is a numbered list of what was chosen and the addressee can see to', () => {
    const { blocks } = compose('nhrck', CASES['police, live in a street']);
    expect(blocks).toContainEqual({
      kind: 'list',
      isNumbered: true,
      items: [
        '얼굴인식의 사용을 중지할 것',
        '정보주체의 얼굴 정보를 처리하는지, 그 내용과 목적·기간·제공 내역을 알릴 것',
        '재발을 막도록 제도와 관행을 개선할 것',
      ],
    });
  });

  it.each([
    ['nhrck', '요구사항', ['documents'], '사실을 조사하여 필요한 구제조치를'],
    ['pipc', '요구사항', ['damages'], '사실을 조사하여 필요한 조치를'],
    ['mediation', '신청 취지', ['punish'], '따라 조정을 신청합니다'],
    ['ombudsman', '신청 취지', ['damages'], '필요한 시정을 권고하여'],
  ] as const)('of %s is general where nothing chosen is for it', (id, heading, wish, text) => {
    expect(wished(id, heading, wish)).toContain(text);
  });

  it('of a request is a gap where nothing chosen is for it', () => {
    const { blocks } = compose('request', { ...CASES['gym, face only'], wish: ['apology'] });
    expect(blocks).toContainEqual({
      kind: 'paragraph',
      style: 'gap',
      text: '이 요구서에 실을 요구를 아직 고르지 않았습니다.',
    });
  });

  it('urgently is asked with its reason left to be filled in', () => {
    const asked = (answers: Answers) => sectionsOf(compose('nhrck', answers)).get('긴급구제 신청');
    expect(asked(CASES['police, live in a street'])).toContain(
      '현재도 계속되고 있는지를 적어야 합니다',
    );
    const ongoing = { ...CASES['police, live in a street'], when: ['2026-11-20', 'ongoing'] };
    expect(asked(ongoing)).toContain('회복하기 어려운 피해');
    expect(asked(ongoing)).not.toContain('계속되고 있는지를');
  });
});

describe('the victim', () => {
  const GAP = '정보주체의 대리인으로만';

  it.each([
    ['self', '진정인 본인', false],
    ['child', '진정인의 미성년 자녀(진정인은 법정대리인)', true],
    ['agreed', '진정인이 아닌 사람', true],
    ['unasked', '진정인이 아닌 사람', true],
    ['unwilling', '진정인이 아닌 사람', true],
    ['public', '여러 사람', false],
  ])('%s stands as "%s"', (victim, value, hasName) => {
    const said = sectionsOf(
      compose('nhrck', { ...CASES['police, live in a street'], victim: [victim] }),
    ).get('피해자');
    expect(said?.split('\n').slice(0, 2)).toEqual(['피해자', value]);
    expect(said?.includes('피해자의 성명·연락처\n\n')).toBe(hasName);
  });

  it.each([
    ['self', false],
    ['agreed', true],
    ['public', true],
  ])('%s: a request needs a power of attorney: %s', (victim, isNeeded) => {
    const text = plainText(compose('request', { ...CASES['gym, face only'], victim: [victim] }));
    expect(text.includes(GAP)).toBe(isNeeded);
  });
});
