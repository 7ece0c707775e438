import { describe, expect, it } from 'vitest';
import { COMMANDS, isCommand, readCommand } from '../../bot/commands.ts';

describe('readCommand', () => {
  it.each(COMMANDS)('reads /%s alone and with something behind it', (command) => {
    expect(readCommand(`/${command}`)).toEqual({ command, argument: '' });
    expect(readCommand(`/${command} 형법 250조`)).toEqual({ command, argument: '형법 250조' });
  });

  it.each([
    {
      text: '  /LAW \n 개인정보 보호법\n23조  ',
      command: 'law',
      argument: '개인정보 보호법\n23조',
    },
    { text: '/Guide\t', command: 'guide', argument: '' },
    { text: '/ask /help', command: 'ask', argument: '/help' },
  ])('reads "$text"', ({ text, command, argument }) => {
    expect(readCommand(text)).toEqual({ command, argument });
  });

  it.each([
    '',
    '/',
    '//help',
    '/ help',
    '/helper',
    '/help!',
    '/forget.',
    'help',
    '제가 /forget 을 썼어요',
    '/지우기',
    '/constructor',
    '/__proto__',
    `/${'x'.repeat(10_000)}`,
  ])('takes "%s" for a text', (text) => {
    expect(readCommand(text)).toBeUndefined();
  });

  it('knows commands only by their own names', () => {
    expect(['toString', 'START', '', 'help '].filter(isCommand)).toEqual([]);
  });
});
