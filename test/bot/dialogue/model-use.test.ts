import { beforeAll, describe, expect, it } from 'vitest';
import type { Incoming } from '../../../bot/message.ts';
import type { BotParts } from '../../../bot/talk.ts';
import type { Language } from '../../../knowledge/language.ts';
import { type ModelTests, modelTests } from '../../model-tests.ts';
import { copying, FAR_AWAY, ScriptedModel } from '../../scripted-model.ts';
import { labelsOf, Person, realParts, textsOf } from '../../talking.ts';

const GYM: Readonly<Record<Language, string>> = {
  ko: '헬스장이 얼굴로만 입장하래요. 괜찮나요?',
  en: 'My gym only lets me in by face scan. Is that allowed?',
};

let parts: BotParts;
let tests: ModelTests;
beforeAll(async () => {
  [parts, tests] = await Promise.all([realParts(), modelTests()]);
});

function withModel(facts = FAR_AWAY) {
  const model = new ScriptedModel({ writes: copying, facts });
  return { model, parts: { ...parts, model: tests.desk(model) } };
}
const words = (language: Language) => parts.settings.words[language].model;

describe.each(['ko', 'en'] as const)('a language model, in %s', (language) => {
  it('is announced in the greeting, and words the first answer after it', async () => {
    const { model, parts: own } = withModel();
    const person = new Person(own, { language });
    const hello = textsOf(await person.command('start'), own).join('\n');
    expect(hello).toContain(FAR_AWAY.provider);
    const answered = textsOf(await person.say(GYM[language]), own).join('\n');
    expect(answered).toContain(words(language).label);
    expect(model.requests).toHaveLength(1);
  });

  it('is asked nothing before the person was told of it, which comes with the first answer', async () => {
    const { model, parts: own } = withModel();
    const person = new Person(own, { language });
    const first = textsOf(await person.say(GYM[language]), own).join('\n');
    expect(model.requests).toEqual([]);
    expect(first).not.toContain(words(language).label);
    expect(first).toContain(FAR_AWAY.provider);
    const second = textsOf(await person.say(GYM[language]), own).join('\n');
    expect(model.requests).toHaveLength(1);
    expect(second).toContain(words(language).label);
    expect(second).not.toContain(FAR_AWAY.provider);
  });

  it('can be turned off and on again in what is said about privacy', async () => {
    const { model, parts: own } = withModel();
    const person = new Person(own, { language });
    await person.command('start');
    const privacy = await person.command('privacy');
    expect(textsOf(privacy, own).join('\n')).toContain(FAR_AWAY.name);
    expect(textsOf(await person.press(words(language).turnOff), own)).toEqual([
      words(language).isOff,
    ]);
    await person.say(GYM[language]);
    expect(model.requests).toEqual([]);
    const off = await person.command('privacy');
    expect(textsOf(off, own).join('\n')).toContain(words(language).privacyOff);
    await person.press(words(language).turnOn);
    await person.say(GYM[language]);
    expect(model.requests).toHaveLength(1);
  });

  it('that runs with the operator is said to keep everything there', async () => {
    const { parts: own } = withModel({ name: 'ollama:q', provider: 'localhost', isLocal: true });
    const person = new Person(own, { language });
    const hello = textsOf(await person.command('start'), own).join('\n');
    expect(hello).toContain(words(language).noticeLocal);
    const privacy = textsOf(await person.command('privacy'), own).join('\n');
    expect(privacy).toContain('ollama:q');
  });

  it('that there is none of is never spoken of', async () => {
    const person = new Person(parts, { language });
    const said = [
      ...textsOf(await person.command('start'), parts),
      ...textsOf(await person.say(GYM[language]), parts),
      ...textsOf(await person.command('help'), parts),
    ].join('\n');
    const privacy = await person.command('privacy');
    expect(said + textsOf(privacy, parts).join('\n')).not.toMatch(/생성형|generative/i);
    expect(labelsOf(privacy)).not.toContain(words(language).turnOff);
  });
});

it.each<{ where: string; options: { platform: Incoming['platform']; audience?: 'group' } }>([
  { where: 'a group', options: { platform: 'slack', audience: 'group' } },
  { where: 'Slack', options: { platform: 'slack' } },
])('in $where too nothing leaves before it was said where it goes', async ({ options }) => {
  const { model, parts: own } = withModel();
  const person = new Person(own, { language: 'ko', ...options });
  expect(textsOf(await person.say(GYM.ko), own).join('\n')).toContain(FAR_AWAY.provider);
  expect(model.requests).toEqual([]);
  await person.say(GYM.ko);
  expect(model.requests).toHaveLength(1);
});

it('on the web, where the page has said it, the first answer is worded', async () => {
  const { model, parts: own } = withModel();
  await new Person(own, { language: 'ko', platform: 'web' }).say(GYM.ko);
  expect(model.requests).toHaveLength(1);
});

it('a button that we offered is never taken for a vague message', async () => {
  const { model, parts: own } = withModel();
  const person = new Person(own, { language: 'ko' });
  await person.command('start');
  await person.press(parts.settings.words.ko.web.exampleOne);
  expect(model.requests.map(({ task }) => task)).toEqual(['word']);
});
