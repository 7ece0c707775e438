import type { Corpus, Entry } from '../corpus-model/corpus.ts';
import type { Bilingual } from '../language.ts';
import { statuteIn } from '../law/law-folder.ts';
import { error, type Finding, type Rule } from './finding.ts';

/** Wordings that promise, advise or overstate. Nobody may read them in an answer of ours. */
const FORBIDDEN: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /\b(completely|perfectly|entirely|fully) (legal|lawful)\b/i, why: 'overstates' },
  { pattern: /완전히 합법|전혀 문제(가)? 없/, why: 'overstates' },
  { pattern: /아무(런)?\s?(법적\s?)?(문제|제한)(가|이|도)?\s?없(습니다|어요)/, why: 'overstates' },
  { pattern: /(승소|이길 수 있)(습니다|어요)|you will win/i, why: 'promises an outcome' },
  {
    pattern: /인권위가 .{0,12}금지했(습니다|어요)/,
    why: 'the commission recommended; it did not ban',
  },
];

/** Korean text is Korean, English text is English. */
export const languagesAreRight: Rule = ({ corpus }) =>
  textsOf(corpus).flatMap(({ about, ko, en }) => {
    const findings: Finding[] = [];
    if (!/[가-힣]/.test(ko)) findings.push(error(about, `not Korean: ${ko.slice(0, 40)}`));
    if (!/[a-z]/i.test(en)) findings.push(error(about, `not English: ${en.slice(0, 40)}`));
    return findings;
  });

/** Nothing we say promises, advises or overstates. */
export const nothingForbidden: Rule = ({ corpus }) =>
  textsOf(corpus).flatMap(({ about, ko, en }) =>
    FORBIDDEN.filter(({ pattern }) => pattern.test(ko) || pattern.test(en)).map(({ why }) =>
      error(about, `forbidden wording (${why}): ${ko.slice(0, 60)}`),
    ),
  );

/** Two entries that claim the same question would make the answer a matter of chance. */
export const asksAreUnique: Rule = ({ corpus }) => {
  const owner = new Map<string, string>();
  return [...corpus.entries.values(), ...corpus.intents.values()].flatMap(({ id, asks }) =>
    [...asks.ko, ...asks.en].flatMap((ask) => {
      const key = ask.toLowerCase().replace(/[\s.,!?~]/g, '');
      const other = owner.get(key);
      owner.set(key, id);
      return other ? [error(id, `"${ask}" is also asked in ${other}`)] : [];
    }),
  );
};

/** More characters than this in common with the statute is a quotation, not our own words. */
const QUOTATION_LENGTH = 40;

/** What we wrote is ours: no run of statute text stands in the corpus. Needs the official text. */
export const wordsAreOurs: Rule = ({ corpus, law }) => {
  if (!law)
    return [{ level: 'unchecked', about: 'corpus', message: 'own words: no official text' }];
  const shingles = new Set<string>();
  for (const source of corpus.sources.values()) {
    const statute = source.type === 'law' ? statuteIn(law, source.file) : undefined;
    for (const { text } of statute?.articles.values() ?? []) {
      const run = squash(text);
      for (let at = 0; at + QUOTATION_LENGTH <= run.length; at++) {
        shingles.add(run.slice(at, at + QUOTATION_LENGTH));
      }
    }
  }
  return textsOf(corpus).flatMap(({ about, ko }) => {
    const run = squash(ko);
    for (let at = 0; at + QUOTATION_LENGTH <= run.length; at++) {
      const piece = run.slice(at, at + QUOTATION_LENGTH);
      if (shingles.has(piece)) return [error(about, `copies the statute: …${piece}…`)];
    }
    return [];
  });
};

const squash = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');

interface Said extends Bilingual {
  /** The record it stands in: an entry id, a place in a law, an intent id. */
  readonly about: string;
}

/** Everything that a citizen may read in an answer. */
function textsOf({ entries, intents, provisions }: Corpus): Said[] {
  return [
    ...[...entries.values()].flatMap((entry) => saidIn(entry.id, entryTexts(entry))),
    ...[...intents.values()].flatMap(({ id, title, reply }) => saidIn(id, [title, reply])),
    ...provisions.flatMap(({ source, at, digest, matters, note }) =>
      saidIn(`${source} ${at}`, [digest, matters, ...(note ? [note] : [])]),
    ),
  ];
}

const saidIn = (about: string, texts: readonly Bilingual[]): Said[] =>
  texts.map(({ ko, en }) => ({ about, ko, en }));

function entryTexts(entry: Entry): readonly Bilingual[] {
  return [
    entry.title,
    entry.answer,
    ...entry.reasons,
    ...entry.changes,
    ...entry.steps,
    ...(entry.correction ? [entry.correction] : []),
  ];
}
