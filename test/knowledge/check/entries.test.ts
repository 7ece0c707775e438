import { describe, expect, it } from 'vitest';
import {
  answersAreShort,
  datesAgree,
  linksLead,
  reasonsNameTheirBasis,
  slotsDefined,
  verdictsHaveBasis,
} from '../../../knowledge/check/entries.ts';
import type { Rule } from '../../../knowledge/check/finding.ts';
import type { Verdict } from '../../../knowledge/corpus-model/corpus.ts';
import { corpusOf, document, entry, law, lawReason, slots, slotWord } from '../../factories.ts';

type EntryParts = Parameters<typeof entry>[0];

const today = '2026-06-01';
const sources = [law(), document(), document({ id: 'nhrck-2023' })];

/** What a rule says about a corpus of one entry, without its id, which every finding carries. */
const messages = (rule: Rule, parts: EntryParts, rest: Parameters<typeof corpusOf>[0] = {}) =>
  rule({ corpus: corpusOf({ sources, entries: [entry(parts)], ...rest }), today }).map(
    ({ level, about, message }) => {
      expect({ level, about }).toEqual({ level: 'error', about: 'shop-camera' });
      return message;
    },
  );

const analysis = {
  basis: 'analysis',
  confidence: 'analysis',
  ko: '짐작입니다.',
  en: 'A guess.',
} as const;
const recommendation = { ...lawReason('nhrck-2023'), basis: 'recommendation' } as const;

describe('linksLead', () => {
  it.each<{ link: string; parts: EntryParts }>([
    { link: 'a related entry', parts: { related: ['gone'] } },
    { link: 'a step', parts: { steps: [{ ko: '가기', en: 'Go', to: 'gone' }] } },
  ])('reports $link that is no entry', ({ parts }) => {
    expect(messages(linksLead, parts)).toEqual(['links to "gone", which is no entry']);
  });

  it('accepts links to entries and steps that lead nowhere', () => {
    const parts = { related: ['shop-camera'], steps: [{ ko: '묻기', en: 'Ask' }] };
    expect(messages(linksLead, parts)).toEqual([]);
  });
});

describe('slotsDefined', () => {
  const defined = slots({
    place: [slotWord('shop', { ko: ['가게'] })],
    operator: [slotWord('owner', { ko: ['주인'] })],
    mode: [slotWord('live', { ko: ['실시간'] })],
  });

  it('accepts values of slots.yaml', () => {
    const parts = { slots: { place: ['shop'], operator: ['owner'], mode: ['live' as const] } };
    expect(messages(slotsDefined, parts, { slots: defined })).toEqual([]);
  });

  it.each<{ slot: string; value: EntryParts; message: string }>([
    { slot: 'place', value: { slots: { place: ['shop', 'moon'] } }, message: '"moon"' },
    { slot: 'operator', value: { slots: { operator: ['shop'] } }, message: '"shop"' },
    { slot: 'mode', value: { slots: { mode: ['gate'] } }, message: '"gate"' },
    { slot: 'purpose', value: { slots: { purpose: ['fun'] } }, message: '"fun"' },
  ])('reports an unknown $slot', ({ slot, value, message }) => {
    expect(messages(slotsDefined, value, { slots: defined })).toEqual([
      `the ${slot} ${message} is not in slots.yaml`,
    ]);
  });
});

describe('verdictsHaveBasis', () => {
  it.each<{ verdict: Verdict; parts: EntryParts }>([
    { verdict: 'prohibited', parts: {} },
    { verdict: 'permitted', parts: {} },
    { verdict: 'halt-recommended', parts: { reasons: [recommendation] } },
    { verdict: 'unsettled', parts: { reasons: [recommendation] } },
    { verdict: 'information', parts: { kind: 'concept' } },
  ])('accepts $verdict on what it must stand on', ({ verdict, parts }) => {
    expect(messages(verdictsHaveBasis, { ...parts, verdict })).toEqual([]);
  });

  it.each<{ parts: EntryParts & { verdict: string }; missing: string }>([
    { parts: { verdict: 'information' }, missing: 'a situation needs a verdict' },
    { parts: { verdict: 'unsettled', reasons: [analysis] }, missing: 'no reason has a citation' },
    {
      parts: { verdict: 'prohibited', reasons: [recommendation] },
      missing: 'no reason cites a law',
    },
    {
      parts: { verdict: 'permitted', reasons: [recommendation] },
      missing: 'no reason cites a law',
    },
    {
      parts: { verdict: 'conditional', reasons: [recommendation] },
      missing: 'no reason cites a law',
    },
    {
      parts: { verdict: 'halt-recommended' },
      missing: 'the recommendation nhrck-2023 is not cited',
    },
  ])('reports $parts.verdict: $missing', ({ parts, missing }) => {
    expect(messages(verdictsHaveBasis, parts)).toEqual([`verdict ${parts.verdict}: ${missing}`]);
  });
});

