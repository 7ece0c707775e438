import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearCases } from '../../bot/desk/near-cases.ts';
import { likenessOf, likenessOfRead } from '../../knowledge/triage/likeness.ts';
import { meet, readTraits } from '../../knowledge/triage/place-reading.ts';
import type { Likeness, PlaceTraits } from '../../knowledge/triage/same-place.ts';
import { madeReports } from './made-reports/make.ts';
import { measure } from './made-reports/measure.ts';

const report = (over: Partial<PlaceTraits>): PlaceTraits => ({
  id: 'a',
  exactPlace: '',
  respondent: '',
  account: '',
  ...over,
});

const like = (a: Partial<PlaceTraits>, b: Partial<PlaceTraits>): Likeness | undefined =>
  likenessOf(report(a), report({ ...b, id: 'b' }));
const byPlace = (a: string, b: string) => like({ exactPlace: a }, { exactPlace: b });

const tuning = madeReports('tuning');
const heldOut = madeReports('held-out');
const everyReport = [...tuning, ...heldOut].map(({ traits }) => traits);

describe('reports about one place', () => {
  it.each([
    ['강남역 11번 출구 개찰구', '강남역11번출구 앞에서'],
    ['강남역 11번 출구', 'Gangnam station, exit 11'],
    ['강남역 11번 출구', 'Kangnam Stn. exit no. 11'],
    ['홍대입구역 9번 출구', 'Hongik Univ. Station exit 9'],
    ['선릉역 5번 출구', 'Seolleung station exit 5'],
    ['다솜마트 목동점 지하 1층', '다솜 마트 목동점 B1'],
    ['별빛초등학교 급식실', '별빛초 급식실 앞'],
    ['스타벅스 서초점', 'Starbucks Seocho branch'],
    ['가나타워, 테헤란로 231', '231 Teheran-ro, 가나 타워'],
    ['롯데월드 타워 2층', '롯데 월드타워 2F'],
  ])('are alike: %s and %s', (a, b) => {
    expect(byPlace(a, b)?.score).toBeGreaterThan(0);
  });

  it.each([
    ['강남역 11번 출구', '강남역 3번 출구'],
    ['강남역 11번 출구', '역삼역 11번 출구'],
    ['신촌역 2번 출구', '신천역 2번 출구'],
    ['다솜마트 강남점', '다솜마트 홍대점'],
    ['스타벅스 강남점', 'Starbucks Hongdae branch'],
    ['별빛초등학교 급식실', '별빛중학교 급식실'],
    ['인천공항 제1터미널 3번 출국장', '인천공항 제2터미널 3번 출국장'],
    ['해오름아파트 3단지', '해오름아파트 7단지'],
    ['테헤란로 231', '테헤란로 427'],
    ['지하철 개찰구', '지하철 개찰구'],
  ])('are not alike where the place is another one, or none: %s and %s', (a, b) => {
    expect(byPlace(a, b)).toBeUndefined();
  });

  it('are not alike for the same operator, kind of place, day and manner of telling alone', () => {
    const same = {
      place: 'subway',
      operator: 'public-corporation',
      respondent: '서울교통공사',
      happenedOn: '2026-10-05',
    };
    expect(
      like({ ...same, exactPlace: '사당역' }, { ...same, exactPlace: '왕십리역' }),
    ).toBeUndefined();
    expect(like(same, same)).toBeUndefined();
  });

  it('are not alike when a text that many send names another place', () => {
    const account =
      '개찰구 위 모니터에 승객들의 초록색 테두리가 나타났고 역무원은 시범운영이라면서 관련 문서를 보여주지 않았습니다';
    expect(
      like({ account, exactPlace: '사당역 4번 출구' }, { account, exactPlace: '서면역 2번 출구' }),
    ).toBeUndefined();
    expect(like({ account }, { account })?.reasons).toEqual([
      { ko: '겪은 일을 거의 똑같이 적었어요', en: 'The accounts are almost the same' },
    ]);
  });

  it('are told by the story where no place was given', () => {
    expect(
      like(
        {
          account: '퇴근길에 강남역 11번 출구에서 카메라를 봤어요.',
          place: 'subway',
          happenedOn: '2026-10-05',
        },
        { exactPlace: '강남역 11번 출구', place: 'subway', happenedOn: '2026-10-09' },
      ),
    ).toBeDefined();
  });

  it('are nearer for photos taken within 150 metres, and further for photos taken far apart', () => {
    const at = (longitude: number) => ({
      exactPlace: '로데오거리',
      spot: { latitude: 37.2663, longitude },
    });
    const [near, far] = [like(at(127.0008), at(127.0012)), like(at(127.0008), at(127.05))];
    expect(near?.reasons).toContainEqual({
      ko: '사진을 찍은 곳이 40m 안이에요',
      en: 'The photos were taken within 40 m',
    });
    expect(near?.score).toBeGreaterThan(far?.score ?? 0);
  });

  it('say why, in both languages and in the words that were typed', () => {
    const found = like(
      {
        exactPlace: '강남역 11번 출구',
        respondent: '서울교통공사',
        place: 'subway',
        happenedOn: '2026-10-05',
      },
      {
        exactPlace: '강남역 11번출구 앞',
        respondent: '서울 교통공사',
        place: 'subway',
        happenedOn: '2026-10-08',
      },
    );
    expect(found?.reasons).toEqual([
      {
        ko: '같은 역 출구를 적었어요 (강남역 11번출구)',
        en: 'Both name the same station exit (강남역 11번출구)',
      },
      { ko: '상대방이 같아요 (서울교통공사)', en: 'The other side is the same (서울교통공사)' },
      { ko: '같은 종류의 장소를 골랐어요', en: 'The same kind of place was chosen' },
      { ko: '3일 사이에 있었던 일이에요', en: 'It happened within 3 days' },
    ]);
  });
});

