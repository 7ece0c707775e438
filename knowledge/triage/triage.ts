import type { Day } from '../calendar/day.ts';
import type { Facts } from '../casework/facts.ts';
import type { Bilingual, Language } from '../language.ts';

/** What the desk goes by: statuses and their moves, clocks, priority, letters. Read from `rules/desk/*.yaml`; pure. */
export interface Triage {
  readonly statuses: ReadonlyMap<string, Status>;
  /** The status of a case that has just come in. */
  readonly first: string;
  /** Moves allowed from a status for a document's route, in the order of the table. */
  movesFrom(status: string, document: string): readonly Move[];
  /** How the periods of a case stand on a day. */
  clocks(facts: ClockFacts, today: Day): readonly ClockState[];
  priority(input: PriorityInput): Priority;
  readonly letters: ReadonlyMap<string, Letter>;
  /** Reasons of letters that are no grounds of `grounds.yaml`: why a complaint is rejected on its merits. */
  readonly reasons: ReadonlySet<string>;
}

/** Where a case stands, in the words of the law. */
export interface Status {
  readonly id: string;
  readonly name: Bilingual;
  /** What it means for the person, in one sentence (Korean in 해요체). */
  readonly tells: Bilingual;
  /** `open`: it is with us; `waiting`: with the person or another body; `closed`: it has ended. */
  readonly kind: 'open' | 'waiting' | 'closed';
  /** The article that the status stands on; empty where it is only ours. */
  readonly cite: readonly string[];
}

/** One allowed move of the table. */
export interface Move {
  readonly to: string;
  /** `ground`: one of `grounds.yaml` must be chosen; `transfer`: the body it goes to; `supplement`: what is missing. */
  readonly needs: readonly ('ground' | 'transfer' | 'supplement' | 'reason')[];
  /** Letters of which one fits this move. */
  readonly letters: readonly string[];
  readonly cite: readonly string[];
  /** `analysis`: the articles leave the move open, or it is only how a desk works. */
  readonly basis?: 'law' | 'analysis';
}

/** Korean days on which things happened. */
export interface ClockFacts {
  readonly document: string;
  readonly receivedOn: Day;
  /** What the incident says, where known: the last day to file may lie near. */
  readonly happenedOn?: Day;
  readonly isOngoing: boolean;
  /** The supplement that is open now. */
  readonly supplementAskedOn?: Day;
  /** Days on which the case waited for a supplement or another body and the clock stood still, where the law has it so. */
  readonly pauses: readonly { readonly from: Day; readonly to: Day }[];
  /** When the body that it is addressed to got it, where that is known: the receipt of a desk run by another body is no filing. */
  readonly filedOn?: Day;
  readonly decidedOn?: Day;
  readonly notifiedOn?: Day;
  readonly closedOn?: Day;
}

export interface ClockState {
  /** `handling`: three months; `supplement`: ten days; `notice`. */
  readonly id: string;
  readonly name: Bilingual;
  readonly cite: readonly string[];
  readonly basis: 'law' | 'analysis';
  readonly due: Day;
  /** `met`: it was done, in time or not. */
  readonly state: 'running' | 'near' | 'last-day' | 'passed' | 'met';
  /** Whose duty it is: ours, or the person's. */
  readonly whose: 'staff' | 'person';
  /** The law says "without delay" and names no day: `due` is the day of asking while it is owed, and it is `near` until it is done. */
  readonly isPrompt?: boolean;
}

export interface PriorityInput {
  readonly facts: Facts;
  /** Of the clocks, the nearest that is not met. */
  readonly nearestDue?: Day;
  readonly today: Day;
  /** Cases about the same camera or place, this one included. */
  readonly reports: number;
}

export interface Priority {
  readonly level: 'urgent' | 'high' | 'normal' | 'low';
  /** The rules that made it, the weightiest first: people see them. */
  readonly reasons: readonly {
    readonly id: string;
    readonly says: Bilingual;
    readonly points: number;
  }[];
  readonly points: number;
}

/** An outline of a letter to the person. `{ground}`, `{body}`, `{due}`, `{reference}` and others are filled in. */
export interface Letter {
  readonly id: string;
  readonly name: Bilingual;
  /** For which move it is meant: `dismissed`, `transferred`, `supplement`. */
  readonly for: string;
  /** The letter in a language, every citation proven, what cannot be proven left out and named. */
  write(input: LetterInput): WrittenLetter;
}

export interface LetterInput {
  readonly language: Language;
  readonly reference: string;
  readonly receivedOn: Day;
  readonly today: Day;
  /** Id of a ground of `grounds.yaml`. */
  readonly ground?: string;
  /** The body a case is transferred to: id of a route, or typed. */
  readonly body?: string;
  /** What has to be supplemented, as staff typed it. */
  readonly missing?: string;
  readonly due?: Day;
  /** The institution that runs the desk. */
  readonly institution: string;
  readonly citationText: (cite: string, language: Language) => string;
  readonly isProven: (cite: string) => boolean;
}

export interface WrittenLetter {
  readonly language: Language;
  readonly text: string;
  readonly unproven: readonly string[];
}
