import { type Assessment, assess } from '../../../knowledge/casework/assessment.ts';
import { type Facts, UNKNOWN } from '../../../knowledge/casework/facts.ts';
import type { Entry } from '../../../knowledge/corpus-model/corpus.ts';
import type { ChosenSituation } from '../../../knowledge/search/find-situation.ts';
import { heading, paragraph } from '../../answer-blocks.ts';
import type { Block, Outgoing, Run } from '../../message.ts';
import { button, type Reply, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { answerQuestion, answerWithEntry } from '../answering.ts';
import { factsIn } from './asking.ts';
import { allStand, citedRuns, labelledRuns } from './cited.ts';

/** The end of /guide: what it is, and the answer to "may they do this here?". */
export async function finishAssessment(
  talk: Talk,
  before: readonly Outgoing[] = [],
): Promise<Reply> {
  const facts = factsIn(talk, 'assess');
  const message: Outgoing = { kind: 'message', blocks: assessmentBlocks(talk, facts) };
  const answered = await answerAbout(talk, chosenOf(facts));
  const next = say(talk.words.interview.assessedNext, [
    button(talk.words.interview.writeDocument, { do: 'case', to: 'start' }),
  ]);
  return { ...answered, messages: [...before, message, ...answered.messages, next] };
}

/** The result, the signs for and against it, what the law takes issue with, and what is not known. */
export function assessmentBlocks(talk: Talk, facts: Facts): readonly Block[] {
  const { language, parts, words } = talk;
  const { interview } = words;
  const { result, ...found } = assess(facts, parts.casework.assessment);
  const says = (remarks: Assessment['concerns']) =>
    remarks
      .filter(({ cite }) => allStand(talk, cite))
      .map(({ says: line, cite, basis }) => labelledRuns(talk, basis, line[language], cite));
  const signs = (points: 'for' | 'against') =>
    says(found.signs.filter((sign) => sign.points === points));
  return [
    heading(result.title[language]),
    { kind: 'paragraph', runs: citedRuns(talk, result.says[language], result.cite) },
    ...titled(interview.signsFor, signs('for')),
    ...titled(interview.signsAgainst, signs('against')),
    ...titled(interview.concerns, says(found.concerns)),
    ...titled(interview.unknowns, unknownLines(talk, found.unknowns)),
  ];
}

const unknownLines = (talk: Talk, unknowns: Assessment['unknowns']): readonly (readonly Run[])[] =>
  unknowns
    .filter(({ cite }) => allStand(talk, cite))
    .map(({ says, how, cite }) => {
      const line = { what: says[talk.language], how: how[talk.language] };
      return citedRuns(talk, fill(talk.words.interview.unknownLine, line), cite);
    });

const titled = (title: string, items: readonly (readonly Run[])[]): readonly Block[] =>
  items.length > 0 ? [...paragraph(title), { kind: 'list', items }] : [];

const first = (facts: Facts, name: string): string => facts[name]?.[0] ?? UNKNOWN;

const chosenOf = (facts: Facts): ChosenSituation => ({
  place: first(facts, 'place'),
  operator: first(facts, 'operator'),
  mode: first(facts, 'mode'),
});

/** The situation of the corpus that is about it answers, else the question that the choices make. */
async function answerAbout(talk: Talk, chosen: ChosenSituation): Promise<Reply> {
  const { parts, language, words } = talk;
  const asked = parts.guide.question(chosen, language);
  const before = [say(fill(words.chat.guideAsked, { question: asked }))];
  const entry = await situationOf(talk, chosen);
  if (!entry) return answerQuestion(talk, asked, { before, isAlone: true });
  const answered = answerWithEntry(talk, entry, asked);
  return { ...answered, messages: [...before, ...answered.messages] };
}

async function situationOf(
  { parts: { guide, findSituation, settings } }: Talk,
  chosen: ChosenSituation,
): Promise<Entry | undefined> {
  const complete = guide.completed(chosen);
  if (!complete) return undefined;
  const found = await findSituation(complete, guide.question(complete, 'ko'));
  return found ?? settings.corpus.entries.get(guide.general(complete) ?? '');
}
