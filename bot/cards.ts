import { type Answer, OUTCOMES } from '../knowledge/answer/answer.ts';
import type { Entry } from '../knowledge/corpus-model/corpus.ts';
import type { Language } from '../knowledge/language.ts';
import { answerBlocks } from './answer-blocks.ts';
import { answerView } from './answer-view.ts';
import { entryView } from './entry-view.ts';
import type { Block } from './message.ts';
import type { TextSettings } from './render-text.ts';

/** An answer that somebody picks from a list and shares, in a chat that we do not see. */
export interface Card {
  /** At most 64 characters, the same for the same answer. */
  readonly id: string;
  readonly title: string;
  /** The verdict and the plain answer, without form. */
  readonly description: string;
  readonly blocks: readonly Block[];
  /** Our page of it; absent where we have no public address. */
  readonly url?: string;
}

/** Answers to share for what somebody has typed so far. Nothing of it is stored. */
export type FindCards = (query: string, language?: Language) => Promise<readonly Card[]>;

export interface CardSources {
  readonly settings: TextSettings;
  readonly answer: (asked: { text: string; language?: Language }) => Promise<Answer>;
  /** Entries near a wording, the best first; for choices beside the answer itself. */
  readonly near: (query: string) => Promise<readonly Entry[]>;
  /** Offered where nothing is typed yet. */
  readonly suggested: readonly string[];
}

/** As many as fit on a screen. */
const CARDS = 6;

export const cardFinder =
  ({ settings, answer, near, suggested }: CardSources): FindCards =>
  async (query, language) => {
    const ofEntry = (entry: Entry, inLanguage: Language) =>
      cardOf(`entry-${entry.id}`, entryView(entry, inLanguage, settings), settings);
    if (!query.trim()) {
      const entries = suggested.flatMap((id) => settings.corpus.entries.get(id) ?? []);
      return entries.slice(0, CARDS).map((entry) => ofEntry(entry, language ?? 'ko'));
    }
    const found = await answer({ text: query, ...(language && { language }) });
    // What is refused or asked back is for the person alone, not to be shared as an answer.
    if (OUTCOMES[found.outcome] !== 'answer' || found.outcome === 'about-bot') return [];
    const { subject } = found;
    const isEntry = subject?.type === 'entry';
    const first = isEntry
      ? ofEntry(subject.entry, found.language)
      : cardOf('answer', answerView(found, settings), settings);
    const others = isEntry ? (await near(query)).filter(({ id }) => id !== subject.entry.id) : [];
    return [first, ...others.map((entry) => ofEntry(entry, found.language))].slice(0, CARDS);
  };

function cardOf(id: string, view: ReturnType<typeof entryView>, settings: TextSettings): Card {
  const { path, language, verdict, lead, title } = view;
  return {
    id,
    title: title ?? settings.words[language].web.title,
    description: [verdict?.label, lead].filter(Boolean).join(' · '),
    blocks: [
      ...(title && !view.officialUrl ? [{ kind: 'heading' as const, text: title }] : []),
      ...answerBlocks(view, settings),
    ],
    ...(path && settings.baseUrl && { url: `${settings.baseUrl}${path}?lang=${language}` }),
  };
}
