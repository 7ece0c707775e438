import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { type Guide, loadGuide } from '../../bot/guide.ts';
import { particleAfter } from '../../bot/particles.ts';
import type { BotParts } from '../../bot/talk.ts';
import { UNKNOWN } from '../../knowledge/casework/facts.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { slots, slotWord, temporaryFolder } from '../factories.ts';
import { realParts } from '../talking.ts';

const folder = join(projectRoot(), 'bot/words');
/** What facts.yaml calls the ways in which faces are used. */
const MODES = ['live', 'gate', 'verification', 'retrospective', 'none'];
let parts: BotParts;
let guide: Guide;
beforeAll(async () => {
  parts = await realParts();
  ({ guide } = parts);
});

const optionsOf = (question: 'place' | 'operator') =>
  parts.casework.questions.find(({ id }) => id === question)?.options ?? [];
/** The ids that have a button. @param place - Its usual operator has one too. */
function offered(question: 'place' | 'operator', place?: string): readonly string[] {
  const ids = optionsOf(question).flatMap(({ id, isOffered }) => (isOffered ? [id] : []));
  const usual = place && parts.casework.usualOperator({ place: [place] });
  return usual ? [usual, ...ids.filter((id) => id !== usual)] : ids;
}

const combinations = () =>
  [...optionsOf('place').map(({ id }) => id), UNKNOWN].flatMap((place) =>
    [...offered('operator', place), UNKNOWN].flatMap((operator) =>
      [...MODES, UNKNOWN].map((mode) => ({ place, operator, mode })),
    ),
  );

it('every way in which faces are used is one that the facts can say', () => {
  const said = parts.casework.derived.flatMap(({ sets }) => sets['mode'] ?? []);
  expect([...new Set(said)].toSorted()).toEqual(MODES.toSorted());
});

describe('the options of place and operator', () => {
  it.each(['place', 'operator'] as const)(
    'of the question for the %s have a label in both languages, each its own',
    (question) => {
      const options = optionsOf(question);
      expect(offered(question).length).toBeGreaterThan(5);
      for (const { label } of options) {
        expect(label.ko).toMatch(/[가-힣]|^SNS$/);
        expect(label.en).toMatch(/^[\w é,'.·()/-]+$/);
      }
      for (const language of LANGUAGES) {
        const labels = options.map(({ label }) => label[language]);
        expect(new Set(labels).size).toBe(labels.length);
      }
    },
  );

  it('know the usual operator of every place that has one', () => {
    for (const { id, operator } of parts.settings.corpus.slots.place) {
      expect(parts.casework.usualOperator({ place: [id] })).toBe(operator);
    }
    expect(parts.casework.usualOperator({ place: [UNKNOWN] })).toBeUndefined();
    expect(parts.casework.usualOperator({ place: ['the-moon'] })).toBeUndefined();
    expect(parts.casework.usualOperator({})).toBeUndefined();
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
    const buttons = offered('place').flatMap((place) =>
      offered('operator', place)
        .slice(0, 1)
        .flatMap((operator) => [...MODES, UNKNOWN].map((mode) => ({ place, operator, mode }))),
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
  const FILE = `modes:
  - { id: live, question: { ko: '{place}?', en: '{place}?' } }
  - { id: unknown, question: { ko: '{operator}?', en: '{operator}?' } }
someone: { ko: 누구, en: somebody }
general: { live: { public: of-all, private: of-some } }
special: [rare]
somewhere: { ko: 어디, en: somewhere }
`;
  const known = slots({
    place: ['here', 'there'].map((id) => slotWord(id, {})),
    operator: ['us', 'them'].map((id) => slotWord(id, {})),
  });

  it('reads a made-up guide', () => {
    const made = loadGuide(temporaryFolder({ 'guide.yaml': FILE }), known);
    const asked = { place: 'nowhere', operator: 'nobody', mode: 'live' };
    expect(made.question(asked, 'en')).toBe('somewhere?');
    expect(made.question({ ...asked, mode: UNKNOWN }, 'ko')).toBe('누구?');
    expect(made.general(asked)).toBe('of-some');
    expect(made.isSpecial('rare')).toBe(true);
    expect(made.isSpecial('common')).toBe(false);
  });

  it.each([
    { fault: 'a missing line', from: /someone.*\n/, to: '', named: 'someone' },
    { fault: 'a single mode', from: /\n {2}- { id: unknown.*/, to: '', named: 'modes' },
    { fault: 'an empty question', from: "en: '{place}?'", to: "en: ''", named: 'question' },
    {
      fault: 'a general answer for one side only',
      from: /, private: of-some/,
      to: '',
      named: 'private',
    },
    {
      fault: 'a list of places, which slots.yaml has',
      from: /^/,
      to: 'places: [here]\n',
      named: 'places',
    },
  ])('refuses $fault by its name', ({ from, to, named }) => {
    const changed = temporaryFolder({ 'guide.yaml': FILE.replace(from, to) });
    expect(() => loadGuide(changed, known)).toThrow(named);
  });

  it('finds every name of the real guide in the real corpus', () => {
    expect(() => loadGuide(folder, parts.settings.corpus.slots)).not.toThrow();
  });
});

describe('what place, operator and mode lead to', () => {
  const entryFor = async (chosen: { place: string; operator: string; mode: string }) => {
    const complete = guide.completed(chosen);
    if (!complete) return undefined;
    const found = await parts.findSituation(complete, guide.question(complete, 'ko'));
    return found ?? parts.settings.corpus.entries.get(guide.general(complete) ?? '');
  };

  it('is an entry, whatever was chosen, as long as place and mode are known', async () => {
    const chosen = offered('place').flatMap((place) =>
      [...offered('operator', place), UNKNOWN].flatMap((operator) =>
        MODES.map((mode) => ({ place, operator, mode })),
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
    for (const mode of MODES) {
      for (const operator of ['police', 'private-business']) {
        expect(entries.has(guide.general({ place: 'gym', operator, mode }) ?? '')).toBe(true);
      }
    }
  });
});
