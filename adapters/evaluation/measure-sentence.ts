import { folded } from '../../knowledge/search/plain-text.ts';
import { contentWords } from '../../knowledge/search/tokens.ts';
import type { Fault } from '../../knowledge/wording/faults.ts';
import type { WordingGround } from '../../knowledge/wording/passage.ts';
import type { Verifier } from '../../knowledge/wording/verifier.ts';
import type { WordedLine } from '../../knowledge/wording/worded-line.ts';
import type { WordedSentence } from '../../knowledge/wording/wording.ts';

/** How one sentence stands to the passages that it names. */
export interface SentenceMeasure extends WordedLine {
  readonly by: WordedSentence['by'];
  /** What the verifier finds; of a sentence that is no model's: it must be made of its passages and of nothing else. */
  readonly faults: readonly Fault[];
  /** Share of its content words that stand in those passages or in what they cite, letter by letter. Knows no synonyms. */
  readonly coverage: number;
  /** All its figures stand there. */
  readonly hasKnownFigures: boolean;
}

export function measureSentence(
  sentence: WordedSentence,
  ground: WordingGround,
  verifier: Verifier,
): SentenceMeasure {
  const { text, rests } = sentence;
  const passages = ground.passages.filter(({ id }) => rests.includes(id));
  const given = run(passages.flatMap((passage) => [passage.text, ...passage.cited]).join('\n'));
  const words = contentWords(text).filter(({ raw }) => !/^\d+$/.test(raw));
  const ofPassages = (): readonly Fault[] =>
    isMadeOf(
      text,
      passages.map((passage) => passage.text),
    )
      ? []
      : ['unsupported'];
  const known = words.filter(({ raw, stem }) => given.includes(stem) || given.includes(raw));
  return {
    ...sentence,
    faults: sentence.by === 'model' ? verifier.faultsOf(sentence, ground) : ofPassages(),
    coverage: words.length === 0 ? 1 : known.length / words.length,
    hasKnownFigures: figuresIn(text).every((figure) => figuresIn(given).includes(figure)),
  };
}

/** Korean words are written together or apart as one likes. */
const run = (text: string): string => folded(text).replace(/(?<=[가-힣]) (?=[가-힣])/g, '');

const figuresIn = (text: string): readonly string[] => text.replace(/,/g, '').match(/\d+/g) ?? [];

function isMadeOf(text: string, passages: readonly string[]): boolean {
  let rest = text;
  for (const passage of passages) rest = rest.replace(passage, '');
  return rest.trim() === '';
}
