import type { Slots, SlotWord } from '../corpus-model/corpus.ts';
import { type PhraseMatch, PhraseMatcher } from './phrases.ts';

export type SlotName = 'place' | 'operator' | 'mode' | 'purpose' | 'cue';

const SLOT_NAMES: readonly SlotName[] = ['place', 'operator', 'mode', 'purpose', 'cue'];

/** What a question says about who does what where. Empty lists: it does not say. */
export interface FoundSlots {
  readonly place: readonly string[];
  readonly operator: readonly string[];
  readonly mode: readonly string[];
  readonly purpose: readonly string[];
  readonly cue: readonly string[];
  /** Who usually runs the places named; used only where no operator is named. */
  readonly impliedOperator: readonly string[];
  /** Where in the folded text each was found. */
  readonly spans: readonly SlotSpan[];
}

export interface SlotSpan {
  readonly slot: SlotName;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Reads place, operator, mode and purpose out of a question by the words of slots.yaml. */
export class SlotReader {
  readonly #matchers: ReadonlyMap<SlotName, PhraseMatcher<string>>;
  readonly #operatorOf: ReadonlyMap<string, string>;

  constructor(slots: Slots) {
    this.#matchers = new Map(SLOT_NAMES.map((name) => [name, matcherOf(slots[name])]));
    this.#operatorOf = new Map(
      slots.place.flatMap(({ id, operator }) => (operator ? [[id, operator] as const] : [])),
    );
  }

  read(text: string): FoundSlots {
    const spans = SLOT_NAMES.flatMap((slot) =>
      (this.#matchers.get(slot)?.find(text) ?? []).map(
        ({ tag, start, end }: PhraseMatch<string>): SlotSpan => ({ slot, value: tag, start, end }),
      ),
    );
    const values = (slot: SlotName) => [
      ...new Set(spans.filter((span) => span.slot === slot).map(({ value }) => value)),
    ];
    const place = values('place');
    return {
      place,
      operator: values('operator'),
      mode: values('mode'),
      purpose: values('purpose'),
      cue: values('cue'),
      impliedOperator: place.flatMap((id) => this.#operatorOf.get(id) ?? []),
      spans,
    };
  }
}

function matcherOf(values: readonly SlotWord[]): PhraseMatcher<string> {
  return new PhraseMatcher(
    values.flatMap(({ id, say }) =>
      [...say.ko, ...say.en, ...say.other].map((phrase) => [phrase, id] as const),
    ),
  );
}
