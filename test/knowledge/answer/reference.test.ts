import { describe, expect, it } from 'vitest';
import { ReferenceReader } from '../../../knowledge/answer/reference.ts';
import { corpusOf, document, law } from '../../factories.ts';

const CORPUS = corpusOf({
  sources: [
    law({
      id: 'pipa',
      title: { ko: '개인정보 보호법', en: 'Personal Information Protection Act' },
      aliases: ['개보법', 'PIPA'],
    }),
    law({
      id: 'pipa-ed',
      title: {
        ko: '개인정보 보호법 시행령',
        en: 'Enforcement Decree of the Personal Information Protection Act',
      },
    }),
    law({ id: 'toy-law', aliases: ['장난감법'] }),
    document({ id: 'toy-act', title: { ko: '유럽 장난감법안', en: 'EU Toy Act' } }),
  ],
});
const READER = new ReferenceReader(CORPUS);

const read = (text: string) => {
  const found = READER.read(text);
  return found && { law: found.law.id, isLawNamed: found.isLawNamed, ...found.at };
};

describe('ReferenceReader', () => {
  it.each([
    { text: '개보법 23조', found: { law: 'pipa', article: '23' } },
    {
      text: '개인정보보호법 제25조의2 제1항 제3호',
      found: { law: 'pipa', article: '25-2', paragraph: '1', item: '3' },
    },
    { text: '개인정보 보호법 제 23 조', found: { law: 'pipa', article: '23' } },
    { text: 'PIPA art. 35-2', found: { law: 'pipa', article: '35-2' } },
    { text: 'pipa Article 23(1) please', found: { law: 'pipa', article: '23', paragraph: '1' } },
    { text: 'Personal Information Protection Act § 23', found: { law: 'pipa', article: '23' } },
    { text: '시행령 18조', found: { law: 'pipa-ed', article: '18' } },
    { text: 'PIPA 35-2?', found: { law: 'pipa', article: '35-2' } },
    { text: 'PIPA 23(1): in short', found: { law: 'pipa', article: '23', paragraph: '1' } },
    { text: '개보법 23', found: { law: 'pipa', article: '23' } },
    { text: 'PIPA section 15', found: { law: 'pipa', article: '15' } },
    { text: '개인정보 보호법 시행령 18조', found: { law: 'pipa-ed', article: '18' } },
    { text: '개보법 시행령 제18조', found: { law: 'pipa-ed', article: '18' } },
    { text: 'PIPA enforcement decree article 18', found: { law: 'pipa-ed', article: '18' } },
    { text: '장난감법 3조의2', found: { law: 'toy-law', article: '3-2' } },
    { text: 'Toy Protection Act Article 3', found: { law: 'toy-law', article: '3' } },
  ])('reads "$text"', ({ text, found }) => {
    expect(read(text)).toEqual({ isLawNamed: true, ...found });
  });

  it.each([
    { text: '개보법 §23', found: { law: 'pipa', article: '23' } },
    { text: 'PIPA art 23 para 1', found: { law: 'pipa', article: '23', paragraph: '1' } },
    {
      text: '개보법 2조 4호 바목',
      found: { law: 'pipa', article: '2', item: '4', subitem: '바' },
    },
    { text: 'Article 18 of the enforcement decree', found: { law: 'pipa-ed', article: '18' } },
    { text: '개보법이 궁금해요. 23조요', found: { law: 'pipa', article: '23' } },
  ])('reads "$text" as well', ({ text, found }) => {
    expect(read(text)).toEqual({ isLawNamed: true, ...found });
  });

  it.each([
    { text: '23조가 뭐예요?', found: { law: 'pipa', article: '23' } },
    { text: 'what does article 23 say', found: { law: 'pipa', article: '23' } },
  ])('takes the likeliest law in "$text"', ({ text, found }) => {
    expect(read(text)).toEqual({ isLawNamed: false, ...found });
  });

  it.each([
    '',
    '가게에서 얼굴을 찍어도 되나요?',
    '개보법이 뭐예요?',
    'part 5 of the plan',
    '2023년 1월 25일',
    '과징금이 3조원이에요?',
  ])('names no article in "%s"', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it.each([
    '형법 23조',
    '민법 제750조',
    'GDPR Article 9',
    'EU Toy Act Article 5',
    '「없는 법」 제3조',
    '개보법 시행규칙 제3조',
    '일본 개인정보보호법 23조',
    'Article 9 of the European Convention',
    '이용약관 제7조',
    '유럽에도 비슷한 법이 있다는데 5조요',
  ])('does not take "%s" for an article of a law we have', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it.each([
    { text: '개보법 23조가 뭐예요?', isAbout: true },
    { text: '23조 알려 주세요', isAbout: true },
    { text: 'What does PIPA Article 23 say?', isAbout: true },
    {
      text: '우리 학교 급식실에서 23조 때문에 지문 대신 얼굴 사진 등록 강요하는데 학부모 동의서 거부하면 불이익 받나요?',
      isAbout: false,
    },
    {
      text: '개보법 23조 때문에 우리 학교 급식실에서 지문 대신 얼굴 사진 등록 강요하는데 학부모 동의서 거부하면 불이익 받고 급식 못 먹나요?',
      isAbout: false,
    },
  ])('"$text" is about the article itself: $isAbout', ({ text, isAbout }) => {
    const found = READER.read(text);
    expect(found && READER.isAboutReference(text, found)).toBe(isAbout);
  });
});

describe('ReferenceReader with all laws of the country', () => {
  const catalogue = [
    '민법',
    '난민법',
    '개인정보 보호법',
    '개인정보 보호법 시행령',
    '도로교통법',
  ].map((title) => {
    const slug = title.replaceAll(' ', '');
    return { title, slug, file: `${slug}/법률.md` };
  });
  const reader = new ReferenceReader(
    { ...CORPUS, lawAliases: [{ name: '도교법', title: '도로교통법' }] },
    catalogue,
  );

  it.each([
    { text: '민법 제750조', slug: '민법', article: '750' },
    { text: '난민법 2조 3호', slug: '난민법', article: '2' },
    { text: '도로 교통법 제5조', slug: '도로교통법', article: '5' },
    { text: '도교법 5조가 뭐예요?', slug: '도로교통법', article: '5' },
    { text: '개보법 23조', slug: '개인정보보호법', article: '23' },
    { text: '개인정보 보호법 시행령 18조', slug: '개인정보보호법시행령', article: '18' },
    { text: '난민법이 궁금해요. 3조요', slug: '난민법', article: '3' },
  ])('finds $slug in "$text"', ({ text, slug, article }) => {
    expect(reader.readNationwide(text)).toMatchObject({ slug, at: { article } });
  });

  it.each(['23조가 뭐예요?', '없는법 3조', '미국 민법 3조', '난민법이 뭐예요?', '장난감법 3조'])(
    'finds nothing nationwide in "%s"',
    (text) => {
      expect(reader.readNationwide(text)).toBeUndefined();
    },
  );

  it('prefers the law that has its bare title for an address', () => {
    const twice = [
      { title: '특허법', slug: '특허법(군정법령)', file: '특허법/군정법령.md' },
      { title: '특허법', slug: '특허법', file: '특허법/법률.md' },
    ];
    expect(new ReferenceReader(CORPUS, twice).readNationwide('특허법 29조')?.slug).toBe('특허법');
  });

  it('leaves the articles of other laws to readNationwide', () => {
    expect(reader.read('민법 제750조')).toBeUndefined();
    expect(reader.read('개보법 23조')?.law.id).toBe('pipa');
  });

  it('reads every article of a question, ours and others', () => {
    const all = reader.readAll('개보법 23조, 24조와 민법 750조, GDPR 9조, 난민법 1조부터 3조까지');
    expect(
      all.map(({ law, at, to }) => [
        law.type === 'law' ? law.id : law.slug,
        at.article,
        ...(to ? [to.article] : []),
      ]),
    ).toEqual([
      ['pipa', '23'],
      ['pipa', '24'],
      ['민법', '750'],
      ['난민법', '1', '3'],
    ]);
  });

  it('tells a question for an article of any law from one about more', () => {
    const [first] = reader.readAll('민법 750조가 뭐예요?');
    expect(first && reader.isAboutReference('민법 750조가 뭐예요?', first)).toBe(true);
    const long =
      '민법 750조 때문에 우리 학교 급식실에서 지문 대신 얼굴 사진 등록 강요하는데 동의서 거부하면 불이익 받고 급식 못 먹나요?';
    expect(first && reader.isAboutReference(long, first)).toBe(false);
  });
});
