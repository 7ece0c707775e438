import { describe, expect, it } from 'vitest';
import { articleInText } from '../../../knowledge/law-search/article-in-text.ts';

const LIFE = '권리능력의 존속기간';
const BODY = '사람은 생존한 동안 권리와 의무의 주체가 된다.';

describe('an article', () => {
  it.each<{
    where: string;
    id?: string;
    title?: string;
    text?: string;
    law?: string;
    article?: string;
    name?: string;
  }>([
    { where: 'in the title', title: `민법 제3조(${LIFE})` },
    { where: 'in the title, its own title beside it', title: `민법 제3조 ${LIFE}` },
    { where: 'in the title, its own title behind a colon', title: `민법 제3조: ${LIFE}` },
    { where: 'in the title with other brackets', title: `「민법」 제3조【${LIFE}】` },
    { where: 'in the title without its own', title: '민법 제3조', name: '' },
    { where: 'in the title, without spaces', title: `민법제3조(${LIFE})` },
    { where: 'in the title, with spaces', title: `민법 제 3 조 (${LIFE})` },
    { where: 'in the title, with a branch', title: `민법 제3조의2(${LIFE})`, article: '3-2' },
    {
      where: 'in the title, with a branch apart',
      title: `민법 제3조의 2 (${LIFE})`,
      article: '3-2',
    },
    { where: 'in the title, with a paragraph', title: '민법 제3조제1항', name: '제1항' },
    {
      where: 'of a law with a long name',
      title: `정보통신망 이용촉진 및 정보보호 등에 관한 법률 시행령 제3조(${LIFE})`,
      law: '정보통신망 이용촉진 및 정보보호 등에 관한 법률 시행령',
    },
    {
      where: 'of a law with dots and digits',
      title: `119구조ㆍ구급에 관한 법률 제3조(${LIFE})`,
      law: '119구조ㆍ구급에 관한 법률',
    },
    {
      where: 'of an organisation',
      title: `산림청과 그 소속기관 직제 제3조(${LIFE})`,
      law: '산림청과 그 소속기관 직제',
    },
    { where: 'in the number', id: `민법_제3조(${LIFE})` },
    { where: 'in the number, its title apart', id: '민법-제3조', title: LIFE },
    { where: 'in the number, without a title', id: '민법 제3조의4', article: '3-4', name: '' },
    { where: 'at the beginning', text: `민법 제3조(${LIFE}) ${BODY}` },
    { where: 'at the beginning, in lines', text: `민법\n\n제3조(${LIFE})\n${BODY}` },
    { where: 'below the name of the law', title: '민법', text: `제3조(${LIFE}) ${BODY}` },
    {
      where: 'below the name of the law, with paragraphs',
      title: '「민법」',
      text: `제3조(${LIFE})① ${BODY}`,
    },
  ])('is recognised $where', ({ id = '17', title = '', text = BODY, ...expected }) => {
    const { law = '민법', article = '3', name = LIFE } = expected;
    expect(articleInText(id, title, text)).toEqual({ law, article, title: name });
  });
});

describe('a text that is no article', () => {
  it.each<{ what: string; id?: string; title?: string; text?: string }>([
    { what: 'of something else', title: '도서관 안내', text: '아홉 시에 엽니다.' },
    { what: 'that is empty', text: '' },
    { what: 'that cites one at its beginning', text: '형법 제250조에 따라 처벌한다.' },
    { what: 'that names one at its beginning', text: '형법 제250조 위반으로 벌한다.' },
    { what: 'that cites one with its title', text: '형법 제250조(살인)를 위반한 사람이다.' },
    {
      what: 'that cites one in a sentence',
      text: '피고인은 형법 제250조(살인) 위반으로 기소되었다.',
    },
    { what: 'that cites one later on', text: `${'가나다 '.repeat(40)} 형법 제250조(살인)` },
    { what: 'that asks about one in its title', title: '형법 제250조의 적용 범위' },
    { what: 'that asks about two in its title', title: '민법 제3조와 제4조' },
    {
      what: 'below the name of a law, that cites',
      title: '형법',
      text: '제250조를 어기면 처벌한다.',
    },
    { what: 'with an article of no law', title: `제3조(${LIFE})` },
    { what: 'with an article of what is no law', title: `우리 반 약속 제3조(${LIFE})` },
    { what: 'with a law of no article', title: '민법', text: BODY },
  ])('$what is taken as it is', ({ id = '17', title = '', text = BODY }) => {
    expect(articleInText(id, title, text)).toBeUndefined();
  });
});
