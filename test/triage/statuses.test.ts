import { describe, expect, it, test } from 'vitest';
import { ruleCitations, withRules } from '../../knowledge/casework/rule-citations.ts';
import { checkTriage } from '../../knowledge/check/triage.ts';
import { citedPlaces } from '../../knowledge/corpus-model/cited-places.ts';
import { deskCitations } from '../../knowledge/triage/desk-citations.ts';
import { readTriageFiles, type TriageFiles } from '../../knowledge/triage/read-triage.ts';
import { statusesOf } from '../../knowledge/triage/statuses.ts';
import type { MoveRow, StatusesFile } from '../../knowledge/triage/triage-files.ts';
import { casework, corpus } from '../casework/real-casework.ts';
import { ruleFiles, triageFiles } from './real-triage.ts';

const { statuses, first, movesFrom } = statusesOf(triageFiles.statuses);
const DOCUMENTS = [...casework.outlines.keys()];

const moveOf = (document: string, from: string, to: string) =>
  movesFrom(from, document).find((move) => move.to === to);

describe('a case that has just come in', () => {
  it('is received, and open', () => {
    expect(first).toBe('received');
    expect(statuses.get(first)?.kind).toBe('open');
  });

  it.each(DOCUMENTS)(
    'can be supplemented, forwarded and withdrawn whatever it is: %s',
    (document) => {
      const to = movesFrom(first, document).map((move) => move.to);
      expect(to).toEqual(expect.arrayContaining(['supplement', 'forwarded', 'withdrawn']));
    },
  );

  it('has no moves where the rules do not know its document', () => {
    expect(movesFrom(first, 'letter')).toEqual([]);
  });
});

describe('the moves of a complaint to the Commission', () => {
  it.each([
    ['received', 'dismissed', ['ground'], 'nhrck-act 제32조제1항', 'law'],
    ['received', 'dismissed-transferred', ['ground', 'transfer'], 'nhrck-act 제32조제2항', 'law'],
    ['received', 'transferred', ['transfer'], 'nhrck-act 제33조제1항', 'law'],
    ['received', 'supplement', ['supplement'], 'nhrck-act 제30조제4항', 'analysis'],
    ['received', 'investigating', [], 'nhrck-act 제36조제1항', 'law'],
    ['investigating', 'dismissed', ['ground'], 'nhrck-act 제32조제3항', 'law'],
    ['investigating', 'transferred', ['transfer'], 'nhrck-act 제33조제2항', 'law'],
    ['investigating', 'rejected', ['reason'], 'nhrck-act 제39조제1항', 'law'],
    ['investigating', 'settlement-advised', [], 'nhrck-act 제40조', 'law'],
    ['investigating', 'recommended', [], 'nhrck-act 제44조제1항', 'law'],
    ['investigating', 'discipline-advised', [], 'nhrck-act 제45조제2항', 'law'],
    ['investigating', 'accused', [], 'nhrck-act 제45조제1항', 'law'],
    ['investigating', 'legal-aid', ['reason'], 'nhrck-act 제47조제2항', 'law'],
    ['received', 'urgent-relief', ['reason'], 'nhrck-act 제48조제1항', 'law'],
    ['conciliation', 'conciliated', [], 'nhrck-act 제42조제2항', 'law'],
    ['conciliation-decision', 'conciliated', [], 'nhrck-act 제42조제6항', 'law'],
    ['conciliation-decision', 'investigating', [], 'nhrck-act 제36조제1항', 'analysis'],
    ['withdrawn', 'dismissed', ['ground'], 'nhrck-act 제32조제1항제8호', 'law'],
    ['withdrawn', 'investigating', ['reason'], 'nhrck-act 제32조제3항', 'analysis'],
    ['dismissed', 'received', ['reason'], 'administrative-appeals 제49조제2항', 'analysis'],
    ['rejected', 'investigating', ['reason'], 'administrative-appeals 제49조제2항', 'analysis'],
  ] as const)('%s to %s', (from, to, needs, cite, basis) => {
    const move = moveOf('nhrck', from, to);
    expect(move).toMatchObject({ needs, basis });
    expect(move?.cite).toContain(cite);
  });

  it.each([
    ['received', 'rejected', 'only what was investigated is rejected (39(1))'],
    ['received', 'recommended', 'a recommendation follows an inquiry (44(1))'],
    [
      'received',
      'settlement-advised',
      'a settlement is advised during an inquiry or after it (40)',
    ],
    ['rejected', 'dismissed', 'it has ended'],
    ['transferred', 'received', 'it is with another body'],
    ['conciliated', 'investigating', 'it has the effect of a settlement in court (43)'],
    ['withdrawn', 'rejected', 'what is withdrawn is dismissed (32(1)8)'],
    ['received', 'closed', 'a complaint ends as the Act has it'],
    ['recommended', 'rejected', 'a violation was found'],
  ])('%s never to %s: %s', (from, to) => {
    expect(moveOf('nhrck', from, to)).toBeUndefined();
  });
});

