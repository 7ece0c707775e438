import type { Corpus } from '../corpus-model/corpus.ts';
import { PhraseMatcher } from '../search/phrases.ts';
import { folded } from '../search/plain-text.ts';
import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Reading } from './text-reader.ts';
import { anyOf, type WordingRules } from './wording-rules.ts';

/** Numbers of cases and decisions, as courts and bodies write them. */
const CASE_NUMBER =
  /\d{2,4}\s?(?:헌마|헌바|헌가|헌라|구합|고합|고단|가합|가단|가소|도|다|두|누|노|나|카합|진정|직권|방문)\s?\d{2,}|\d{4}\s?-?\s?(?:hun-?[a-z]+|guhap|gahap|do|da|du|nu)\s?-?\d{2,}|제\s?\d{4}-\d+(?:-\d+)?호|\bno\.?\s?\d{4}[-/]\d+/giu;
/** 홍길동 씨, 김 변호사. */
const PERSON =
  /(?<![가-힣])([가-힣]{2,4})\s(?:씨|판사|검사|변호사|위원장|장관|의원|교수|대표|조사관|대법관)(?=[가-힣\s,.]|$)/gu;
const CAPITAL = /(?<![\p{L}\d'’-])[A-ZÀ-Ý][A-Za-zÀ-ÿ\d]*(?:[-’'][A-Za-zÀ-ÿ\d]+)*/gu;

/** Bodies, companies, countries, courts, cases and persons come from the passages. */
export class NameCheck {
  readonly #names: PhraseMatcher<string>;
  readonly #ending: RegExp;
  readonly #notNames: ReadonlySet<string>;
  readonly #capitals: ReadonlySet<string>;
  readonly #cases: readonly RegExp[];
  readonly #anyCase: RegExp;
  readonly #actors: readonly RegExp[];

  constructor(
    { names, endings, notNames, capitals, cases }: WordingRules['names'],
    actors: WordingRules['support']['actors'],
    { sources }: Pick<Corpus, 'sources'>,
  ) {
    const rows = names.flatMap(({ ko, en }, row) =>
      [...ko, ...en].map((name) => [name, `${row}`] as const),
    );
    const known = new PhraseMatcher(rows);
    const issuers = [...sources.values()].flatMap(({ issuer, id }) =>
      known.find(issuer.ko).length > 0 || known.find(issuer.en).length > 0
        ? []
        : [[issuer.ko, id] as const, [issuer.en, id] as const],
    );
    this.#names = new PhraseMatcher([...rows, ...issuers]);
    this.#ending = new RegExp(
      `(?<![가-힣])[가-힣]{1,14}(?:${endings.join('|')})(?=[^가-힣]|$|[이가은는을를의에도와과로])`,
      'gu',
    );
    this.#notNames = new Set(notNames);
    this.#capitals = new Set(capitals.map((word) => word.toLowerCase()));
    this.#actors = actors.map(anyOf);
    this.#anyCase = anyOf(cases);
    this.#cases = [...cases.ko, ...cases.en].map((wording) => anyOf({ ko: [wording], en: [] }));
  }

  faultsOf({ bare: text }: Reading, { cited, context }: Evidence): readonly Fault[] {
    const plain = folded(text);
    const given = `${cited}\n${context}`;
    const isWrong =
      this.#hasNewName(plain, given) ||
      this.#hasNewBody(plain, given) ||
      hasNewRun(plain, given, CASE_NUMBER) ||
      hasNewRun(plain, given, PERSON) ||
      this.#hasNewCapital(text, given) ||
      this.#actors.some((actor) => actor.test(plain) && !actor.test(given)) ||
      (this.#anyCase.test(plain) &&
        this.#cases.some((wording) => wording.test(plain) && !wording.test(given)));
    return isWrong ? ['name'] : [];
  }

  #hasNewName(text: string, given: string): boolean {
    const said = this.#names.find(text);
    if (said.length === 0) return false;
    const known = new Set(this.#names.find(given).map(({ tag }) => tag));
    return said.some(({ tag }) => !known.has(tag));
  }

  #hasNewBody(text: string, given: string): boolean {
    return [...text.matchAll(this.#ending)].some(
      ([name]) =>
        !this.#notNames.has(name) &&
        !given.replace(/\s/g, '').includes(name) &&
        this.#names.find(name).length === 0,
    );
  }

  /** English: words with a capital letter inside a sentence, but for names, which were judged already. */
  #hasNewCapital(text: string, given: string): boolean {
    const named = this.#names.find(text);
    return [...text.matchAll(CAPITAL)].some(({ 0: word, index }) => {
      const isNamed = named.some(({ start, end }) => index >= start && index < end);
      const before = text.slice(0, index).split(/[.:!?]\s/u);
      const isFirst = !/\p{L}/u.test(before.at(-1) ?? '');
      const bare = word.replace(/[’']s?$/, '').toLowerCase();
      return !isNamed && !isFirst && !this.#capitals.has(bare) && !given.includes(bare);
    });
  }
}

const hasNewRun = (text: string, given: string, pattern: RegExp): boolean => {
  const squashed = given.replace(/\s/g, '');
  return [...text.matchAll(pattern)].some(([run]) => !squashed.includes(run.replace(/\s/g, '')));
};
