import type { DatabaseUnit } from './database-law.ts';
import { LawAnswerError } from './errors.ts';
import { escaped, linesOf, withOneDot } from './law-lines.ts';
import { sameTitle } from './same-title.ts';
import { isDivision, writeHeading } from './write-heading.ts';
import { writeParagraph } from './write-paragraph.ts';

/** One row of the law, an article or a heading, in Markdown blocks. */
export interface Unit {
  /** `25-2`; absent for headings. */
  readonly article?: string;
  /** ISO date from which this article applies, where the database says it. */
  readonly inForce?: string;
  readonly markdown: readonly string[];
}

/** @throws {LawAnswerError} when an article has no number: it could not be cited, and must not get lost. */
export function readUnit(unit: DatabaseUnit): Unit {
  const [first = '', ...more] = linesOf(unit.조문내용);
  const label = /^제\s*(\d+)\s*조(?:\s*의\s*(\d+))?/.exec(first);
  if (isHeading(unit, first, label !== null)) return { markdown: writeHeading(unit.조문내용) };
  const { number, branch } = numberOf(unit, label);
  const isLabelled = label !== null && label[1] === number && (label[2] ?? '') === branch;
  const rest = isLabelled ? first.slice(label[0].length).trim() : first;
  const { title, lead } = splitTitle(rest, unit.조문제목.replace(/\s*\n\s*/g, ' ').trim());
  const name = branch ? `제${number}조의${branch}` : `제${number}조`;
  return {
    article: branch ? `${number}-${branch}` : number,
    ...(unit.조문시행일자 && { inForce: unit.조문시행일자 }),
    markdown: [
      `##### ${name}${title && ` (${title})`}`,
      [lead, ...more].filter(Boolean).map(escaped).join('\n'),
      ...paragraphsOf(unit).flatMap(writeParagraph),
    ].filter(Boolean),
  };
}

function isHeading(unit: DatabaseUnit, first: string, isLabelled: boolean): boolean {
  if (unit.조문여부.trim() === '전문') return !isLabelled;
  return !unit.조문제목.trim() && isDivision(first);
}

/** The fields say it; where they are missing, the text does (`제25조의2(…)`). */
function numberOf(unit: DatabaseUnit, label: RegExpExecArray | null) {
  const number = plainNumber(unit.조문번호);
  const branch = plainNumber(unit.조문가지번호);
  const [, labelNumber = '', labelBranch = ''] = label ?? [];
  if (number && (branch || number !== labelNumber)) return { number, branch };
  if (labelNumber) return { number: labelNumber, branch: labelBranch };
  throw new LawAnswerError(
    `The database sent an article without a number ("${unit.조문내용.trim().slice(0, 40)}").`,
  );
}

/** `0015` and 15 are the same; 0 stands for none. */
const plainNumber = (text: string): string => /^0*([1-9]\d*)$/.exec(text.trim())?.[1] ?? '';

/**
 * Takes the title off the text: `(목적) 이 법은 …`, or `[…]` where the title itself has brackets. Words in brackets
 * that are not the title stay where they are.
 */
function splitTitle(text: string, title: string): { title: string; lead: string } {
  const end =
    title && text.startsWith(`(${withOneDot(title)})`) ? title.length + 1 : closingBracket(text);
  if (end < 0) return { title, lead: text };
  const inside = text.slice(1, end).trim();
  const lead = text.slice(end + 1).trim();
  if (title) return sameTitle(inside, title) ? { title, lead } : { title, lead: text };
  return text.startsWith('(') && inside && !inside.startsWith('삭제')
    ? { title: inside, lead }
    : { title: '', lead: text };
}

/** Where the bracket that opens the text is closed again; -1 when none opens it. */
function closingBracket(text: string): number {
  const pair = ['()', '[]'].find(([open]) => text[0] === open);
  if (!pair) return -1;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === pair[0]) depth += 1;
    if (text[at] === pair[1]) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** Items that stand in the article itself form a paragraph without a number. */
function paragraphsOf(unit: DatabaseUnit): DatabaseUnit['항'] {
  if (unit.호.length === 0 && unit.목.length === 0) return unit.항;
  return [...unit.항, { 항번호: '', 항내용: '', 호: unit.호, 목: unit.목 }];
}
