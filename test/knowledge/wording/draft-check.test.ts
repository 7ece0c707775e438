import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { loadCorpus, readCorpusFiles } from '../../../knowledge/corpus-model/load-corpus.ts';
import { DraftCheck } from '../../../knowledge/wording/draft-check.ts';
import { loadDraftRules } from '../../../knowledge/wording/draft-rules.ts';
import { Verifier } from '../../../knowledge/wording/verifier.ts';
import { readLine } from '../../../knowledge/wording/worded-line.ts';
import { loadWordingRules } from '../../../knowledge/wording/wording-rules.ts';
import { type DraftCase, RIGHT, WRONG } from './draft-cases.ts';

const rules = join(projectRoot(), 'knowledge/rules');
const corpus = loadCorpus(readCorpusFiles(join(projectRoot(), 'knowledge/corpus')));
const wording = loadWordingRules(join(rules, 'wording'));
const check = new DraftCheck(loadDraftRules(rules), wording, new Verifier(wording, corpus));

function checked({ language, said, lines, kept = [] }: DraftCase) {
  const passages = said.map((text, at) => ({
    id: `Q${at + 1}`,
    kind: 'said' as const,
    text,
    cited: [],
  }));
  const read = lines.map(readLine).map((line) => {
    if (line.kind !== 'sentence') throw new Error(`No sentence: ${JSON.stringify(line)}`);
    return line;
  });
  return check.check(read, { language, said: passages, kept });
}

const isWhole = (one: DraftCase): boolean => {
  const { sentences } = checked(one);
  return sentences.length > 0 && sentences.every(({ by }) => by === 'model');
};

describe('a formal sentence', () => {
  it.each(RIGHT)('that says what was said is kept ($name)', (one) => {
    const { sentences, checked: what } = checked(one);
    expect(what.faults).toEqual({});
    expect(sentences.map(({ by }) => by)).toEqual(one.lines.map(() => 'model'));
  });

  it.each(WRONG)('that says something else is not kept ($name)', (one) => {
    expect(isWhole(one)).toBe(false);
  });
});
