import type { Language } from '../language.ts';
import { DraftFaults } from './draft-faults.ts';
import type { DraftRules } from './draft-rules.ts';
import type { Fault } from './faults.ts';
import type { Passage } from './passage.ts';
import { sentencesOf } from './sentences.ts';
import type { Verifier } from './verifier.ts';
import type { WordedLine } from './worded-line.ts';
import type { WordingCheck } from './wording.ts';
import type { WordingRules } from './wording-rules.ts';

/** What a person said, sentence by sentence, and what of it may not be lost. */
export interface DraftGround {
  readonly language: Language;
  /** `Q1`, `Q2` …, as they were typed. */
  readonly said: readonly Passage[];
  /** What names somebody or something: it stays word for word. */
  readonly kept: readonly string[];
}

/** A sentence as it would stand in a document. */
export interface DraftSentence {
  readonly text: string;
  /** What it rests on: places in `said`, from 0. */
  readonly rests: readonly number[];
  /** `person`: as they typed it. */
  readonly by: 'model' | 'person';
}

export interface CheckedDraft {
  /** In the order in which it was told, everything that was said once. Empty where the draft is refused. */
  readonly sentences: readonly DraftSentence[];
  readonly checked: WordingCheck;
}

/** A sentence made of more of them is a summary. */
const MOST_RESTS = 3;

/** What the verifier of answers finds that is wrong in a draft as well. */
const OF_VERIFIER: ReadonlySet<Fault> = new Set([
  'language',
  'citation',
  'name',
  'address',
  'form',
  'too-long',
]);

/** A line with the places that it rests on. */
interface Placed extends WordedLine {
  readonly places: readonly number[];
}

/** Lines and sentences of the account that hang together: they stand or fall together. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly Placed[];
}

/** Measures formal sentences by what the person said. Where they fail, the person's own words stay. */
export class DraftCheck {
  readonly #verifier: Pick<Verifier, 'faultsOf'>;
  readonly #faults: DraftFaults;

  constructor(
    rules: DraftRules,
    { numbers }: Pick<WordingRules, 'numbers'>,
    verifier: Pick<Verifier, 'faultsOf'>,
  ) {
    this.#verifier = verifier;
    this.#faults = new DraftFaults(rules, numbers);
  }

  check(lines: readonly WordedLine[], ground: DraftGround): CheckedDraft {
    const { placed, dropped } = placedLines(lines, ground);
    const found = new Map<Fault, number>();
    const note = (faults: Iterable<Fault>) => {
      for (const fault of faults) found.set(fault, (found.get(fault) ?? 0) + 1);
    };
    note(Array.from({ length: dropped }, () => 'passage' as const));
    const pieces = piecesOf(placed, ground.said.length).map((piece) => {
      const faults = this.faultsOf(piece, ground);
      note(faults);
      return { piece, isRight: piece.lines.length > 0 && faults.size === 0 };
    });
    const sentences = pieces.flatMap(({ piece, isRight }) =>
      isRight ? drafted(piece) : typed(piece, ground),
    );
    const kept = sentences.filter(({ by }) => by === 'model').length;
    const own = sentences.length - kept;
    const refused = refusal(kept, own, ground.said.length);
    return {
      sentences: refused ? [] : sentences,
      checked: {
        sentences: lines.length,
        kept: refused ? 0 : kept,
        replaced: lines.length - dropped - (refused ? 0 : kept),
        dropped,
        faults: Object.fromEntries(found),
        ...(refused && { refused }),
      },
    };
  }

