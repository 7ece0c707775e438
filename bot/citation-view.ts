import type { CitedSource } from '../knowledge/answer/citations.ts';
import type { LawLibrary } from '../knowledge/answer/law-library.ts';
import { lawPath } from '../knowledge/answer/law-path.ts';
import { parsePinpoint } from '../knowledge/law/pinpoint.ts';
import type { OfficialText, Proof } from '../knowledge/law/proof.ts';
import { fill, type Words } from './words.ts';

export interface CitationView {
  /** `개인정보 보호법 제23조제1항`. */
  readonly text: string;
  /** `2026-09-11 시행`, `2023-01-12 결정, 2023-01-25 공개`; empty where no date is known. */
  readonly dates: string;
  /** What is known of the place at this moment. */
  readonly state: ProofStateView;
  readonly path: string;
  readonly url?: string;
  /** The words of the law themselves, where they are at hand. */
  readonly official?: OfficialTextView;
}

export interface ProofStateView {
  readonly id: Proof['state'];
  /** A whole sentence; empty for what is no Korean law. */
  readonly label: string;
  /** The same in two or three words; empty where it goes without saying, because we compared the place just now. */
  readonly short: string;
}

/** Words of the law as they are shown. */
export interface OfficialTextView {
  /** `개인정보 보호법 제23조제1항`. */
  readonly title: string;
  /** Character for character what the official text has; empty where none is at hand. */
  readonly text: string;
  /** True where `text` ends before the place does, at the end of a line. */
  readonly isCut: boolean;
  /** ISO dates; empty where there is no text. */
  readonly inForce: string;
  readonly promulgated: string;
  readonly isUpcoming: boolean;
  /** `2026-09-11 시행, 2026-03-10 공포`. */
  readonly dates: string;
  /** Our page of the article, without the host. */
  readonly lawPath?: string;
  readonly officialUrl?: string;
}

export interface CitationSettings {
  readonly words: Words;
  readonly laws?: LawLibrary | undefined;
}

export function citationView(cited: CitedSource, settings: CitationSettings): CitationView {
  const { text, path, url, proof, official } = cited;
  return {
    text,
    path,
    dates: datesOf(cited, settings.words),
    state: stateView(proof, settings.words),
    ...(url && { url }),
    ...(official && { official: officialTextView(cited, settings) }),
  };
}

/** The words of the cited place; without text where none is at hand. */
export function officialTextView(
  { text: title, article, official, url }: CitedSource,
  { words, laws }: CitationSettings,
): OfficialTextView {
  const officialUrl = url ? { officialUrl: url } : {};
  if (!official) return { ...NO_TEXT, title, ...officialUrl };
  const { file, ...shown } = official;
  const slug = laws?.lawIn(file)?.slug;
  const number = parsePinpoint(article)?.article;
  return {
    ...officialUrl,
    title,
    text: shown.text,
    isCut: false,
    inForce: shown.inForce,
    promulgated: shown.promulgated,
    isUpcoming: shown.isUpcoming,
    dates: textDates(shown, words),
    ...(slug && { lawPath: lawPath(slug, number) }),
  };
}

/** In the order in which a reader needs them. */
function textDates(
  { inForce, promulgated, isUpcoming }: Omit<OfficialText, 'file'>,
  { answer, proof }: Words,
): string {
  const since = fill(proof.promulgated, { date: promulgated });
  return isUpcoming
    ? `${since}, ${fill(proof.takesEffect, { date: inForce })}`
    : `${fill(answer.inForce, { date: inForce })}, ${since}`;
}

const NO_TEXT = {
  text: '',
  isCut: false,
  inForce: '',
  promulgated: '',
  isUpcoming: false,
  dates: '',
} as const;

/** As much of a text as fits, to the end of a line; at least the first line. */
export function cutTo(view: OfficialTextView, characters: number): OfficialTextView {
  if (view.text.length <= characters) return view;
  const end = view.text.lastIndexOf('\n', characters);
  const firstLine = view.text.indexOf('\n');
  const cut = end > 0 ? end : firstLine;
  return cut < 0 ? view : { ...view, text: view.text.slice(0, cut), isCut: true };
}

/** A date beside every citation, of the kind the source has. */
function datesOf({ source, inForce, proof }: CitedSource, words: Words): string {
  if (source.type !== 'document') {
    const isUpcoming = 'isUpcoming' in proof && proof.isUpcoming;
    return inForce ? inForceText({ inForce, isUpcoming }, words) : '';
  }
  const { decided, announced, published, inForce: effective } = source.dates;
  return [
    decided && fill(words.answer.decided, { date: decided }),
    announced && fill(words.answer.announced, { date: announced }),
    effective && fill(words.answer.inForce, { date: effective }),
    !decided && !announced && !effective && published,
  ]
    .filter(Boolean)
    .join(', ');
}

/** `2026-09-11 시행`, or that it is promulgated and not in force yet. */
const inForceText = (
  { inForce, isUpcoming }: { readonly inForce: string; readonly isUpcoming: boolean },
  words: Words,
): string => fill(isUpcoming ? words.proof.upcoming : words.answer.inForce, { date: inForce });

function stateView(proof: Proof, words: Words): ProofStateView {
  const id = proof.state;
  switch (proof.state) {
    case 'checked-now':
      return { id, label: fill(words.proof.checkedNow, { date: proof.inForce }), short: '' };
    case 'checked-at-release': {
      const date = { date: proof.checkedOn };
      return {
        id,
        label: fill(words.proof.checkedAtRelease, date),
        short: fill(words.proof.checkedShort, date),
      };
    }
    case 'not-checked':
      return proof.why === 'not-a-statute'
        ? { id, label: '', short: '' }
        : { id, label: words.proof.notChecked, short: words.proof.notCheckedShort };
    // Never shown: a failed citation is not sent.
    case 'failed':
      return { id, label: '', short: '' };
  }
}
