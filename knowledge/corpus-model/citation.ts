import type { Language } from '../language.ts';
import { englishPinpoint, koreanPinpoint, type Pinpoint, parsePinpoint } from '../law/pinpoint.ts';
import type { Corpus, Entry, Provision, Source } from './corpus.ts';

/** What `pipa 제23조제1항` or `eu-ai-act Article 5(1)(h)` names, once found in the corpus. */
export interface Citation {
  readonly source: Source;
  /** Where in a Korean law. */
  readonly at?: Pinpoint;
  /** Where in a document, as its readers write it: `Article 5(1)(h)`. */
  readonly part?: string;
}

export type ResolvedCitation = Citation | { readonly problem: string };

/** Finds what a citation in the corpus points at, or says why it cannot be found. */
export function resolveCitation(corpus: Pick<Corpus, 'sources'>, cite: string): ResolvedCitation {
  const [, id = '', part] = /^(\S+)(?:\s+(.+))?$/.exec(cite.trim()) ?? [];
  const source = corpus.sources.get(id);
  if (!source) return { problem: `no source has the id "${id}"` };
  if (source.type === 'document') return part ? { source, part } : { source };

  const at = part ? parsePinpoint(part) : undefined;
  if (!at) return { problem: `"${cite}" needs a pinpoint such as 제23조제1항` };
  return { source, at };
}

/** `개인정보 보호법 제23조제1항` or `Personal Information Protection Act, Article 23(1)`. */
export function citationText({ source, at, part }: Citation, language: Language): string {
  const title = source.title[language];
  if (at) return placeText(title, at, language);
  if (!part) return title;
  return language === 'ko'
    ? `${title} ${part.replace(/^Article (\d+)/, '제$1조')}`
    : `${title}, ${part}`;
}

/** A place in a law of that title, as a reader of the language writes it. */
export const placeText = (title: string, at: Pinpoint, language: Language): string =>
  language === 'ko' ? `${title} ${koreanPinpoint(at)}` : `${title}, ${englishPinpoint(at)}`;

/** The digests that say what the cited place means: the closest first. */
export function provisionsAt(
  provisions: readonly Provision[],
  source: string,
  article: string,
): readonly Provision[] {
  return provisions.filter((row) => row.source === source && row.article === article);
}

/** Entries that cite an article of a law, or a document, in the order of the corpus. */
export function entriesCiting(corpus: Corpus, source: Source, article?: string): readonly Entry[] {
  return [...corpus.entries.values()].filter(({ reasons }) =>
    reasons.some(({ cite }) =>
      cite.some((one) => {
        const found = resolveCitation(corpus, one);
        if ('problem' in found || found.source.id !== source.id) return false;
        return article === undefined || found.at?.article === article;
      }),
    ),
  );
}
