import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConversationState,
  ended,
  type InterviewState,
  NEW_STATE,
  readState,
  withProfile,
  writeProfile,
  writeState,
} from '../../bot/state.ts';

const GUIDE: InterviewState = {
  kind: 'interview',
  flow: 'assess',
  askedAt: 5,
  waiting: { for: 'answer', question: 'operator', picked: [] },
};

const item = fc.oneof(
  fc.record(
    {
      kind: fc.constant('file' as const),
      ref: fc.string(),
      mediaType: fc.string(),
      size: fc.nat(),
      caption: fc.string(),
    },
    { requiredKeys: ['kind', 'ref', 'mediaType'] },
  ),
  fc.record({
    kind: fc.constant('place' as const),
    latitude: fc.integer(),
    longitude: fc.integer(),
  }),
);
const texts = fc.array(fc.string());
const waiting = fc.oneof(
  fc.record({ for: fc.constant('answer' as const), question: fc.string(), picked: texts }),
  fc.record({ for: fc.constant('date' as const), question: fc.string(), dates: texts }),
  fc.constantFrom({ for: 'consent' } as const, { for: 'destroy' } as const),
);
const interview: fc.Arbitrary<InterviewState> = fc.record({
  kind: fc.constant('interview' as const),
  flow: fc.constantFrom('assess' as const, 'complaint' as const),
  askedAt: fc.nat(),
  waiting,
});
const dialogue = fc.oneof(
  interview,
  fc.record({ kind: fc.constant('evidence' as const), askedAt: fc.nat(), items: fc.array(item) }),
  fc.record({ kind: fc.constant('forget' as const), askedAt: fc.nat() }),
);
const answers = fc.dictionary(fc.stringMatching(/^[a-z]+$/), texts, { noNullPrototype: true });
const exhibit = fc.record(
  {
    file: fc.string(),
    caption: fc.string(),
    mediaType: fc.string(),
    sha256: fc.string(),
    isStripped: fc.boolean(),
    takenAt: fc.string(),
    place: fc.record({ latitude: fc.integer(), longitude: fc.integer() }),
    usesNoted: fc.boolean(),
  },
  { requiredKeys: ['file', 'caption', 'mediaType', 'sha256', 'isStripped', 'usesNoted'] },
);
const state: fc.Arbitrary<ConversationState> = fc.record(
  {
    version: fc.constant(NEW_STATE.version),
    language: fc.constantFrom('ko' as const, 'en' as const),
    lastLanguage: fc.constantFrom('ko' as const, 'en' as const),
    history: texts,
    lastEntry: fc.string(),
    dialogue,
    paused: interview,
    assessed: answers,
    case: fc.record({
      consent: fc.constantFrom('all' as const, 'basic' as const),
      startedAt: fc.nat(),
      keepUntil: fc.nat(),
      answers,
    }),
    exhibits: fc.array(exhibit),
    isGreeted: fc.boolean(),
  },
  { requiredKeys: ['version', 'history', 'isGreeted'] },
);

describe('the state of a conversation', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(state, (written) => {
        expect(readState(writeState(written))).toEqual(written);
      }),
    );
  });

  it.each([
    { what: 'nothing', stored: undefined },
    { what: 'an empty text', stored: '' },
    { what: 'broken JSON', stored: '{"version":0,"history":[' },
    { what: 'no object', stored: '[1]' },
    { what: 'null', stored: 'null' },
    { what: 'no version', stored: '{"history":[],"isGreeted":true}' },
    { what: 'a newer version', stored: '{"version":99,"history":[],"isGreeted":true}' },
    { what: 'a negative version', stored: '{"version":-1,"history":[],"isGreeted":true}' },
    { what: 'half a version', stored: '{"version":0.5,"history":[],"isGreeted":true}' },
    {
      what: 'an unknown field',
      stored: '{"version":0,"history":[],"isGreeted":true,"name":"x"}',
    },
    {
      what: 'an unknown dialogue',
      stored: '{"version":0,"history":[],"isGreeted":true,"dialogue":{"kind":"poem","askedAt":1}}',
    },
  ])('counts as new where there is $what', ({ stored }) => {
    expect(readState(stored)).toEqual(NEW_STATE);
  });

  it('has no dialogue once that has ended, and keeps everything else', () => {
    const before: ConversationState = {
      ...NEW_STATE,
      history: ['물음'],
      language: 'en',
      dialogue: GUIDE,
      paused: GUIDE,
    };
    const { dialogue: _gone, ...rest } = before;
    expect(ended(before)).toEqual(rest);
    expect(before.dialogue).toEqual(GUIDE);
    expect(ended(NEW_STATE)).toEqual(NEW_STATE);
  });
});

