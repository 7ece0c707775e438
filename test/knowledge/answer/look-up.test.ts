import { describe, expect, it } from 'vitest';
import { corpusOf, entry, lawReason, lawText, provision, term } from '../../factories.ts';
import { toyBot } from '../../toy-bot.ts';

/** Whole answers to questions for official text, over a temporary folder of laws. */

const OURS = '장난감보호법/법률.md';
const ADDENDA = '\n## 부칙\n\n이 법은 공포한 날부터 시행한다.\n';
const text = (body: string, front: Readonly<Record<string, string>> = {}): string =>
  lawText(body + ADDENDA, front);
const TOY = text(`##### 제1조 (목적)

**①** 이 법은 장난감을 지킨다.

**②** 나무토막은 장난감이 아니다.

##### 제2조

삭제 <2020.2.2>

##### 제3조 (벌칙)

제1조를 어긴 사람은 홍채를 등록한다.
`);
const LONG_LINE = '가나다라마바사 '.repeat(60).trim();
const LONG = text(`##### 제1조 (긴 조문)

${['①', '②', '③', '④', '⑤'].map((mark) => `**${mark}** ${LONG_LINE}`).join('\n\n')}
`);

const shop = entry({
  asks: {
    ko: ['가게 카메라로 찍어도 되나요', '매장 카메라 촬영', '상점 카메라'],
    en: ['may a shop film me', 'camera in a shop', 'a shop with a camera'],
  },
  reasons: [lawReason('toy-law 제1조제1항', 'toy-law 제3조')],
});
const corpus = corpusOf({
  entries: [shop],
  provisions: [provision()],
  terms: [term('camera', { core: true, say: { ko: ['카메라'], en: ['camera'] } })],
});
const bot = (laws: Readonly<Record<string, string>> | undefined = { [OURS]: TOY }) =>
  toyBot({ corpus, laws });

describe('an article of a law of ours', () => {
  it('comes with our digest and, below it, its own words', async () => {
    const row = await bot().ask('장난감 보호법 제1조');
    expect(row).toMatchObject({ outcome: 'answered-article', verdict: 'information' });
    expect(row.text).toMatch(
      /장난감을 지킵니다\.\n\n원문 \(2025-07-03 시행, 2025-01-02 공포\)\n① 이 법은/,
    );
    expect(row.citations).toMatchObject([{ article: '제1조', proof: 'checked-now' }]);
  });

  it('comes with the paragraph that was asked for', async () => {
    const { text: said } = await bot().ask('장난감 보호법 제1조제2항');
    expect(said).toContain('② 나무토막은 장난감이 아니다.');
    expect(said).not.toContain('① 이 법은');
  });

  it('says that it has no such paragraph', async () => {
    const row = await bot().ask('장난감 보호법 제1조제7항');
    expect(row.outcome).toBe('answered-article');
    expect(row.text).toContain('장난감 보호법 제1조제7항: 이 조문에 그런 항이나 호는 없어요');
    expect(row.text).toContain('① 이 법은');
    expect(row.citations).toMatchObject([{ article: '제1조' }]);
    expect(row.citations[0]).not.toHaveProperty('paragraph');
  });

  it('is cut at the end of a paragraph where it is long, and says where the rest is', async () => {
    const { text: said } = await bot({ [OURS]: LONG }).ask('장난감 보호법 제1조');
    const shown = said.split('\n').filter((line) => /^[①-⑤]/.test(line));
    expect(shown).toEqual([`① ${LONG_LINE}`, `② ${LONG_LINE}`]);
    expect(said).toContain('(이하 생략) 전문: /law/장난감보호법/제1조');
  });
});

