import type { Language } from '../language.ts';
import type { Composing } from './composing.ts';
import type { Statement } from './outline-files.ts';

/** The sentences that hold. A citation that stands in one of them is not repeated behind the next. */
export function statements(says: readonly Statement[], composing: Composing): readonly string[] {
  const shown = new Set<string>();
  return says.flatMap((statement) => {
    const text = statementText(statement, composing, shown);
    if (text === undefined) return [];
    for (const cite of statement.cite) shown.add(cite);
    return text;
  });
}

export function firstOf(says: readonly Statement[], composing: Composing): string | undefined {
  for (const statement of says) {
    const text = statementText(statement, composing, new Set());
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Undefined where the sentence does not hold, or where nothing of what it stands on is proven. */
export function statementText(
  statement: Statement,
  composing: Composing,
  shown: ReadonlySet<string>,
): string | undefined {
  const cited = provenOf(statement, composing);
  if (!cited) return undefined;
  const text = statement[composing.language];
  const sources = citationsText(cited, composing);
  if (text.includes('{cite}')) return text.replace('{cite}', () => sources);
  const isNews = cited.some((cite) => !shown.has(cite));
  return isNews ? withSources(text, sources, composing.language) : text;
}

export function provenOf(
  { when, cite }: Statement,
  composing: Composing,
): readonly string[] | undefined {
  if (!composing.applies(when)) return undefined;
  const proven = cite.filter(composing.isProven);
  return cite.length > 0 && proven.length === 0 ? undefined : proven;
}

/** `개인정보 보호법 제3조제1항, 제3조제6항`: the title of a law is not said again for its next place. */
export function citationsText(
  cited: readonly string[],
  { citationText, language }: Composing,
): string {
  const texts = cited.map((cite) => PLACE[language].exec(citationText(cite, language)) ?? []);
  return texts
    .map(([whole = '', title, place = ''], index) => {
      if (index === 0) return whole;
      const isSameLaw = title !== undefined && texts[index - 1]?.[1] === title;
      return `${language === 'ko' ? ',' : ' and'} ${isSameLaw ? place : whole}`;
    })
    .join('');
}

/** A title and the place in that law; of a document the title alone. */
const PLACE = { ko: /^(?:(.+) (제\d+조\S*)|.*)$/s, en: /^(?:(.+), (Article .+)|.*)$/s } as const;

/** In brackets before the full stop; Korean sets no space before them. */
function withSources(text: string, sources: string, language: Language): string {
  const [, sentence = text, end = ''] = /^(.*?)(\.?)$/s.exec(text) ?? [];
  return `${sentence}${language === 'ko' ? '' : ' '}(${sources})${end}`;
}
