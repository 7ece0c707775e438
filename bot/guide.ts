import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Slots } from '../knowledge/corpus-model/corpus.ts';
import type { Bilingual, Language } from '../knowledge/language.ts';
import type { GuideStep } from './choices.ts';
import { fill } from './words.ts';

const Line = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) });
const GuideFile = z.strictObject({
  places: z.array(z.string()).min(2),
  operators: z.array(z.string()).min(2),
  modes: z.array(z.strictObject({ id: z.string(), label: Line, question: Line })).min(2),
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
  question(
    chosen: { readonly place: string; readonly operator: string; readonly mode: string },
    language: Language,
  ): string;
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
    question: ({ place, operator, mode }, language) => {
      const asked = file.modes.find(({ id }) => id === mode) ?? file.modes.at(-1);
      return fill(asked?.question[language] ?? '', {
        place: (labelOf(place, places) ?? file.somewhere)[language],
        operator: (labelOf(operator, operators) ?? file.someone)[language],
      });
    },
  };
}
