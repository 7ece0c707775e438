import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { everyPassage, verifier } from './real-wording.ts';

/** One passage of so many: all of them take half a minute, and have been measured (DECISIONS.md, 47). */
const ONE_OF = 8;

/** What is wrong with a passage that is said as it is, but for a change. */
function faultsWhere(
  language: 'ko' | 'en',
  change: (text: string) => string | undefined,
): readonly (readonly string[])[] {
  const some = everyPassage(language).filter((_, at) => at % ONE_OF === 0);
  return some.flatMap(({ passage, ground }) => {
    const text = change(passage.text);
    return text === undefined ? [] : [verifier.faultsOf({ text, rests: [passage.id] }, ground)];
  });
}

const shareOf = (
  list: readonly (readonly string[])[],
  isMeant: (faults: readonly string[]) => boolean,
) => list.filter(isMeant).length / list.length;

/** The first number of a text, three more than it is. */
const otherNumber = (text: string): string | undefined => {
  const changed = text.replace(
    /(?<![\d.,-])(\d{1,3})(?=\s?(?:일|년|개월|명|만|천|%|days?\b|years?\b|months?\b|million\b|hours?\b))/,
    (number) => `${Number(number) + 3}`,
  );
  return changed === text ? undefined : changed;
};

const DENIED = {
  ko: [/할 수 있어요(?=\.)/, '할 수 없어요'],
  en: [/\b(may|must|can)(?= be\b)(?! not\b)/, '$1 not'],
} as const;
const AFFIRMED = {
  ko: [/할 수 없어요(?=\.)/, '할 수 있어요'],
  en: [/\b(?:may not|must not|cannot)(?= be\b)/, 'may'],
} as const;

describe.each(LANGUAGES)('the passages of all entries (%s)', (language) => {
  it('pass as they are, at least 99 of 100', () => {
    const faults = faultsWhere(language, (text) => text);
    expect(faults.length).toBeGreaterThan(250);
    expect(shareOf(faults, ({ length }) => length === 0)).toBeGreaterThanOrEqual(0.99);
  });

  it('fail with another number', () => {
    const faults = faultsWhere(language, otherNumber);
    expect(faults.length).toBeGreaterThan(10);
    expect(shareOf(faults, ({ length }) => length > 0)).toBeGreaterThanOrEqual(0.98);
  });

  it.each([
    ['denied', DENIED[language]],
    ['affirmed', AFFIRMED[language]],
  ])('fail where what they say is %s', (_, [said, instead]) => {
    const faults = faultsWhere(language, (text) =>
      said.test(text) ? text.replace(said, instead) : undefined,
    );
    expect(faults.length).toBeGreaterThan(0);
    expect(shareOf(faults, ({ length }) => length > 0)).toBeGreaterThanOrEqual(0.9);
  });
});
