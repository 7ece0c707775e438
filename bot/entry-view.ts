import { allCitations, standingReasons, stands } from '../knowledge/answer/citations.ts';
import type { Entry, Intent, Reason } from '../knowledge/corpus-model/corpus.ts';
import type { Language } from '../knowledge/language.ts';
import { citationView } from './citation-view.ts';
import { standingNotices } from './standing-notices.ts';
import type { AnswerView, CompanionView, LinkView, ReasonView, ViewSettings } from './view.ts';

/** What a view has in it when nothing is said. */
export const EMPTY_VIEW = {
  notices: [],
  lead: '',
  digests: [],
  texts: [],
  found: [],
  reasons: [],
  changes: [],
  steps: [],
  related: [],
  choices: [],
} as const satisfies Partial<AnswerView>;

/** The permanent page of an entry shows the same as the answer. */
export function entryView(entry: Entry, language: Language, settings: ViewSettings): AnswerView {
  return {
    ...EMPTY_VIEW,
    language,
    kind: 'answer',
    outcome: 'answered',
    notices: standingNotices(entry.reasons, language, settings),
    title: entry.title[language],
    reasons: reasonViews(entry.reasons, language, settings),
    related: entry.related.flatMap((id) => {
      const other = settings.corpus.entries.get(id);
      return other ? [linkTo(other, language)] : [];
    }),
    path: `/a/${entry.id}`,
    ...(stands(entry.reasons, settings) && assessment(entry, language, settings)),
  };
}

/** What cites nothing by itself and stands on all reasons together: falls with any of them. */
function assessment(
  entry: Entry,
  language: Language,
  { words: byLanguage }: ViewSettings,
): Partial<AnswerView> {
  const words = byLanguage[language];
  return {
    ...((entry.kind === 'situation' || entry.verdict !== 'information') && {
      verdict: {
        id: entry.verdict,
        label: words.verdict[entry.verdict],
        meaning: words.verdictMeaning[entry.verdict],
      },
    }),
    lead: entry.answer[language],
    changes: entry.changes.map((change) => change[language]),
    steps: entry.steps.map((step) => ({
      text: step[language],
      ...(step.to && { path: `/a/${step.to}` }),
    })),
    reviewed: entry.reviewed,
  };
}

/** A ready reply of the bot. Help in danger is given whatever becomes of the law. */
export function intentView(
  { outcome, reasons, reply }: Intent,
  language: Language,
  settings: ViewSettings,
): Partial<AnswerView> {
  const isSaid = outcome === 'emergency' || stands(reasons, settings);
  return {
    notices: standingNotices(reasons, language, settings),
    lead: isSaid ? reply[language] : '',
    reasons: reasonViews(reasons, language, settings),
  };
}

/** The right or route that goes along; undefined where the law that it stood on is gone. */
export function companionView(
  entry: Entry,
  language: Language,
  settings: ViewSettings,
): CompanionView | undefined {
  if (!stands(entry.reasons, settings)) return undefined;
  return {
    ...linkTo(entry, language),
    lead: entry.answer[language],
    reasons: reasonViews(entry.reasons, language, settings),
  };
}

function reasonViews(
  reasons: readonly Reason[],
  language: Language,
  settings: ViewSettings,
): readonly ReasonView[] {
  const words = settings.words[language];
  return standingReasons(reasons, settings).map((reason) => ({
    basis: reason.basis,
    label: words.basis[reason.basis],
    text: reason[language],
    citations: allCitations([reason], settings, language).map((cited) =>
      citationView(cited, { words, laws: settings.laws }),
    ),
  }));
}

export const linkTo = ({ id, title }: Entry, language: Language): LinkView => ({
  title: title[language],
  path: `/a/${id}`,
});