describe('the moves of other documents', () => {
  it.each([
    ['ombudsman', 'received', 'forwarded', ['acrc 제43조제1항', 'acrc 제43조제2항']],
    ['disclosure', 'received', 'forwarded', ['information-disclosure 제11조제4항']],
    ['pipc', 'received', 'forwarded', []],
    ['mediation', 'in-progress', 'declined', ['pipa 제48조제1항']],
    ['ombudsman', 'received', 'supplement', ['acrc-ed 제39조제1항', 'acrc-ed 제39조제2항']],
    ['request', 'received', 'supplement', []],
  ])('%s, %s to %s rests on its own articles', (document, from, to, cite) => {
    expect(moveOf(document, from, to)?.cite).toEqual(cite);
  });

  it('never end in what only the NHRCK Act knows', () => {
    const ends = ['dismissed', 'rejected', 'transferred', 'recommended', 'investigating'];
    for (const document of DOCUMENTS.filter((id) => id !== 'nhrck')) {
      for (const from of statuses.keys()) {
        for (const { to } of movesFrom(from, document)) expect(ends).not.toContain(to);
      }
    }
  });
});

describe('a case that has ended', () => {
  const closed = [...statuses.values()].filter(({ kind }) => kind === 'closed');

  it.each(closed.map(({ id }) => id))('goes on only with a reason: %s', (id) => {
    for (const document of DOCUMENTS) {
      for (const { needs, basis } of movesFrom(id, document)) {
        expect(needs).toContain('reason');
        expect(basis).toBe('analysis');
      }
    }
  });
});

