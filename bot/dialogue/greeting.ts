import { paragraph, plain } from '../answer-blocks.ts';
import { EXAMPLES } from '../choices.ts';
import { shownCommands } from '../commands.ts';
import type { Block, Choice } from '../message.ts';
import { button, keepingLine, type Reply, replyWith, say, type Talk } from '../talk.ts';
import type { Words } from '../words.ts';
import { firstNote } from './answering.ts';
import { modelNotice } from './model-use.ts';

export function greet(talk: Talk): Reply {
  const { chat } = talk.words;
  const note = firstNote(talk).length > 0 ? [keepingLine(talk, chat.firstNote)] : [];
  const notice = modelNotice(talk);
  const lines = [chat.welcome, chat.welcomeHow, ...note, notice].filter(Boolean);
  return replyWith(talk, 'greeted', [say(lines.join('\n'), exampleChoices(talk.words))], {
    ...talk.state,
    isGreeted: talk.state.isGreeted || note.length > 0,
    ...(notice && { isToldOfModel: true }),
  });
}

export function help(talk: Talk): Reply {
  const { chat, command } = talk.words;
  const commands: Block = {
    kind: 'list',
    items: shownCommands(talk.parts.intake !== undefined).map((name) =>
      plain(`/${name} ${command[name]}`),
    ),
  };
  return replyWith(talk, 'help', [
    {
      kind: 'message',
      blocks: [...paragraph(chat.help), commands, ...paragraph(modelNotice(talk))],
      choices: exampleChoices(talk.words),
    },
  ]);
}

const exampleChoices = (words: Words): readonly Choice[] =>
  EXAMPLES.map((number) => button(exampleText(words, number), { do: 'example', number }));

/** The wording of an example question. */
export function exampleText({ web }: Words, number: number): string {
  return [web.exampleOne, web.exampleTwo, web.exampleThree, web.exampleFour][number - 1] ?? '';
}

/** Our home page inside a platform. */
export function home(talk: Talk): Reply {
  const { chat, web } = talk.words;
  return replyWith(talk, 'home', [
    {
      kind: 'home',
      blocks: [
        { kind: 'heading', text: web.title },
        ...paragraph(chat.welcome),
        ...paragraph(chat.homeIntro),
        ...paragraph(modelNotice(talk)),
      ],
      choices: [
        ...exampleChoices(talk.words),
        button(talk.words.command.guide, { do: 'command', command: 'guide' }),
        ...(talk.parts.intake
          ? [button(talk.words.command.case, { do: 'command', command: 'case' })]
          : []),
        button(chat.privacyTitle, { do: 'command', command: 'privacy' }),
      ],
    },
  ]);
}
