import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { UNKNOWN } from '../knowledge/casework/facts.ts';
import type { Slots } from '../knowledge/corpus-model/corpus.ts';
import type { Bilingual, Language } from '../knowledge/language.ts';
import type { ChosenSituation } from '../knowledge/search/find-situation.ts';
import { fill } from './words.ts';

const Line = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) });
const GuideFile = z.strictObject({
  modes: z.array(z.strictObject({ id: z.string(), question: Line })).min(2),
  general: z.record(z.string(), z.strictObject({ public: z.string(), private: z.string() })),
  special: z.array(z.string()),
  someone: Line,
  somewhere: Line,
});

/** The question to the corpus that the answers to /guide come to. */
export interface Guide {
  question(chosen: ChosenSituation, language: Language): string;
  /** With the usual operator of the place where the person knew none; undefined where place or mode are not known either. */
  completed(chosen: ChosenSituation): ChosenSituation | undefined;
  /** The entry for what no situation of the corpus is about, by whether the operator is a public body. */
  general(chosen: ChosenSituation): string | undefined;
  /** Whether an entry is about a special case, which place, operator and mode alone do not mean. */
  isSpecial(entry: string): boolean;
}

/** Reads `bot/words/guide.yaml`. */
export function loadGuide(folder: string, slots: Slots): Guide {
  const file = GuideFile.parse(parse(readFileSync(join(folder, 'guide.yaml'), 'utf8')));
  const places = new Map(slots.place.map((slot) => [slot.id, slot]));
  const operators = new Map(slots.operator.map((slot) => [slot.id, slot]));
  const labelOf = (id: string, known: ReadonlyMap<string, { label: Bilingual }>) =>
    known.get(id)?.label;

  return {
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
