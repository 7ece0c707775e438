import type { Casework } from '../knowledge/casework/casework.ts';
import type { RenderDocument } from '../knowledge/casework/document.ts';
import { LEAST_MOST, splitForPortal, textCounts } from './documents/portal-text.ts';

/** What the pages ask questions by and complete documents with. */
export const documentDesk = (casework: Casework, renderDocument: RenderDocument) => ({
  casework,
  renderDocument,
  textCounts,
  splitForPortal,
  leastPart: LEAST_MOST,
});
