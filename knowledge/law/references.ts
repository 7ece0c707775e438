import { type NamedLaws, namedLaws } from './named-laws.ts';
import { assemble } from './reference-grammar/assembly.ts';
import { lawsCalled } from './reference-grammar/called-laws.ts';
import { readMarks } from './reference-grammar/marks.ts';
import { nameFromBehind } from './reference-grammar/names-behind.ts';
import { outcomesOf } from './reference-grammar/outcome.ts';
import { freshFrame, type ReadingState } from './reference-grammar/state.ts';
import { pinpointOf, type ReadReferences, type ReferenceContext } from './reference-model.ts';
import { foldText } from './reference-text.ts';

/**
 * Reads every reference to a place in a law that a text makes, in Korean or English, as people and laws write them:
 * 「개인정보 보호법」 제23조제1항제2호, 개보법 23조, 같은 법 시행령 제3조, 제2조부터 제5조까지, PIPA Art. 23(1).
 *
 * Linear in the length of the text.
 *
 * @param laws - The laws that may be named; others are `unknown-name`.
 * @param context - Of official text: which article of which law it is.
 */
export function readReferences<T>(
  text: string,
  laws: NamedLaws<T>,
  context: ReferenceContext = {},
): ReadReferences<T> {
  const state = stateFor(text, laws, context);
  const called = namedLaws([...state.called].map(([title, law]) => ({ title, law })));
  const { folded, isOfficial } = state;
  assemble(readMarks(folded, { laws, called, isOfficial }), state);
  nameFromBehind(state);
  return outcomesOf(state);
}

/** What a whole law calls other laws, short name to title: {@link ReferenceContext.called} for each of its articles. */
export function namesGivenIn<T>(text: string, laws: NamedLaws<T>): ReadonlyMap<string, string> {
  const called = lawsCalled({ folded: foldText(text), laws, context: {} });
  return new Map(
    [...called].flatMap(([name, law]) => {
      const title =
        law.kind === 'named' ? laws.titleOf(law.law) : law.kind === 'unknown-name' ? law.name : '';
      return title ? [[name, title] as const] : [];
    }),
  );
}

function stateFor<T>(text: string, laws: NamedLaws<T>, context: ReferenceContext): ReadingState<T> {
  const folded = foldText(text);
  const { article = '', paragraph, item } = context.at ?? {};
  return {
    text: folded.text,
    folded,
    laws,
    context,
    called: lawsCalled({ folded, laws, context }),
    isOfficial: context.at !== undefined,
    frames: [freshFrame<T>(0)],
    drafts: [],
    refusals: [],
    groups: [],
    lineAt:
      pinpointOf({
        article,
        ...(paragraph && { paragraph }),
        ...(item && { item }),
      }) ?? {},
  };
}
