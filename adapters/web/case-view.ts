import type { CaseFile } from '../../bot/desk/case-file.ts';
import { clockLine, personView } from '../../bot/desk/person-view.ts';
import { koreanTime, receivedOf, shownTime } from '../../bot/desk/receipt.ts';
import { factLines } from '../../bot/dialogue/filing/showing.ts';
import { fill } from '../../bot/words.ts';
import { allCitations, isSound } from '../../knowledge/answer/citations.ts';
import { sayDate } from '../../knowledge/calendar/spoken-date.ts';
import type { Language } from '../../knowledge/language.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import type { WebIntake } from './case-intake.ts';
import type { WebContext } from './context.ts';

/** A place of the law as a page links it. */
interface CitedView {
  readonly text: string;
  readonly path: string;
}

/** Where the places stand in the official text at hand; empty where one of them does not. */
export function citedViews(
  cite: readonly string[],
  context: WebContext,
  language: Language,
): readonly CitedView[] {
  const found = allCitations([{ cite: [...cite] }], context, language);
  return found.every(isSound) ? found.map(({ text, path }) => ({ text, path })) : [];
}

const stands = (cite: readonly string[], context: WebContext): boolean =>
  allCitations([{ cite: [...cite] }], context, 'ko').every(isSound);

/** A case as its page shows it to whoever sent it. */
export function caseView(
  file: CaseFile,
  context: WebContext,
  { triage, institution }: WebIntake,
  language: Language,
) {
  const words = context.words[language];
  const { filing } = words;
  const outline = context.desk.casework.outlines.get(file.document);
  const { status, clocks, since, ...view } = personView(file, triage, Date.now());
  return {
    ...view,
    title: outline?.title[language] ?? file.document,
    status: status
      ? { name: status.name[language], tells: status.tells[language] }
      : { name: '', tells: filing.statusUnknown },
    basis: status ? citedViews(status.cite, context, language) : [],
    since: fill(filing.since, { date: sayDate(since, language) }),
    clocks: clocks
      .filter(({ cite }) => stands(cite, context))
      .map((clock) => ({
        line: clockLine(clock, words, language),
        basis: words.basis[clock.basis],
        cited: citedViews(clock.cite, context, language),
      })),
    facts: factLines(file, words, language),
    messages: file.messages.map(({ from, at, text, readAt }) => ({
      who: from === 'person' ? filing.byYou : institution,
      isOwn: from === 'person',
      isNew: from === 'staff' && readAt === undefined,
      day: sayDate(koreanDay(new Date(at)), language),
      text,
    })),
    receipts: receivedOf(file).map(({ kind, at }) =>
      fill(filing.pageReceipt, {
        kind: {
          submission: filing.receiptSubmission,
          correction: filing.receiptCorrection,
          evidence: filing.receiptEvidence,
        }[kind],
        time: shownTime(koreanTime(at)),
      }),
    ),
    hasIdentity: file.hasIdentity,
    hasNameFields: (outline?.identity.length ?? 0) > 0,
    isOpen: !view.isClosed && !view.isWithdrawn,
  };
}
