import type { EvidenceType } from './media-type.ts';

/** A file that somebody sent as evidence, looked at and ready to be kept. */
export interface InspectedEvidence {
  /** By content, never by name; also what the copy is. */
  readonly type: EvidenceType;
  /**
   * The copy: same pixels, no metadata, nothing behind the end of the image, the same way up. Of a moving picture the first
   * frame. Where `isStripped` is false it is the file as it came.
   */
  readonly bytes: Uint8Array;
  /** Of the untouched original, in hex. */
  readonly sha256: string;
  /** 'YYYY-MM-DDTHH:MM' in Korean time; by the clock of the camera, taken as Korean where it names no offset. */
  readonly takenAt?: string;
  /** Degrees, north and east positive. */
  readonly place?: { readonly latitude: number; readonly longitude: number };
  /** False: time, place or names may still be in the copy, and the person has to be told. */
  readonly isStripped: boolean;
}

/**
 * - `refused`: of no type that is kept, or a PDF that carries programs or other files.
 * - `broken`: cut off, damaged, or not what its first bytes claim.
 * - `too-many-pixels`: larger than any phone makes them; opening it would cost too much memory.
 */
export type EvidenceProblem = 'refused' | 'broken' | 'too-many-pixels';

/** Never rejects because of what is in a file. */
export type InspectEvidence = (
  original: Uint8Array,
) => Promise<InspectedEvidence | { readonly problem: EvidenceProblem }>;
