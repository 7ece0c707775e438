/** A part of a text that Telegram shows in another form; offsets in UTF-16 units, as in the Bot API. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

export interface FormattedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** What Telegram would answer to a text that it cannot read. */
export class HtmlError extends Error {
  override readonly name = 'HtmlError';
}

/** Tags by the entity that they make. https://core.telegram.org/bots/api#html-style */
const TAGS: Readonly<Record<string, string>> = {
  a: 'text_link',
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  'tg-emoji': 'custom_emoji',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  span: ['class'],
  'tg-emoji': ['emoji-id'],
  code: ['class'],
  blockquote: ['expandable'],
};

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

interface OpenTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly offset: number;
}

/**
 * Reads Telegram's HTML as the Bot API does.
 *
 * @param isStrict - Refuses also what Telegram lets pass although its documentation does not: bare `&` and `>`, unknown
 *   attributes, and entities in places where they are dropped.
 * @throws {HtmlError} with Telegram's words after "can't parse entities: ".
 */
export function parseHtml(html: string, isStrict = false): FormattedText {
  return new Reader(html, isStrict).read();
}

class Reader {
  readonly #html: string;
  readonly #isStrict: boolean;
  readonly #open: OpenTag[] = [];
  readonly #entities: Entity[] = [];
  #text = '';
  #at = 0;

  constructor(html: string, isStrict: boolean) {
    this.#html = html;
    this.#isStrict = isStrict;
  }

  read(): FormattedText {
    while (this.#at < this.#html.length) {
      const char = this.#html.charAt(this.#at);
      if (char === '<') this.#readTag();
      else if (char === '&') this.#readReference();
      else this.#readCharacters();
    }
    const unclosed = this.#open.at(-1);
    if (unclosed) {
      throw new HtmlError(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
    }
    if (!this.#text.isWellFormed()) {
      throw new HtmlError(
        'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
      );
    }
    // The outer of two that cover the same comes first; it was closed last.
    const entities = this.#entities.filter(({ length }) => length > 0).reverse();
    entities.sort((one, other) => one.offset - other.offset || other.length - one.length);
    return { text: this.#text, entities };
  }

  #readCharacters(): void {
    const rest = this.#html.slice(this.#at);
    const next = rest.search(/[<&]/);
    const plain = next < 0 ? rest : rest.slice(0, next);
    if (this.#isStrict && plain.includes('>')) throw new HtmlError(`Bare ">" ${this.#place()}`);
    this.#text += plain;
    this.#at += plain.length;
  }

  #readReference(): void {
    const found = /^&(?:#x([0-9a-f]{1,8})|#([0-9]{1,9})|([a-z]+));/i.exec(
      this.#html.slice(this.#at, this.#at + 14),
    );
    const decoded = found && decode(found);
    if (!decoded && this.#isStrict) throw new HtmlError(`Bare "&" ${this.#place()}`);
    this.#text += decoded ?? '&';
    this.#at += found && decoded ? found[0].length : 1;
  }

  #readTag(): void {
    if (this.#html.startsWith('</', this.#at)) this.#readEndTag();
    else this.#readStartTag();
  }

  #readStartTag(): void {
    const place = this.#place();
    const name = /^[^\s>]*/.exec(this.#html.slice(this.#at + 1))?.[0].toLowerCase() ?? '';
    const end = this.#at + 1 + name.length;
    if (end >= this.#html.length) throw new HtmlError(`Unclosed start tag ${place}`);
    if (!Object.hasOwn(TAGS, name)) {
      throw new HtmlError(`Unsupported start tag "${name}" ${place}`);
    }
    this.#at = end;
    const attributes = this.#readAttributes(name, place);
    this.#checkStart(name, attributes, place);
    this.#open.push({ name, attributes, offset: this.#text.length });
  }

  #readAttributes(tag: string, place: string): Map<string, string> {
    const attributes = new Map<string, string>();
    while (this.#hasAttribute(tag, place)) {
      const [name, value] = this.#readAttribute(tag, place);
      attributes.set(name, value);
    }
    this.#at += 1;
    return attributes;
  }

  #hasAttribute(tag: string, place: string): boolean {
    this.#at += /^\s*/.exec(this.#html.slice(this.#at))?.[0].length ?? 0;
    if (this.#at >= this.#html.length) {
      throw new HtmlError(`Unclosed start tag "${tag}" ${place}`);
    }
    return this.#html.charAt(this.#at) !== '>';
  }

  #readAttribute(tag: string, place: string): readonly [name: string, value: string] {
    const found = /^([^\s=>]*)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.-]+))?/.exec(
      this.#html.slice(this.#at),
    );
    const name = found?.[1]?.toLowerCase() ?? '';
    if (!found || !name) throw new HtmlError(`Empty attribute name in the tag "${tag}" ${place}`);
    const value = found[2];
    if (value === undefined && name !== 'expandable') {
      throw new HtmlError(
        `Expected equal sign in declaration of an attribute of the tag "${tag}" ${place}`,
      );
    }
    this.#at += found[0].length;
    return [name, this.#unescape(value?.replace(/^(["'])(.*)\1$/s, '$2') ?? '', place)];
  }

  #unescape(value: string, place: string): string {
    if (this.#isStrict && /[<>]|&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)/i.test(value)) {
      throw new HtmlError(`An attribute is not escaped ${place}`);
    }
    return value.replace(
      /&(?:#x([0-9a-f]{1,8})|#([0-9]{1,9})|([a-z]+));/gi,
      (whole, ...groups) => decode([whole, ...groups.slice(0, 3)]) ?? whole,
    );
  }

  #checkStart(name: string, attributes: ReadonlyMap<string, string>, place: string): void {
    if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
      throw new HtmlError(`Tag "span" must have class "tg-spoiler" ${place}`);
    }
    if (name === 'tg-emoji' && !/^\d+$/.test(attributes.get('emoji-id') ?? '')) {
      throw new HtmlError('Invalid custom emoji identifier specified');
    }
    if (this.#isStrict) this.#checkStrictly(name, attributes, place);
  }

  #checkStrictly(name: string, attributes: ReadonlyMap<string, string>, place: string): void {
    const known = ATTRIBUTES[name] ?? [];
    const unknown = [...attributes.keys()].find((attribute) => !known.includes(attribute));
    if (unknown !== undefined) {
      throw new HtmlError(`Unknown attribute "${unknown}" of "${name}" ${place}`);
    }
    if (name === 'a' && !isLink(attributes.get('href') ?? '')) {
      throw new HtmlError(`A link that Telegram would drop ${place}`);
    }
    this.#checkNesting(name, place);
  }

  /** Of one entity in another of its kind only one is kept; of a quote or a link in code, none. */
  #checkNesting(name: string, place: string): void {
    const outer = this.#open.map((tag) => TAGS[tag.name] ?? '');
    const type = TAGS[name] ?? '';
    const isInCode = outer.includes('code') || (outer.includes('pre') && name !== 'code');
    const isInnerQuote = type === 'blockquote' && outer.length > 0;
    if (outer.includes(type) || isInCode || isInnerQuote) {
      throw new HtmlError(`"${name}" is not allowed inside "${outer.join('" and "')}" ${place}`);
    }
  }

  #readEndTag(): void {
    const place = this.#place();
    const tag = this.#open.pop();
    if (!tag) throw new HtmlError(`Unexpected end tag ${place}`);
    const found = /^<\/([^\s>]*)\s*(>?)/.exec(this.#html.slice(this.#at));
    if (!found?.[2]) throw new HtmlError(`Unclosed end tag ${place}`);
    const name = found[1]?.toLowerCase() ?? '';
    if ((name || this.#isStrict) && name !== tag.name) {
      throw new HtmlError(
        `Unmatched end tag ${place}, expected "</${tag.name}>", found "</${name}>"`,
      );
    }
    this.#at += found[0].length;
    this.#close(tag);
  }

  #close({ name, attributes, offset }: OpenTag): void {
    const length = this.#text.length - offset;
    if (length === 0 && this.#isStrict) throw new HtmlError(`Nothing in "${name}"`);
    if (name === 'a') {
      const url = attributes.get('href') || this.#text.slice(offset);
      // A link that is none is shown as text, without a word to the bot.
      if (isLink(url)) this.#entities.push({ type: 'text_link', offset, length, url });
      return;
    }
    const isExpandable = name === 'blockquote' && attributes.has('expandable');
    const type = isExpandable ? 'expandable_blockquote' : (TAGS[name] ?? name);
    this.#entities.push({ type, offset, length });
  }

  /** Telegram counts bytes of UTF-8. */
  #place(): string {
    return `at byte offset ${Buffer.byteLength(this.#html.slice(0, this.#at))}`;
  }
}

