import {
  type Citation,
  citationText,
  placeText,
  resolveCitation,
} from '../corpus-model/citation.ts';
import type { Corpus, Reason, Source } from '../corpus-model/corpus.ts';
import { articleKey } from '../corpus-model/stamps.ts';
import type { Language } from '../language.ts';
import type { LawFile } from '../law/law-folder.ts';
import { koreanArticle, koreanPinpoint, type Pinpoint } from '../law/pinpoint.ts';
import type { OfficialText, Proof } from '../law/proof.ts';
import type { Prover } from '../law/prover.ts';
import type { NamedLaw } from '../law/text-of-law.ts';
import type { Answer, Subject } from './answer.ts';
import { lawPath, officialLawUrl } from './law-path.ts';

/** What citations are resolved with and proven against. */
export interface CitationGround {
  readonly corpus: Corpus;
  readonly prover: Prover;
}

/** A citation as it goes out: where the sentence stands, since when that text applies, and how we know. */
export interface CitedSource {
  /** Of our corpus; a law outside it stands as its file describes it. */
  readonly source: Source | (LawFile & { readonly type: 'statute' });
  /** Official law title, or the document's exchange name: what other programs compare. */
  readonly name: string;
  /** 제23조, `Article 5(1)(h)`; empty for a document cited as a whole. */
  readonly article: string;
  readonly paragraph?: string;
  /** As a reader of the answer's language writes it. */
  readonly text: string;
  readonly url?: string;
  /** For Korean law: the date from which the text that it was proven against is in force. */
  readonly inForce?: string;
  /** The day on which the article was compared with the official text. */
  readonly checkedOn?: string;
  /** Address of our own page about the article or document. */
  readonly path: string;
  /** For a document: not checked, because it is no Korean law. */
  readonly proof: Proof;
  /** The cited place in the words of the law, where they are at hand. */
  readonly official?: OfficialText;
}

/** All that an answer cites, each place once, in the order of its reasons. A citation that failed is never among them. */
export function citationsOf(answer: Answer, ground: CitationGround): readonly CitedSource[] {
  const { subject, companion, language } = answer;
  const cited = [
    ...(subject ? citedBy(subject, ground, language) : []),
    // One that fell is not shown at all.
    ...(companion && stands(companion.reasons, ground)
      ? allCitations(companion.reasons, ground, language)
      : []),
  ];
  const seen = new Set<string>();
  return cited.filter(isSound).filter(({ name, article, paragraph }) => {
    const key = `${name} ${article} ${paragraph ?? ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** What the reasons of an entry or an intent cite, the failed ones among them: for whoever must tell them apart. */
export function allCitations(
  reasons: readonly Pick<Reason, 'cite'>[],
  { corpus, prover }: CitationGround,
  language: Language,
): readonly CitedSource[] {
  return reasons
    .flatMap(({ cite }) => cite)
    .flatMap((cite) => {
      const found = resolveCitation(corpus, cite);
      // One that cannot be resolved never goes out; the corpus check reports it.
      return 'problem' in found ? [] : [citedSource(found, { corpus, prover }, language)];
    });
}

/** True of what may be sent: the official text at hand does not say that the place is gone. */
export const isSound = ({ proof }: Pick<CitedSource, 'proof'>): boolean => proof.state !== 'failed';

/** True of an entry or an intent none of whose citations has failed: only then may it say what it says. */
export const stands = (reasons: readonly Pick<Reason, 'cite'>[], ground: CitationGround): boolean =>
  allCitations(reasons, ground, 'ko').every(isSound);

/** The reasons that still stand: none of their citations has failed. */
export const standingReasons = <R extends Pick<Reason, 'cite'>>(
  reasons: readonly R[],
  ground: CitationGround,
): readonly R[] => reasons.filter((reason) => stands([reason], ground));

const ofReasons = (reasons: readonly Reason[], ground: CitationGround, language: Language) =>
  allCitations(standingReasons(reasons, ground), ground, language);

function citedBy(
  subject: Subject,
  ground: CitationGround,
  language: Language,
): readonly CitedSource[] {
  switch (subject.type) {
    case 'entry':
      return ofReasons(subject.entry.reasons, ground, language);
    case 'intent':
      return ofReasons(subject.intent.reasons, ground, language);
    case 'article': {
      const { law, at, provisions } = subject;
      const cite = (place: Pinpoint) => citedSource({ source: law, at: place }, ground, language);
      // What our digest says, it says of the article; the person's own paragraph is proven by nobody.
      return provisions.length > 0 ? [cite({ article: at.article })] : textShown(at, cite);
    }
    case 'statute':
      return textShown(subject.at, (at) => citedStatute(subject.law, at, ground, language));
    case 'official-text':
      return citationsOf(subject.of, ground).filter(({ official }) => official);
    case 'statute-search':
      return [];
  }
}

/** Only the text at hand vouches for it: the place that was asked for, else its article. */
function textShown(at: Pinpoint, cite: (at: Pinpoint) => CitedSource): readonly CitedSource[] {
  const places = [cite(at), cite({ article: at.article })];
  return places.filter(({ official }) => official).slice(0, 1);
}

export function citedSource(
  citation: Citation,
  { corpus, prover }: CitationGround,
  language: Language,
): CitedSource {
  const { source, at, part } = citation;
  const text = citationText(citation, language);
  if (source.type === 'document') return citedDocument(source, part, text);
  if (!at) return { ...citedDocument(source, part, text), name: source.title.ko };
  const proven = provenAt(source, at, prover);
  const checkedOn = corpus.stamps.articles[articleKey(source.id, at.article)]?.checkedOn;
  return {
    source,
    text,
    name: source.title.ko,
    path: `/p/${source.id}/${at.article}`,
    url: `${source.url}/${koreanArticle(at.article)}`,
    ...proven,
    ...(checkedOn && { checkedOn }),
  };
}

/** A place in a law that is outside our corpus. */
export function citedStatute(
  law: LawFile,
  at: Pinpoint,
  { prover }: CitationGround,
  language: Language,
): CitedSource {
  return {
    source: { ...law, type: 'statute' },
    text: placeText(law.title, at, language),
    name: law.title,
    path: lawPath(law.slug, at.article),
    url: officialLawUrl(law.title, at.article),
    ...provenAt({ ...law, id: law.slug, title: { ko: law.title } }, at, prover),
  };
}

function provenAt(law: NamedLaw, at: Pinpoint, prover: Prover) {
  const proof = prover.prove(law, at);
  const official = prover.officialText(law, at);
  const inForce = 'inForce' in proof ? proof.inForce : undefined;
  return {
    proof,
    article: koreanArticle(at.article),
    ...(at.paragraph && { paragraph: koreanPinpoint(at) }),
    ...(inForce && { inForce }),
    ...(official && { official }),
  };
}

function citedDocument(source: Source, part: string | undefined, text: string): CitedSource {
  return {
    source,
    text,
    name: source.type === 'document' ? source.code : source.title.ko,
    article: part ?? '',
    path: `/s/${source.id}`,
    proof: { state: 'not-checked', why: 'not-a-statute' },
    ...(source.url && { url: source.url }),
  };
}
