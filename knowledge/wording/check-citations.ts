import type { Corpus, Law } from '../corpus-model/corpus.ts';
import { type NamedLaws, namedLaws } from '../law/named-laws.ts';
import type { Pinpoint } from '../law/pinpoint.ts';
import type { Reference } from '../law/reference-model.ts';
import { foldText } from '../law/reference-text.ts';
import { readReferences } from '../law/references.ts';
import { folded } from '../search/plain-text.ts';
import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';

/** A law by its title, whether the corpus cites it or only knows what people call it. */
type Named = string;

const PARTS = ['article', 'paragraph', 'item', 'subitem'] as const;

/** Places of laws and names of laws come from the passages. */
export class CitationCheck {
  readonly #laws: NamedLaws<Named>;

  constructor({ sources, lawAliases }: Pick<Corpus, 'sources' | 'lawAliases'>) {
    const ours = [...sources.values()].filter((source): source is Law => source.type === 'law');
    const known = new Set(ours.map(({ title }) => title.ko));
    this.#laws = namedLaws([
      ...ours.map(({ title, aliases }) => ({
        law: title.ko,
        title: title.ko,
        names: [title.en, ...aliases],
      })),
      ...lawAliases.map(({ name, title }) => ({
        law: title,
        title,
        names: known.has(title) ? [name] : [name, title],
      })),
    ]);
  }

  faultsOf(text: string, { cited }: Evidence): readonly Fault[] {
    const said = this.#read(text);
    if (said.references.length === 0 && said.laws.size === 0 && said.unread.length === 0) return [];
    const given = this.#read(cited);
    const isRight =
      said.references.every((one) => given.references.some((other) => covers(one, other))) &&
      [...said.laws].every((law) => given.laws.has(law)) &&
      said.unread.every((one) => squashed(cited).includes(squashed(one)));
    return isRight ? [] : ['citation'];
  }

  /** A text without its references: their numbers are no amounts. Same length. */
  without(text: string): string {
    const { references, notUnderstood } = readReferences(text, this.#laws);
    return [...references, ...notUnderstood].reduce(
      (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
      text,
    );
  }

  #read(text: string) {
    const { references, notUnderstood } = readReferences(text, this.#laws);
    const mentions = this.#laws.mentionsIn(foldText(text));
    return {
      references,
      laws: new Set(mentions.map(({ law }) => law)),
      unread: notUnderstood.map((one) => one.text),
    };
  }
}

const squashed = (text: string): string => folded(text).replace(/\s+/g, '');

/** Whether a place that is said is one that is given, or lies around it. */
function covers(said: Reference<Named>, given: Reference<Named>): boolean {
  if (!isSameLaw(said, given)) return false;
  const ends = said.to ? [said.from, said.to] : [said.from];
  const places = given.to ? [given.from, given.to] : [given.from];
  return ends.every((end) => places.some((place) => isAround(end, place)));
}

const isAround = (outer: Pinpoint, inner: Pinpoint): boolean =>
  PARTS.every((part) => outer[part] === undefined || outer[part] === inner[part]);

function isSameLaw({ law: one }: Reference<Named>, { law: other }: Reference<Named>): boolean {
  if (one.kind === 'unstated' || other.kind === 'unstated') return true;
  if (one.kind === 'named') return other.kind === 'named' && one.law === other.law;
  return other.kind === 'unknown-name' && squashed(one.name) === squashed(other.name);
}
