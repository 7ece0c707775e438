import type { Deadline } from '../../../knowledge/calendar/deadline-file.ts';
import { deadlineDays, deadlineState } from '../../../knowledge/calendar/deadlines.ts';
import { sayDate } from '../../../knowledge/calendar/spoken-date.ts';
import { type Facts, UNKNOWN } from '../../../knowledge/casework/facts.ts';
import type { Route } from '../../../knowledge/casework/routes.ts';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import type { Talk } from '../../talk.ts';
import { fill } from '../../words.ts';

const deadlinesOf = ({ parts }: Talk, { deadlines }: Route): readonly Deadline[] =>
  deadlines.flatMap((id) => parts.casework.deadlines.get(id) ?? []);

/** The periods of a route: as a day where the event is known, else how long and from when. */
export const deadlineLines = (talk: Talk, route: Route, facts: Facts): readonly string[] =>
  deadlinesOf(talk, route).map((deadline) => {
    const event = runsFromEvent(deadline) && eventDay(facts);
    return event ? datedLine(talk, deadline, event) : periodLine(talk, deadline);
  });

/** Only those whose last day is known. */
export function datedDeadlines(talk: Talk, route: Route, facts: Facts): readonly string[] {
  const event = eventDay(facts);
  if (!event) return [];
  return deadlinesOf(talk, route)
    .filter(runsFromEvent)
    .map((deadline) => datedLine(talk, deadline, event));
}

const runsFromEvent = ({ whose, from }: Deadline): boolean => whose === 'yours' && from === 'event';

/** What goes on has no last day yet. */
function eventDay(facts: Facts): string | undefined {
  const [when] = facts['when'] ?? [];
  const isOver = when && when !== UNKNOWN && !facts['ongoing']?.includes('yes');
  return isOver ? when.split('T')[0] : undefined;
}

function datedLine(talk: Talk, deadline: Deadline, event: string): string {
  const { language, words, now, parts } = talk;
  const { calendar } = parts.casework;
  const { interview } = words;
  const { last, usual } = deadlineDays(deadline, event, calendar);
  const lines = {
    open: interview.deadlineOn,
    'last-day': interview.deadlineToday,
    doubtful: interview.deadlineDoubtful,
    passed: interview.deadlinePassed,
  };
  const state = deadlineState(deadline, event, koreanDay(new Date(now)), calendar);
  return fill(lines[state], {
    label: deadline.label[language],
    date: sayDate(state === 'passed' ? usual : last, language),
  });
}

const UNITS = {
  ko: { days: '일', months: '개월', years: '년' },
  en: { days: 'days', months: 'months', years: 'years' },
} as const;
const ONE = { days: 'day', months: 'month', years: 'year' } as const;

function periodLine({ language, words }: Talk, deadline: Deadline): string {
  return fill(words.interview.deadlineFrom, {
    label: deadline.label[language],
    from: deadline.since[language],
    length: lengthText(deadline.length, language),
  });
}

function lengthText(length: Deadline['length'], language: Talk['language']): string {
  const [unit, count] =
    'days' in length
      ? (['days', length.days] as const)
      : 'months' in length
        ? (['months', length.months] as const)
        : (['years', length.years] as const);
  if (language === 'ko') return `${count}${UNITS.ko[unit]}`;
  return `${count} ${count === 1 ? ONE[unit] : UNITS.en[unit]}`;
}
