import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComposedDocument } from '../../knowledge/casework/compose.ts';
import type { Answers, Question } from '../../knowledge/casework/questions.ts';
import { OUTLINE_IDS } from './cases.ts';
import { citeText, compose, questions, textsOf } from './composing.ts';

const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('<b>&amp;</b>', '$&', '{cite}', '{respondent}', '가\n나', '\u0000', '🙂'),
  )
  .filter((text) => text !== 'unknown' && !text.includes('\r'));

const anyDate = fc.oneof(
  fc.constantFrom('2026-11-20', '2026-11-20T19:00', 'ongoing', '2026-13-40', ''),
  anyText,
);

function anyAnswer({ kind, options }: Question): fc.Arbitrary<readonly string[]> {
  if (kind === 'text') return anyText.map((text) => [text]);
  if (kind === 'date') return fc.array(anyDate, { maxLength: 3 });
  const ids = options.map(({ id }) => id);
  const one = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: anyText },
  );
  return kind === 'several' ? fc.array(one, { maxLength: 5 }) : one.map((id) => [id]);
}

/** A question is answered, skipped, or was never asked. */
const anyAnswers: fc.Arbitrary<Answers> = fc
  .tuple(
    ...questions.map((question) =>
      fc.oneof(
        { weight: 5, arbitrary: anyAnswer(question) },
        { weight: 1, arbitrary: fc.constantFrom(['unknown'], undefined) },
      ),
    ),
  )
  .map((given) =>
    Object.fromEntries(
      questions.flatMap(({ id }, at) => {
        const answer = given[at];
        return answer ? [[id, answer] as const] : [];
      }),
    ),
  );

const withoutControls = (text: string): string =>
  [...text].filter((one) => one === '\n' || one === '\t' || !/^\p{Cc}$/u.test(one)).join('');

const ownWordsIn = ({ blocks }: ComposedDocument): readonly string[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph' && block.style === 'own-words' ? block.text : [],
  );

const emptyParagraphs = ({ blocks }: ComposedDocument) =>
  blocks.filter((block) => block.kind === 'paragraph' && block.text.trim() === '');

/** The story as it must stand in a document of that id: at most once. */
function storyTold(id: string, answers: Answers): readonly string[] {
  const story = withoutControls(answers['story']?.[0] ?? 'unknown');
  const isTold = story.trim() !== '' && story !== 'unknown';
  return isTold && id !== 'request' && id !== 'disclosure' ? [story] : [];
}

describe('whatever was answered', () => {
  it('a document can be composed, alike in both languages, with the words of the person intact', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...OUTLINE_IDS), fc.string(), (answers, id, name) => {
        const ko = compose(id, answers, { language: 'ko', identity: { name } });
        const en = compose(id, answers, { language: 'en', identity: { name } });
        expect(en.blocks.map(({ kind }) => kind)).toEqual(ko.blocks.map(({ kind }) => kind));
        expect(en.gaps).toEqual(ko.gaps);
        expect(ownWordsIn(ko)).toEqual(storyTold(id, answers));
        expect(emptyParagraphs(ko)).toEqual([]);
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
  });

  it('what cannot be proven is not in the document, and all that is cited was asked about', () => {
    fc.assert(
      fc.property(
        anyAnswers,
        fc.constantFrom(...OUTLINE_IDS),
        fc.integer({ min: 2, max: 5 }),
        (answers, id, nth) => {
          const asked = new Set<string>();
          const plain: Answers = {
            ...answers,
            story: ['unknown'],
            respondent: ['unknown'],
            'exact-place': ['unknown'],
            when: ['unknown'],
          };
          const isProven = (cite: string) => Boolean(asked.add(cite)) && cite.length % nth !== 0;
          const document = compose(id, plain, { isProven });
          const text = textsOf(document).join('\n');
          for (const cite of document.unproven) {
            expect(isProven(cite)).toBe(false);
            // `제30조제1항` also begins `제30조제1항제2호`.
            const alone = text.replaceAll(/제\d+조\S*?(?=[\s,:;)])/g, (place) => `${place}¶`);
            expect(alone).not.toContain(`${citeText(cite, 'ko')}¶`);
          }
          for (const cite of asked) expect(document.unproven.includes(cite)).toBe(!isProven(cite));
        },
      ),
      { numRuns: 100, seed: 20_261_122 },
    );
  });
});
