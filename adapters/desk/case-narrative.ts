import { type Change, diffWordsWithSpace } from 'diff';
import type { CaseFile, CaseStatement } from '../../bot/desk/case-file.ts';
import { answerText } from '../../bot/dialogue/interview/saying.ts';
import { draftOf } from '../../bot/draft.ts';
import type { DocumentContent } from '../../knowledge/casework/document.ts';
import type { Question } from '../../knowledge/casework/questions.ts';
import type { Language } from '../../knowledge/language.ts';
import type { CaseLabels } from './case-labels.ts';
import type { DeskContext } from './context.ts';

/** What the person sent, and what each correction changed. */
export interface NarrativeView {
  /** Undefined where the outline that the case was sent with is not among ours any more. */
  readonly korean?: DocumentContent;
  readonly copy?: DocumentContent;
  /** From 1; the one that is shown. */
  readonly shown: number;
  readonly isLast: boolean;
  /** The newest first. */
  readonly statements: readonly StatementView[];
}

interface StatementView {
  readonly no: number;
  readonly at: string;
  readonly sha256: string;
  readonly isShown: boolean;
  readonly changes: readonly ChangeView[];
}

interface ChangeView {
  readonly name: string;
  /** Empty where the question was not answered. */
  readonly before: string;
  readonly after: string;
  /** Of a text: word by word; absent where too much differs to be told so. */
  readonly parts?: readonly Pick<Change, 'value' | 'added' | 'removed'>[];
}

/** @param wanted - The number of a statement, as it stands in the address; the last where there is none of it. */
export function narrativeView(
  context: DeskContext,
  file: CaseFile,
  wanted: number | undefined,
  labels: CaseLabels,
): NarrativeView {
  const { statements } = file;
  const shown = wanted && statements[wanted - 1] ? wanted : statements.length;
  const statement = statements[shown - 1];
  const [korean, copy] = statement
    ? (['ko', 'en'] as const).map((language) => documentOf(context, file, statement, language))
    : [];
  return {
    ...(korean && { korean }),
    ...(copy && { copy }),
    shown,
    isLast: shown === statements.length,
    statements: statements
      .map((one, at) => ({
        no: at + 1,
        at: labels.moment(one.at),
        sha256: one.documentSha256,
        isShown: at + 1 === shown,
        changes: changesBetween(context, statements[at - 1], one, labels),
      }))
      .reverse(),
  };
}

/** The document as it was sent on that day, without who sent it; its citations are proven now. */
function documentOf(
  { casework, settings }: DeskContext,
  file: CaseFile,
  { at, answers, formal }: CaseStatement,
  language: Language,
): DocumentContent | undefined {
  const exhibits = file.exhibits
    .filter(({ addedAt }) => addedAt <= at)
    .map((exhibit) => ({ ...exhibit, usesNoted: true }));
  return draftOf(
    { casework, settings },
    { document: file.document, language, answers, exhibits, formal, now: at },
  );
}

function changesBetween(
  { casework, settings }: DeskContext,
  before: CaseStatement | undefined,
  after: CaseStatement,
  { language }: CaseLabels,
): readonly ChangeView[] {
  if (!before) return [];
  const words = settings.words[language];
  const shown = (question: Question, given: readonly string[] | undefined) =>
    given ? answerText({ language, words }, question, given) : '';
  return casework.questions.flatMap((question): readonly ChangeView[] => {
    const [old, now] = [before.answers[question.id], after.answers[question.id]];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    const change = { before: shown(question, old), after: shown(question, now) };
    const parts = question.kind === 'text' && old && now && wordChanges(change);
    return [{ name: question.name[language], ...change, ...(parts && { parts }) }];
  });
}

/** Beyond this the two texts have little in common, and comparing them takes long. */
const MOST_EDITS = 600;

const wordChanges = ({ before, after }: Pick<ChangeView, 'before' | 'after'>) =>
  diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
