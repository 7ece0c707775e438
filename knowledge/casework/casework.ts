import type { Day } from '../calendar/day.ts';
import { type Deadlines, deadlineState, loadDeadlines } from '../calendar/deadlines.ts';
import { type HolidayCalendar, loadHolidays } from '../calendar/holidays.ts';
import type { Corpus } from '../corpus-model/corpus.ts';
import { CorpusReader } from '../corpus-model/corpus-reader.ts';
import { readCorpusFiles } from '../corpus-model/load-corpus.ts';
import type { Ground } from './admissibility.ts';
import { AssessmentFile, type AssessmentRules } from './assessment.ts';
import { type Facts, UNKNOWN } from './facts.ts';
import type { InterviewRules } from './interview.ts';
import { type Outline, outlinesOf } from './outline.ts';
import { DerivedRow, QuestionRow } from './question-files.ts';
import { type Answers, factsOf, ONGOING, type Question, questionsOf } from './questions.ts';
import { GroundRow, RouteRow } from './route-files.ts';
import type { Route } from './routes.ts';

/** Everything in `rules/`, read and checked for its form. */
export interface Casework {
  readonly questions: readonly Question[];
  readonly derived: readonly DerivedRow[];
  readonly assessment: AssessmentRules;
  readonly routes: readonly Route[];
  readonly grounds: readonly Ground[];
  readonly outlines: ReadonlyMap<string, Outline>;
  readonly deadlines: Deadlines;
  readonly calendar: HolidayCalendar;
  /** @param day - The day in Korea, on which a year may have passed. */
  interview(day: Day): InterviewRules;
  /** Who usually runs the place that was chosen. */
  usualOperator(answers: Answers): string | undefined;
}

/** Some file of the rules cannot be used. Lists every problem found, each with its file. */
export class RulesError extends Error {
  override readonly name = 'RulesError';
  readonly code = 'RULES';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The rules have ${problems.length} problem(s):\n  ${problems.join('\n  ')}`);
    this.problems = problems;
  }
}

/** @throws {RulesError} listing every file and field that is wrong. */
export function loadCasework(folder: string, { slots }: Pick<Corpus, 'slots'>): Casework {
  const files = readCorpusFiles(folder);
  const problems: string[] = [];
  const reader = new CorpusReader(files, problems);
  const questions = questionsOf(reader.list('questions.yaml', QuestionRow), slots);
  const derived = reader.list('facts.yaml', DerivedRow);
  const assessment = reader.one('assessment.yaml', AssessmentFile);
  const routes = reader.list('routes.yaml', RouteRow);
  const grounds = reader.list('grounds.yaml', GroundRow);
  const outlines = outlinesOf(reader, problems);
  if (problems.length > 0 || !assessment) throw new RulesError(problems);
  const deadlines = loadDeadlines(files.get('deadlines.yaml') ?? '');
  const calendar = loadHolidays(files.get('holidays.yaml') ?? '');
  const filing = deadlines.get('nhrck-filing');
  if (!filing) throw new RulesError(['deadlines.yaml: nhrck-filing is missing']);
  const operators = new Map(slots.place.map(({ id, operator }) => [id, operator]));
  return {
    questions,
    derived,
    assessment,
    routes,
    grounds,
    outlines,
    deadlines,
    calendar,
    interview: (day) => ({
      questions,
      factsOf: (answers) => {
        const pastYear = pastYearOf(answers, (from) => deadlineState(filing, from, day, calendar));
        return factsOf(answers, questions, derived, pastYear);
      },
    }),
    usualOperator: ({ place = [] }) => operators.get(place[0] ?? ''),
  };
}

/** Whether the year within which the NHRCK takes complaints is over. */
function pastYearOf(answers: Answers, stateOf: (from: Day) => string): Facts {
  const given = answers['when'];
  if (!given) return {};
  if (given.includes(UNKNOWN)) return { 'past-year': [UNKNOWN] };
  if (given.includes(ONGOING)) return { 'past-year': ['no'] };
  const [day = ''] = given[0]?.split('T') ?? [];
  return { 'past-year': [stateOf(day) === 'passed' ? 'yes' : 'no'] };
}
