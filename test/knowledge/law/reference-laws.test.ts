import { describe, expect, it } from 'vitest';
import { namedLaws } from '../../../knowledge/law/named-laws.ts';
import { readReferences } from '../../../knowledge/law/references.ts';

const named = (law: string, title: string, ...names: string[]) => ({ law, title, names });

const LAWS = namedLaws([
  named('pipa', '개인정보 보호법', 'Personal Information Protection Act', 'Data Protection Act'),
  named('pipa-ed', '개인정보 보호법 시행령', 'PIPA ED'),
  named('civil-act', '민법', 'Civil Act'),
  named('rights-act', '인권위원회법', 'Rights Commission Act', '인권위법'),
  named(
    'constitution',
    '대한민국헌법',
    'Constitution of the Republic of Korea',
    '헌법',
    'Constitution',
  ),
  named('police-act', '경찰관 직무집행법', 'Act on the Performance of Duties by Police Officers'),
  named('mining-decree', '광산법 시행령', 'Enforcement Decree of the Mining Act'),
]);

/** Whose article the first reference of a text is. */
function lawOf(text: string): string | undefined {
  const [first] = readReferences(text, LAWS).references;
  switch (first?.law.kind) {
    case 'named':
      return first.law.law;
    case 'unknown-name':
      return `? ${first.law.name}`;
    case 'unstated':
      return first.law.rank ? `unstated ${first.law.rank}` : 'unstated';
    case undefined:
      return undefined;
  }
}

