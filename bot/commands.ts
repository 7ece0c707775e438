/** What a person can ask for by name, on every platform. Their descriptions are in the words. */
export const COMMANDS = [
  'start',
  'ask',
  'guide',
  'complaint',
  'case',
  'law',
  'language',
  'privacy',
  'forget',
  'help',
] as const;

export type CommandName = (typeof COMMANDS)[number];

/** Those that people are shown: nothing is offered that is not received. All of them are understood. */
export const shownCommands = (isReceiving: boolean): readonly CommandName[] =>
  COMMANDS.filter((command) => isReceiving || command !== 'case');

export const isCommand = (name: string): name is CommandName =>
  COMMANDS.some((command) => command === name);

/** `/law 형법 250조`, as typed where the platform has no commands of its own; undefined for any other text. */
export function readCommand(
  text: string,
): { readonly command: CommandName; readonly argument: string } | undefined {
  const found = /^\/(\w+)(?:\s+([\s\S]*))?$/.exec(text.trim());
  const name = found?.[1]?.toLowerCase() ?? '';
  return isCommand(name) ? { command: name, argument: found?.[2]?.trim() ?? '' } : undefined;
}
