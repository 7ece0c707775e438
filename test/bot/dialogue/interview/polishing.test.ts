import { beforeAll, describe, expect, it } from 'vitest';
import { readCaseFile } from '../../../../bot/desk/case-file.ts';
import type { Intake } from '../../../../bot/desk/intake.ts';
import { ModelError } from '../../../../bot/model/chat-model.ts';
import { readState, writeState } from '../../../../bot/state.ts';
import type { BotParts, Reply } from '../../../../bot/talk.ts';
import type { Answers } from '../../../../knowledge/casework/questions.ts';
import { LANGUAGES } from '../../../../knowledge/language.ts';
import { honest, lying } from '../../../drafting-models.ts';
import { receivingParts } from '../../../filing-parts.ts';
import { type ModelTests, modelTests } from '../../../model-tests.ts';
import { FAR_AWAY, ScriptedModel } from '../../../scripted-model.ts';
import { labelsOf, Person } from '../../../talking.ts';
import { finished, METRO, offers, wordsOf } from './interviewed.ts';

type Writes = ConstructorParameters<typeof ScriptedModel>[0]['writes'];

let tests: ModelTests;
let parts: BotParts & { readonly intake: Intake };
beforeAll(async () => {
  [tests, parts] = await Promise.all([modelTests(), receivingParts()]);
});

const STORY = '김철수 과장이 저를 불렀어요. 저는 동의하지 않았어요. 010-1234-5678로 전화했어요.';
const ENGLISH = "A guard called me. I didn't agree.";
const FORMAL =
  '김철수 과장이 저를 불렀습니다. 저는 동의하지 않았습니다. 010-1234-5678로 전화하였습니다.';
const told = (story: string): Answers => ({ ...METRO, story: [story] });

type Options = NonNullable<Parameters<typeof finished>[1]>;

/** Somebody with a finished draft whom a model may help, and that model. */
async function helped(
  writes: Writes = honest,
  { story = STORY, ...options }: Options & { story?: string } = {},
  facts = FAR_AWAY,
) {
  const model = new ScriptedModel({ writes, facts });
  const with_ = { ...parts, model: tests.desk(model) };
  const person = await finished(with_, { given: told(story), ...options });
  person.restore(writeState({ ...person.state, isToldOfModel: true }));
  return { person, model, parts: with_ };
}

const ASK = { do: 'polish', document: 'nhrck', to: 'ask' } as const;
const MAKE = { ...ASK, to: 'make' } as const;
const USE = { ...ASK, to: 'use' } as const;
const LEAVE = { ...ASK, to: 'leave' } as const;
const DRAFT = { do: 'draft', document: 'nhrck' } as const;
const words = () => parts.settings.words.ko.model;
const saidIn = (answered: Reply) => wordsOf(answered, parts);

describe('a draft', () => {
  it('can be put formally where there is a model and a story', async () => {
    const { person, model } = await helped();
    expect(offers(await person.pressOld(DRAFT), ASK)).toBe(true);
    expect(model.requests).toEqual([]);
  });

  it('is offered no model where there is none or it is not wanted; who was not told of it is told by the offer', async () => {
    const without = await finished(parts, { given: told(STORY) });
    expect(offers(await without.pressOld(DRAFT), ASK)).toBe(false);
    const { person } = await helped();
    person.restore(writeState({ ...person.state, withoutModel: true }));
    expect(offers(await person.pressOld(DRAFT), ASK)).toBe(false);
    const { isToldOfModel: _told, withoutModel: _off, ...untold } = person.state;
    person.restore(writeState(untold));
    expect(offers(await person.pressOld(DRAFT), ASK)).toBe(true);
  });

  it('is offered none where there is no story, or one in a language that we cannot check', async () => {
    for (const story of ['unknown', 'Меня снимали на камеру без согласия в метро.']) {
      const { person } = await helped(honest, { story });
      expect(offers(await person.pressOld(DRAFT), ASK)).toBe(false);
      expect((await person.pressOld(MAKE)).outcome).toBe('polish-gone');
    }
  });

  it('is no matter of a group', async () => {
    const { person, model, parts: with_ } = await helped();
    const group = new Person(with_, { audience: 'group' });
    group.restore(person.stored);
    for (const value of [ASK, MAKE, USE, LEAVE]) {
      expect((await group.pressOld(value)).outcome).toBe('moved-to-private');
    }
    expect(model.requests).toEqual([]);
  });
});

