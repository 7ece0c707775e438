import type { Language } from '../language.ts';

/** A document to be filed, put together and ready to be laid out: one content for every file format. */
export interface DocumentContent {
  /** The outline that it was made from: `nhrck`, `request`. */
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  /** Under the title: what kind of copy it is, or for whom. */
  readonly subtitle?: string;
  readonly blocks: readonly DocumentBlock[];
}

export type DocumentBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      /**
       * `own-words`: as the person typed them, line breaks included. `gap`: what is missing, named. `note`: said in passing.
       */
      readonly style: 'plain' | 'own-words' | 'gap' | 'note';
    }
  | {
      readonly kind: 'list';
      readonly items: readonly string[];
      readonly isNumbered: boolean;
    }
  /** Label and value in two columns; an empty value is a line to be filled in by hand. */
  | {
      readonly kind: 'fields';
      readonly rows: readonly { readonly label: string; readonly value: string }[];
    }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Date, name and seal line, set to the right. */
  | { readonly kind: 'signature'; readonly lines: readonly string[] }
  /** To whom it goes, as the last line of a Korean document. */
  | { readonly kind: 'addressee'; readonly text: string };

export const DOCUMENT_FORMATS = ['pdf', 'docx', 'hwpx', 'txt'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  hwpx: 'application/hwp+zip',
  txt: 'text/plain; charset=utf-8',
};

/** Lays a document out. Rejects only for a bug: whatever a person typed can be laid out. */
export type RenderDocument = (
  content: DocumentContent,
  format: DocumentFormat,
) => Promise<Uint8Array>;
