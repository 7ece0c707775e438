import type { DatabaseLaw } from './database-law.ts';
import { escaped, linesOf } from './law-lines.ts';

/** The text of the addenda, a block a line, oldest first as the database has them. */
export const writeAddenda = (addenda: DatabaseLaw['addenda']): readonly string[] =>
  addenda.flatMap((addendum) => {
    const lines = linesOf(addendum.부칙내용).map(escaped);
    return lines.length === 0 || lines[0]?.startsWith('부칙')
      ? lines
      : [titleOf(addendum), ...lines];
  });

/** `부칙 <제21445호,2026.3.10>`, as the database usually writes it into the text itself. */
function titleOf({ 부칙공포일자, 부칙공포번호 }: DatabaseLaw['addenda'][number]): string {
  const number = 부칙공포번호.trim().replace(/^0+/, '');
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(부칙공포일자.trim()) ?? [];
  if (!number || !year) return '부칙';
  return `부칙 <제${number}호,${year}.${Number(month)}.${Number(day)}>`;
}