describe('migrations of a state', () => {
  const steps: number[] = [];
  const MADE_UP = [
    (old: Readonly<Record<string, unknown>>) => {
      steps.push(0);
      const { questions, ...rest } = old;
      return { ...rest, history: questions };
    },
    (old: Readonly<Record<string, unknown>>) => {
      steps.push(1);
      return { ...old, isGreeted: true };
    },
  ];
  const upTo = (stored: unknown) => {
    steps.length = 0;
    return readState(JSON.stringify(stored), MADE_UP);
  };

  it('bring the oldest version up to the newest, step by step', () => {
    expect(upTo({ version: 0, questions: ['하나'] })).toEqual({
      version: 2,
      history: ['하나'],
      isGreeted: true,
    });
    expect(steps).toEqual([0, 1]);
  });

  it('leave out the steps that were made already', () => {
    expect(upTo({ version: 1, history: ['둘'] })).toMatchObject({ version: 2, history: ['둘'] });
    expect(steps).toEqual([1]);
    expect(upTo({ version: 2, history: ['셋'], isGreeted: false })).toEqual({
      version: 2,
      history: ['셋'],
      isGreeted: false,
    });
    expect(steps).toEqual([]);
  });

  it.each([
    { what: 'is newer than the program', stored: { version: 3, history: [], isGreeted: true } },
    { what: 'does not fit afterwards', stored: { version: 0, questions: 'no list' } },
  ])('make a new one of what $what', ({ stored }) => {
    expect(upTo(stored)).toEqual(NEW_STATE);
  });

  it('make a new one where a step fails', () => {
    const failing = () => {
      throw new TypeError('It was never like that.');
    };
    expect(readState('{"version":0,"history":[],"isGreeted":true}', [failing])).toEqual(NEW_STATE);
  });
});

/** As version 0 of the program wrote it: its guide asked for place, operator and mode, and kept the first two in the dialogue. */
const OLD = { version: 0, language: 'ko', history: ['물음'], lastEntry: 'x', isGreeted: true };
const asking = (question: string, askedAt: number) => ({
  kind: 'interview',
  flow: 'assess',
  askedAt,
  waiting: { for: 'answer', question, picked: [] },
});

describe('a guide that version 0 stored', () => {
  it.each([
    { guide: {}, question: 'place', assessed: {} },
    { guide: { place: 'subway' }, question: 'operator', assessed: { place: ['subway'] } },
    { guide: { place: 'unknown' }, question: 'operator', assessed: { place: ['unknown'] } },
    {
      guide: { place: 'subway', operator: 'police' },
      question: 'seen',
      assessed: { place: ['subway'], operator: ['police'] },
    },
  ])('that had $guide goes on with the question for $question', ({ guide, question, assessed }) => {
    const old = { ...OLD, dialogue: { kind: 'guide', askedAt: 7, ...guide } };
    expect(readState(JSON.stringify(old))).toEqual({
      ...OLD,
      version: NEW_STATE.version,
      dialogue: asking(question, 7),
      assessed,
    });
  });

  it('that was put aside for a photo is still put aside, and the photo still waits', () => {
    const evidence = {
      kind: 'evidence',
      askedAt: 9,
      items: [{ kind: 'file', ref: 'photo', mediaType: 'image/jpeg' }],
    };
    const paused = { kind: 'guide', askedAt: 7, place: 'gym' };
    expect(readState(JSON.stringify({ ...OLD, dialogue: evidence, paused }))).toEqual({
      ...OLD,
      version: NEW_STATE.version,
      dialogue: evidence,
      paused: asking('operator', 7),
      assessed: { place: ['gym'] },
    });
  });

  it.each([
    { what: 'no dialogue', dialogue: undefined },
    { what: 'a wish to be forgotten', dialogue: { kind: 'forget', askedAt: 3 } },
  ])('leaves everything else as it was: $what', ({ dialogue: old }) => {
    const stored = { ...OLD, ...(old && { dialogue: old }) };
    expect(readState(JSON.stringify(stored))).toEqual({
      ...stored,
      version: NEW_STATE.version,
    });
  });
});

describe('what holds of a person everywhere', () => {
  it('is the language they chose and that they were told, and nothing else', () => {
    const state: ConversationState = {
      ...NEW_STATE,
      history: ['비밀 질문'],
      lastLanguage: 'ko',
      language: 'en',
      isGreeted: true,
    };
    expect(JSON.parse(writeProfile(state))).toEqual({ language: 'en', isGreeted: true });
    expect(withProfile(NEW_STATE, writeProfile(state))).toEqual({
      ...NEW_STATE,
      language: 'en',
      isGreeted: true,
    });
  });

  it.each([
    { what: 'nothing', stored: undefined },
    { what: 'broken JSON', stored: '{' },
    { what: 'what a newer version wrote', stored: '{"language":"fr","isGreeted":true}' },
  ])('changes nothing where there is $what', ({ stored }) => {
    expect(withProfile(NEW_STATE, stored)).toEqual(NEW_STATE);
  });
});