describe('an article that we have not summed up', () => {
  it('is told in the words of the law, and not as our assessment', async () => {
    const row = await bot().ask('장난감 보호법 제3조');
    expect(row).toMatchObject({ kind: 'answer', outcome: 'statute-text' });
    expect(row).not.toHaveProperty('verdict');
    expect(row.text).toMatch(/^법령 원문이에요\. 저희 판단이 아니에요\./);
    expect(row.text).toContain('장난감 보호법 제3조 (벌칙)');
    expect(row.text).toContain('제1조를 어긴 사람은 홍채를 등록한다.');
    expect(row.citations).toMatchObject([
      { source: '장난감 보호법', article: '제3조', proof: 'checked-now' },
    ]);
  });

  it('is told so in English', async () => {
    const { text: said } = await bot().ask('Toy Protection Act Article 3');
    expect(said).toContain('Toy Protection Act, Article 3 (벌칙)');
    expect(said).toMatch(/not our assessment/i);
  });

  it.each([
    {
      asked: '장난감 보호법 제9조',
      outcome: 'no-such-article',
      says: '장난감 보호법 제9조: 이 법에는 그런 조문이 없어요 (2025-07-03 시행 원문 기준).',
    },
    {
      asked: 'Toy Protection Act Article 9',
      outcome: 'no-such-article',
      says: 'This law goes up to Article 3.',
    },
    { asked: '장난감 보호법 제9조', outcome: 'no-such-article', says: '이 법은 제3조까지 있어요' },
    { asked: '장난감 보호법 제2조', outcome: 'article-deleted', says: '삭제된 조문이에요' },
  ])('"$asked" is $outcome', async ({ asked, outcome, says }) => {
    const row = await bot().ask(asked);
    expect(row).toMatchObject({ kind: 'answer', outcome, citations: [] });
    expect(row.text).toContain(says);
    expect(row.text).toMatch(/(?:공식 원문|Official text): https:/);
  });

  it('of a repealed law is told to be repealed', async () => {
    const repealed = bot({ [OURS]: TOY.replace('---\n', '---\n상태: 폐지\n') });
    for (const asked of ['장난감 보호법 제1조', '장난감 보호법 제3조']) {
      const row = await repealed.ask(asked);
      expect(row).toMatchObject({ outcome: 'law-repealed', citations: [] });
      expect(row.text).toContain('이 법은 폐지됐어요');
    }
  });

  it('that is not yet in force says so', async () => {
    const upcoming = bot({ [OURS]: TOY.replace('2025-07-03', '2027-01-01') });
    const row = await upcoming.ask('장난감 보호법 제3조');
    expect(row.outcome).toBe('statute-text');
    expect(row.text).toContain('2025-01-02 공포, 2027-01-01 시행 예정');
    expect(row.citations).toMatchObject([{ isUpcoming: true, inForce: '2027-01-01' }]);
  });

  it.each([
    { when: 'the file is missing', laws: {} },
    { when: 'the file is broken', laws: { [OURS]: '아무 글' } },
    { when: 'the file is cut off', laws: { [OURS]: TOY.slice(0, TOY.indexOf('##### 제3조')) } },
  ])('is never told not to exist when $when', async ({ laws }) => {
    const row = await bot(laws).ask('장난감 보호법 제3조');
    expect(row).toMatchObject({ outcome: 'text-unavailable', citations: [] });
    expect(row.text).toContain('조문이 없다는 뜻은 아니에요');
    expect(row.text).toContain('공식 원문: https://example.org/toy-law/제3조');
  });

  it('is referred to the official page where no text is installed', async () => {
    const row = await toyBot({ corpus }).ask('장난감 보호법 제3조');
    expect(row).toMatchObject({ outcome: 'article-not-digested', citations: [] });
    expect(row.text).toContain('공식 원문: https://example.org/toy-law/제3조');
  });
});

