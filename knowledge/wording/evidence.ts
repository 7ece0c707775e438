import type { Verdict } from '../corpus-model/corpus.ts';
import type { Language } from '../language.ts';
import type { Passage, WordingGround } from './passage.ts';
import type { PassageReading, TextReader } from './text-reader.ts';

/** What one sentence is measured by: the passages that it rests on, and what stands around them. */
export interface Evidence {
  readonly language: Language;
  readonly verdict?: Verdict;
  readonly passages: readonly Passage[];
  readonly readings: readonly PassageReading[];
  /** Texts of those passages, folded. */
  readonly text: string;
  /** The same with the places that they cite. */
  readonly cited: string;
  /** What a reader has in mind: also the sentence before each, of the same answer. Folded. */
  readonly context: string;
  /** All passages of the answer. */
  readonly ground: readonly PassageReading[];
}

/** Undefined where the sentence names no passage, or one that was not given. */
export function evidenceOf(
  rests: readonly string[],
  { language, verdict, passages: all }: WordingGround,
  reader: TextReader,
): Evidence | undefined {
  const places = rests.map((id) => all.findIndex((one) => one.id === id));
  if (places.length === 0 || places.includes(-1)) return undefined;
  const passages = places.flatMap((place) => all[place] ?? []);
  const before = places.flatMap((place) => {
    const [one, previous] = [all[place], all[place - 1]];
    return previous && previous.kind === one?.kind ? [previous] : [];
  });
  const read = (list: readonly Passage[]) => list.map((one) => reader.readPassage(one));
  const readings = read(passages);
  const text = readings.map((one) => one.text.folded).join('\n');
  return {
    language,
    ...(verdict && { verdict }),
    passages,
    readings,
    text,
    cited: `${text}\n${readings.map((one) => one.cited.folded).join('\n')}`,
    context: [...read(before), ...readings].map((one) => one.text.folded).join('\n'),
    ground: read(all),
  };
}
