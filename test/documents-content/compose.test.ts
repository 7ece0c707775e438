import { describe, expect, it } from 'vitest';
import { outlineProblems } from '../../knowledge/casework/outline-check.ts';
import type { Answers } from '../../knowledge/casework/questions.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { CASE_NAMES, CASES, OUTLINE_IDS } from './cases.ts';
import {
  citeText,
  compose,
  corpus,
  derived,
  outlineCalled,
  outlines,
  plainText,
  questions,
  sectionsOf,
  textsOf,
} from './composing.ts';

const EVERY = OUTLINE_IDS.flatMap((id) => CASE_NAMES.map((name) => [id, name] as const));
const POLICE = CASES['police, live in a street'];
const GYM = CASES['gym, face only'];

const IDENTITY = {
  name: '홍길동',
  birth: '1990. 1. 2.',
  address: '○○시 ○○로 1',
  phone: '010-0000-0000',
  email: 'a@example.org',
};

describe('a document, in every case', () => {
  it.each(EVERY)('%s / %s: has the same structure in both languages', (id, name) => {
    const [ko, en] = LANGUAGES.map((language) => compose(id, CASES[name], { language }));
    const shape = (document: typeof ko) =>
      document?.blocks.map((block) =>
        block.kind === 'list' || block.kind === 'fields'
          ? `${block.kind} of ${'rows' in block ? block.rows.length : block.items.length}`
          : block.kind,
      );
    expect(shape(en)).toEqual(shape(ko));
  });

  it.each(EVERY)(
    '%s / %s: has no heading with nothing under it, numbered without a hole',
    (id, name) => {
      const { blocks } = compose(id, CASES[name]);
      blocks.forEach((block, at) => {
        if (block.kind === 'heading') expect(blocks[at + 1]?.kind).not.toBe('heading');
      });
      const numbers = blocks.flatMap((block) =>
        block.kind === 'heading' ? Number(block.text.split('.')[0]) : [],
      );
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    },
  );

  it.each(EVERY)('%s / %s: says no sentence twice', (id, name) => {
    for (const language of LANGUAGES) {
      const document = compose(id, CASES[name], { language });
      const sentences = textsOf(document)
        .flatMap((text) => text.split(/(?<=[.다])\s+(?=\S)/))
        .filter((text) => text.length > 15);
      expect(sentences.filter((text, at) => sentences.indexOf(text) !== at)).toEqual([]);
    }
  });

  it.each(EVERY)('%s / %s: asks for no resident registration number', (id, name) => {
    for (const language of LANGUAGES) {
      const text = plainText(compose(id, CASES[name], { language }));
      expect(text).not.toMatch(/주민\s*(등록)?\s*번호|resident registration/i);
    }
  });

  it.each(EVERY)(
    '%s / %s: is formal Korean, and no Korean of ours is in the English',
    (id, name) => {
      const ours = (language: 'ko' | 'en') =>
        textsOf(
          compose(
            id,
            { ...CASES[name], story: ['unknown'], respondent: ['A'], 'exact-place': ['B'] },
            { language },
          ),
        );
      for (const text of ours('ko'))
        expect(text).not.toMatch(/[해어아에]요[.?]?$|은\(는\)|을\(를\)|이\(가\)/);
      for (const text of ours('en')) expect(text).not.toMatch(/[가-힣]/);
    },
  );

  it('ends with date, name and the body that it is for', () => {
    for (const [id, name] of EVERY) {
      const { blocks } = compose(id, CASES[name]);
      expect(blocks.slice(-2).map(({ kind }) => kind)).toEqual(['signature', 'addressee']);
    }
  });
});

describe('what a document is made of', () => {
  it.each(EVERY)('%s / %s: nothing is invented', (id, name) => {
    const exhibits = [
      {
        caption: '내가 찍은 안내판',
        kind: { ko: '사진', en: 'photograph' },
        takenAt: '2026-11-20T19:03',
        sha256: 'ab'.repeat(32),
      },
    ];
    for (const language of LANGUAGES) {
      const document = compose(id, CASES[name], { language, identity: IDENTITY, exhibits });
      const own = sourcesOf(id, CASES[name], language, [
        '내가 찍은 안내판',
        '사진',
        'photograph',
        'ab'.repeat(32),
      ]);
      for (const text of textsOf(document)) {
        expect({ text, invented: leftOver(text, own) }).toEqual({ text, invented: '' });
      }
    }
  });

  it('is told apart from an invented sentence by that test', () => {
    const own = sourcesOf('nhrck', POLICE, 'ko', []);
    expect(leftOver('경찰은 언제나 법을 어깁니다.', own)).not.toBe('');
  });
});

