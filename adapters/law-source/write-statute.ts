import { stringify } from 'yaml';
import type { DatabaseLaw } from './database-law.ts';
import { LawAnswerError } from './errors.ts';
import { withOneDot } from './law-lines.ts';
import { writeAddenda } from './write-addenda.ts';
import { readUnit, type Unit } from './write-unit.ts';

/**
 * Writes a law in the layout of the public legalize-kr collection, which our reader knows. Our own addition is
 * `조문시행일자`: the dates of articles that take effect on another day than the rest.
 *
 * @param mst - 법령일련번호 of the version.
 * @throws {LawAnswerError} when a part of the law cannot be placed; nothing is left out in silence.
 */
export function writeStatute({ facts, units, addenda }: DatabaseLaw, mst: string): string {
  const title = withOneDot(facts.법령명_한글).trim();
  if (!title) throw new LawAnswerError('The database sent a law without a title.');
  const parts = units.map(readUnit);
  const front = {
    제목: title,
    법령MST: /^\d+$/.test(mst) ? Number(mst) : mst,
    법령ID: facts.법령ID.trim(),
    법령구분: facts.법종구분.trim(),
    소관부처: facts.소관부처
      .split(/[,\n]/)
      .map((ministry) => ministry.trim())
      .filter(Boolean),
    공포일자: facts.공포일자,
    공포번호: facts.공포번호.padStart(5, '0'),
    시행일자: facts.시행일자,
    // 폐지제정 is the making of a new law in place of an old one.
    상태: /폐지(?!제정)/.test(facts.제개정구분) ? '폐지' : '시행',
    출처: `https://www.law.go.kr/법령/${title.replace(/\s/g, '')}`,
    ...ownDates(parts, facts.시행일자),
  };
  const head = stringify(front, { lineWidth: 0, singleQuote: true });
  const body = [`# ${title}`, ...parts.flatMap(({ markdown }) => markdown), '## 부칙'];
  return `---\n${head}---\n\n${[...body, ...writeAddenda(addenda)].join('\n\n')}\n`;
}

function ownDates(parts: readonly Unit[], inForce: string) {
  const dates = parts.flatMap((part): [string, string][] =>
    part.article && part.inForce && part.inForce !== inForce ? [[part.article, part.inForce]] : [],
  );
  return dates.length > 0 ? { 조문시행일자: Object.fromEntries(dates) } : {};
}
