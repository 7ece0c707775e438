import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../bot/commands.ts';
import type { BotParts } from '../../../bot/talk.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { choicesOf, labelsOf, Person, pathsOf, realParts, textsOf } from '../../talking.ts';

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});

const OUTCOMES = {
  start: 'greeted',
  ask: 'asked-for-question',
  guide: 'guide-place',
  complaint: 'consent-asked',
  // Nothing is received here.
  case: 'no-intake',
  law: 'asked-for-question',
  language: 'language-asked',
  privacy: 'privacy',
  forget: 'forget-asked',
  help: 'help',
} as const;
const FOR_ONE_ONLY = ['complaint', 'privacy', 'forget'] as const;
const inBoth = COMMANDS.flatMap((command) =>
  LANGUAGES.map((language) => ({ command, language, outcome: OUTCOMES[command] })),
);

const isIn = (language: string, text: string): boolean =>
  language === 'ko' ? /[가-힣]/.test(text) : /[a-z]/i.test(text) && !/[가-힣]{2,}/.test(text);

describe('in private', () => {
  it.each(inBoth)('/$command comes to "$outcome" in $language', async (row) => {
    const person = new Person(parts, { language: row.language });
    const answered = await person.command(row.command);
    expect(answered).toMatchObject({ outcome: row.outcome, language: row.language });
    expect(answered.erasesPerson ?? false).toBe(false);
    const [first = ''] = textsOf(answered, parts);
    // The choice of a language is offered in both.
    if (row.command !== 'language' && row.command !== 'help') {
      expect(isIn(row.language, first)).toBe(true);
    }
  });

  it.each(inBoth)('/$command typed as a text is the same in $language', async (row) => {
    const { command, language } = row;
    const pressed = await new Person(parts, { language }).command(command);
    const typed = await new Person(parts, { language }).say(`/${command}`);
    expect(typed).toEqual(pressed);
  });

  it.each([
    { said: '/ask 회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?', outcome: 'answered' },
    { said: '/law 개인정보 보호법 23조', outcome: 'answered-article' },
    { said: '/law PIPA art. 23', outcome: 'answered-article' },
  ])('"$said" is answered at once', async ({ said, outcome }) => {
    expect((await new Person(parts).say(said)).outcome).toBe(outcome);
  });

  it('a command that does not exist is a question like any other', async () => {
    const answered = await new Person(parts).say('/stop');
    expect(answered.messages[0]?.kind).toBe('answer');
  });

  it('help names every command with what it does', async () => {
    const [said = ''] = textsOf(await new Person(parts).command('help'), parts);
    expect(said).not.toContain('/case');
    for (const command of COMMANDS.filter((one) => one !== 'case')) {
      expect(said).toContain(`/${command} ${parts.settings.words.ko.command[command]}`);
    }
  });

  it('the examples are answered, each from one entry', async () => {
    for (const language of LANGUAGES) {
      const person = new Person(parts, { language });
      const labels = labelsOf(await person.command('start'));
      expect(labels).toHaveLength(4);
      for (const label of labels) {
        const answered = await person.press(label);
        expect(answered).toMatchObject({ outcome: 'answered', language });
        expect(pathsOf(answered)[0]).toMatch(/^\/a\//);
      }
    }
  });
});

describe('in a group', () => {
  it.each(FOR_ONE_ONLY)('/%s goes on in private, by a button', async (command) => {
    const person = new Person(parts, { audience: 'group', privateUrl: 'https://t.me/bot' });
    const answered = await person.command(command);
    expect(answered.outcome).toBe('moved-to-private');
    expect(choicesOf(answered)).toEqual([
      {
        label: parts.settings.words.ko.chat.privateButton,
        url: `https://t.me/bot?start=${command}`,
      },
    ]);
    expect(person.state.dialogue).toBeUndefined();
  });

  it.each(FOR_ONE_ONLY)('/%s says so where there is no way to go on', async (command) => {
    const answered = await new Person(parts, { audience: 'group' }).command(command);
    expect(answered.outcome).toBe('moved-to-private');
    expect(choicesOf(answered)).toEqual([]);
  });

  it.each([
    { what: 'a file', content: file('') },
    { what: 'a place', content: { kind: 'place', latitude: 37.5, longitude: 127 } as const },
  ])('$what goes on in private, and nothing waits here', async ({ content }) => {
    const person = new Person(parts, { audience: 'group', privateUrl: 'https://t.me/bot' });
    expect((await person.send(content)).outcome).toBe('moved-to-private');
    expect(person.state.dialogue).toBeUndefined();
  });

  it('a question under a photo is answered all the same', async () => {
    const person = new Person(parts, { audience: 'group' });
    const answered = await person.send(file('회사가 얼굴로만 출퇴근을 찍으래요'));
    expect(answered.outcome).toBe('answered');
    expect(answered.messages).toHaveLength(2);
  });

  it.each(['진정서 쓰고 싶어요', 'I want to write a complaint'])(
    'the wish "%s" goes on in private',
    async (wish) => {
      const answered = await new Person(parts, { audience: 'group' }).say(wish);
      expect(answered.outcome).toBe('moved-to-private');
    },
  );

  it.each([
    { button: { do: 'forget', isSure: true } as const },
    { button: { do: 'export' } as const },
    { button: { do: 'command', command: 'privacy' } as const },
    { button: { do: 'command', command: 'complaint' } as const },
  ])('a button from a private chat, $button.do, does nothing here', async ({ button }) => {
    const person = new Person(parts, { audience: 'group' });
    const answered = await person.pressOld(button);
    expect(answered.outcome).toBe('moved-to-private');
    expect(answered.files).toBeUndefined();
    expect(answered.erasesPerson).toBeUndefined();
  });

  it('questions are answered, without the first note', async () => {
    const answered = await new Person(parts, { audience: 'group' }).say(
      '회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?',
    );
    expect(answered.messages).toHaveLength(1);
  });
});

function file(caption: string) {
  return { kind: 'file', file: { ref: 'f1', mediaType: 'image/jpeg' }, caption } as const;
}

describe('a link into a conversation', () => {
  it.each(LANGUAGES)('with an entry is answered with that entry, in %s', async (language) => {
    const answered = await new Person(parts, { language }).command('start', 'subway-live');
    expect(answered).toMatchObject({ outcome: 'answered', language });
    expect(pathsOf(answered)).toEqual(['/a/subway-live']);
  });

  it.each(COMMANDS.filter((command) => command !== 'start'))(
    'with "%s" does what that command does',
    async (command) => {
      const linked = await new Person(parts).command('start', command);
      expect(linked).toEqual(await new Person(parts).command(command));
    },
  );

  it.each(['no-such-entry', '../../etc/passwd', '__proto__', 'x'.repeat(64)])(
    'with "%s" says that there is no such answer, and greets',
    async (argument) => {
      const answered = await new Person(parts).command('start', argument);
      expect(answered.outcome).toBe('greeted');
      expect(textsOf(answered, parts)[0]).toBe(parts.settings.words.ko.chat.noSuchAnswer);
      expect(answered.messages).toHaveLength(2);
    },
  );

  it('with "start" greets once', async () => {
    const answered = await new Person(parts).command('start', 'start');
    expect(answered.outcome).toBe('greeted');
  });
});
