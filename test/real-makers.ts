import { openDocumentRenderer } from '../adapters/documents/render-document.ts';
import { openEvidenceInspection } from '../adapters/evidence/inspect-evidence.ts';
import type { BotParts } from '../bot/talk.ts';
import { recordingLog } from './memory-channel.ts';

/** What makes documents and looks at evidence, as the server has it; no thread starts before the first document. */
export function realMakers(): Pick<BotParts, 'renderDocument' | 'inspectEvidence'> {
  return {
    renderDocument: openDocumentRenderer().render,
    inspectEvidence: openEvidenceInspection({ now: Date.now, log: recordingLog().log }),
  };
}
