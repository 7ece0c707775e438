import { type Citation, citationText, resolveCitation } from '../corpus-model/citation.ts';
import type { Corpus, Document, Reason, Source } from '../corpus-model/corpus.ts';
import type { Language } from '../language.ts';
import { koreanArticle, koreanPinpoint } from '../law/pinpoint.ts';
import type { Answer, Subject } from './answer.ts';

/** A citation as it goes out: where the sentence stands, since when that text applies, and when we read it. */
export interface CitedSource {
  readonly source: Source;
  /** Official law title, or the document's exchange name: what other programs compare. */
  readonly name: string;
  /** 제23조, `Article 5(1)(h)`; empty for a document cited as a whole. */
  readonly article: string;
  readonly paragraph?: string;
  /** As a reader of the answer's language writes it. */
  readonly text: string;
  readonly url?: string;
  /** For Korean law: the date from which the file we read is in force. */
  readonly inForce?: string;
  /** The day on which the article was compared with the official text. */
  readonly checkedOn?: string;
  /** Address of our own page about the article or document. */
  readonly path: string;
}

/** All that an answer cites, each place once, in the order of its reasons. */
export function citationsOf(answer: Answer, corpus: Corpus): readonly CitedSource[] {
  const cited = [
    ...(answer.subject ? placesOf(answer.subject, corpus) : []),
    ...(answer.companion ? ofReasons(answer.companion.reasons, corpus) : []),
  ];
  const seen = new Set<string>();
  return cited
    .map((citation) => citedSource(citation, corpus, answer.language))
    .filter(({ name, article, paragraph }) => {
      const key = `${name} ${article} ${paragraph ?? ''}`;
      return !seen.has(key) && seen.add(key);
    });
}

/** The citations of one reason. A citation that cannot be resolved never goes out. */
export function citationsOfReason(
  { cite }: Pick<Reason, 'cite'>,
  corpus: Corpus,
  language: Language,
): readonly CitedSource[] {
  return resolved(cite, corpus).map((citation) => citedSource(citation, corpus, language));
}

function placesOf(subject: Subject, corpus: Corpus): readonly Citation[] {
  switch (subject.type) {
    case 'entry':
      return ofReasons(subject.entry.reasons, corpus);
    case 'article':
      // The person's own paragraph, or an article that we have no digest of, is proven by nobody.
      return subject.provisions.length > 0
        ? [{ source: subject.law, at: { article: subject.at.article } }]
        : [];
    case 'intent':
      return ofReasons(subject.intent.reasons, corpus);
  }
}

const ofReasons = (reasons: readonly Reason[], corpus: Corpus): Citation[] =>
  resolved(
    reasons.flatMap(({ cite }) => cite),
    corpus,
  );

const resolved = (cites: readonly string[], corpus: Corpus): Citation[] =>
  cites.flatMap((cite) => {
    const found = resolveCitation(corpus, cite);
    return 'problem' in found ? [] : [found];
  });

export function citedSource(citation: Citation, corpus: Corpus, language: Language): CitedSource {
  const { source, at, part } = citation;
  const text = citationText(citation, language);
  if (source.type === 'document') return citedDocument(source, part, text);
  const law = corpus.stamps.laws[source.id];
  const isStamped = at && corpus.stamps.articles[`${source.id} ${koreanArticle(at.article)}`];
  return {
    source,
    text,
    name: source.title.ko,
    article: at ? koreanArticle(at.article) : '',
    path: at ? `/p/${source.id}/${at.article}` : `/s/${source.id}`,
    url: at ? `${source.url}/${koreanArticle(at.article)}` : source.url,
    ...(at?.paragraph && { paragraph: koreanPinpoint(at) }),
    ...(law && { inForce: law.inForce }),
    ...(law && isStamped && { checkedOn: law.checkedOn }),
  };
}

function citedDocument(source: Document, part: string | undefined, text: string): CitedSource {
  return {
    source,
    text,
    name: source.code,
    article: part ?? '',
    path: `/s/${source.id}`,
    ...(source.url && { url: source.url }),
  };
}