describe('before anything is sent', () => {
  it.each(LANGUAGES)('the person is told to whom, and asked, in %s', async (language) => {
    const { person, model, parts: with_ } = await helped(honest, { language });
    const asked = await person.pressOld(ASK);
    expect(asked.outcome).toBe('polish-asked');
    expect(wordsOf(asked, with_)).toContain(FAR_AWAY.provider);
    const { polishYes, polishNo } = with_.settings.words[language].model;
    expect(labelsOf(asked)).toEqual([polishYes, polishNo]);
    expect(model.requests).toEqual([]);
  });

  it('a model of the operator is said to send nothing', async () => {
    const local = { name: 'ollama:qwen', provider: 'localhost', isLocal: true };
    const { person } = await helped(honest, {}, local);
    expect(saidIn(await person.pressOld(ASK))).toBe(words().polishAskLocal);
  });

  it('no leaves everything as it was', async () => {
    const { person, model } = await helped();
    const before = person.state;
    await person.pressOld(ASK);
    expect((await person.pressOld(LEAVE)).outcome).toBe('polish-left');
    expect(person.state.case).toEqual(before.case);
    expect(model.requests).toEqual([]);
  });
});

describe('what a model made of the story', () => {
  it('is shown sentence by sentence beside what was written, labelled, and is not in the draft', async () => {
    const { person } = await helped();
    await person.pressOld(ASK);
    const shown = await person.pressOld(MAKE);
    expect(shown.outcome).toBe('polish-proposed');
    const said = saidIn(shown);
    expect(said).toContain(words().polishLabel);
    expect(said).toContain('1. 김철수 과장이 저를 불렀습니다.');
    expect(said).toContain('적으신 말: 김철수 과장이 저를 불렀어요.');
    expect(said).toContain('3. 010-1234-5678로 전화하였습니다.');
    const draft = saidIn(await person.pressOld(DRAFT));
    expect(draft).toContain('김철수 과장이 저를 불렀어요.');
    expect(draft).not.toContain('불렀습니다');
  });

  it('was made without names and numbers, and of nothing but the story', async () => {
    const { person, model } = await helped();
    await person.pressOld(MAKE);
    const [{ system = '', user = '' } = {}, ...others] = model.requests;
    expect(others).toEqual([]);
    expect(user).toContain('과장이 저를 불렀어요.');
    expect(system + user).not.toMatch(/김철수|010|1234|5678|subway|지하철/);
  });

  it('is marked where the words of the person were kept', async () => {
    const { person } = await helped((request) =>
      honest(request).map((line) => line.replace('하지 않았', '하였')),
    );
    const said = saidIn(await person.pressOld(MAKE));
    expect(said).toContain(`2. 저는 동의하지 않았어요.\n${words().polishAsTyped}`);
  });

  it.each([
    ['lies', lying],
    ['says nothing', () => []],
    [
      'fails',
      () => {
        throw new ModelError('timeout');
      },
    ],
  ])('is not shown where it %s; nothing changes', async (_, writes) => {
    const { person } = await helped(writes);
    const before = person.state;
    const answered = await person.pressOld(MAKE);
    expect(answered.outcome).toBe('polish-failed');
    expect(saidIn(answered)).toBe(words().polishFailed);
    expect(person.state).toEqual(before);
  });
});

