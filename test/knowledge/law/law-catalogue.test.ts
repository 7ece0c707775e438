import { describe, expect, it } from 'vitest';
import { rankOf } from '../../../knowledge/law/choose-law-version.ts';
import { catalogueOf, fileOf, findLaw } from '../../../knowledge/law/law-catalogue.ts';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import { lawText, temporaryFolder } from '../../factories.ts';

const TODAY = '2026-01-15';

interface ToyLaw {
  readonly title?: string;
  readonly kind?: string;
  readonly id?: string;
  readonly promulgated?: string;
  readonly inForce?: string;
}

/** A folder of laws in a few words each. */
function folderOf(laws: Readonly<Record<string, ToyLaw>>) {
  const files = Object.entries(laws).map(([file, law]) => {
    const { title = '놀이법', kind = '법률', id = '000001', promulgated = '2020-02-02' } = law;
    const { inForce = promulgated } = law;
    const front = {
      제목: title,
      법령구분: kind,
      법령ID: `'${id}'`,
      공포일자: promulgated,
      시행일자: inForce,
    };
    return [file, lawText('##### 제1조 (목적)\n\n놀자.', front)];
  });
  return openLawFolder(temporaryFolder(Object.fromEntries(files)));
}

const catalogueWith = (laws: Readonly<Record<string, ToyLaw>>, today = TODAY) =>
  catalogueOf(folderOf(laws), today);

describe('the choice among files of one law', () => {
  const OLD = { id: '1', promulgated: '1997-03-13' };
  const NEW = { id: '2', promulgated: '2024-03-13' };

  it.each([
    {
      rule: 'of two laws of one title the one promulgated last',
      laws: { 'a/법률.md': OLD, 'a/법률(법률).md': NEW },
      chosen: 'a/법률(법률).md',
    },
    {
      rule: 'the law promulgated last, even if it is not in force yet',
      laws: { 'a/법률.md': OLD, 'a/법률(법률).md': { ...NEW, inForce: '2027-01-01' } },
      chosen: 'a/법률(법률).md',
    },
    {
      rule: 'of two versions the latest that is in force',
      laws: {
        'a/1.md': { promulgated: '2023-01-01' },
        'a/2.md': { promulgated: '2024-01-01' },
        'a/3.md': { promulgated: '2025-01-01', inForce: '2026-01-16' },
      },
      chosen: 'a/2.md',
    },
    {
      rule: 'a version from the day on which it takes effect',
      laws: {
        'a/1.md': { promulgated: '2024-01-01' },
        'a/2.md': { promulgated: '2025-01-01', inForce: TODAY },
      },
      chosen: 'a/2.md',
    },
    {
      rule: 'of versions that are all to come the next',
      laws: {
        'a/1.md': { promulgated: '2025-01-01', inForce: '2027-01-01' },
        'a/2.md': { promulgated: '2025-02-02', inForce: '2026-02-02' },
      },
      chosen: 'a/2.md',
    },
    {
      rule: 'of versions that take effect on one day the one promulgated last',
      laws: {
        'a/1.md': { promulgated: '2025-02-02', inForce: '2025-07-07' },
        'a/2.md': { promulgated: '2025-01-01', inForce: '2025-07-07' },
      },
      chosen: 'a/1.md',
    },
    {
      rule: 'the rule of the ministry that has it now',
      laws: {
        'a/시행규칙.md': { ...OLD, kind: '정보통신부령' },
        'a/시행규칙(미래창조과학부령).md': { ...NEW, kind: '과학기술정보통신부령' },
      },
      chosen: 'a/시행규칙(미래창조과학부령).md',
    },
  ])('is $rule', ({ laws, chosen }) => {
    const catalogue = catalogueWith(laws);
    expect(catalogue.laws.map(({ file }) => file)).toEqual([chosen]);
    const others = Object.keys(laws).filter((file) => file !== chosen);
    const [choice] = catalogue.choices;
    expect(choice?.chosen.file).toBe(chosen);
    expect(choice?.insteadOf.map(({ file }) => file).sort()).toEqual(others.sort());
    expect(choice?.why).not.toBe('');
    expect(catalogue.files).toHaveLength(Object.keys(laws).length);
  });

  it('says why', () => {
    const why = (laws: Readonly<Record<string, ToyLaw>>) => catalogueWith(laws).choices[0]?.why;
    expect(why({ 'a/1.md': OLD, 'a/2.md': NEW })).toBe(
      '법령ID 2 was promulgated last of that title (2024-03-13)',
    );
    expect(why({ 'a/1.md': OLD, 'a/2.md': { ...OLD, promulgated: '1998-01-01' } })).toBe(
      'in force since 1998-01-01',
    );
    expect(why({ 'a/1.md': { inForce: '2027-01-01' }, 'a/2.md': { inForce: '2028-01-01' } })).toBe(
      'the next to take effect, on 2027-01-01',
    );
  });

  it('is not made between laws of different ranks or titles', () => {
    const catalogue = catalogueWith({
      'a/법률.md': {},
      'a/시행령.md': { title: '놀이법 시행령', kind: '대통령령' },
      'a/군정법령.md': { kind: '군정법령', promulgated: '1947-01-01' },
    });
    expect(catalogue.choices).toEqual([]);
    expect(catalogue.laws.map(({ slug }) => slug)).toEqual([
      '놀이법(군정법령)',
      '놀이법',
      '놀이법시행령',
    ]);
  });
});