describe('the check of the rules of the desk', () => {
  const messages = (files: TriageFiles) =>
    checkTriage(files, casework).map(({ about, message }) => `${about}: ${message}`);

  const withStatuses = (change: Partial<StatusesFile>): TriageFiles => ({
    ...triageFiles,
    statuses: { ...triageFiles.statuses, ...change },
  });

  /** The real table of a document with each of its moves changed, or left out. */
  const withMoves = (document: string, change: (move: MoveRow) => readonly MoveRow[]) =>
    withStatuses({
      tables: triageFiles.statuses.tables.map((table) =>
        table.documents.includes(document)
          ? { ...table, moves: table.moves.flatMap((move) => [...change(move)]) }
          : table,
      ),
    });

  it('finds nothing wrong with ours', () => {
    expect(messages(triageFiles)).toEqual([]);
  });

  const RULES = 'rules/desk';
  it.each([
    [
      'a status that no move leads to',
      withMoves('nhrck', (move) => (move.to === 'accused' ? [] : [move])),
      `${RULES}/statuses accused: no move leads to this status`,
    ],
    [
      'a case that can never end',
      withMoves('nhrck', (move) =>
        move.from.includes('conciliation-decision')
          ? [{ ...move, from: move.from.filter((id) => id !== 'conciliation-decision') }].filter(
              ({ from }) => from.length > 0,
            )
          : [move],
      ),
      `${RULES}/statuses conciliation-decision: has no way to an end (nhrck)`,
    ],
    [
      'a letter that is not there',
      withMoves('nhrck', (move) =>
        move.to === 'rejected' ? [{ ...move, letters: ['no'] }] : [move],
      ),
      `${RULES}/statuses to rejected: the letter no is not there`,
    ],
    [
      'a letter for another status',
      withMoves('nhrck', (move) =>
        move.to === 'rejected' ? [{ ...move, letters: ['dismissal'] }] : [move],
      ),
      `${RULES}/statuses to rejected: the letter dismissal is for another status`,
    ],
    [
      'a move into a status that is not there',
      withMoves('nhrck', (move) => (move.to === 'settled' ? [{ ...move, to: 'agreed' }] : [move])),
      `${RULES}/statuses to agreed: no status is called agreed`,
    ],
    [
      'a way out of an end that nobody marked',
      withMoves('pipc', (move) => [{ ...move, reopens: false }]),
      `${RULES}/statuses to in-progress: \`reopens\` marks what leads out of an end, and only that`,
    ],
    [
      'a case opened again without a reason',
      withMoves('pipc', (move) => (move.reopens ? [{ ...move, needs: [] }] : [move])),
      `${RULES}/statuses to in-progress: a case is opened again without a reason`,
    ],
    [
      'law without an article',
      withMoves('nhrck', (move) => (move.to === 'conciliated' ? [{ ...move, cite: [] }] : [move])),
      `${RULES}/statuses to conciliated: says that it is law and cites none`,
    ],
    [
      'articles for a document of another table',
      withMoves('nhrck', (move) =>
        move.to === 'settled' ? [{ ...move, citeFor: { pipc: ['pipa 제62조'] } }] : [move],
      ),
      `${RULES}/statuses to settled: the table is not for pipc`,
    ],
    [
      'the same move twice',
      withMoves('nhrck', (move) => (move.to === 'settled' ? [move, move] : [move])),
      `${RULES}/statuses nhrck: settlement-advised to settled is there twice`,
    ],
    [
      'a document without a table',
      withStatuses({ tables: triageFiles.statuses.tables.slice(0, 1) }),
      `${RULES}/statuses: no table of moves for the document pipc`,
    ],
    [
      'a document with two',
      withStatuses({
        tables: [...triageFiles.statuses.tables, ...triageFiles.statuses.tables.slice(0, 1)],
      }),
      `${RULES}/statuses tables: nhrck is there twice`,
    ],
    [
      'a first status that is not there',
      withStatuses({ first: 'new' }),
      `${RULES}/statuses: no status is called new`,
    ],
    [
      'a status told in a formal tone',
      withStatuses({
        statuses: triageFiles.statuses.statuses.map((status) =>
          status.id === 'closed'
            ? { ...status, tells: { ...status.tells, ko: '처리가 끝났습니다.' } }
            : status,
        ),
      }),
      `${RULES}/statuses closed: what people are told ends in 해요체`,
    ],
    [
      'Korean in the place of English',
      withStatuses({
        statuses: triageFiles.statuses.statuses.map((status) =>
          status.id === 'closed' ? { ...status, name: { ko: '종결', en: '종결' } } : status,
        ),
      }),
      `${RULES}/statuses closed: not English: 종결`,
    ],
    [
      'a clock with an unknown deadline',
      withClock('handling', { deadline: 'soon' }),
      `${RULES}/clocks handling: no deadline is called soon`,
    ],
    [
      'a pause of what is not counted in working days',
      withClock('handling', { pauses: { cite: ['acrc-ed 제42조제3항'], basis: 'analysis' } }),
      `${RULES}/clocks handling: only what is counted in working days can be paused`,
    ],
    [
      'a clock for a document that is not there',
      withClock('filing', { documents: ['letter'] }),
      `${RULES}/clocks filing: no table of moves for the document letter`,
    ],
    [
      'a supplement without a clock',
      withClock('supplement', { id: 'addition' }),
      `${RULES}/clocks: no clock for a supplement of the document pipc`,
    ],
  ])('names %s', (_what, files, message) => {
    expect(messages(files)).toContain(message);
  });

  function withClock(
    id: string,
    change: Partial<TriageFiles['clocks']['clocks'][number]>,
  ): TriageFiles {
    const { clocks } = triageFiles;
    const changed = clocks.clocks.map((one) => (one.id === id ? { ...one, ...change } : one));
    return { ...triageFiles, clocks: { ...clocks, clocks: changed } };
  }
});

test('a file of the desk that is wrong is named with its field', () => {
  const files = new Map([...ruleFiles, ['desk/clocks.yaml', 'near: 0\nclocks: []']]);
  expect(() => readTriageFiles(files)).toThrow(/desk\/clocks\.yaml: near/);
});

test('what the desk cites is checked and stamped like what the other rules cite', () => {
  const cited = deskCitations(ruleFiles);
  expect([...new Set(cited.map(({ about }) => about.split(' ')[0]))]).toEqual(
    expect.arrayContaining(['rules/desk/clocks', 'rules/desk/letters', 'rules/desk/statuses']),
  );
  expect(cited).toContainEqual({ about: 'rules/desk/statuses', cite: 'acrc-ed 제39조제3항' });
  expect(cited).toContainEqual({
    about: 'rules/desk/statuses rejected',
    cite: 'nhrck-act 제39조제1항',
  });
  const together = withRules(corpus, casework, cited);
  expect(together.ruleCitations).toHaveLength(ruleCitations(casework).length + cited.length);
  const places = citedPlaces(together).map(({ law, at }) => `${law.id} ${at.article}`);
  expect(places).toEqual(expect.arrayContaining(['acrc-ed 39', 'acrc-ed 40']));
});
