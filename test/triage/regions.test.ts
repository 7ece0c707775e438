import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { loadRegions, regionNames } from '../../knowledge/triage/regions.ts';

const yaml = readFileSync(join(projectRoot(), 'knowledge/rules/desk/regions.yaml'), 'utf8');
const regionOf = loadRegions(yaml);

describe('the region that an exact place names', () => {
  it.each([
    ['강남역 11번 출구 개찰구', 'seoul'],
    ['서울강남구 테헤란로 231', 'seoul'],
    ['수원역 앞 로데오거리', 'gyeonggi'],
    ['성남시 분당구 ○○아파트', 'gyeonggi'],
    ['세종시 나무숲도서관', 'sejong'],
    ['제주도에서 묵은 호텔', 'jeju'],
    ['전북특별자치도 전주시', 'jeonbuk'],
    ['Mapo-gu Office', 'seoul'],
    ['Kangnam station, exit 11', 'seoul'],
    ['Suwon City Hall', 'gyeonggi'],
    ['Nowon District', 'seoul'],
    ['Pusan', 'busan'],
    ['North Chungcheong Province', 'chungbuk'],
  ])('%s: %s', (text, region) => {
    expect(regionOf(text)).toBe(region);
  });

  it.each([
    ['김포공항 국내선 3번 출발장', 'seoul'],
    ['Gimpo International Airport', 'seoul'],
    ['김포시청', 'gyeonggi'],
    ['김해국제공항', 'busan'],
    ['김해시', 'gyeongnam'],
    ['세종대로 광화문광장', 'seoul'],
    ['분당서울대병원', 'gyeonggi'],
    ['서울대공원', 'gyeonggi'],
    ['인천공항 2터미널', 'incheon'],
  ])('the longest name counts: %s is in %s', (text, region) => {
    expect(regionOf(text)).toBe(region);
  });

  it.each([
    ['광주', 'unknown'],
    ['Gwangju', 'unknown'],
    ['광주광역시', 'gwangju'],
    ['광주 서구', 'gwangju'],
    ['광주송정역', 'gwangju'],
    ['경기 광주시', 'gyeonggi'],
    ['Gwangju, Gyeonggi-do', 'gyeonggi'],
    ['중구', 'unknown'],
    ['동구청 앞', 'unknown'],
    ['부산 중구', 'busan'],
    ['Jung-gu, Seoul', 'seoul'],
    ['강서구', 'unknown'],
    ['부산 강서구', 'busan'],
    ['고성군', 'unknown'],
    ['강원 고성군', 'gangwon'],
    ['서울역에서 탄 기차, 부산역', 'unknown'],
  ])(
    'a name of several places is settled by the others, or not at all: %s is %s',
    (text, region) => {
      expect(regionOf(text)).toBe(region);
    },
  );

  it.each([
    '',
    '학교 앞',
    '대구탕집',
    '부산은행',
    '수영장에서',
    '음성 안내',
    'the station',
    'exit 3',
  ])('words that only look like a place name none: "%s"', (text) => {
    expect(regionOf(text)).toBe('unknown');
  });

  it('knows all 17, each by its own Korean and English names', () => {
    const names = regionNames(yaml);
    expect(names.size).toBe(17);
    const wrong = [...names].filter(
      ([id, { ko, en }]) => id !== 'gwangju' && (regionOf(ko) !== id || regionOf(en) !== id),
    );
    expect(wrong).toEqual([]);
  });

  it('answers any text with a region or unknown', () => {
    const ids = new Set([...regionNames(yaml).keys(), 'unknown']);
    const text = fc.string({ unit: fc.constantFrom(...'강남서울부산광주대구역시군-gusi 1.') });
    fc.assert(fc.property(text, (one) => ids.has(regionOf(one))));
  });

  it.each(['', '[]', '- { id: seoul }'])('a wrong file is refused with its name: "%s"', (file) => {
    expect(() => loadRegions(file)).toThrow(/desk\/regions\.yaml/);
  });
});