function decode(found: readonly (string | undefined)[]): string | undefined {
  const [, hex, decimal, name] = found;
  if (name) return NAMED[name];
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** Whether Telegram would make a link of it. It wants a host with a dot, or the address of a person inside Telegram. */
export function isLink(url: string): boolean {
  if (/^tg:\/\/user\?id=\d+$/.test(url)) return true;
  try {
    const { protocol, hostname } = new URL(url);
    return /^https?:$/.test(protocol) && hostname.includes('.') && !/[\s<>"]/.test(url);
  } catch {
    return false;
  }
}

/** Characters that make no mark on a screen. A message of nothing else is refused as empty. */
const INVISIBLE =
  /[\s\p{C}\p{Z}\u115f\u1160\u2800\u3164\uffa0\ufffc]|[\ufe00-\ufe0f]|\u034f|\u17b4|\u17b5/gu;

/** What is left of a text when everything is taken out that nobody can see. */
export const visibleText = (text: string): string => text.replace(INVISIBLE, '');

/** At most so many are kept, the first ones. */
const MAX_ENTITIES = 100;

/** Cleans a text as Telegram does before it is shown: no control characters, no space around it, not too many entities. */
export function cleanText({ text, entities }: FormattedText): FormattedText {
  const plain = text
    .replace(/\r/g, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: Telegram shows them as spaces.
    .replace(/[\u0000-\u0009\u000b-\u001f]/g, ' ');
  const start = plain.length - plain.trimStart().length;
  const shown = plain.trim();
  const moved = entities.flatMap((entity) => {
    const offset = Math.max(0, entity.offset - start);
    const end = Math.min(shown.length, entity.offset + entity.length - start);
    return end > offset ? [{ ...entity, offset, length: end - offset }] : [];
  });
  return { text: shown, entities: moved.slice(0, MAX_ENTITIES) };
}