describe('the made-up reports', () => {
  it('are as many and as hard as they should be', () => {
    const all = [...tuning, ...heldOut].map(({ group }) => group);
    const sizeOf = (group: string) => all.filter((one) => one === group).length;
    const groups = [...new Set(all)].filter((group) => sizeOf(group) > 1);
    expect(groups.length).toBeGreaterThanOrEqual(40);
    expect(all.filter((group) => groups.includes(group)).length).toBeGreaterThanOrEqual(150);
    expect(all.filter((group) => group.includes('-near-')).length).toBeGreaterThanOrEqual(60);
    expect(heldOut.length / everyReport.length).toBeGreaterThan(0.3);
  });

  it.each([
    { part: 'that the weights were set by', reports: tuning },
    { part: 'that were held out', reports: heldOut },
  ])('$part are gathered with a precision of 0.9 at a recall of 0.7', ({ reports }) => {
    const { precision, recall } = measure(reports);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.7);
  });
});

const someReports = fc.uniqueArray(fc.constantFrom(...everyReport), {
  minLength: 2,
  maxLength: 40,
  selector: ({ id }) => id,
});

const WORDS = '강남역|11번 출구|3번 출구|한울마트|상암점|Gangnam|station|테헤란로 231|2층'.split(
  '|',
);

/** Places that only have some words in common, which the made-up ones seldom have. */
const wildReport: fc.Arbitrary<PlaceTraits> = fc.record(
  {
    id: fc.uuid(),
    exactPlace: fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((all) => all.join(' ')),
    respondent: fc.constantFrom('', '서울교통공사', '(주)한울마트', 'Seoul Metro'),
    account: fc.oneof(
      fc.constant(''),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...everyReport.map(({ account }) => account)),
    ),
    place: fc.constantFrom('subway', 'shop', 'unknown'),
    spot: fc.record({
      latitude: fc.double({ min: 37.49, max: 37.5, noNaN: true }),
      longitude: fc.double({ min: 127.02, max: 127.03, noNaN: true }),
    }),
  },
  { requiredKeys: ['id', 'exactPlace', 'respondent', 'account'] },
);
const wildReports = fc.uniqueArray(wildReport, {
  minLength: 2,
  maxLength: 25,
  selector: ({ id }) => id,
});

const indexOf = (reports: readonly PlaceTraits[]) => {
  const index = new NearCases();
  for (const one of reports) index.add(one);
  return index;
};

/** Every report compared with every other, each read once. */
const naively = (reports: readonly PlaceTraits[]) => {
  const read = reports.map(readTraits);
  return read.map((own) =>
    read
      .flatMap((other) =>
        own !== other && meet(own, other) ? (likenessOfRead(own, other) ?? []) : [],
      )
      .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)),
  );
};

describe('likenessOf', () => {
  it('is the same either way round', () => {
    fc.assert(
      fc.property(fc.oneof(someReports, wildReports), ([a, b]) => {
        if (!a || !b) return;
        const [there, back] = [likenessOf(a, b), likenessOf(b, a)];
        expect({ ...there, id: '' }).toEqual({ ...back, id: '' });
      }),
      { numRuns: 400 },
    );
  });

  it('finds every made-up report that names a place like itself', () => {
    const named = everyReport.filter(({ exactPlace }) => exactPlace.length > 3);
    const strange = named.filter((one) => likenessOf(one, one) === undefined);
    expect(strange.map(({ id, exactPlace }) => `${id}: ${exactPlace}`)).toEqual([]);
  });

  it('scores between 0 and 1 and gives a reason for whatever it suggests', () => {
    fc.assert(
      fc.property(wildReports, ([a, b]) => {
        const found = a && b && likenessOf(a, b);
        if (!found) return;
        expect(found.score).toBeGreaterThan(0);
        expect(found.score).toBeLessThanOrEqual(1);
        expect(found.reasons.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the index of places', () => {
  it('finds what comparing each with each finds', () => {
    fc.assert(
      fc.property(fc.oneof(someReports, wildReports), (reports: readonly PlaceTraits[]) => {
        const index = indexOf(reports);
        expect(reports.map(({ id }) => index.like(id))).toEqual(naively(reports));
      }),
    );
  });

  it('finds it on all made-up reports together', () => {
    const index = indexOf(everyReport);
    expect(everyReport.map(({ id }) => index.like(id))).toEqual(naively(everyReport));
  });

  it('does not depend on the order of adding', () => {
    fc.assert(
      fc.property(someReports, (reports) => {
        const [forward, back] = [indexOf(reports), indexOf(reports.toReversed())];
        for (const { id } of reports) expect(forward.like(id)).toEqual(back.like(id));
      }),
    );
  });

  it('follows what changes and what goes', () => {
    const index = indexOf([
      report({ id: 'one', exactPlace: '강남역 11번 출구' }),
      report({ id: 'two', exactPlace: '강남역 11번출구' }),
    ]);
    const found = () => index.like('one').map(({ id }) => id);
    expect(found()).toEqual(['two']);
    index.add(report({ id: 'two', exactPlace: '사당역 4번 출구' }));
    expect(found()).toEqual([]);
    index.add(report({ id: 'two', exactPlace: '강남역 11번 출구 앞' }));
    expect(found()).toEqual(['two']);
    index.remove('two');
    expect(found()).toEqual([]);
    expect(index.like('two')).toEqual([]);
  });
});
