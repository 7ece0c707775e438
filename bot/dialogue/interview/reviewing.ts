import { applicable, nextQuestion } from '../../../knowledge/casework/interview.ts';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import { heading } from '../../answer-blocks.ts';
import type { Run } from '../../message.ts';
import { ended } from '../../state.ts';
import { button, type Reply, replyWith, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { answersOf, rulesOf } from './asking.ts';
import { answerText } from './saying.ts';

/** Long texts are shown by their beginning: the whole stands in the draft. */
const LONGEST_SHOWN = 300;

/** Every answer, each of which can be changed from here. */
export function showReview(talk: Talk): Reply {
  const { interview } = talk.words;
  const answers = answersOf(talk.state, 'complaint');
  const isDone = nextQuestion('complaint', answers, rulesOf(talk)) === undefined;
  const asked = [
    ...applicable('complaint', answers, rulesOf(talk)),
    ...talk.parts.casework.questions.filter(({ flow }) => flow === 'extra'),
  ];
  const items = asked.map((question): readonly Run[] => {
    const given = answers[question.id];
    const text = given ? answerText(talk, question, given) : interview.notAnswered;
    const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
    return [{ text: `${question.name[talk.language]}: `, isBold: true }, { text: shown }];
  });
  const count = talk.state.exhibits?.length ?? 0;
  const keepUntil = koreanDay(new Date(talk.state.case?.keepUntil ?? talk.now));
  return replyWith(
    talk,
    'case-review',
    [
      {
        kind: 'message',
        blocks: [
          heading(interview.reviewTitle),
          { kind: 'list', items },
          {
            kind: 'note',
            runs: [{ text: fill(interview.reviewNote, { count, date: keepUntil }) }],
          },
        ],
        choices: [
          ...(isDone ? [] : [button(interview.goOn, { do: 'case', to: 'go-on' })]),
          button(interview.toRoutes, { do: 'case', to: 'routes' }),
          ...asked.map(({ id, name }) =>
            button(fill(interview.change, { name: name[talk.language] }), {
              do: 'change',
              question: id,
            }),
          ),
          button(interview.extend, { do: 'case', to: 'extend' }),
          button(interview.destroy, { do: 'case', to: 'destroy' }),
        ],
      },
    ],
    ended(talk.state),
  );
}