describe('the law of a reference', () => {
  it.each([
    { text: '민법 제3조', law: 'civil-act' },
    { text: '「개인정보 보호법」 제3조', law: 'pipa' },
    { text: '｢개인정보 보호법｣ 제3조', law: 'pipa' },
    { text: '<개인정보 보호법> 제3조', law: 'pipa' },
    { text: '개인정보보호법의 제3조', law: 'pipa' },
    { text: '민법에 따르면 3조', law: 'civil-act' },
    { text: '국가인권위법 3조', law: 'rights-act' },
    { text: '우리 헌법 3조', law: 'constitution' },
    { text: '개인정보보호법 시행령의 3조', law: 'pipa-ed' },
    { text: '개인정보보호법의 「시행령」 제3조', law: 'pipa-ed' },
    { text: '개인정보보호법 말고 민법 3조', law: 'civil-act' },
    { text: '개인정보 보호법(이하 “법”이라 한다) 제3조', law: 'pipa' },
    { text: '(민법) 제3조', law: 'civil-act' },
    { text: "the Civil Act's Article 3", law: 'civil-act' },
    {
      text: 'Act on the Performance of Duties by Police Officers, Article 3',
      law: 'police-act',
    },
  ])('is $law before the number in "$text"', ({ text, law }) => {
    expect(lawOf(text)).toBe(law);
  });

  it.each([
    { text: 'Article 3 of the Civil Act', law: 'civil-act' },
    { text: 'Article 3 of the Korean Civil Act', law: 'civil-act' },
    { text: 'Art. 3 Civil Act', law: 'civil-act' },
    { text: '제3조(민법)', law: 'civil-act' },
    { text: '3조 민법', law: 'civil-act' },
    {
      text: 'Article 3 of the enforcement decree of the Personal Information Protection Act',
      law: 'pipa-ed',
    },
    { text: 'Article 3 of the Enforcement Decree of the Mining Act', law: 'mining-decree' },
    {
      text: 'Article 3 of the Act on the Performance of Duties by Police Officers',
      law: 'police-act',
    },
  ])('is $law behind the number in "$text"', ({ text, law }) => {
    expect(lawOf(text)).toBe(law);
  });

  it.each([
    { text: '난민법 제3조', name: '난민법' },
    { text: '「없는 법」 제3조', name: '없는 법' },
    { text: '난민법 시행령 제3조', name: '난민법 시행령' },
    { text: '개인정보 보호법 시행규칙 제3조', name: '개인정보 보호법 시행규칙' },
    { text: '응급의료에 관한 법률 제3조', name: '응급의료에 관한 법률' },
    { text: '시청 조례 제3조', name: '조례' },
    { text: '대통령령 제3조', name: '대통령령' },
    { text: '미국 헌법 제3조', name: '미국 헌법' },
    { text: '미국 「헌법」 제3조', name: '미국 「헌법」' },
    { text: '독일의 민법 제3조', name: '독일의 민법' },
    { text: 'UK Data Protection Act, Article 3', name: 'UK Data Protection Act' },
    { text: 'US Constitution, Article 3', name: 'US Constitution' },
    { text: 'GDPR Article 3', name: 'GDPR' },
    { text: 'AI Act Art. 3', name: 'AI Act' },
    { text: 'AI 법 3조', name: 'AI 법' },
    { text: 'Regulation (EU) 2016/679 Article 3', name: 'Regulation (EU) 2016/679' },
    { text: 'Act on Refugees Article 3', name: 'Act on Refugees' },
    { text: 'Article 3 GDPR', name: 'GDPR' },
    { text: 'Article 3 of the GDPR', name: 'GDPR' },
    { text: 'Article 3 AI Act', name: 'AI Act' },
    {
      text: 'Article 3 of the European Convention on Human Rights',
      name: 'European Convention',
    },
    { text: 'Article 3 of the UK Data Protection Act', name: 'UK Data Protection Act' },
    { text: 'Article 3 of the Act on Refugees', name: 'Act' },
  ])('is one that nobody gave us in "$text"', ({ text, name }) => {
    expect(lawOf(text)).toBe(`? ${name}`);
  });

  it.each([
    '3조가 뭐예요?',
    '법 3조',
    '이 법 제3조',
    '신고 방법 3조',
    '제3조 시정명령 기준',
    'the Act, Article 3',
    'Article 3 of this Act',
    'what does Article 3 say about the dress code',
    'uncivil actions, article 3',
    // A law further away is not beside the number; the reader of questions looks for it.
    '민법이 궁금해요. 3조요',
  ])('is unstated in "%s"', (text) => {
    expect(lawOf(text)).toBe('unstated');
  });

  it.each([
    { text: '시행령 제3조', rank: '시행령' },
    { text: '시행규칙 3조', rank: '시행규칙' },
    { text: 'Article 3 of the decree', rank: '시행령' },
  ])('is unstated, but of rank $rank, in "$text"', ({ text, rank }) => {
    expect(lawOf(text)).toBe(`unstated ${rank}`);
  });

  it('has a name that begins behind the reference before it', () => {
    expect(lawOf('제57조 및 없던 일에 관한 법률 80조')).toBe('unstated');
    const { references } = readReferences('제57조 및 없던 일에 관한 법률 80조', LAWS);
    expect(references[1]?.law).toEqual({ kind: 'unknown-name', name: '없던 일에 관한 법률' });
  });

  it('is the longest name', () => {
    const laws = namedLaws([
      named('short', '민법'),
      named('long', '난민법'),
      named('decree', '난민법 시행령'),
    ]);
    const { references } = readReferences('난민법 1조, 난민법 시행령 2조, 민법 3조', laws);
    expect(references.map(({ law }) => law.kind === 'named' && law.law)).toEqual([
      'long',
      'decree',
      'short',
    ]);
  });

  it('may have many words, brackets and numbers in its name', () => {
    const names = [
      '「놀이의 날」 제정에 관한 규칙',
      '놀이 및 일과 쉼 및 잠과 꿈 및 먹고 마시고 입고 사는 일 등에 관한 법률 제14조제10항에 따른 날에 관한 규정',
      '6ㆍ1 놀이 기념법',
    ];
    const laws = namedLaws(names.map((name) => named(name, name)));
    for (const name of names) {
      const { references } = readReferences(`${name} 제7조`, laws);
      expect(references).toMatchObject([
        { text: `${name} 제7조`, law: { kind: 'named', law: name }, from: { article: '7' } },
      ]);
    }
  });

  it('is the whole of what stands in brackets', () => {
    expect(lawOf('「민법 어쩌고 시행규정」 제3조')).toBe('? 민법 어쩌고 시행규정');
    expect(lawOf('「개인정보 보호법」 시행령 제3조')).toBe('pipa-ed');
  });

  it('is the one given first where two go by one name', () => {
    const laws = namedLaws([named('first', '가법', '나법'), named('second', '나법')]);
    expect(readReferences('나법 3조', laws).references[0]?.law).toEqual({
      kind: 'named',
      law: 'first',
    });
  });
});
