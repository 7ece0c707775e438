import { escaped, linesOf } from './law-lines.ts';

/** Levels of headings; articles are the fifth. */
const LEVELS: Readonly<Record<string, string>> = { 편: '#', 장: '##', 절: '###', 관: '####' };

const DIVISION = /^제\s*\d+\s*(?:의\s*\d+\s*)?([편장절관])/;

/** Divisions below 관, in a few old laws. */
const LOWER_DIVISION = /^제\s*\d+\s*(?:의\s*\d+\s*)?[속항목](?![가-힣])/;

export const isDivision = (line: string): boolean => DIVISION.test(line);

/** A row that is no article: the heading of a division, several at once, or a preamble. */
export function writeHeading(content: string): readonly string[] {
  const blocks: string[] = [];
  for (const line of linesOf(content)) {
    const level = LEVELS[DIVISION.exec(line)?.[1] ?? ''];
    const last = blocks.at(-1);
    if (level) blocks.push(`${level} ${line}`);
    // A note such as <개정 2014.5.28> belongs to the heading before it.
    else if (line.startsWith('<') && last?.startsWith('#')) blocks.splice(-1, 1, `${last} ${line}`);
    else blocks.push(LOWER_DIVISION.test(line) ? `**${line}**` : escaped(line));
  }
  return blocks;
}