/** Every piece of text that may stand in a document of this case, the longest first. */
function sourcesOf(
  id: string,
  answers: Answers,
  language: 'ko' | 'en',
  more: readonly string[],
): readonly string[] {
  const outline = outlineCalled(id);
  const chosen = questions.flatMap(({ id, gap, options }) => {
    const given = answers[id];
    if (!given || given.includes('unknown')) return [gap[language]];
    const said = options.filter((option) => given.includes(option.id));
    return [...said.flatMap(({ label, said }) => [label[language], said[language]]), ...given];
  });
  // Questions that were never asked may be named as gaps, and a day that is not known though it still goes on.
  const unasked = questions.filter(({ id, kind }) => !answers[id] || kind === 'date');
  const gaps = unasked.map(({ gap }) => gap[language]);
  const fixed = bilingualsIn({ ...outline, id: '' }).flatMap((text) =>
    text[language].split(/\{\w+\}/),
  );
  const english = language === 'en' ? [outline.words.readingCopy] : [];
  const cites = [...JSON.stringify(outline).matchAll(/"cite":(\[[^\]]*\])/g)].flatMap(
    ([, list = '[]']): readonly string[] => JSON.parse(list),
  );
  const cited = cites.flatMap((cite) => {
    const text = citeText(cite, language);
    return [text, text.replace(language === 'ko' ? /^.+ (?=제\d)/ : /^.+, (?=Article)/, '')];
  });
  return [...chosen, ...gaps, ...fixed, ...english, ...cited, ...Object.values(IDENTITY), ...more]
    .map((text) => text.trim().replace(/\.$/, ''))
    .filter((text) => text.length > 1)
    .sort((a, b) => b.length - a.length);
}

