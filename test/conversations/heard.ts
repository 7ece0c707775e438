/** A button as a person sees it. */
export interface SeenButton {
  readonly label: string;
  readonly token?: string;
  readonly url?: string;
}

/** One message as a person sees it, whatever the platform. */
export interface Seen {
  readonly by: 'person' | 'bot';
  readonly text: string;
  readonly links?: readonly { readonly text: string; readonly url: string }[];
  readonly buttons?: readonly SeenButton[];
  readonly file?: { readonly id: string; readonly name: string };
  /** The words of the message that this one answers, or the thread that it stands in. */
  readonly answers?: string;
}

/** What came back for one thing that a person did. */
export class Heard {
  readonly messages: readonly Seen[];

  constructor(messages: readonly Seen[]) {
    this.messages = messages;
  }

  /** All words, message by message. */
  get texts(): readonly string[] {
    return this.messages.map(({ text }) => text);
  }

  get text(): string {
    return this.texts.join('\n\n');
  }

  get links(): readonly { readonly text: string; readonly url: string }[] {
    return this.messages.flatMap(({ links }) => links ?? []);
  }

  get buttons(): readonly SeenButton[] {
    return this.messages.flatMap(({ buttons }) => buttons ?? []);
  }

  get labels(): readonly string[] {
    return this.buttons.map(({ label }) => label);
  }

  get file(): { readonly id: string; readonly name: string } | undefined {
    return this.messages.find(({ file }) => file)?.file;
  }

  urlOf(label: string): string | undefined {
    return this.buttons.find((button) => button.label === label)?.url;
  }
}

/** The token of the newest button with this label. @throws when there is none. */
export function tokenOfNewest(seen: readonly Seen[], label: string): string {
  const buttons = seen.flatMap((message) => message.buttons ?? []);
  const token = buttons.findLast((button) => button.label === label)?.token;
  if (token === undefined) throw new Error(`No button says "${label}".\n${transcript(seen)}`);
  return token;
}

/** A conversation as one reads it on a screen, for failures and for people who judge how it reads. */
export const transcript = (seen: readonly Seen[]): string => seen.map(written).join('\n');

function written({ by, text, links = [], buttons = [], file, answers }: Seen): string {
  const lines = [
    ...(answers ? [`  (↩ ${answers.slice(0, 40)})`] : []),
    `${by === 'person' ? '>' : '<'} ${text.replaceAll('\n', '\n  ')}`,
    ...(file ? [`  📎 ${file.name}`] : []),
    ...(links.length > 0 ? [`  (links: ${links.length})`] : []),
    ...(buttons.length > 0
      ? [`  ${buttons.map(({ label, url }) => `[${label}${url ? ' ↗' : ''}]`).join(' ')}`]
      : []),
  ];
  return lines.join('\n');
}
