import * as library from 'docx';

/**
 * What we use of the library `docx`, in our own types: its own do not resolve for ES modules (their imports lack the file
 * endings). Measures are twentieths of a point, sizes of letters half points.
 */
interface Library {
  readonly Document: new (options: DocumentOptions) => Opaque<'document'>;
  readonly Footer: new (options: { readonly children: readonly DocxParagraph[] }) => DocxFooter;
  readonly Paragraph: new (options: ParagraphOptions) => DocxParagraph;
  readonly TextRun: new (options: RunOptions) => DocxRun;
  readonly Table: new (options: TableOptions) => DocxTable;
  readonly TableRow: new (options: RowOptions) => DocxRow;
  readonly TableCell: new (options: CellOptions) => DocxCell;
  readonly Packer: {
    toBuffer(
      document: Opaque<'document'>,
      prettify: undefined,
      overrides: readonly { readonly path: string; readonly data: string }[],
    ): Promise<Buffer>;
  };
}

interface Opaque<Name extends string> {
  readonly ofKind: Name;
}
export type DocxParagraph = Opaque<'paragraph'>;
export type DocxTable = Opaque<'table'>;
export type DocxRow = Opaque<'row'>;
export type DocxCell = Opaque<'cell'>;
export type DocxRun = Opaque<'run'>;
export type DocxFooter = Opaque<'footer'>;

type Align = 'left' | 'center' | 'right';

interface Border {
  readonly style: 'single';
  readonly size: number;
  readonly color: string;
  readonly space?: number;
}

interface ParagraphLooks {
  readonly alignment?: Align;
  readonly spacing?: { readonly before?: number; readonly after?: number; readonly line?: number };
  readonly indent?: { readonly left: number; readonly hanging?: number };
  readonly border?: { readonly left: Border };
  readonly keepNext?: boolean;
}

interface RunLooks {
  readonly font?: Readonly<Record<'ascii' | 'hAnsi' | 'cs' | 'eastAsia', string>>;
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly language?: { readonly value: string; readonly eastAsia: string };
}

export interface Looks {
  readonly run?: RunLooks;
  readonly paragraph?: ParagraphLooks;
}

interface RunOptions extends RunLooks {
  readonly text?: string;
  /** Line ends before it. */
  readonly break?: number;
  /** Texts, and the names of what Word counts. */
  readonly children?: readonly string[];
}

interface ParagraphOptions extends ParagraphLooks {
  readonly heading?: 'Heading1' | 'Heading2';
  readonly style?: string;
  readonly numbering?: {
    readonly reference: string;
    readonly level: number;
    readonly instance: number;
  };
  readonly children: readonly DocxRun[];
}

interface CellOptions {
  readonly width: Width;
  readonly verticalAlign: 'center';
  readonly shading?: { readonly type: 'clear'; readonly fill: string; readonly color: string };
  readonly children: readonly DocxParagraph[];
}

interface RowOptions {
  readonly tableHeader?: boolean;
  readonly cantSplit?: boolean;
  readonly height?: { readonly value: number; readonly rule: 'atLeast' };
  readonly children: readonly DocxCell[];
}

interface TableOptions {
  readonly width: Width;
  readonly columnWidths: readonly number[];
  readonly layout: 'fixed';
  readonly borders: Readonly<
    Record<'top' | 'bottom' | 'left' | 'right' | 'insideHorizontal' | 'insideVertical', Border>
  >;
  readonly margins: Sides;
  readonly rows: readonly DocxRow[];
}

interface Width {
  readonly size: number;
  readonly type: 'dxa';
}

type Sides = Readonly<Record<'top' | 'right' | 'bottom' | 'left', number>>;

export interface StyleOptions {
  readonly default: Readonly<Record<'document' | 'heading1' | 'heading2', Looks>>;
  readonly paragraphStyles: readonly (Looks & {
    readonly id: string;
    readonly name: string;
    readonly basedOn: string;
    readonly quickFormat: boolean;
  })[];
}

export interface NumberingOptions {
  readonly config: readonly {
    readonly reference: string;
    readonly levels: readonly {
      readonly level: number;
      readonly format: 'decimal' | 'bullet';
      readonly text: string;
      readonly alignment: Align;
      readonly style: { readonly paragraph: ParagraphLooks };
    }[];
  }[];
}

interface DocumentOptions {
  readonly title: string;
  readonly styles: StyleOptions;
  readonly numbering: NumberingOptions;
  readonly sections: readonly {
    readonly properties: {
      readonly page: {
        readonly size: { readonly width: number; readonly height: number };
        readonly margin: Sides;
      };
    };
    readonly footers: { readonly default: DocxFooter };
    readonly children: readonly (DocxParagraph | DocxTable)[];
  }[];
}

export const { Document, Footer, Packer, Paragraph, Table, TableCell, TableRow, TextRun } =
  library as unknown as Library;
