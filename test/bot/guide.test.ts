import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { GUIDE_STEPS } from '../../bot/choices.ts';
import { type Guide, loadGuide, UNKNOWN } from '../../bot/guide.ts';
import { particleAfter } from '../../bot/particles.ts';
import type { BotParts } from '../../bot/talk.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { slots, slotWord, temporaryFolder } from '../factories.ts';
import { realParts } from '../talking.ts';

const folder = join(projectRoot(), 'bot/words');
let parts: BotParts;
let guide: Guide;
beforeAll(async () => {
  parts = await realParts();
  ({ guide } = parts);
});

const combinations = () =>
  guide
    .values('place')
    .flatMap((place) =>
      [...guide.options('operator', place).map(({ value }) => value), UNKNOWN].flatMap((operator) =>
        guide.values('mode').map((mode) => ({ place, operator, mode })),
      ),
    );

describe('the options of the guide', () => {
  it.each(GUIDE_STEPS)('of the step "%s" have a label in both languages, each its own', (step) => {
    const options = guide.options(step);
    expect(options.length).toBeGreaterThan(1);
    for (const { label } of options) {
      expect(label.ko).toMatch(/[가-힣]/);
      expect(label.en).toMatch(/^[\w ,'.·-]+$/);
    }
    for (const language of LANGUAGES) {
      const labels = options.map(({ label }) => label[language]);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it.each(GUIDE_STEPS)('of the step "%s" are all among its values', (step) => {
    const values = guide.values(step);
    expect(new Set(values).size).toBe(values.length);
    expect(values).toEqual(expect.arrayContaining(guide.options(step).map(({ value }) => value)));
    expect(values).toContain(UNKNOWN);
  });

  it('begin with the usual operator of any place, once', () => {
    for (const { id, operator } of parts.settings.corpus.slots.place) {
      const values = guide.options('operator', id).map(({ value }) => value);
      if (operator) expect(values[0]).toBe(operator);
      expect(new Set(values).size).toBe(values.length);
      expect(values).toEqual(
        expect.arrayContaining(guide.options('operator').map(({ value }) => value)),
      );
    }
  });

  it('do not depend on a place that nobody knows', () => {
    expect(guide.options('operator', UNKNOWN)).toEqual(guide.options('operator'));
    expect(guide.options('operator', 'the-moon')).toEqual(guide.options('operator'));
  });
});

describe('the question that the guide comes to', () => {
  it('has no holes, whatever was chosen, and names both in the right form', () => {
    const all = combinations();
    expect(all.length).toBeGreaterThan(2000);
    const { corpus } = parts.settings;
    const labelOf = (list: typeof corpus.slots.place | typeof corpus.slots.operator, id: string) =>
      list.find((slot) => slot.id === id)?.label;
    for (const chosen of all) {
      const place = labelOf(corpus.slots.place, chosen.place);
      const operator = labelOf(corpus.slots.operator, chosen.operator);
      const ko = guide.question(chosen, 'ko');
      const who = operator?.ko ?? '운영하는 곳';
      expect(ko).not.toMatch(/[{}|]/);
      expect(ko).toContain(`${place?.ko ?? '그곳'}에서 ${who}${particleAfter(who, '이/가')} `);
      expect(ko).toMatch(/[가-힣]\?$/);
      const en = guide.question(chosen, 'en');
      expect(en).not.toMatch(/[{}|가-힣]/);
      expect(en).toContain(`May the ${operator?.en ?? 'operator'} `);
      if (place) expect(en).toContain(place.en);
    }
  });

  it('is the widest one where the mode is none of ours', () => {
    const chosen = { place: 'subway', operator: 'police' };
    expect(guide.question({ ...chosen, mode: 'x-ray' }, 'ko')).toBe(
      guide.question({ ...chosen, mode: UNKNOWN }, 'ko'),
    );
  });

  it('is answered by the corpus wherever a button leads, in both languages', async () => {
    const buttons = guide.options('place').flatMap(({ value: place }) =>
      guide
        .options('operator', place)
        .slice(0, 1)
        .flatMap(({ value: operator }) =>
          guide.values('mode').map((mode) => ({ place, operator, mode })),
        ),
    );
    const missed: string[] = [];
    for (const chosen of buttons) {
      for (const language of LANGUAGES) {
        const text = guide.question(chosen, language);
        const { outcome } = await parts.answer({ text, language });
        if (outcome !== 'answered') missed.push(`${text}: ${outcome}`);
      }
    }
    expect(missed).toEqual([]);
  });
});

describe('loadGuide', () => {
  const FILE = `places: [here, there]
operators: [us, them]
modes:
  - { id: live, label: { ko: 하나, en: one }, question: { ko: '{place}?', en: '{place}?' } }
  - { id: unknown, label: { ko: 둘, en: two }, question: { ko: '{place}?', en: '{place}?' } }
someone: { ko: 누구, en: somebody }
general: {}
special: []
somewhere: { ko: 어디, en: somewhere }
`;
  const known = slots({
    place: ['here', 'there'].map((id) => slotWord(id, {})),
    operator: ['us', 'them'].map((id) => slotWord(id, {})),
  });

  it('reads a made-up guide', () => {
    const made = loadGuide(temporaryFolder({ 'guide.yaml': FILE }), known);
    expect(made.options('place').map(({ value }) => value)).toEqual(['here', 'there']);
    expect(made.question({ place: 'nowhere', operator: 'us', mode: 'live' }, 'en')).toBe(
      'somewhere?',
    );
  });

  it.each([
    { fault: 'a place that slots.yaml lacks', from: 'there]', to: 'nowhere]', named: '"nowhere"' },
    { fault: 'an operator that slots.yaml lacks', from: 'them]', to: 'it]', named: '"it"' },
    { fault: 'a missing line', from: /someone.*\n/, to: '', named: 'someone' },
    { fault: 'a single place', from: 'here, there', to: 'here', named: 'places' },
    { fault: 'an empty label', from: 'en: one', to: "en: ''", named: 'label' },
  ])('refuses $fault by its name', ({ from, to, named }) => {
    const changed = temporaryFolder({ 'guide.yaml': FILE.replace(from, to) });
    expect(() => loadGuide(changed, known)).toThrow(named);
  });

  it('finds every name of the real guide in the real corpus', () => {
    expect(() => loadGuide(folder, parts.settings.corpus.slots)).not.toThrow();
  });
});

describe('what the three choices lead to', () => {
  const entryFor = async (chosen: { place: string; operator: string; mode: string }) => {
    const complete = guide.completed(chosen);
    if (!complete) return undefined;
    const found = await parts.findSituation(complete, guide.question(complete, 'ko'));
    return found ?? parts.settings.corpus.entries.get(guide.general(complete) ?? '');
  };

  it('is an entry, whatever was chosen, as long as place and mode are known', async () => {
    const chosen = guide.options('place').flatMap(({ value: place }) =>
      [...guide.options('operator', place).map(({ value }) => value), UNKNOWN].flatMap((operator) =>
        guide
          .options('mode')
          .filter(({ value }) => value !== UNKNOWN)
          .map(({ value: mode }) => ({ place, operator, mode })),
      ),
    );
    expect(chosen.length).toBeGreaterThan(400);
    for (const one of chosen) {
      const entry = await entryFor(one);
      expect(entry, JSON.stringify(one)).toBeDefined();
      const mode: readonly string[] = entry?.slots.mode ?? [];
      if (mode.length > 0) expect(mode, JSON.stringify(one)).toContain(one.mode);
    }
  });

  it.each([
    { place: 'street', operator: 'police', mode: 'live', entry: 'street-live-police' },
    { place: 'street', operator: UNKNOWN, mode: 'live', entry: 'street-live-local-government' },
    { place: 'subway', operator: UNKNOWN, mode: 'live', entry: 'subway-live' },
    { place: 'apartment', operator: UNKNOWN, mode: 'gate', entry: 'apartment-gate-residents' },
    { place: 'gym', operator: 'private-business', mode: 'gate', entry: 'gym-face-only' },
    { place: 'school', operator: 'school', mode: 'verification', entry: 'school-attendance-face' },
    { place: 'hospital', operator: 'police', mode: 'live', entry: 'generic-public-live' },
    { place: 'gym', operator: UNKNOWN, mode: 'live', entry: 'generic-private-live' },
    {
      place: 'street',
      operator: UNKNOWN,
      mode: 'retrospective',
      entry: 'generic-retrospective-public',
    },
  ])('is $entry for $mode at $place by $operator', async ({ entry, ...chosen }) => {
    expect((await entryFor(chosen))?.id).toBe(entry);
  });

  it('is left to the question where the mode is not known', async () => {
    expect(guide.completed({ place: 'gym', operator: UNKNOWN, mode: UNKNOWN })).toBeUndefined();
  });

  it('names only entries that there are', async () => {
    const { entries } = parts.settings.corpus;
    for (const { value: mode } of guide.options('mode')) {
      if (mode === UNKNOWN) continue;
      for (const operator of ['police', 'private-business']) {
        expect(entries.has(guide.general({ place: 'gym', operator, mode }) ?? '')).toBe(true);
      }
    }
  });
});
