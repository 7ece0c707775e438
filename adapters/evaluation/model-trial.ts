import { answerView } from '../../bot/answer-view.ts';
import { type ExchangeRow, exchangeRow } from '../../bot/exchange-row.ts';
import type { ModelDesk } from '../../bot/model/model-desk.ts';
import type { TextSettings } from '../../bot/render-text.ts';
import type { Answer } from '../../knowledge/answer/answer.ts';
import { passagesOf } from '../../knowledge/wording/passages-of.ts';
import type { Verifier } from '../../knowledge/wording/verifier.ts';
import type { WordedSentence, WordingCheck } from '../../knowledge/wording/wording.ts';
import type { Bot } from '../open-bot.ts';
import { countPlaces, type PlaceCount, placesBehind } from './cited-behind.ts';
import { type GoldRow, type Marks, mark } from './gold.ts';
import type { Heard, HeardModel } from './heard-model.ts';
import { measureSentence, type SentenceMeasure } from './measure-sentence.ts';

/** An answer as a person gets it. */
export interface Reading {
  readonly marks: Marks;
  readonly characters: number;
  /** Of the plain answer. */
  readonly plainCharacters: number;
  readonly ms: number;
}

/** One question, answered without the model and with it. */
export interface ModelTrial {
  readonly row: GoldRow;
  readonly without: Reading;
  readonly with: Reading & {
    /** Until something that was checked could be shown. */
    readonly firstWordsMs: number;
  };
  readonly understanding: 'not-asked' | 'no-help' | 'used';
  readonly wording?: WordingTrial;
  /** The wording changed what is decided elsewhere: kind, entry, assessment or citations. */
  readonly isMoved: boolean;
}

export interface WordingTrial {
  readonly isWorded: boolean;
  /** Absent where the model failed. */
  readonly checked?: WordingCheck;
  readonly written: readonly SentenceMeasure[];
  readonly sent: readonly SentenceMeasure[];
  /** Behind the sentences, and of the whole answer; where the row names places. */
  readonly behind?: PlaceCount;
  readonly whole?: PlaceCount;
}

export interface TrialParts {
  readonly bot: Bot;
  readonly settings: TextSettings;
  readonly desk: ModelDesk;
  readonly model: HeardModel;
  readonly verifier: Verifier;
  /** Milliseconds. */
  readonly clock: () => number;
}

export async function tryWithModel(row: GoldRow, parts: TrialParts): Promise<ModelTrial> {
  const { bot, desk, model, clock } = parts;
  const asked = { text: row.text, history: row.history };
  const asking = {
    person: { platform: 'web', person: 'evaluation' },
    signal: new AbortController().signal,
  };
  const start = clock();
  const found = await bot.pipeline.answer(asked);
  const foundMs = clock() - start;
  const without = read(row, found, foundMs, parts);
  model.take();
  const again = clock();
  const meant = await desk.understand(asked, found, asking);
  let firstAt: number | undefined;
  const answer = await desk.word(meant, asking, () => {
    firstAt ??= clock();
  });
  const end = clock();
  const heard = model.take();
  const wording = heard.find(({ task }) => task === 'word');
  const inWords = read(row, answer, foundMs + end - again, parts);
  const before = exchangeRow(meant, parts.settings);
  return {
    row,
    without: without.reading,
    with: { ...inWords.reading, firstWordsMs: foundMs + (firstAt ?? end) - again },
    understanding: understandingOf(heard, meant),
    isMoved: decided(before) !== decided(inWords.row),
    ...(wording && { wording: wordingTrial(row, answer, wording, parts) }),
  };
}

const understandingOf = (heard: readonly Heard[], { understoodBy }: Answer) => {
  if (!heard.some(({ task }) => task === 'understand')) return 'not-asked';
  return understoodBy === 'model' ? 'used' : 'no-help';
};

/** @param ms - Until the answer was there; putting it into words comes on top. */
function read(row: GoldRow, answer: Answer, ms: number, { settings, clock }: TrialParts) {
  const start = clock();
  const out = exchangeRow(answer, settings);
  const reading: Reading = {
    marks: mark(row, out),
    characters: out.text.length,
    plainCharacters: answerView(answer, settings).lead.length,
    ms: ms + clock() - start,
  };
  return { reading, row: out };
}

const decided = ({ kind, entry, verdict, citations }: ExchangeRow): string =>
  JSON.stringify([kind, entry, verdict, citations]);

function wordingTrial(
  row: GoldRow,
  answer: Answer,
  { sentences, checked }: Heard,
  { settings, verifier }: TrialParts,
): WordingTrial {
  const ground = passagesOf(answer, settings);
  const measured = (list: readonly WordedSentence[]) =>
    ground ? list.map((one) => measureSentence(one, ground, verifier)) : [];
  const behind = answer.worded && countPlaces(row, placesBehind(answer, settings));
  const whole = behind && countPlaces(row, exchangeRow(answer, settings).citations);
  return {
    isWorded: answer.worded !== undefined,
    ...(checked && { checked }),
    written: checked ? measured(sentences.map((one) => ({ ...one, by: 'model' }))) : [],
    sent: measured(answer.worded ?? []),
    ...(behind && { behind }),
    ...(whole && { whole }),
  };
}
