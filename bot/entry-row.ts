import { standingReasons, stands } from '../knowledge/answer/citations.ts';
import type { Entry } from '../knowledge/corpus-model/corpus.ts';
import { changedUnder } from '../knowledge/drift/changed-under.ts';
import { koreanPinpoint } from '../knowledge/law/pinpoint.ts';
import type { ViewSettings } from './view.ts';

/** An entry as data. Where law that it stands on is gone it comes without what it said. */
export interface EntryRow extends Partial<Omit<Entry, 'id' | 'title'>> {
  readonly id: string;
  readonly title: Entry['title'];
  readonly standing: {
    /** True: verdict, answer and all that stood on them are withheld until a person has reviewed the entry. */
    readonly isWithdrawn: boolean;
    /** The places that are not as they were when a person last looked. */
    readonly changes: readonly {
      readonly kind: 'failed' | 'amended' | 'upcoming';
      /** Of a failed one. */
      readonly why?: string;
      /** Official Korean title. */
      readonly law: string;
      readonly place: string;
      readonly inForce: string;
    }[];
  };
}

export function entryRow(entry: Entry, settings: ViewSettings): EntryRow {
  const changes = changedUnder(entry, settings.corpus, settings.prover).map(
    ({ kind, law, at, proof }) => ({
      kind,
      law: law.title.ko,
      place: koreanPinpoint(at),
      inForce: proof.inForce,
      ...(proof.state === 'failed' && { why: proof.why }),
    }),
  );
  if (stands(entry.reasons, settings)) {
    return { ...entry, standing: { isWithdrawn: false, changes } };
  }
  const { id, kind, title, related, asks, reviewed } = entry;
  const reasons = [...standingReasons(entry.reasons, settings)];
  return {
    ...{ id, kind, title, related, asks, reviewed, reasons },
    standing: { isWithdrawn: true, changes },
  };
}
