import type { AnswerKind, Outcome } from '../knowledge/answer/answer.ts';
import type { LawLibrary } from '../knowledge/answer/law-library.ts';
import type { Basis, Corpus, Verdict } from '../knowledge/corpus-model/corpus.ts';
import type { Language } from '../knowledge/language.ts';
import type { Prover } from '../knowledge/law/prover.ts';
import type { SnippetPart } from '../knowledge/law/snippet.ts';
import type { CitationView, OfficialTextView } from './citation-view.ts';
import type { WordsByLanguage } from './words.ts';

/** An answer in the words of one language, ready to be laid out: by the web, as plain text, by a messenger. */
export interface AnswerView {
  readonly language: Language;
  readonly kind: AnswerKind;
  readonly outcome: Outcome;
  /** To be read first: help in danger, masked data, a premise set right, law that has changed. */
  readonly notices: readonly Notice[];
  readonly title?: string;
  /** True where nobody typed a question: the answer says itself what it is about. */
  readonly isUnasked?: boolean;
  /** None where the law that it stood on is gone. */
  readonly verdict?: { readonly id: Verdict; readonly label: string; readonly meaning: string };
  /** The plain answer. */
  readonly lead: string;
  /** What an article says, paragraph by paragraph where we split it. */
  readonly digests: readonly string[];
  /** Official text that is part of the answer: of the article asked for, or of what an answer cited. */
  readonly texts: readonly OfficialTextView[];
  /** Articles of any law that a search found, the most telling first. */
  readonly found: readonly FoundView[];
  readonly reasons: readonly ReasonView[];
  readonly changes: readonly string[];
  readonly steps: readonly { readonly text: string; readonly path?: string }[];
  readonly related: readonly LinkView[];
  /** The right or route that goes along: its plain answer and what that stands on. */
  readonly companion?: CompanionView;
  readonly choices: readonly LinkView[];
  /** Address of the permanent page, without the host. */
  readonly path?: string;
  readonly officialUrl?: string;
  readonly reviewed?: string;
  /** The lead was written by a language model: the first notice says so, and machines are told as well. */
  readonly isGenerated?: boolean;
  /** Where the same wording can be searched for in all laws; the address has its language already. */
  readonly lawSearch?: LinkView;
}

export interface Notice {
  /** `note` says what the answer is, and warns of nothing. */
  readonly tone: 'emergency' | 'warning' | 'note';
  readonly text: string;
  /** The official page of the law that the notice is about. */
  readonly officialUrl?: string;
}

export interface ReasonView {
  readonly basis: Basis;
  readonly label: string;
  readonly text: string;
  readonly citations: readonly CitationView[];
}

export interface CompanionView extends LinkView {
  readonly lead: string;
  readonly reasons: readonly ReasonView[];
}

export interface LinkView {
  readonly title: string;
  readonly path: string;
}

/** An article that a search of all laws found; the title names law and article. */
export interface FoundView extends LinkView {
  /** Around the wording, from the official text; empty where it could not be read just now. */
  readonly snippet: readonly SnippetPart[];
}

export interface ViewSettings {
  readonly corpus: Corpus;
  readonly words: WordsByLanguage;
  readonly prover: Prover;
  /** All laws of the folder of official text; absent where there is none. */
  readonly laws?: LawLibrary;
}