describe('once the person says so', () => {
  it('the formal sentences are the account of the draft, with a word on how they came about', async () => {
    const { person } = await helped();
    await person.pressOld(MAKE);
    const used = await person.pressOld(USE);
    expect(used.outcome).toBe('polish-used');
    const said = saidIn(used);
    expect(said).toContain(FORMAL);
    expect(said).toContain('인공지능으로 다듬은 것이며, 작성자가 문장마다 확인하였습니다');
    expect(said).not.toContain('불렀어요');
    expect(person.state.case?.proposed).toBeUndefined();
    expect(offers(used, LEAVE)).toBe(true);
    expect(offers(used, ASK)).toBe(false);
  });

  it('pressed twice it is the same', async () => {
    const { person } = await helped();
    await person.pressOld(MAKE);
    await person.pressOld(USE);
    const { case: once } = person.state;
    expect((await person.pressOld(USE)).outcome).toBe('polish-used');
    expect(person.state.case).toEqual(once);
  });

  it('the English copy keeps Korean words as they were typed, and the other way round', async () => {
    const { person, parts: with_ } = await helped();
    await person.pressOld(MAKE);
    await person.pressOld(USE);
    const english = new Person(with_, { language: 'en' });
    english.restore(person.stored);
    expect(saidIn(await english.pressOld(DRAFT))).toContain('저는 동의하지 않았어요.');
    const other = await helped(honest, { story: ENGLISH, language: 'en' });
    await other.person.pressOld(MAKE);
    const copy = wordsOf(await other.person.pressOld(USE), other.parts);
    expect(copy).toContain('A guard called me. I did not agree.');
    expect(copy).toContain('with the help of AI. The person has confirmed each sentence.');
    const korean = new Person(other.parts, { language: 'ko' });
    korean.restore(other.person.stored);
    expect(saidIn(await korean.pressOld(DRAFT))).toContain(ENGLISH);
  });

  it('their own words come back at any time, also without a model', async () => {
    const { person } = await helped();
    await person.pressOld(MAKE);
    await person.pressOld(USE);
    const later = new Person(parts);
    later.restore(person.stored);
    const draft = await later.pressOld(DRAFT);
    expect(saidIn(draft)).toContain(FORMAL);
    expect(offers(draft, LEAVE)).toBe(true);
    const left = await later.pressOld(LEAVE);
    expect(saidIn(left)).toContain(STORY);
    expect(later.state.case?.formal).toBeUndefined();
  });

  it('another story ends both what was used and what was proposed', async () => {
    for (const to of [undefined, USE]) {
      const { person } = await helped();
      await person.pressOld(MAKE);
      if (to) await person.pressOld(to);
      await person.pressOld({ do: 'change', question: 'story' });
      await person.say('역무원이 저를 불렀어요.');
      expect(person.state.case).not.toHaveProperty('formal');
      expect(person.state.case).not.toHaveProperty('proposed');
      expect((await person.pressOld(USE)).outcome).toBe('polish-gone');
      expect(saidIn(await person.pressOld(DRAFT))).not.toContain('불렀습니다');
    }
  });

  it('another answer leaves them in the draft', async () => {
    const { person } = await helped();
    await person.pressOld(MAKE);
    await person.pressOld(USE);
    await person.pressOld({ do: 'change', question: 'elsewhere' });
    await person.pressOld({ do: 'guide', step: 'elsewhere', value: 'none' });
    expect(saidIn(await person.pressOld(DRAFT))).toContain(FORMAL);
  });

  it('they stand in the export, and go with the draft', async () => {
    const { person } = await helped();
    await person.pressOld(MAKE);
    await person.pressOld(USE);
    const exported = await person.pressOld({ do: 'export' });
    const [{ bytes = new Uint8Array() } = {}] = exported.files ?? [];
    expect(new TextDecoder().decode(bytes)).toContain('010-1234-5678로 전화하였습니다.');
    await person.pressOld({ do: 'case', to: 'destroy' });
    await person.pressOld({ do: 'case', to: 'destroy-sure' });
    expect(person.stored).not.toContain('전화하였습니다');
  });
});

describe('what is sent in', () => {
  it('is the draft with the formal sentences, as the preview showed it, and the words as typed beside it', async () => {
    const { person } = await helped();
    await person.pressOld(MAKE);
    await person.pressOld(USE);
    const preview = saidIn(await person.pressOld({ do: 'submit', document: 'nhrck' }));
    expect(preview).toContain(FORMAL);
    expect(preview).toContain(STORY);
    const sent = await person.pressOld({ do: 'submitting', to: 'told-here' });
    expect(sent.outcome).toBe('submitted');
    const { statements } = readCaseFile(sent.filed?.changes[0]?.file ?? '');
    expect(statements[0]?.answers['story']).toEqual([STORY]);
    expect(statements[0]?.formal).toEqual(person.state.case?.formal);
  });

  it('is shown again where the sentences changed between preview and sending', async () => {
    const { person } = await helped();
    await person.pressOld({ do: 'submit', document: 'nhrck' });
    await person.pressOld(MAKE);
    await person.pressOld(USE);
    const again = await person.pressOld({ do: 'submitting', to: 'told-here' });
    expect(again.outcome).toBe('submission-previewed');
    expect(saidIn(again)).toContain(FORMAL);
  });

  it('is corrected by formal sentences that came later', async () => {
    const { person } = await helped();
    await person.pressOld({ do: 'submit', document: 'nhrck' });
    await person.pressOld({ do: 'submitting', to: 'quietly' });
    await person.pressOld(MAKE);
    await person.pressOld(USE);
    await person.pressOld({ do: 'submit', document: 'nhrck' });
    const corrected = await person.pressOld({ do: 'submitting', to: 'correct' });
    const { statements } = readCaseFile(corrected.filed?.changes[0]?.file ?? '');
    expect(statements).toHaveLength(2);
    expect(statements[0]).not.toHaveProperty('formal');
    expect(statements[1]?.formal).toEqual(person.state.case?.formal);
  });
});

describe('a state', () => {
  it('from before there were formal sentences is read as it was', async () => {
    const person = await finished(parts, { given: told(STORY) });
    const stored = writeState(person.state);
    expect(stored).not.toContain('formal');
    expect(readState(stored)).toEqual(person.state);
  });
});
