import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { citationsIn, outlinesOf, statementsOf } from '../../knowledge/casework/outline.ts';
import { outlineProblems } from '../../knowledge/casework/outline-check.ts';
import { resolveCitation } from '../../knowledge/corpus-model/citation.ts';
import { CorpusReader } from '../../knowledge/corpus-model/corpus-reader.ts';
import { openLawFolder } from '../../knowledge/law/law-folder.ts';
import { createProver } from '../../knowledge/law/prover.ts';
import { OUTLINE_IDS } from './cases.ts';
import {
  corpus,
  derived,
  documentFiles,
  outlineCalled,
  outlineFaults,
  outlines,
  questions,
} from './composing.ts';

const BESIDE = join(projectRoot(), '../shared/law/kr');

const allCitations = [...new Set([...outlines.values()].flatMap(citationsIn))];

/** The problems of the documents folder with one file changed or added. */
function problemsWith(name: string, change: (text: string) => string): readonly string[] {
  const found: string[] = [];
  const file = `documents/${name}`;
  const files = new Map(documentFiles).set(file, change(documentFiles.get(file) ?? ''));
  outlinesOf(new CorpusReader(files, found), found);
  return found;
}

describe('the outlines', () => {
  it('can be read, all six of them', () => {
    expect(outlineFaults).toEqual([]);
    expect([...outlines.keys()].sort()).toEqual([...OUTLINE_IDS].sort());
  });

  it.each(OUTLINE_IDS)('%s: names only questions, values and facts that exist', (id) => {
    expect(outlineProblems(outlineCalled(id), questions, derived)).toEqual([]);
  });

  it.each(OUTLINE_IDS)('%s: a sentence with {cite} cites, in both languages', (id) => {
    for (const { ko, en, cite } of statementsOf(outlineCalled(id))) {
      expect(ko.includes('{cite}')).toBe(en.includes('{cite}'));
      if (ko.includes('{cite}')) expect(cite).not.toEqual([]);
    }
  });

  it.each(OUTLINE_IDS)('%s: a sentence that names a law or a decision cites', (id) => {
    const legal = /제\d+조|의견표명|권고하였|하여야 합니다$|서는 안 됩니다|거부하여서는/;
    for (const { ko, cite } of statementsOf(outlineCalled(id))) {
      if (legal.test(ko)) expect({ ko, cite }).not.toEqual({ ko, cite: [] });
    }
  });

  it.each([
    ['nhrck', 'name', 'nhrck-act 제32조제1항제6호'],
    ['ombudsman', 'name', 'acrc 제39조제2항제1호'],
    ['ombudsman', 'address', 'acrc 제39조제2항제1호'],
    ['disclosure', 'name', 'information-disclosure 제10조제1항제1호'],
    ['disclosure', 'birth', 'information-disclosure 제10조제1항제1호'],
    ['disclosure', 'address', 'information-disclosure 제10조제1항제1호'],
    ['disclosure', 'phone', 'information-disclosure 제10조제1항제1호'],
    ['request', 'name', 'pipa-ed 제46조제1항'],
  ])('%s requires the field %s because of %s', (id, field, cite) => {
    const found = outlineCalled(id).identity.find((one) => one.id === field);
    expect(found).toMatchObject({ required: true, cite: [cite] });
  });

  it('require nothing without a provision', () => {
    for (const { identity } of outlines.values()) {
      for (const field of identity) if (field.required) expect(field.cite).not.toEqual([]);
    }
  });

  it('ask for a date of birth only where the law or the form does', () => {
    const asking = [...outlines.values()].filter(({ identity }) =>
      identity.some(({ id }) => id === 'birth'),
    );
    expect(asking.map(({ id }) => id).sort()).toEqual(['disclosure', 'pipc', 'request']);
  });
});

describe('a documents folder', () => {
  it.each([
    ['주민등록번호', 'Number'],
    ['주민 번호', 'Number'],
    ['번호', 'Resident registration number'],
  ])('may have no field "%s" / "%s"', (ko, en) => {
    const found = problemsWith('nhrck.yaml', (text) =>
      text.replace(
        'label: { ko: "전화번호", en: "Telephone" }',
        `label: { ko: "${ko}", en: "${en}" }`,
      ),
    );
    expect(found.join('\n')).toContain('resident registration number');
  });

  it.each([
    [
      'an identity field that is not there',
      'nhrck.yaml',
      'identity: phone',
      'identity: mobile',
      'no identity field is called mobile',
    ],
    [
      'a shared part that is not there',
      'nhrck.yaml',
      'parts: when-and-where',
      'parts: where',
      'no shared parts are called where',
    ],
    [
      'a provision that is not there',
      'pipc.yaml',
      'face-features',
      'faces',
      'no provision is called faces',
    ],
    [
      'a kind of part that is not there',
      'pipc.yaml',
      'kind: signature',
      'kind: stamp',
      'documents/pipc.yaml',
    ],
    [
      'an id that is not its file name',
      'pipc.yaml',
      'id: pipc',
      'id: kisa',
      'differs from the file name',
    ],
  ])('with %s is told of', (_, name, from, to, problem) => {
    expect(problemsWith(name, (text) => text.replaceAll(from, to)).join('\n')).toContain(problem);
  });

  it('without what the documents share says so', () => {
    expect(problemsWith('shared.yaml', () => 'words: {}').join('\n')).toContain(
      'no document can be read',
    );
  });
});

describe('names that mean nothing', () => {
  it.each([
    ['a fact', 'sector: [public, unknown]', 'sector: [state]', 'sector the value state'],
    ['a question', 'answer: victim', 'answer: person', 'no question is called person'],
    ['a wish', 'only: [stop,', 'only: [vanish,', 'no wish is called vanish'],
  ])('are found: %s', (_, from, to, problem) => {
    const files = new Map(documentFiles);
    files.set('documents/nhrck.yaml', (files.get('documents/nhrck.yaml') ?? '').replace(from, to));
    const outline = outlinesOf(new CorpusReader(files, []), []).get('nhrck');
    expect(outline && outlineProblems(outline, questions, derived).join('\n')).toContain(problem);
  });
});

describe('the citations of the outlines', () => {
  it.each(allCitations)('%s names a source and a place', (cite) => {
    expect(resolveCitation(corpus, cite)).not.toHaveProperty('problem');
  });

  it.skipIf(!existsSync(BESIDE))(
    'stand in the official text (skipped where ../shared/law/kr is absent)',
    () => {
      const prover = createProver({
        stamps: corpus.stamps,
        folder: openLawFolder(BESIDE),
        today: () => '2026-11-22',
      });
      let proven = 0;
      for (const cite of allCitations) {
        const found = resolveCitation(corpus, cite);
        if ('problem' in found || !found.at || found.source.type !== 'law') continue;
        expect({ cite, proof: prover.prove(found.source, found.at).state }).toEqual({
          cite,
          proof: 'checked-now',
        });
        proven += 1;
      }
      expect(proven).toBeGreaterThan(50);
    },
  );
});
