import { accessTo, may } from '../../bot/desk/permissions.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import type { Move } from '../../knowledge/triage/triage.ts';
import type { FullCase } from './case-head.ts';
import { type CaseLabels, type CiteView, routeOf } from './case-labels.ts';
import type { DeskContext } from './context.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The moves of the table from where the case stands, each with what it needs. */
export interface DecideView {
  readonly moves: readonly (Named & {
    readonly needs: Move['needs'];
    readonly cites: readonly CiteView[];
    readonly letters: readonly string[];
    readonly isChosen: boolean;
  })[];
  readonly grounds: readonly Named[];
  readonly bodies: readonly Named[];
  /** The move by which a case is turned away; empty where there is none from here. */
  readonly dismissal: string;
  readonly chosenGround: string;
}

/** @param chosen - What the address says that somebody is about to do. */
export function decideView(
  context: DeskContext,
  { file, moves }: FullCase,
  chosen: { readonly move?: string | undefined; readonly ground?: string | undefined },
  labels: CaseLabels,
): DecideView {
  const { triage, casework } = context;
  const route = routeOf(context, file);
  const isDismissal = ({ letters }: Move) =>
    letters.some((id) => triage.letters.get(id)?.for === 'dismissed');
  const withGround = moves.filter(({ needs }) => needs.includes('ground'));
  const dismissal = withGround.find(isDismissal) ?? withGround[0];
  return {
    moves: moves.map((move) => ({
      id: move.to,
      name: labels.status(move.to),
      needs: move.needs,
      cites: labels.cites(move.cite),
      letters: move.letters.map(labels.letter),
      isChosen: move.to === chosen.move,
    })),
    grounds: casework.grounds
      .filter((ground) => ground.route === route?.id)
      .map(({ id }) => ({ id, name: labels.ground(id) })),
    bodies: casework.routes
      .filter(({ id }) => id !== route?.id && id !== 'request')
      .map(({ id }) => ({ id, name: labels.body(id) })),
    dismissal: dismissal?.to ?? '',
    chosenGround: chosen.ground ?? file.ground ?? '',
  };
}

/** Whose case it is and who may see it. */
export interface CareView {
  readonly isMine: boolean;
  readonly isTaken: boolean;
  /** Who can be given it. */
  readonly takers: readonly Named[];
  readonly levels: readonly Named[];
  /** What the Act says of commissioners. */
  readonly recusalCites: readonly CiteView[];
  readonly recused: readonly {
    readonly name: string;
    readonly by: string;
    readonly at: string;
    readonly reason: string;
  }[];
  /** Who can be kept away from it: oneself, or for a supervisor everybody. */
  readonly recusable: readonly Named[];
  readonly restrictable: readonly (Named & { readonly isChosen: boolean })[];
  readonly isRestricted: boolean;
}

/** Exclusion and stepping aside, as the Act has them for commissioners; of staff it says nothing. */
const RECUSAL = ['nhrck-act 제38조제1항', 'nhrck-act 제38조제3항'];

const LEVELS = ['urgent', 'high', 'normal', 'low'] as const;

export function careView({ file }: FullCase, who: Staff, labels: CaseLabels): CareView {
  const readers = labels.colleagues.filter((one) => may(one, 'read-case'));
  const named = ({ id, name }: Staff): Named => ({ id, name });
  const recused = new Set(file.recused.map(({ staff }) => staff));
  return {
    isMine: file.assignee === who.id,
    isTaken: file.assignee !== undefined,
    takers: readers
      .filter((one) => may(one, 'work-on-case') && accessTo(one, file) === 'full')
      .map(named),
    levels: LEVELS.map((id) => ({ id, name: labels.word('level', id) })),
    recusalCites: labels.cites(RECUSAL),
    recused: file.recused.map(({ staff, by, at, reason }) => ({
      name: labels.actor(staff),
      by: labels.actor(by),
      at: labels.moment(at),
      reason,
    })),
    recusable: readers
      .filter(({ id }) => !recused.has(id) && (id === who.id || may(who, 'restrict-case')))
      .map(named),
    restrictable: readers
      .filter(({ role }) => role !== 'supervisor')
      .map((one) => ({ ...named(one), isChosen: file.restrictedTo?.includes(one.id) ?? false })),
    isRestricted: file.restrictedTo !== undefined,
  };
}

/** Who can open a case for somebody who only knows that it exists. */
export const whoToAsk = (colleagues: readonly Staff[], who: Staff): readonly string[] =>
  colleagues
    .filter((one) => may(one, 'restrict-case') && one.id !== who.id)
    .map(({ name }) => name);
