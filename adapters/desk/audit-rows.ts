import type { AuditLine } from '../../bot/desk/audit.ts';
import type { CaseHead } from '../../bot/desk/queue.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import type { DeskWords } from '../../bot/desk/words/desk-words.ts';
import { koreanMoment } from '../../knowledge/calendar/day.ts';

interface AuditRow {
  readonly no: number;
  readonly when: string;
  readonly who: string;
  /** In words; the code itself where there are none. */
  readonly what: string;
  readonly code: string;
  readonly case?: { readonly id: string; readonly reference: string };
  readonly details: readonly { readonly name: string; readonly value: string }[];
}

interface Known {
  readonly words: Pick<DeskWords, 'figures' | 'did'>;
  readonly colleagues: readonly Staff[];
  readonly heads: readonly Pick<CaseHead, 'id' | 'reference'>[];
}

/** Lines of the log for people: ids become names where we know them, and stay as they are where we do not. */
export function auditRows(
  lines: readonly AuditLine[],
  { words: { figures: words, did }, colleagues, heads }: Known,
): readonly AuditRow[] {
  const said: Readonly<Record<string, string>> = did;
  const names = new Map(colleagues.map(({ id, name }) => [id, name]));
  const asked = new Set(lines.map((line) => line.case));
  const references = new Map(
    heads.filter(({ id }) => asked.has(id)).map(({ id, reference }) => [id, reference]),
  );
  const nameOf = (id: string): string => {
    if (id === 'person' || id === 'system') return words[id];
    return names.get(id) ?? id;
  };
  return lines.map((line) => {
    const { day, time } = koreanMoment(new Date(line.at));
    return {
      no: line.no,
      when: `${day} ${time}`,
      who: nameOf(line.actor),
      what: said[line.action] ?? line.action,
      code: line.action,
      ...(line.case !== undefined && {
        case: { id: line.case, reference: references.get(line.case) ?? line.case },
      }),
      details: Object.entries(line.details).map(([name, value]) => ({
        name,
        value: names.get(String(value)) ?? String(value),
      })),
    };
  });
}

/** What a walk along the chain found, for people: `lines-missing 4-6`. */
export function problemText(problem: string, words: Readonly<Record<string, string>>): string {
  const [code = '', ...which] = problem.split(' ');
  const said = words[`problem-${code}`];
  return said ? said.replace('{which}', which.join(' ')) : problem;
}