describe('an article of a law that is not in our corpus', () => {
  const DOLLS = '인형법/법률.md';
  const doll = (body: string, front: Readonly<Record<string, string>> = {}): string =>
    text(body, { 제목: '인형법', 법령ID: "'000002'", ...front });
  const ARTICLE = '##### 제7조 (인형)\n\n**①** 인형의 홍채를 그린다.\n';
  const withDolls = (dolls = doll(ARTICLE)) => bot({ [OURS]: TOY, [DOLLS]: dolls });

  it.each([
    '인형법 제7조',
    '인형법 7조 알려줘',
    '「인형법」 제7조제1항',
    'Article 7 of the 인형법',
  ])('is found by "%s" and told to be text found', async (asked) => {
    const row = await withDolls().ask(asked);
    expect(row).toMatchObject({ kind: 'answer', outcome: 'statute-text' });
    expect(row).not.toHaveProperty('verdict');
    expect(row.text).toContain('① 인형의 홍채를 그린다.');
    expect(row.text).toMatch(
      /^(?:법령 원문이에요. 저희 판단이 아니에요|Text found in the law, not our assessment)/,
    );
    expect(row.text).toContain('/law/인형법/제7조');
    expect(row.citations).toMatchObject([
      {
        source: '인형법',
        article: '제7조',
        proof: 'checked-now',
        url: 'https://www.law.go.kr/법령/인형법/제7조',
      },
    ]);
  });

  it.each([
    {
      when: 'it is deleted',
      dolls: doll('##### 제7조\n\n삭제 <2020.2.2>\n'),
      outcome: 'article-deleted',
    },
    { when: 'it is not there', dolls: doll('##### 제1조\n\n인형.\n'), outcome: 'no-such-article' },
    {
      when: 'the law is repealed',
      dolls: doll(ARTICLE, { 상태: '폐지' }),
      outcome: 'law-repealed',
    },
    {
      when: 'the file is cut off',
      dolls: doll(ARTICLE).slice(0, -60),
      outcome: 'text-unavailable',
    },
  ])('is $outcome when $when', async ({ dolls, outcome }) => {
    expect(await withDolls(dolls).ask('인형법 제7조')).toMatchObject({ outcome, citations: [] });
  });

  it('is cited whole where the paragraph that was asked for is not there', async () => {
    const row = await withDolls().ask('인형법 제7조제4항');
    expect(row.text).toContain('인형법 제7조제4항: 이 조문에 그런 항이나 호는 없어요');
    expect(row.text).toContain('① 인형의 홍채를 그린다.');
    expect(row.citations).toHaveLength(1);
    expect(row.citations[0]).not.toHaveProperty('paragraph');
  });

  it('is not guessed where the folder has no such law', async () => {
    expect(await withDolls().ask('로봇법 제7조')).toMatchObject({ outcome: 'out-of-scope' });
    expect(await bot().ask('인형법 제7조')).toMatchObject({ outcome: 'out-of-scope' });
  });
});

it.each([
  '인형법 제7조 위반이라면서 가게 카메라로 찍은 내 얼굴 사진을 달라는데 줘야 하나요?',
  '장난감 보호법 제3조 위반이라면서 가게 카메라로 찍은 내 얼굴 사진을 달라는데 줘야 하나요?',
])('"%s" asks for more than the words of the law', async (asked) => {
  const doll = text('##### 제7조\n\n인형.\n', { 제목: '인형법', 법령ID: "'000002'" });
  const row = await bot({ [OURS]: TOY, '인형법/법률.md': doll }).ask(asked);
  expect(row.entry).toBe('shop-camera');
});

describe('"원문" after an answer', () => {
  const ASKED = shop.asks.ko[0] ?? '';

  it('gives the words of what the answer cites', async () => {
    const row = await bot().ask('원문 보여줘', { history: [ASKED] });
    expect(row).toMatchObject({ kind: 'answer', outcome: 'official-text' });
    expect(row.text.split('\n\n')).toEqual([
      '법령 원문이에요. 저희 판단이 아니에요.',
      '장난감 보호법 제1조제1항 (2025-07-03 시행, 2025-01-02 공포)\n① 이 법은 장난감을 지킨다.',
      '장난감 보호법 제3조 (2025-07-03 시행, 2025-01-02 공포)\n제1조를 어긴 사람은 홍채를 등록한다.',
    ]);
    expect(row.citations).toHaveLength(2);
  });

  it('understands English, and a wish that was said twice', async () => {
    const row = await bot().ask('official text', { history: [ASKED, '원문'] });
    expect(row).toMatchObject({ outcome: 'official-text', language: 'en' });
    expect(row.text).toContain('① 이 법은 장난감을 지킨다.');
  });

  it('says where to read what is not at hand', async () => {
    const row = await toyBot({ corpus }).ask('원문', { history: [ASKED] });
    expect(row.outcome).toBe('official-text');
    expect(row.text).toContain('원문이 지금 여기에 없는 조문이 있어요');
    expect(row.text).toContain(
      '장난감 보호법 제1조제1항\n공식 원문: https://example.org/toy-law/제1조',
    );
  });

  it.each([{ history: [] }, { history: ['고마워요'] }])(
    'asks which text is meant after $history',
    async ({ history }) => {
      const row = await bot().ask('원문', { history });
      expect(row).toMatchObject({ kind: 'clarify', outcome: 'which-text', citations: [] });
    },
  );

  it('is no question that a follow-up leans on', async () => {
    const plain = await bot().ask(`그럼 ${ASKED}`, { history: [ASKED] });
    const after = await bot().ask(`그럼 ${ASKED}`, { history: [ASKED, '원문'] });
    expect(after.entry).toBe('shop-camera');
    expect(after).toEqual(plain);
  });
});