  faultsOf({ from, to, lines }: Pick<Piece, 'from' | 'to' | 'lines'>, ground: DraftGround) {
    const { said, kept, language } = ground;
    const textOf = (places: readonly number[]) =>
      places.flatMap((place) => said[place]?.text ?? []).join('\n');
    const found = new Set<Fault>();
    for (const line of lines) {
      const faults = this.#verifier
        .faultsOf(line, { language, passages: said })
        .filter((fault) => OF_VERIFIER.has(fault));
      for (const fault of faults) found.add(fault);
      if (!isFormal(line.text, language)) found.add('language');
      const one = { said: textOf(line.places), text: line.text, kept };
      for (const fault of this.#faults.added(one)) found.add(fault);
    }
    if (lines.length > 0) {
      const all = { said: textOf(range(from, to)), text: textsOf(lines), kept };
      for (const fault of this.#faults.changed(all)) found.add(fault);
    }
    return found;
  }
}

const textsOf = (lines: readonly Placed[]): string => lines.map(({ text }) => text).join('\n');

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** Lines that rest on a few neighbouring sentences that there are, none of them told earlier than the one before. */
function placedLines(lines: readonly WordedLine[], { said }: DraftGround) {
  const placed: Placed[] = [];
  for (const line of lines) {
    const places = line.rests
      .map((id) => said.findIndex((one) => one.id === id))
      .toSorted((a, b) => a - b);
    const [first = -1, last = -1] = [places[0], places.at(-1)];
    const before = placed.at(-1)?.places ?? [];
    const isRun = first >= 0 && last - first === places.length - 1 && places.length <= MOST_RESTS;
    const isNext = first >= (before[0] ?? 0) && last >= (before.at(-1) ?? 0);
    if (isRun && isNext) placed.push({ ...line, places });
  }
  return { placed, dropped: lines.length - placed.length };
}

/** Sentences that no line rests on are pieces of their own. */
function piecesOf(placed: readonly Placed[], count: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const line of placed) {
    const [from = 0, to = 0] = [line.places[0], line.places.at(-1)];
    const last = pieces.at(-1);
    if (last && from <= last.to) {
      pieces[pieces.length - 1] = {
        from: last.from,
        to: Math.max(last.to, to),
        lines: [...last.lines, line],
      };
    } else pieces.push({ from, to, lines: [line] });
  }
  const covered = new Set(pieces.flatMap(({ from, to }) => range(from, to)));
  const missing = range(0, count - 1)
    .filter((place) => !covered.has(place))
    .map((place) => ({ from: place, to: place, lines: [] }));
  return [...pieces, ...missing].toSorted((a, b) => a.from - b.from);
}

const drafted = ({ lines }: Piece): readonly DraftSentence[] =>
  lines.map(({ text, places }) => ({ text, rests: places, by: 'model' }));

const typed = ({ from, to }: Piece, { said }: DraftGround): readonly DraftSentence[] =>
  range(from, to).map((place) => ({
    text: said[place]?.text ?? '',
    rests: [place],
    by: 'person',
  }));

function refusal(kept: number, own: number, said: number): WordingCheck['refused'] {
  if (kept === 0) return 'empty';
  return own * 2 > said ? 'too-many-faults' : undefined;
}

const KOREAN_CASUAL = /[ㄱ-ㅎㅏ-ㅣ!~]|\?(?!["”’'])/u;
const ENGLISH_CASUAL = /[!]|\?(?!["”’'])|\w['’](?:t|m|re|ve|ll|d)\b/u;
const B_FINAL = 17;

/** Every sentence ends as documents do. What is quoted may be spoken language. */
function isFormal(text: string, language: Language): boolean {
  const bare = text.replace(/["“][^"“”]*["”]/gu, '""');
  if (language === 'en') {
    return !ENGLISH_CASUAL.test(bare) && /^["“\p{Lu}\d]/u.test(text) && /\.["”]?$/u.test(text);
  }
  return (
    !KOREAN_CASUAL.test(bare) &&
    sentencesOf(bare).every((sentence) => {
      const [, ending = ''] = /([가-힣])니다\.$/u.exec(sentence) ?? [];
      return (ending.charCodeAt(0) - 0xac00) % 28 === B_FINAL;
    })
  );
}
