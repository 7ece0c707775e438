import type { Entry, Intent, Law, Provision } from '../corpus-model/corpus.ts';
import type { Bilingual, Language } from '../language.ts';
import type { LawFile } from '../law/law-folder.ts';
import type { Pinpoint } from '../law/pinpoint.ts';
import type { ArticleSearchState, Mentions } from '../law-search/article-search.ts';
import type { WordedSentence } from '../wording/wording.ts';
import type { PersonalDataKind } from './personal-data.ts';

/** Everything that can come of a question. The table of outcomes: each is told apart in tests and figures. */
export const OUTCOMES = {
  /** An entry of the corpus answers. */
  answered: 'answer',
  /** The article that was asked for is summed up. */
  'answered-article': 'answer',
  /** The article is real or may be, but we have neither a digest of it nor official text at hand. */
  'article-not-digested': 'answer',
  /** The article in the words of the law: text found, no assessment of ours. */
  'statute-text': 'answer',
  /** The official text at hand has no such article. */
  'no-such-article': 'answer',
  'article-deleted': 'answer',
  'law-repealed': 'answer',
  /** There should be official text, and it cannot be read just now: says nothing about the article. */
  'text-unavailable': 'answer',
  /** The official text behind the answer before. */
  'official-text': 'answer',
  /** Official text was asked for, and nothing that cites law came before. */
  'which-text': 'clarify',
  /** The articles of any law that hold a wording; may be none. */
  'statutes-found': 'answer',
  /** The search of all laws is not ready, or there is nothing to search. */
  'statutes-not-searched': 'answer',
  /** About the bot itself: who it is, what it can do, thanks. */
  'about-bot': 'answer',
  /** Someone may be in danger: help comes first. */
  emergency: 'answer',
  /** Place, operator or mode is missing and decides the answer. */
  'asked-back': 'clarify',
  /** Not something we do: refused with a reason. */
  declined: 'decline',
  /** Nothing in the corpus is near enough. */
  'out-of-scope': 'decline',
  /** Nothing readable was sent. */
  empty: 'clarify',
  'too-long': 'clarify',
  /** The person wants to draft or file now. */
  'complaint-started': 'complaint',
} as const satisfies Record<string, AnswerKind>;

export type AnswerKind = 'answer' | 'clarify' | 'decline' | 'complaint';
export type Outcome = keyof typeof OUTCOMES;

/** What was asked, and what the channel knows about it. */
export interface Asked {
  readonly text: string;
  /** The person's choice; absent: the language of the question. */
  readonly language?: Language;
  /** The person's earlier messages, oldest first. */
  readonly history?: readonly string[];
}

/** What an answer is about. */
export type Subject =
  | { readonly type: 'entry'; readonly entry: Entry }
  | { readonly type: 'intent'; readonly intent: Intent }
  | {
      readonly type: 'article';
      readonly law: Law;
      readonly at: Pinpoint;
      /** Our digests of the article; empty when we have none. */
      readonly provisions: readonly Provision[];
    }
  /** An article of a law that is not in our corpus. */
  | { readonly type: 'statute'; readonly law: LawFile; readonly at: Pinpoint }
  /** The official text of what another answer cites. */
  | { readonly type: 'official-text'; readonly of: Answer }
  | {
      readonly type: 'statute-search';
      readonly wording: string;
      readonly result: StatuteSearchResult;
    };

/** What a search of all laws gave, or why it could not be made. */
export type StatuteSearchResult =
  | { readonly kind: 'found'; readonly mentions: Mentions }
  | Exclude<ArticleSearchState, { readonly kind: 'ready' }>;

/** An answer as data. How it is worded on a screen is the caller's business. */
export interface Answer {
  readonly outcome: Outcome;
  readonly kind: AnswerKind;
  readonly language: Language;
  readonly subject?: Subject;
  /** How likely this is what the person wanted to know, 0 to 1. */
  readonly confidence: number;
  /** Personal data that was masked before anything else was done. */
  readonly masked: readonly PersonalDataKind[];
  /** Help that must be read before anything else. */
  readonly emergency?: Intent;
  /** The sentence that sets a false premise right. */
  readonly correction?: Bilingual;
  /** The right or route that goes along with the subject, where the question asks for it too. */
  readonly companion?: Entry;
  /** Entries to choose from when we ask back. */
  readonly choices: readonly Entry[];
  /** A model told us what a long or vague message asks; `nobody`: it could not be reached, so that only words were searched for. */
  readonly understoodBy?: 'model' | 'nobody';
  /** The plain answer as a language model worded it, every sentence checked; absent: it stands as the corpus has it. */
  readonly worded?: readonly WordedSentence[];
  /** The question as we keep and show it: cleaned, personal data masked, typing repaired. */
  readonly question: string;
}
