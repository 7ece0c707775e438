import type { Corpus, Law } from '../corpus-model/corpus.ts';
import { type NamedLaws, namedLaws } from '../law/named-laws.ts';
import type { Reference } from '../law/reference-model.ts';
import { foldText } from '../law/reference-text.ts';
import { readReferences } from '../law/references.ts';

/** A law by its Korean title, whether the corpus cites it or only knows what people call it. */
export type NamedLaw = string;

/** What a text says of places in laws. */
export interface CitationsRead {
  readonly references: readonly Reference<NamedLaw>[];
  /** Named with or without an article. */
  readonly laws: ReadonlySet<NamedLaw>;
  /** What looks like a reference and was not understood. */
  readonly unread: readonly string[];
  /** The text with spaces in their place. */
  readonly without: string;
}

/** Reads references and names of laws as people of both languages write them. */
export class CitationReader {
  readonly #laws: NamedLaws<NamedLaw>;

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

  read(text: string): CitationsRead {
    const { references, notUnderstood } = readReferences(text, this.#laws);
    const plain = foldText(text);
    const mentions = this.#laws.mentionsIn(plain);
    const spans = [
      ...references,
      ...notUnderstood,
      ...mentions.map(({ start, end }) => plain.originalSpan(start, end)),
    ];
    return {
      references,
      laws: new Set(mentions.map(({ law }) => law)),
      unread: notUnderstood.map((one) => one.text),
      without: spans.reduce(
        (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
        text,
      ),
    };
  }
}