describe('ranks', () => {
  it.each([
    { kinds: ['대통령령', '각령', '국무원령'] },
    { kinds: ['재정경제부령', '기획재정부령', '총리령', '체신부령'] },
    { kinds: ['선거관리위원회규칙', '중앙선거관리위원회규칙'] },
  ])('of $kinds are one', ({ kinds }) => {
    expect(new Set(kinds.map(rankOf)).size).toBe(1);
  });

  it('of other kinds differ', () => {
    const kinds = ['법률', '대통령령', '법무부령', '대법원규칙', '국회규칙', '감사원규칙'];
    const before1948 = ['군정법령', '군정법률', '조선총독부법률', '조선총독부법령', '조선총독부령'];
    const all = [...kinds, ...before1948];
    expect(new Set(all.map(rankOf)).size).toBe(all.length);
  });
});

describe('slugs', () => {
  it('are titles without spaces and quotation marks', () => {
    const { laws } = catalogueWith({ 'a.md': { title: '「어린이의 날」 제정ㆍ운영에 관한 규칙' } });
    expect(laws[0]?.slug).toBe('어린이의날제정ㆍ운영에관한규칙');
  });

  it('are unique, whatever is in the folder', () => {
    const { files } = catalogueWith({
      'a.md': { id: '1' },
      'b.md': { id: '1' },
      'c.md': { id: '2' },
      'd.md': { kind: '군정법령' },
      'e.md': { kind: '군정 법령' },
      'f.md': { kind: '군정법령', title: '놀이 법' },
      'g.md': { title: '놀이법(군정법령)' },
    });
    expect(new Set(files.map(({ slug }) => slug)).size).toBe(7);
  });
});

describe('findLaw', () => {
  const toys = () =>
    catalogueWith({
      'a/법률.md': { title: '공놀이 및 인형ㆍ블록의 놀이에 관한 법률(Toy Act)' },
      'b/법률.md': { title: '놀이법' },
      'b/군정법령.md': { title: '놀이법', kind: '군정법령', promulgated: '1947-01-01' },
    });

  it.each([
    '공놀이 및 인형ㆍ블록의 놀이에 관한 법률(Toy Act)',
    '공놀이및인형·블록의놀이에관한법률(toyact)',
    '공놀이 및 인형‧블록의  놀이에 관한 법률(TOY ACT)',
    '공놀이 및 인형•블록의 놀이에 관한 법률（Toy Act）',
    '「공놀이 및 인형・블록의 놀이에 관한 법률(Toy Act)」',
    '공놀이 및 인형ㆍ블록의 놀이에 관한 법률(Toy Act)'.normalize('NFD'),
  ])('knows %s', (title) => {
    expect(findLaw(toys(), title)?.file).toBe('a/법률.md');
  });

  it('gives a title that two laws share to the younger, and each by its slug', () => {
    const catalogue = toys();
    expect(findLaw(catalogue, '놀이법')?.file).toBe('b/법률.md');
    expect(findLaw(catalogue, '놀이법(군정법령)')?.file).toBe('b/군정법령.md');
  });

  it('knows no part of a title', () => {
    expect(findLaw(toys(), '놀이')).toBeUndefined();
    expect(findLaw(toys(), '')).toBeUndefined();
  });
});

describe('fileOf', () => {
  it.each([
    { where: 'in its own file', file: 'a/법률.md', title: '놀이법', found: 'a/법률.md' },
    { where: 'in another file', file: 'b/법률.md', title: '다른법', found: 'a/법률(법률).md' },
    { where: 'nowhere', file: 'b/법률.md', title: '없는 법', found: 'b/법률.md' },
    { where: 'under another title', file: 'a/법률.md', title: '다른 법', found: 'a/법률.md' },
  ])('finds a law $where', ({ file, title, found }) => {
    const folder = folderOf({ 'a/법률.md': {}, 'a/법률(법률).md': { title: '다른 법' } });
    const catalogue = catalogueOf(folder, TODAY);
    expect(fileOf(folder, catalogue, { file, title })).toBe(found);
  });
});

it('a broken file is a problem, and leaves the others alone', () => {
  const path = temporaryFolder({ 'a/법률.md': lawText(''), 'b/법률.md': 'half' });
  const catalogue = catalogueOf(openLawFolder(path), TODAY);
  expect(catalogue.laws.map(({ file }) => file)).toEqual(['a/법률.md']);
  expect(catalogue.problems).toEqual([
    { file: 'b/법률.md', why: expect.stringMatching(/half-written/) },
  ]);
});
