import { type CaseFile, statementOf } from '../../bot/desk/case-file.ts';
import { answerText } from '../../bot/dialogue/interview/saying.ts';
import {
  checkAdmissibility,
  type Ground,
  type Outcome,
  type Weight,
} from '../../knowledge/casework/admissibility.ts';
import { type Assessment, assess } from '../../knowledge/casework/assessment.ts';
import { type Facts, UNKNOWN } from '../../knowledge/casework/facts.ts';
import { applicable } from '../../knowledge/casework/interview.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import type { CaseLabels, CiteView } from './case-labels.ts';
import { routeOf } from './case-labels.ts';
import type { DeskContext } from './context.ts';

/** What was asked, what was answered, and what follows from it. */
export interface PathView {
  readonly answers: readonly {
    readonly name: string;
    readonly ask: string;
    readonly answer: string;
    readonly state: 'given' | 'own-words' | 'unknown' | 'none';
    readonly cites: readonly CiteView[];
  }[];
  readonly title: string;
  readonly says: string;
  readonly cites: readonly CiteView[];
  readonly signs: readonly RemarkView[];
  readonly concerns: readonly RemarkView[];
  readonly unknowns: readonly { readonly says: string; readonly how: string }[];
}

interface RemarkView {
  /** Only of a sign. */
  readonly points?: 'for' | 'against';
  readonly says: string;
  readonly basis: string;
  readonly cites: readonly CiteView[];
}

/** Every ground on which the body could turn the case away, tested now. */
export interface AdmissibilityView {
  readonly outcome: Outcome;
  readonly grounds: readonly {
    readonly id: string;
    readonly weight: Weight | 'unknown' | 'none';
    /** True: what was found may weigh more, since an answer is missing. */
    readonly isOpen: boolean;
    readonly says: string;
    readonly instead: string;
    readonly basis: string;
    readonly confidence: string;
    readonly cites: readonly CiteView[];
  }[];
}

/** The facts of the statement that counts, as of today. */
const factsNow = ({ casework, clock }: DeskContext, file: CaseFile): Facts =>
  casework.interview(koreanDay(new Date(clock()))).factsOf(statementOf(file).answers);

export function pathView(context: DeskContext, file: CaseFile, labels: CaseLabels): PathView {
  const { casework } = context;
  const found = assess(factsNow(context, file), casework.assessment);
  return {
    answers: answersView(context, file, labels),
    ...assessmentView(context, found, labels),
  };
}

function answersView(
  { casework, clock, settings }: DeskContext,
  file: CaseFile,
  labels: CaseLabels,
): PathView['answers'] {
  const { language } = labels;
  const { answers } = statementOf(file);
  const rules = casework.interview(koreanDay(new Date(clock())));
  const asked = new Set(applicable('complaint', answers, rules).map(({ id }) => id));
  return casework.questions
    .filter(({ id }) => asked.has(id) || answers[id])
    .map((question) => {
      const given = answers[question.id];
      const words = settings.words[language];
      return {
        name: question.name[language],
        ask: question.ask[language],
        answer: given ? answerText({ language, words }, question, given) : '',
        state: answerState(question.kind, given),
        cites: labels.cites(question.cite),
      };
    });
}

function answerState(kind: string, given: readonly string[] | undefined) {
  if (!given) return 'none';
  if (given.includes(UNKNOWN)) return 'unknown';
  return kind === 'text' ? 'own-words' : 'given';
}

function assessmentView(
  { settings }: DeskContext,
  { result, signs, concerns, unknowns }: Assessment,
  { language, cites }: CaseLabels,
): Omit<PathView, 'answers'> {
  const { basis } = settings.words[language];
  const remark = (one: Assessment['concerns'][number]): RemarkView => ({
    says: one.says[language],
    basis: basis[one.basis],
    cites: cites(one.cite),
  });
  return {
    title: result.title[language],
    says: result.says[language],
    cites: cites(result.cite),
    signs: signs.map((sign) => ({ ...remark(sign), points: sign.points })),
    concerns: concerns.map(remark),
    unknowns: unknowns.map(({ says, how }) => ({ says: says[language], how: how[language] })),
  };
}

/** Undefined where the document belongs to no route of ours. */
export function admissibilityView(
  context: DeskContext,
  file: CaseFile,
  labels: CaseLabels,
): AdmissibilityView | undefined {
  const { casework, settings } = context;
  const route = routeOf(context, file);
  if (!route) return undefined;
  const { language, cites } = labels;
  const { basis, confidence } = settings.words[language];
  const { grounds, outcome, unknown } = checkAdmissibility(
    route.id,
    factsNow(context, file),
    casework.grounds,
  );
  const weights = new Map(grounds.map(({ ground, weight }) => [ground.id, weight]));
  const weightOf = ({ id }: Ground): Weight | 'unknown' | 'none' =>
    weights.get(id) ?? (unknown.includes(id) ? 'unknown' : 'none');
  const order = ['certain', 'risk', 'unknown', 'none'];
  return {
    outcome,
    grounds: casework.grounds
      .filter((ground) => ground.route === route.id)
      .map((ground) => ({
        id: ground.id,
        weight: weightOf(ground),
        isOpen: weights.has(ground.id) && unknown.includes(ground.id),
        says: saysOf(ground, weightOf(ground))[language],
        instead: ground.instead[language],
        basis: basis[ground.basis],
        confidence: confidence[ground.confidence],
        cites: cites(ground.cite),
      }))
      .toSorted((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight)),
  };
}

/** Of a ground that does not apply: what it would be about. */
const saysOf = ({ says }: Ground, weight: Weight | 'unknown' | 'none') =>
  (weight === 'none' ? (says.certain ?? says.risk) : says[weight]) ?? says.unknown;
