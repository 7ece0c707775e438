import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Slots } from '../knowledge/corpus-model/corpus.ts';
import type { Bilingual, Language } from '../knowledge/language.ts';
import type { ChosenSituation } from '../knowledge/search/find-situation.ts';
import type { GuideStep } from './choices.ts';
import { fill } from './words.ts';

const Line = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) });
const GuideFile = z.strictObject({
  places: z.array(z.string()).min(2),
  operators: z.array(z.string()).min(2),
  modes: z.array(z.strictObject({ id: z.string(), label: Line, question: Line })).min(2),
  general: z.record(z.string(), z.strictObject({ public: z.string(), private: z.string() })),
  special: z.array(z.string()),
  someone: Line,
  somewhere: Line,
});

/** Chosen where the person does not know. */
export const UNKNOWN = 'unknown';

export interface GuideOption {
  readonly value: string;
  readonly label: Bilingual;
}

/** The three questions of /guide, and the question to the corpus that they come to. */
export interface Guide {
  /** What can be chosen; of operators the usual one of the place comes first. */
  options(step: GuideStep, place?: string): readonly GuideOption[];
  /** Every value that a button of the step has or had. */
  values(step: GuideStep): readonly string[];
  question(chosen: ChosenSituation, language: Language): string;
  /** With the usual operator of the place where the person knew none; undefined where place or mode are not known either. */
  completed(chosen: ChosenSituation): ChosenSituation | undefined;
  /** The entry for what no situation of the corpus is about, by whether the operator is a public body. */
  general(chosen: ChosenSituation): string | undefined;
  /** Whether an entry is about a special case, which place, operator and mode alone do not mean. */
  isSpecial(entry: string): boolean;
}

/** Reads `bot/words/guide.yaml`. @throws when it names a place or operator that slots.yaml lacks. */
export function loadGuide(folder: string, slots: Slots): Guide {
  const file = GuideFile.parse(parse(readFileSync(join(folder, 'guide.yaml'), 'utf8')));
  const places = new Map(slots.place.map((slot) => [slot.id, slot]));
  const operators = new Map(slots.operator.map((slot) => [slot.id, slot]));
  const named = (known: ReadonlyMap<string, { label: Bilingual }>, id: string): GuideOption => {
    const slot = known.get(id);
    if (!slot) throw new Error(`guide.yaml names "${id}", which slots.yaml lacks.`);
    return { value: id, label: slot.label };
  };
  const ofPlaces = file.places.map((id) => named(places, id));
  const ofOperators = file.operators.map((id) => named(operators, id));
  const ofModes = file.modes.map(({ id, label }) => ({ value: id, label }));

  const options = (step: GuideStep, place = ''): readonly GuideOption[] => {
    if (step === 'place') return ofPlaces;
    if (step === 'mode') return ofModes;
    const usual = places.get(place)?.operator;
    if (!usual) return ofOperators;
    return [named(operators, usual), ...ofOperators.filter(({ value }) => value !== usual)];
  };
  const labelOf = (id: string, known: ReadonlyMap<string, { label: Bilingual }>) =>
    known.get(id)?.label;

  return {
    options,
    // Whatever the person types may be any place or operator that we know.
    values: (step) =>
      step === 'mode'
        ? ofModes.map(({ value }) => value)
        : [...(step === 'place' ? places : operators).keys(), UNKNOWN],
    completed: ({ place, operator, mode }) => {
      const known = operators.has(operator) ? operator : places.get(place)?.operator;
      return known && places.has(place) && mode !== UNKNOWN
        ? { place, mode, operator: known }
        : undefined;
    },
    isSpecial: (entry) => file.special.includes(entry),
    general: ({ operator, mode }) => {
      const sector = operators.get(operator)?.sector === 'public' ? 'public' : 'private';
      return file.general[mode]?.[sector];
    },
    question: ({ place, operator, mode }, language) => {
      const asked = file.modes.find(({ id }) => id === mode) ?? file.modes.at(-1);
      return fill(asked?.question[language] ?? '', {
        place: (labelOf(place, places) ?? file.somewhere)[language],
        operator: (labelOf(operator, operators) ?? file.someone)[language],
      });
    },
  };
}
