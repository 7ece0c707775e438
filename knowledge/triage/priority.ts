import { z } from 'zod';
import { daysBetween } from '../calendar/day.ts';
import { RulesError } from '../casework/casework.ts';
import { Condition, holds } from '../casework/condition.ts';
import { bilingual, ruleId } from '../casework/question-files.ts';
import { CorpusReader } from '../corpus-model/corpus-reader.ts';
import type { Priority, PriorityInput } from './triage.ts';

const points = z.int().min(1);
const Rule = z
  .strictObject({
    id: ruleId,
    /** Of the rules of one name only the weightiest counts. */
    of: ruleId.optional(),
    when: Condition.optional(),
    /** Days until the nearest time limit, the last one included. */
    due: z.union([z.literal('passed'), z.int().min(0)]).optional(),
    reports: z.int().min(2).optional(),
    points,
    says: bilingual,
  })
  .refine(
    ({ when, due, reports }) =>
      [when, due, reports].filter((one) => one !== undefined).length === 1,
    'needs one of when, due and reports',
  );

/** `rules/desk/priority.yaml`. */
const PriorityFile = z
  .strictObject({
    levels: z.strictObject({ urgent: points, high: points, normal: points }),
    rules: z
      .array(Rule)
      .min(1)
      .refine(
        (rules) => new Set(rules.map(({ id }) => id)).size === rules.length,
        'an id is there twice',
      ),
  })
  .refine(
    ({ levels: { urgent, high, normal } }) => urgent > high && high > normal,
    'urgent must ask for more points than high, and high for more than normal',
  );
type PriorityFile = Readonly<z.infer<typeof PriorityFile>>;
type PriorityRule = PriorityFile['rules'][number];

const FILE = 'desk/priority.yaml';

/**
 * The suggested priority of a case, with the rules that made it.
 *
 * @param yaml - `rules/desk/priority.yaml`.
 * @throws {RulesError} saying what is wrong with it.
 */
export function loadPriority(yaml: string): (input: PriorityInput) => Priority {
  const file = readPriority(yaml);
  return (input) => {
    const reasons = weightiest(file.rules.filter((rule) => isMet(rule, input)));
    const sum = reasons.reduce((all, rule) => all + rule.points, 0);
    return {
      level: levelOf(sum, file.levels),
      reasons: reasons.map(({ id, says, points }) => ({ id, says, points })),
      points: sum,
    };
  };
}

/** The facts and values that the rules look for, so that a check can prove that they exist. */
export const priorityConditions = (yaml: string): readonly Condition[] =>
  readPriority(yaml).rules.flatMap(({ when }) => (when ? [when] : []));

function readPriority(yaml: string): PriorityFile {
  const problems: string[] = [];
  const file = new CorpusReader(new Map([[FILE, yaml]]), problems).one(FILE, PriorityFile);
  if (!file) throw new RulesError(problems);
  return file;
}

/** What is not known is not counted. */
function isMet({ when, due, reports }: PriorityRule, input: PriorityInput): boolean {
  if (when) return holds(when, input.facts) === 'yes';
  if (reports !== undefined) return input.reports >= reports;
  if (due === undefined || input.nearestDue === undefined) return false;
  const days = daysBetween(input.today, input.nearestDue);
  return due === 'passed' ? days < 0 : days >= 0 && days <= due;
}

/** By points, then in the order of the file; of one name only the first. */
function weightiest(rules: readonly PriorityRule[]): readonly PriorityRule[] {
  const seen = new Set<string>();
  return rules
    .toSorted((a, b) => b.points - a.points)
    .filter(({ of }) => {
      if (of === undefined) return true;
      const isFirst = !seen.has(of);
      seen.add(of);
      return isFirst;
    });
}

function levelOf(sum: number, levels: PriorityFile['levels']): Priority['level'] {
  if (sum >= levels.urgent) return 'urgent';
  if (sum >= levels.high) return 'high';
  return sum >= levels.normal ? 'normal' : 'low';
}
