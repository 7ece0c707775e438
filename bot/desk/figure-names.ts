import type { Casework } from '../../knowledge/casework/casework.ts';
import type { Corpus } from '../../knowledge/corpus-model/corpus.ts';
import type { Bilingual, Language } from '../../knowledge/language.ts';
import type { FigureKeys } from '../../knowledge/triage/figures.ts';
import type { Triage } from '../../knowledge/triage/triage.ts';

/** What the values of a figure are called, in one language. */
export type FigureNames = Readonly<
  Record<'place' | 'operator' | 'route' | 'outcome', ReadonlyMap<string, string>>
>;

interface Rules {
  readonly corpus: Pick<Corpus, 'slots'>;
  readonly casework: Pick<Casework, 'outlines'>;
  readonly triage: Pick<Triage, 'statuses' | 'first' | 'movesFrom'>;
}

/** Everything that there can be a row for, as the rules have it. */
export function figureKeys({ corpus, casework, triage }: Rules): FigureKeys {
  const documents = [...casework.outlines.keys()];
  const ends = new Map(documents.map((document) => [document, reachable(triage, document)]));
  const closed = [...triage.statuses.values()].filter(({ kind }) => kind === 'closed');
  return {
    places: corpus.slots.place.map(({ id }) => id),
    operators: corpus.slots.operator.map(({ id }) => id),
    documents,
    outcomes: closed.map(({ id }) => id),
    canEnd: (document, outcome) => ends.get(document)?.has(outcome) ?? false,
  };
}

export function figureNames(
  { corpus, casework, triage }: Rules,
  language: Language,
  unknown: string,
): FigureNames {
  const names = (rows: Iterable<readonly [string, Bilingual]>) =>
    new Map([
      ...[...rows].map(([id, name]) => [id, name[language]] as const),
      ['unknown', unknown],
    ]);
  return {
    place: names(corpus.slots.place.map(({ id, label }) => [id, label])),
    operator: names(corpus.slots.operator.map(({ id, label }) => [id, label])),
    route: names([...casework.outlines.values()].map(({ id, title }) => [id, title])),
    outcome: names([...triage.statuses.values()].map(({ id, name }) => [id, name])),
  };
}

/** Every status that a case with this document can come to. */
function reachable({ first, movesFrom }: Rules['triage'], document: string): ReadonlySet<string> {
  const found = new Set([first]);
  for (const status of found) {
    for (const { to } of movesFrom(status, document)) found.add(to);
  }
  return found;
}