function bilingualsIn(value: unknown): readonly { ko: string; en: string }[] {
  if (Array.isArray(value)) return value.flatMap(bilingualsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'ko' in value && 'en' in value ? [{ ko: String(value.ko), en: String(value.en) }] : [];
  return [...own, ...Object.values(value).flatMap(bilingualsIn)];
}

const DAYS = [
  /\d{4}년 \d{1,2}월 \d{1,2}일(\([일월화수목금토]\))?( \d\d:\d\d경?)?/g,
  /(\w+day, )?\d{1,2} [A-Z]\w+ \d{4}(,? (at about )?\d\d:\d\d)?/g,
];

/** What of a text comes from nowhere. */
function leftOver(text: string, sources: readonly string[]): string {
  // Sentences of ours may hold a day, and short labels may stand inside the name of one.
  const isSentence = (source: string) => source.length > 12;
  const remove = (from: string, what: readonly string[]) =>
    what.reduce((rest, source) => rest.replaceAll(source, ' '), from);
  const unsaid = remove(text, sources.filter(isSentence));
  const undated = DAYS.reduce((rest, day) => rest.replace(day, ' '), unsaid);
  return remove(undated, sources)
    .replace(/\band\b/g, ' ')
    .replace(/[\s\d.,:()_]/g, '');
}

describe('the words of the person', () => {
  const STORY = '  처음 줄 <b>굵게</b> & *별표*\n\n🙂👩‍👩‍👧 둘째 줄\t탭 {cite} $& $1\n끝  ';

  it.each(['nhrck', 'pipc', 'mediation', 'ombudsman'])(
    'stand in %s character for character',
    (id) => {
      for (const language of LANGUAGES) {
        const { blocks } = compose(id, { ...POLICE, story: [STORY] }, { language });
        expect(blocks).toContainEqual({ kind: 'paragraph', style: 'own-words', text: STORY });
      }
    },
  );

  it('lose control characters and nothing else', () => {
    const { blocks } = compose('nhrck', {
      ...POLICE,
      story: ['가\u0000나\u0007\r\n다\u009f라\u200d마'],
    });
    expect(blocks).toContainEqual({
      kind: 'paragraph',
      style: 'own-words',
      text: '가나\n다라\u200d마',
    });
  });

  it.each(['request', 'disclosure'])('are not in %s, which needs no story', (id) => {
    expect(plainText(compose(id, { ...POLICE, story: [STORY] }))).not.toContain('굵게');
  });

  it.each([
    ['ko', 'I was stopped at the gate and they knew my name.', true],
    ['ko', '게이트에서 멈추라고 했습니다.', false],
    ['en', 'I was stopped at the gate and they knew my name.', false],
    ['en', '게이트에서 멈추라고 했습니다.', true],
    ['en', '我在门口被拦住了。', true],
    ['ko', '我在门口被拦住了。', true],
    ['ko', '…', false],
  ] as const)(
    'in a document in %s: "%s" is kept, and said to be foreign: %s',
    (language, story, isForeign) => {
      const document = compose('nhrck', { ...POLICE, story: [story] }, { language });
      const { ownWords, otherLanguage } = outlineCalled('nhrck').words;
      expect(textsOf(document)).toContain(story);
      expect(textsOf(document).includes(otherLanguage[language])).toBe(isForeign);
      expect(textsOf(document).includes(ownWords[language])).toBe(!isForeign);
    },
  );

  it.each(['', '  \n '])('that are blank (%j) are a gap', (story) => {
    const { gaps } = compose('nhrck', { ...POLICE, story: [story] });
    expect(gaps).toEqual(['story']);
  });

  it('name the respondent in its field and as the addressee of a request', () => {
    const document = compose('request', GYM);
    expect(sectionsOf(document).get('개인정보처리자')).toContain('주식회사 ○○짐 △△점');
    expect(document.blocks.at(-1)).toEqual({ kind: 'addressee', text: '주식회사 ○○짐 △△점 귀중' });
  });
});

describe('what is missing', () => {
  it('is named where it matters, each once, and blank lines are left', () => {
    const document = compose('nhrck', CASES['nothing but skipped questions']);
    const named = document.blocks.flatMap((block) =>
      block.kind === 'paragraph' && block.style === 'gap' ? block.text : [],
    );
    const expected = [
      'victim',
      'respondent',
      'operator',
      'when',
      'exact-place',
      'place',
      'seen',
      'people',
      'timing',
      'list',
      'told',
      'story',
      'wish',
      'elsewhere',
    ];
    expect(document.gaps).toEqual(expected);
    expect(named).toEqual(expected.map((id) => questions.find((one) => one.id === id)?.gap.ko));
  });

  it('is the same whether a question was skipped or never asked', () => {
    const skipped = compose('pipc', CASES['nothing but skipped questions']);
    expect(compose('pipc', {}).blocks).toEqual(skipped.blocks);
  });

  it('is not named of a question that does not arise', () => {
    expect(compose('nhrck', POLICE).gaps).toEqual([]);
    const { alternative: _, ...asked } = GYM;
    expect(compose('nhrck', asked).gaps).toEqual(['alternative']);
    expect(compose('nhrck', { ...POLICE, alternative: ['none'] }).blocks).toEqual(
      compose('nhrck', POLICE).blocks,
    );
  });

  it('is not called unknown where another answer says it', () => {
    const { gaps } = compose('nhrck', { ...POLICE, timing: ['unknown'] });
    expect(gaps).toEqual([]);
    expect(compose('nhrck', { ...POLICE, timing: ['unknown'], list: ['notice'] }).gaps).toEqual([
      'timing',
    ]);
  });

  it('leaves the fields of the person blank until the document is made', () => {
    for (const id of OUTLINE_IDS) {
      const blank = plainText(compose(id, GYM));
      const filled = plainText(compose(id, GYM, { identity: IDENTITY }));
      expect(blank).toContain('성명 | \n');
      expect(blank).toContain(': ____________________ (서명 또는 인)');
      expect(filled).toContain('성명 | 홍길동\n');
      expect(filled).toContain(': 홍길동 (서명 또는 인)');
    }
  });
});

describe('dates', () => {
  it.each([
    [
      '2026-11-20T19:00',
      '2026년 11월 20일(금) 19:00경',
      'Friday, 20 November 2026, at about 19:00',
    ],
    ['2026-02-01', '2026년 2월 1일(일)', 'Sunday, 1 February 2026'],
    ['2024-02-29', '2024년 2월 29일(목)', 'Thursday, 29 February 2024'],
    ['2026-02-30', '2026-02-30', '2026-02-30'],
    ['작년 가을', '작년 가을', '작년 가을'],
  ])('%s is written %s', (when, ko, en) => {
    const answers = { ...POLICE, when: [when] };
    expect(plainText(compose('nhrck', answers))).toContain(`일시 | ${ko}\n`);
    expect(plainText(compose('nhrck', answers, { language: 'en' }))).toContain(
      `Date and time | ${en}\n`,
    );
  });

  it('say that it still goes on, also without a day', () => {
    const details = sectionsOf(compose('nhrck', CASES['employer, time clock'])).get('진정 내용');
    expect(details).toContain('일시\n\n계속 여부\n현재도 계속되고 있습니다.');
  });

  it('of the signature are the day of the document', () => {
    expect(compose('nhrck', GYM).blocks.at(-2)).toMatchObject({
      lines: ['2026년 11월 22일', '진정인: ____________________ (서명 또는 인)'],
    });
  });
});

describe('evidence', () => {
  const photo = {
    caption: '안내판',
    kind: { ko: '사진', en: 'photograph' },
    sha256: '0f'.repeat(32),
  };

  it('is listed with its number and fingerprint', () => {
    const { blocks } = compose('nhrck', GYM, { exhibits: [photo, { ...photo, caption: '' }] });
    expect(blocks).toContainEqual({
      kind: 'table',
      head: ['번호', '보여 주는 것', '종류', '원본 파일의 SHA-256 값'],
      rows: [
        ['증 제1호증', '안내판', '사진', photo.sha256],
        ['증 제2호증', '', '사진', photo.sha256],
      ],
    });
  });

  it('has a time only where the person agreed to it', () => {
    const exhibits = [photo, { ...photo, takenAt: '2026-11-20T19:03' }];
    const table = compose('pipc', GYM, { exhibits }).blocks.find(({ kind }) => kind === 'table');
    expect(table).toMatchObject({
      rows: [
        ['증 제1호증', '안내판', '사진', '', photo.sha256],
        ['증 제2호증', '안내판', '사진', '2026년 11월 20일(금) 19:03', photo.sha256],
      ],
    });
  });

  it('that is not there is said not to be', () => {
    expect(sectionsOf(compose('nhrck', GYM)).get('증거자료')).toBe(
      '첨부하는 증거자료는 없습니다.\n',
    );
  });
});

describe('citations that cannot be proven', () => {
  it('are left out and reported, and the sentence goes with the last of them', () => {
    const isProven = (cite: string) => cite !== 'pipa 제23조제1항';
    const { unproven, ...document } = compose('pipc', GYM, { isProven });
    expect(unproven).toEqual(['pipa 제23조제1항']);
    const text = plainText({ ...document, unproven });
    expect(text).not.toContain('제23조제1항');
    expect(text).toContain('개인정보 보호법 시행령 제18조제3호: ');
  });

  it('leave a document that stands on nothing, and says what it wants all the same', () => {
    const document = compose('nhrck', POLICE, { isProven: () => false });
    const text = plainText(document);
    expect(text).not.toMatch(/제\d+조/);
    expect(document.unproven).toContain('nhrck-act 제48조제1항제4호');
    expect(text).toContain('얼굴인식의 사용을 중지할 것');
    expect([...sectionsOf(document).keys()]).not.toContain('관련 규정');
    expect(text).not.toContain('{cite}');
  });

  it('are not reported where the document would not cite them anyway', () => {
    expect(compose('nhrck', GYM, { isProven: () => false }).unproven).not.toContain(
      'police-act 제1조제2항',
    );
  });
});

describe('the rules in use', () => {
  it('know every question of the outlines', () => {
    for (const outline of outlines.values()) {
      expect(outlineProblems(outline, questions, derived)).toEqual([]);
    }
    expect(corpus.sources.size).toBeGreaterThan(0);
  });
});
