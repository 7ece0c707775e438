import type { Casework } from '../../knowledge/casework/casework.ts';
import type { Triage } from '../../knowledge/triage/triage.ts';
import type { Channel } from '../channel.ts';
import type { Outgoing } from '../message.ts';
import type { TextSettings } from '../render-text.ts';
import type { News } from './applied.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseStore } from './case-store.ts';
import type { CaseIndex } from './queue.ts';
import type { StaffStore } from './staff-store.ts';

/** What the desk works with. */
export interface DeskParts {
  readonly cases: CaseStore;
  readonly staff: StaffStore;
  readonly index: CaseIndex;
  readonly triage: Triage;
  readonly casework: Casework;
  readonly settings: TextSettings;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Who runs the desk, as it stands in letters. */
  readonly institution: string;
  /** True: who sent a case is shown only after a second person agreed. */
  readonly needsSecondPerson: boolean;
  /** By which the person is told of news where they sent the case from. */
  readonly channels: readonly Channel[];
  readonly newsFor: (news: News, file: CaseFile) => Outgoing;
}
