import type { Staff } from '../../bot/desk/staff.ts';
import type { FullCase } from './case-head.ts';
import type { CaseLabels } from './case-labels.ts';
import type { DeskContext } from './context.ts';

interface OtherCase {
  readonly id: string;
  readonly reference: string;
  readonly receivedOn: string;
  readonly status: string;
}

/** Cases that were gathered, and those that may be about the same camera or place. */
export interface SimilarView {
  readonly into: OtherCase | undefined;
  readonly merged: readonly OtherCase[];
  readonly likely: readonly (OtherCase & {
    readonly title: string;
    readonly percent: number;
    readonly reasons: readonly string[];
    /** False: it belongs to others already, or others to it. */
    readonly isFree: boolean;
  })[];
}

export async function similarView(
  { desk }: DeskContext,
  who: Staff,
  { file }: FullCase,
  labels: CaseLabels,
): Promise<SimilarView> {
  const { merged, mergedInto } = file;
  const likely = await desk.similar(who, file.id);
  const gathered = [...merged, ...(mergedInto ? [mergedInto] : [])];
  const heads = gathered.length > 0 ? await desk.heads(who) : undefined;
  const byId = new Map((heads?.isDone ? heads.value : []).map((head) => [head.id, head]));
  const other = (id: string): OtherCase => {
    const head = byId.get(id);
    if (!head) return { id, reference: id, receivedOn: '', status: '' };
    const { reference, receivedOn, status } = head;
    return { id, reference, receivedOn, status: labels.status(status) };
  };
  return {
    into: mergedInto ? other(mergedInto) : undefined,
    merged: merged.map(other),
    likely: likely
      .filter(({ id }) => !gathered.includes(id))
      .map(({ id, score, reasons, head }) => ({
        id,
        reference: head.reference,
        receivedOn: head.receivedOn,
        status: labels.status(head.status),
        title: `${labels.slot('place', head.place)} · ${labels.slot('operator', head.operator)}`,
        percent: Math.round(score * 100),
        reasons: reasons.map((reason) => reason[labels.language]),
        isFree: head.mergedInto === undefined && head.reports === 1,
      })),
  };
}
