import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readFrontMatter, readFrontMatterStart } from '../../../knowledge/law/read-front-matter.ts';
import { lawText } from '../../factories.ts';

const frontOf = (over: Readonly<Record<string, string>>) => {
  const reading = readFrontMatter(lawText('놀자.', over));
  return reading.kind === 'read' ? reading.front : reading.why;
};

describe('front matter', () => {
  it.each([
    { spelling: 'plain', written: '인형과 공의 보호ㆍ육성 등에 관한 법률(시행령)' },
    { spelling: 'in single quotes', written: "'장난감: 보호법'", title: '장난감: 보호법' },
    { spelling: 'in double quotes', written: '"장난감 #1 보호법"', title: '장난감 #1 보호법' },
    { spelling: 'with a quote in it', written: "'아이''들 보호법'", title: "아이'들 보호법" },
    { spelling: 'with escapes', written: '"\\uc7a5\\ub09c\\uac10"', title: '장난감' },
    { spelling: 'on the next line', written: '\n  장난감\n  보호법', title: '장난감 보호법' },
    { spelling: 'folded', written: '>-\n  장난감\n  보호법', title: '장난감 보호법' },
    { spelling: 'with a comment', written: '장난감 보호법 # 옛 이름', title: '장난감 보호법' },
    { spelling: 'decomposed', written: '장난감 보호법'.normalize('NFD'), title: '장난감 보호법' },
    { spelling: 'with a tag', written: '!!str 장난감', title: '장난감' },
  ])('has a title $spelling', ({ written, title = written }) => {
    expect(frontOf({ 제목: written })).toMatchObject({ 제목: title });
  });

  it.each([
    { written: '2025-01-02' },
    { written: "'2025-01-02'" },
    { written: '20250102' },
    { written: '2025.1.2' },
    { written: '2025. 1. 2.' },
    { written: '2025-1-2' },
  ])('has a date written $written', ({ written }) => {
    expect(frontOf({ 공포일자: written })).toMatchObject({ 공포일자: '2025-01-02' });
  });

  it.each([
    {
      what: 'a date that is none',
      over: { 시행일자: '2025-02-30' },
      says: '시행일자 (is no date)',
    },
    { what: 'half a date', over: { 시행일자: '2025-02' }, says: '시행일자 (is no date)' },
    { what: 'an empty title', over: { 제목: "''" }, says: '제목 (is empty)' },
    { what: 'a list for a title', over: { 제목: '[가, 나]' }, says: 'lacks 제목' },
    { what: 'an article date that is none', over: { 조문시행일자: '{"1": soon}' }, says: '조문' },
    { what: 'a title twice', over: { 제목: '가\n제목: 나' }, says: 'no YAML' },
    { what: 'a title that never ends', over: { 제목: '"장난감' }, says: 'no YAML' },
  ])('is refused with $what', ({ over, says }) => {
    expect(frontOf(over)).toContain(says);
  });

  it('has dates of single articles where we wrote them', () => {
    expect(frontOf({ 조문시행일자: '\n  "15": 2026-09-11\n  25-2: 20270101' })).toMatchObject({
      조문시행일자: { '15': '2026-09-11', '25-2': '2027-01-01' },
    });
  });

  it('may hold whatever else between the lines we need', () => {
    const extra =
      "\n- 별표번호: '0001'\n  제목: 삭제 &lt;2016&gt;\n  시행일자: 어제\n끝: [1, {a: b}]";
    expect(frontOf({ 첨부파일: extra })).toMatchObject({ 제목: '장난감 보호법' });
  });

  it.each([
    { what: 'no closing line', text: '---\n제목: 가\n' },
    { what: 'no opening line', text: '제목: 가\n---\n' },
    { what: 'nothing', text: '' },
  ])('is not there with $what', ({ text }) => {
    expect(readFrontMatter(text)).toMatchObject({ kind: 'broken' });
  });

  it('is read from the beginning of a file when that holds what we need', () => {
    const text = lawText('놀자.', { 첨부파일: `\n${"- 제목: '표'\n".repeat(100)}` });
    expect(readFrontMatterStart(text.slice(0, 400))).toMatchObject({ 시행일자: '2025-07-03' });
    expect(readFrontMatterStart(text.slice(0, 60))).toBeUndefined();
    expect(readFrontMatterStart('# no front matter\n')).toBeUndefined();
  });

  it('is read without YAML as YAML reads it', () => {
    const letter = fc.constantFrom(...'가나다 ab:#\'"-[]{}>|*&!%@,?\\.\n()「」'.split(''));
    const value = fc.string({ unit: letter, minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(value, value, (title, url) => {
        fc.pre(title.trim() !== '');
        const written = stringify({ 제목: title, 출처: url }, { lineWidth: 0 });
        const text = lawText('놀자.')
          .replace(/^제목: .*\n/m, '')
          .replace(/^출처: .*\n/m, written);
        const reading = readFrontMatter(text);
        expect(reading).toMatchObject({ front: { 제목: title.trim(), 출처: url.trim() } });
      }),
      { numRuns: 500 },
    );
  });
});
