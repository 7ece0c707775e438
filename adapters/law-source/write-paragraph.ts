import type { DatabaseUnit } from './database-law.ts';
import { block, escaped, linesOf } from './law-lines.ts';

type Paragraph = DatabaseUnit['항'][number];

const CIRCLED = /^[①-⑳㉑-㉟㊱-㊿]/;

/** One paragraph and, as a block of their own, its items and sub-items. */
export function writeParagraph(paragraph: Paragraph): readonly string[] {
  const [first = '', ...more] = linesOf(paragraph.항내용);
  const mark = CIRCLED.exec(first)?.[0] ?? paragraph.항번호.trim();
  const rest = (mark && first.startsWith(mark) ? first.slice(mark.length) : first).trim();
  const text = mark ? `**${mark}** ${rest}`.trim() : escaped(rest);
  const parts = [...paragraph.호.flatMap(writeItem), ...paragraph.목.map(writeSubitem)];
  return [block(text, more), parts.join('\n')].filter(Boolean);
}

function writeItem(item: Paragraph['호'][number]): readonly string[] {
  const [first = '', ...more] = linesOf(item.호내용);
  const number = joined(item.호번호, item.호가지번호);
  const { mark, rest } = splitMark(first, number, /^(\d+)(?:의\d+)?\s*\./);
  return [block(`  ${mark && `${mark}\\. `}${rest}`, more), ...item.목.map(writeSubitem)];
}

function writeSubitem(subitem: Paragraph['목'][number]): string {
  const [first = '', ...more] = linesOf(subitem.목내용);
  const letter = joined(subitem.목번호, subitem.목가지번호);
  const { mark, rest } = splitMark(first, letter, /^([가-힣])(?:의\d+)?\s*\./);
  return block(`    ${mark && `${mark}\\. `}${rest}`, more);
}

/** `1.` and 2 are `1의2`; a branch of 0 is none, and some numbers have it already. */
function joined(number: string, branch: string): string {
  const base = number.replace(/[\s.]/g, '');
  const digits = branch.trim().replace(/^0+/, '');
  return digits && base && !base.includes('의') ? `${base}의${digits}` : base;
}

/**
 * Takes the mark off the text, which usually begins with it. A text that begins with another number than its field
 * says ("2010. 5. 31. 이전에 …") has no mark of its own.
 */
function splitMark(text: string, field: string, pattern: RegExp): { mark: string; rest: string } {
  const [whole, base] = pattern.exec(text) ?? [];
  if (whole && (!field || field.replace(/의.*$/, '') === base)) {
    return { mark: whole.replace(/[\s.]/g, ''), rest: text.slice(whole.length).trim() };
  }
  return { mark: field, rest: text };
}
