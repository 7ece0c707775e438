/** Why there is no official text to compare with at the moment. None of these says that the article does not exist. */
export type NoText =
  | 'no-folder'
  | 'no-file'
  /** The file is there and cannot be read. */
  | 'unreadable'
  /** The file claims to be the version we stamped, and differs from it: half-written or altered. */
  | 'damaged'
  /** The folder holds an older version than the one we compared with. */
  | 'older-text'
  /** The text at hand takes effect later and lacks the place; what applies today is not at hand. */
  | 'upcoming-text';

/** What we know, at this moment, about a citation of a Korean law. */
export type Proof =
  /** The place stands in the text at hand. */
  | {
      readonly state: 'checked-now';
      readonly file: string;
      readonly inForce: string;
      /** Promulgated, and in force only from `inForce` on. */
      readonly isUpcoming: boolean;
      /** The article reads otherwise than when our digest was last compared with it. */
      readonly isAmended: boolean;
    }
  /** No text at hand; the stamp says when, and in which version, the place was compared. */
  | {
      readonly state: 'checked-at-release';
      readonly checkedOn: string;
      readonly inForce: string;
      readonly sha256: string;
      readonly isUpcoming: boolean;
      readonly why: NoText;
    }
  | { readonly state: 'not-checked'; readonly why: NoText | 'not-a-statute' }
  /** The text at hand says that the place is not there. Never sent to anyone. */
  | {
      readonly state: 'failed';
      readonly why: 'repealed' | 'deleted' | 'no-such-article' | 'no-such-part';
      readonly file: string;
      readonly inForce: string;
    };

/** Words of the law, as the official text has them, character for character. */
export interface OfficialText {
  readonly text: string;
  readonly file: string;
  readonly inForce: string;
  readonly promulgated: string;
  readonly isUpcoming: boolean;
}
