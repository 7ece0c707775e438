/** The collection writes every middle dot as ㆍ (U+318D) in names and running text. */
export const withOneDot = (text: string): string => text.replace(/[\u00B7\u30FB\uFF65]/g, '\u318D');

/** The lines of a text, in NFC, without the indentation and the empty lines of the database. */
export const linesOf = (text: string): readonly string[] =>
  withOneDot(text.normalize('NFC'))
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** A line of the law that begins with # must not become a heading. */
export const escaped = (line: string): string => line.replace(/^#/, '\\#');

/** Lines below the first are set in by a space, as in the collection. */
export const block = (first: string, rest: readonly string[]): string =>
  [first, ...rest.map((line) => ` ${escaped(line)}`)].join('\n');
