import type { Admissibility } from '../../../knowledge/casework/admissibility.ts';
import type { Facts } from '../../../knowledge/casework/facts.ts';
import { type RouteOption, routesFor } from '../../../knowledge/casework/routes.ts';
import { heading, paragraph, plain } from '../../answer-blocks.ts';
import type { Block, Choice, Outgoing, Run } from '../../message.ts';
import { ended } from '../../state.ts';
import { button, type Reply, replyWith, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { factsIn } from './asking.ts';
import { assessmentBlocks } from './assessing.ts';
import { citedRuns, labelledRuns } from './cited.ts';
import { formButton } from './consenting.ts';
import { datedDeadlines } from './deadline-lines.ts';

/** Beyond the first ones only the result is shown: a wall helps nobody. */
const ROUTES_IN_FULL = 3;

/** What the answers come to: what it is, where to go in which order, whether it would be taken, and until when. */
export function showRoutes(talk: Talk, before: readonly Outgoing[] = []): Reply {
  const { casework } = talk.parts;
  const facts = factsIn(talk, 'complaint');
  const options = routesFor(facts, casework.routes, casework.grounds);
  const { interview } = talk.words;
  const assessment: Outgoing = { kind: 'message', blocks: assessmentBlocks(talk, facts) };
  const routes: Outgoing = {
    kind: 'message',
    blocks: [
      heading(interview.routesTitle),
      ...options.flatMap((option, index) => routeBlocks(talk, option, index, facts)),
      ...(options.some(({ route }) => route.id === 'nhrck') ? paragraph(interview.nameFirst) : []),
      { kind: 'note', runs: plain(interview.routesNote) },
    ],
    choices: [
      ...options.flatMap((option) => draftChoice(talk, option)),
      button(interview.toReview, { do: 'case', to: 'review' }),
      ...formChoice(talk),
    ],
  };
  return replyWith(talk, 'case-routes', [...before, assessment, routes], ended(talk.state));
}

/** In a browser the answers can also be seen and changed in one form, in Slack changed. */
const formChoice = (talk: Talk): readonly Choice[] =>
  talk.incoming.platform === 'web'
    ? [{ label: talk.words.interview.openForm, page: '/complaint' }]
    : formButton(talk);

function draftChoice({ words, language }: Talk, { route, admissibility }: RouteOption) {
  // Nobody is helped into a dismissal.
  if (!route.document || admissibility.outcome === 'dismissed') return [];
  const title = route.title[language];
  const label = fill(words.interview.draftButton, { title });
  return [button(label, { do: 'draft', document: route.document })];
}

/** What the route is for, whether the case would be taken, and the day by which: the rest is said with the draft. */
function routeBlocks(
  talk: Talk,
  option: RouteOption,
  index: number,
  facts: Facts,
): readonly Block[] {
  const { language } = talk;
  const { route, admissibility } = option;
  const name = `${index + 1}. ${route.title[language]} — ${route.body[language]}`;
  const why = citedRuns(talk, route.why[language], route.cite);
  const items = [
    ...groundLines(talk, admissibility, index < ROUTES_IN_FULL),
    ...datedDeadlines(talk, route, facts).map(plain),
  ];
  return [heading(name), { kind: 'paragraph', runs: why }, { kind: 'list', items }];
}

/** Whether it would be taken: every ground with its article, and what to do instead. */
function groundLines(
  talk: Talk,
  { outcome, grounds, unknown }: Admissibility,
  isInFull: boolean,
): readonly (readonly Run[])[] {
  const { language, words, parts } = talk;
  const { interview } = words;
  const summary = {
    admissible: interview.routeAdmissible,
    'no-ground-seen': interview.routeAdmissible,
    'at-risk': interview.routeAtRisk,
    dismissed: interview.routeDismissed,
  };
  const open = parts.casework.grounds.filter(({ id }) => unknown.includes(id));
  const all: readonly (readonly Run[])[] = [
    [{ text: summary[outcome], isBold: true }],
    ...grounds.flatMap(({ ground, weight }): readonly (readonly Run[])[] => {
      const line = ground.says[weight]?.[language] ?? '';
      const instead = fill(interview.routeInstead, { instead: ground.instead[language] });
      return [labelledRuns(talk, ground.basis, line, ground.cite), plain(instead)];
    }),
    ...open.map(({ says }) =>
      plain(fill(interview.routeUnknown, { what: says.unknown[language] })),
    ),
  ];
  return isInFull || outcome === 'dismissed' ? all : all.slice(0, 1);
}