describe('reasonsNameTheirBasis', () => {
  it('accepts cited law, a cited recommendation and our own analysis', () => {
    const reasons = [lawReason(), recommendation, analysis];
    expect(messages(reasonsNameTheirBasis, { reasons })).toEqual([]);
  });

  it('reports a reason without a citation that is not our analysis', () => {
    const reasons = [lawReason(), { ...recommendation, cite: [] }];
    expect(messages(reasonsNameTheirBasis, { reasons })).toEqual([
      'a reason on recommendation has no citation',
    ]);
  });

  it('reports law that is none', () => {
    const reasons = [lawReason('toy-law 제1조', 'toy-guide Article 1')];
    expect(messages(reasonsNameTheirBasis, { reasons })).toEqual([
      'a reason on law cites something else: toy-law 제1조, toy-guide Article 1',
    ]);
  });
});

describe('datesAgree', () => {
  it.each([
    { reviewed: '2026-06-02', message: 'reviewed in the future: 2026-06-02' },
    { reviewed: '2026-02-31', message: expect.stringContaining('2026-02-31') },
    { reviewed: '2025-13-01', message: expect.stringContaining('2025-13-01') },
  ])('reports an entry reviewed on $reviewed', ({ reviewed, message }) => {
    expect(messages(datesAgree, { reviewed })).toEqual([message]);
  });

  it.each([
    { dates: { decided: '2023-01-25' }, found: [] },
    { dates: { decided: '2023', announced: '2023-01-25' }, found: [] },
    { dates: { decided: '2023-05-02', announced: '2023' }, found: [] },
    { dates: { published: '2026-06-01' }, found: [] },
    {
      dates: { decided: '2023-02-01', announced: '2023-01-25' },
      found: ['announced 2023-01-25 before it was decided 2023-02-01'],
    },
    {
      dates: { decided: '2024', announced: '2023-12' },
      found: ['announced 2023-12 before it was decided 2024'],
    },
    { dates: { published: '2026-07' }, found: ['dated in the future: 2026-07'] },
    { dates: { decided: '2025-02-30' }, found: [expect.stringContaining('2025-02-30')] },
  ])('says of $dates: $found', ({ dates, found }) => {
    const corpus = corpusOf({ sources: [document({ dates })] });
    const findings = datesAgree({ corpus, today });
    expect(findings.map(({ message }) => message)).toEqual(found);
    expect(findings.every(({ about }) => about === 'toy-guide')).toBe(true);
  });

  it('accepts an entry reviewed today', () => {
    expect(messages(datesAgree, { reviewed: today })).toEqual([]);
  });
});

describe('answersAreShort', () => {
  it.each([
    { ko: 420, en: 720, found: [] },
    { ko: 421, en: 720, found: ['the ko answer has 421 characters'] },
    { ko: 420, en: 721, found: ['the en answer has 721 characters'] },
  ])('says of $ko Korean and $en English characters: $found', ({ ko, en, found }) => {
    const answer = { ko: '가'.repeat(ko), en: 'a'.repeat(en) };
    expect(messages(answersAreShort, { answer })).toEqual(found);
  });

  it('reports a trap without a correction', () => {
    expect(messages(answersAreShort, { kind: 'trap' })).toEqual(['no correction']);
    const correction = { ko: '그렇지 않습니다.', en: 'It is not so.' };
    expect(messages(answersAreShort, { kind: 'trap', correction })).toEqual([]);
  });
});
