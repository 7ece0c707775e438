import { provisionsAt } from '../corpus-model/citation.ts';
import type { Corpus } from '../corpus-model/corpus.ts';
import type { LawFile } from '../law/law-folder.ts';
import type { Pinpoint } from '../law/pinpoint.ts';
import type { Proof } from '../law/proof.ts';
import type { Prover } from '../law/prover.ts';
import { contentWords } from '../search/tokens.ts';
import type { Outcome, Subject } from './answer.ts';
import type { LawReference } from './reference.ts';

/** What a question for one article comes to. */
export interface LookUp {
  readonly outcome: Outcome;
  readonly subject: Extract<Subject, { readonly type: 'article' | 'statute' }>;
  readonly confidence: number;
}

interface Ground {
  readonly corpus: Corpus;
  readonly prover: Prover;
}

/** How sure we are that the article was meant: more so where we have written about it. */
const CONFIDENCE = { digested: 0.9, found: 0.8, unread: 0.6 } as const;

/** More words than these beside the law and the number, and the question is not for the words of the law. */
const WORDS_BESIDE = 5;

const NUMBER =
  /제?\s*\d+\s*(?:조|항|호)(?:\s*의\s*\d+)?|\b(?:articles?|art|sections?)\b\.?\s*\d+/gi;

/**
 * True when a text is little more than the name of a place in a law: then its bare text may be all that is wanted.
 *
 * @param titles - Of the law, in every language.
 */
export function isMereReference(text: string, titles: readonly string[]): boolean {
  const beside = titles.reduce((rest, title) => rest.replace(spelled(title), ' '), text);
  return contentWords(beside.replace(NUMBER, ' ')).length <= WORDS_BESIDE;
}

/** A title with spaces wherever people set them. */
const spelled = (title: string): RegExp =>
  new RegExp(
    [...title.replace(/\s+/g, '')]
      .map((letter) => letter.replace(/[^\p{L}\p{N}]/u, '\\$&'))
      .join('\\s*'),
    'giu',
  );

/**
 * An article of a law of our corpus. Undefined where the question names no law and the article of the likeliest one
 * is none of ours: then it probably means something else.
 */
export function lookUpArticle(
  { law, at, isLawNamed }: LawReference,
  { corpus, prover }: Ground,
): LookUp | undefined {
  const provisions = provisionsAt(corpus.provisions, law.id, at.article);
  if (provisions.length === 0 && !isLawNamed) return undefined;
  const subject: LookUp['subject'] = { type: 'article', law, at, provisions };
  const proof = prover.prove(law, { article: at.article });
  const outcome =
    proof.state !== 'failed' && provisions.length > 0 ? 'answered-article' : outcomeOf(proof);
  return { outcome, subject, confidence: confidenceOf(outcome) };
}

/** An article of a law that is not in our corpus, but in the folder of official text. */
export function lookUpStatute(law: LawFile, at: Pinpoint, { prover }: Ground): LookUp {
  const named = { id: law.slug, file: law.file, title: { ko: law.title } };
  const outcome = outcomeOf(prover.prove(named, { article: at.article }));
  return { outcome, subject: { type: 'statute', law, at }, confidence: confidenceOf(outcome) };
}

/** What the official text at hand makes of an article that we have no digest of. An outage is never "no such article". */
function outcomeOf(proof: Proof): Outcome {
  switch (proof.state) {
    case 'checked-now':
      return 'statute-text';
    case 'failed':
      return FAILED[proof.why];
    case 'checked-at-release':
    case 'not-checked':
      return proof.why === 'no-folder' ? 'article-not-digested' : 'text-unavailable';
  }
}

const FAILED = {
  repealed: 'law-repealed',
  deleted: 'article-deleted',
  'no-such-article': 'no-such-article',
  // Only whole articles are looked up here; a paragraph that is missing is told beside its article.
  'no-such-part': 'no-such-article',
} as const satisfies Record<string, Outcome>;

function confidenceOf(outcome: Outcome): number {
  if (outcome === 'answered-article') return CONFIDENCE.digested;
  return outcome === 'statute-text' ? CONFIDENCE.found : CONFIDENCE.unread;
}
