import type { Language } from '../language.ts';
import { folded } from '../search/plain-text.ts';
import type { Passage, WordingGround } from './passage.ts';

/** What one sentence is measured by: the passages that it rests on, and what stands around them. */
export interface Evidence {
  readonly language: Language;
  readonly verdict?: WordingGround['verdict'];
  readonly passages: readonly Passage[];
  /** Texts of those passages, folded. */
  readonly text: string;
  /** The same with the places that they cite. */
  readonly cited: string;
  /** What a reader has in mind: also the sentence before each, of the same answer. */
  readonly context: string;
  /** Texts of all passages of the answer. */
  readonly ground: string;
}

/** Undefined where the sentence names no passage, or one that was not given. */
export function evidenceOf(rests: readonly string[], ground: WordingGround): Evidence | undefined {
  const places = rests.map((id) => ground.passages.findIndex((one) => one.id === id));
  if (places.length === 0 || places.includes(-1)) return undefined;
  const passages = places.flatMap((place) => ground.passages[place] ?? []);
  const before = places.flatMap((place) => {
    const [one, previous] = [ground.passages[place], ground.passages[place - 1]];
    return previous && previous.kind === one?.kind ? [previous] : [];
  });
  const text = textOf(passages);
  return {
    language: ground.language,
    verdict: ground.verdict,
    passages,
    text,
    cited: `${text}\n${folded(passages.flatMap(({ cited }) => cited).join('\n'))}`,
    context: textOf([...before, ...passages]),
    ground: textOf(ground.passages),
  };
}

const textOf = (passages: readonly Passage[]): string =>
  folded(passages.map(({ text }) => text).join('\n'));
