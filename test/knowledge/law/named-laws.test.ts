import { describe, expect, it } from 'vitest';
import { namedLaws } from '../../../knowledge/law/named-laws.ts';
import { foldText } from '../../../knowledge/law/reference-text.ts';

const LAWS = namedLaws([
  { law: 'civil', title: '민법', names: ['Civil Act'] },
  { law: 'refugee', title: '난민법' },
  { law: 'schools', title: '초ㆍ중등교육법', names: ['초중등교육법'] },
  { law: 'constitution', title: '대한민국헌법', names: ['헌법', 'Constitution'] },
  { law: 'police', title: '경찰관 직무집행법', names: ['Police Act'] },
]);

const mentioned = (text: string): string[] => {
  const folded = foldText(text);
  return LAWS.mentionsIn(folded).map(({ law, start, end }) => {
    const span = folded.originalSpan(start, end);
    return `${law}: ${text.slice(span.start, span.end)}`;
  });
};

describe('namedLaws', () => {
  it.each([
    { text: '민법이 궁금해요', as: ['civil: 민법'] },
    { text: '난민법과 민법', as: ['refugee: 난민법', 'civil: 민법'] },
    {
      text: '초·중등 교육법과 초중등교육법',
      as: ['schools: 초·중등 교육법', 'schools: 초중등교육법'],
    },
    { text: '우리헌법', as: ['constitution: 헌법'] },
    { text: 'the constitutional basis', as: ['constitution: constitutional'] },
    { text: 'CIVIL  ACT', as: ['civil: CIVIL  ACT'] },
    { text: '경찰관직무집행법', as: ['police: 경찰관직무집행법'] },
  ])('finds the laws that "$text" mentions', ({ text, as }) => {
    expect(mentioned(text)).toEqual(as);
  });

  it.each([
    '시민법',
    'the constitutional court',
    'uncivil actions',
    'police action',
    '민 ……………… 법',
  ])('finds none in "%s"', (text) => {
    expect(mentioned(text)).toEqual([]);
  });

  it('knows a law by its exact name only', () => {
    expect(LAWS.exact('「초‧중등 교육법」')).toBe('schools');
    expect(LAWS.exact('The Civil Act')).toBe('civil');
    expect(LAWS.exact('민법 시행령')).toBeUndefined();
    expect(LAWS.titleOf('civil')).toBe('민법');
  });

  it('looks through as many laws as the country has in well under a second', () => {
    const parts = [
      '국가',
      '지방',
      '공공',
      '도시',
      '농어촌',
      '해양',
      '산업',
      '교육',
      '문화',
      '환경',
    ];
    const titles = Array.from({ length: 5674 }, (_, at) =>
      [0, 1, 2, 3].map((digit) => parts[Math.floor(at / 10 ** digit) % 10] ?? '').join(' '),
    ).map((title) => `${title} 진흥 및 지원에 관한 법률`);
    const before = performance.now();
    const many = namedLaws(titles.map((title) => ({ law: title, title })));
    const built = performance.now();
    const folded = foldText(
      '국가국가국가 진흥법과 국가 지방 공공 도시 진흥 및 지원에 관한 법률 제3조',
    );
    for (let round = 0; round < 100; round++) many.mentionsIn(folded);
    // 0.05 s and 0.01 s, measured.
    expect(built - before).toBeLessThan(2000);
    expect(performance.now() - built).toBeLessThan(1000);
  });
});
