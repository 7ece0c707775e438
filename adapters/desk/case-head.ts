import type { OpenedCase } from '../../bot/desk/case-desk.ts';
import type { CaseLabels, CiteView } from './case-labels.ts';
import type { DeskContext } from './context.ts';

export type FullCase = Extract<OpenedCase, { access: 'full' }>;

/** What stands above the sections: whose it is, how it stands, how much time there is. */
export interface HeadView {
  readonly reference: string;
  readonly title: string;
  readonly document: string;
  readonly status: { readonly name: string; readonly tells: string; readonly since: string };
  readonly statusCites: readonly CiteView[];
  /** What the status rests on, where it rests on something. */
  readonly ground: string;
  readonly transferredTo: string;
  readonly level: string;
  readonly levelName: string;
  /** Who set the level; empty where it is the suggestion. */
  readonly levelBy: string;
  readonly reasons: readonly { readonly says: string; readonly points: number }[];
  readonly clocks: readonly ClockView[];
  readonly assignee: string;
  readonly reports: number;
  readonly unread: number;
  readonly received: string;
  readonly platform: string;
  readonly personLanguage: string;
  readonly snoozedUntil: string;
  readonly withdrawnAt: string;
  readonly restrictedTo: readonly string[] | undefined;
}

interface ClockView {
  readonly name: string;
  readonly due: string;
  readonly state: string;
  readonly stateName: string;
  readonly whose: string;
  readonly basis: string;
  readonly cites: readonly CiteView[];
}

export function headView(
  context: DeskContext,
  { file, head }: FullCase,
  labels: CaseLabels,
): HeadView {
  const { language, moment, word } = labels;
  const outline = context.casework.outlines.get(file.document);
  return {
    reference: head.reference,
    title: `${labels.slot('place', head.place)} · ${labels.slot('operator', head.operator)}`,
    document: outline?.title[language] ?? file.document,
    ...statusParts(context, file, labels),
    level: head.level,
    levelName: word('level', head.level),
    levelBy: file.priority ? labels.actor(file.priority.by) : '',
    reasons: head.priority.reasons.map(({ says, points }) => ({ says: says[language], points })),
    clocks: clockViews(context, head.clocks, labels),
    assignee: file.assignee ? labels.actor(file.assignee) : '',
    reports: head.reports,
    unread: head.unread,
    received: moment(file.receivedAt),
    platform: word('platform', file.platform),
    personLanguage: word('language', file.language),
    snoozedUntil: asleep(context, file) ? moment(file.snoozedUntil ?? 0) : '',
    withdrawnAt: file.withdrawnAt === undefined ? '' : moment(file.withdrawnAt),
    restrictedTo: file.restrictedTo?.map(labels.actor),
  };
}

const asleep = ({ clock }: DeskContext, { snoozedUntil = 0 }: FullCase['file']): boolean =>
  snoozedUntil > clock();

function statusParts(
  { triage }: DeskContext,
  { status, statusSince, ground, transferredTo, language: spoken }: FullCase['file'],
  { language, moment, cites, ...labels }: CaseLabels,
) {
  const found = triage.statuses.get(status);
  return {
    status: {
      name: found?.name[language] ?? status,
      // As the person is told, in their language.
      tells: found?.tells[spoken] ?? '',
      since: moment(statusSince),
    },
    statusCites: cites(found?.cite ?? []),
    ground: ground ? labels.ground(ground) : '',
    transferredTo: transferredTo ? labels.body(transferredTo) : '',
  };
}

const clockViews = (
  { settings }: DeskContext,
  clocks: FullCase['head']['clocks'],
  { language, word, cites }: CaseLabels,
): readonly ClockView[] =>
  clocks.map(({ name, due, state, whose, basis, cite }) => ({
    name: name[language],
    due,
    state,
    stateName: word('clock', state),
    whose: word('whose', whose),
    basis: settings.words[language].basis[basis],
    cites: cites(cite),
  }));
