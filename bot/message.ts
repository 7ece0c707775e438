import type { Language } from '../knowledge/language.ts';
import type { CommandName } from './commands.ts';
import type { StaffNews } from './desk/staff-news-kinds.ts';
import type { AnswerView } from './view.ts';

export const PLATFORMS = ['telegram', 'slack', 'web'] as const;
export type Platform = (typeof PLATFORMS)[number];

/**
 * Where a message goes, in the platform's own ids: chat, topic, thread, workspace. Only the channel reads it;
 * it is stored encrypted, and never holds a name.
 */
export type Address = Readonly<Record<string, string | number>>;

/** Who else reads what is said: nobody but the person, or everybody in a group. */
export type Audience = 'private' | 'group';

/** One delivery from a person, stripped of everything that belongs to a platform and of everything we need not know. */
export interface Incoming {
  readonly platform: Platform;
  /** Unique within the platform. A repeated delivery carries the same id, and is dropped. */
  readonly deliveryId: string;
  /** What keeps one person's talk in one place together: chat, topic and person. Stored only as a keyed digest. */
  readonly conversation: string;
  /** The person within the platform. Stored only as a keyed digest: `/forget` finds all conversations by it. */
  readonly person: string;
  readonly address: Address;
  /** Within one conversation the smaller is handled first; the platform's own numbering where it has one. */
  readonly order: number;
  readonly audience: Audience;
  /** What the platform knows of the person's language; their own choice wins. */
  readonly language?: Language;
  readonly content: Content;
}

export type Content =
  /** As typed. `isEdited`: the person mended a message that they had sent before. */
  | { readonly kind: 'text'; readonly text: string; readonly isEdited?: boolean }
  /** `argument` is what stands behind the command; empty where nothing does. */
  | { readonly kind: 'command'; readonly command: CommandName; readonly argument: string }
  /** A pressed button: `token` as we sent it, perhaps long ago. */
  | { readonly kind: 'choice'; readonly token: string }
  | { readonly kind: 'file'; readonly file: IncomingFile; readonly caption: string }
  | { readonly kind: 'place'; readonly latitude: number; readonly longitude: number }
  /** The whole interview at once, as a form on a page or in a window has it. Values are as typed or chosen; unread. */
  | {
      readonly kind: 'form';
      readonly answers: Readonly<Record<string, readonly string[]>>;
      readonly consent: 'all' | 'basic' | 'none';
    }
  /** A draft is sent in from a page, where the person saw it and agreed. Who they are is for the case alone. */
  | {
      readonly kind: 'submission';
      readonly document: string;
      /** Of what the page showed. */
      readonly documentSha256: string;
      readonly withSensitive: boolean;
      readonly identity: Readonly<Record<string, string>>;
    }
  /** The one-time code of a link by which the person goes on here with what they began elsewhere. */
  | { readonly kind: 'handover'; readonly code: string }
  /** The person opened a conversation with us and has said nothing yet. */
  | { readonly kind: 'arrival' }
  /** The person opened our home page inside the platform. */
  | { readonly kind: 'home' }
  /** Somebody shared links to pages of ours: paths without host, such as `/a/metro-live?lang=en`, with the link as it stood. */
  | { readonly kind: 'links'; readonly links: readonly { url: string; path: string }[] }
  /** Made by ourselves, for the channel of the staff: a case that came in, or the state of the desk. */
  | { readonly kind: 'staff-news'; readonly news: StaffNews }
  /** Something that we cannot read: a sticker, a voice message, a poll. */
  | { readonly kind: 'unreadable' };

/** Happens beside the talk: nobody said anything. */
export const isUnsaid = ({ kind }: Content): boolean =>
  kind === 'home' || kind === 'links' || kind === 'arrival' || kind === 'staff-news';

/** A file that lies on the platform's server until somebody agrees to keep it. */
export interface IncomingFile {
  /** By which the channel fetches it. */
  readonly ref: string;
  /** As the platform claims; the content is looked at before it is kept. */
  readonly mediaType: string;
  /** In bytes; absent where the platform does not say. */
  readonly size?: number;
}

/** Something said to a person. Channels lay it out; `bot/blocks.ts` turns an answer into blocks for those without pages. */
export type Outgoing =
  | {
      readonly kind: 'message';
      readonly blocks: readonly Block[];
      readonly choices?: readonly Choice[];
    }
  | { readonly kind: 'answer'; readonly view: AnswerView; readonly choices?: readonly Choice[] }
  /** A file of this conversation, saved in the same turn or kept before; `file` is its id in the store. */
  | {
      readonly kind: 'file';
      readonly file: string;
      readonly name: string;
      readonly mediaType: string;
      readonly blocks: readonly Block[];
    }
  | {
      readonly kind: 'home';
      readonly blocks: readonly Block[];
      readonly choices: readonly Choice[];
    }
  | { readonly kind: 'previews'; readonly previews: readonly Preview[] };

export type AnswerMessage = Extract<Outgoing, { kind: 'answer' }>;

/** What unfolds under a link to a page of ours. */
export interface Preview {
  /** The link as it stood in the message. */
  readonly url: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A piece of rich text, small enough that every platform has a form for it. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Run[])[] }
  /** The words of the law: never changed by a channel, only cut between messages. */
  | { readonly kind: 'quote'; readonly runs: readonly Run[] }
  /** Said in passing: dates, "no legal advice". */
  | { readonly kind: 'note'; readonly runs: readonly Run[] };

export interface Run {
  readonly text: string;
  readonly isBold?: boolean;
  /** An absolute address. */
  readonly url?: string;
}

/** A button. */
export type Choice =
  /** `token` is opaque and at most 32 ASCII characters; it comes back as the content of a delivery. */
  | { readonly label: string; readonly token: string }
  | { readonly label: string; readonly url: string }
  /** Opens a page of ours that goes on with this conversation: a path. Only for the web; a messenger has no such pages. */
  | { readonly label: string; readonly page: string };
