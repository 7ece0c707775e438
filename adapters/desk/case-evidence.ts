import type { Request, Response } from 'express';
import type { CaseFile } from '../../bot/desk/case-file.ts';
import { evidenceType, extensionOf } from '../../bot/media-type.ts';
import type { CaseLabels } from './case-labels.ts';
import { type DeskContext, signedIn } from './context.ts';
import { sendNotice } from './notices.ts';

/** Pictures that browsers show and that were written anew when they came in. Everything else is only handed out. */
const SHOWN: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** A name that the store gave. */
const FILE = /^[\w-]{1,100}$/;

export interface ExhibitView {
  readonly no: number;
  readonly file: string;
  readonly caption: string;
  readonly mediaType: string;
  readonly isPicture: boolean;
  readonly size: string;
  readonly sha256: string;
  readonly isStripped: boolean;
  /** Empty unless the person agreed that it be said. */
  readonly takenAt: string;
  readonly place: string;
  readonly addedAt: string;
}

export const evidenceView = (
  { exhibits }: CaseFile,
  { moment }: CaseLabels,
): readonly ExhibitView[] =>
  exhibits.map((one, at) => ({
    no: at + 1,
    file: one.file,
    caption: one.caption,
    mediaType: one.mediaType,
    isPicture: SHOWN.includes(one.mediaType),
    size: sizeText(one.size),
    sha256: one.sha256,
    isStripped: one.isStripped,
    takenAt: one.takenAt?.replace('T', ' ') ?? '',
    place: one.place ? degrees(one.place) : '',
    addedAt: moment(one.addedAt),
  }));

/** About ten metres, as in the document. */
const degrees = ({ latitude, longitude }: { latitude: number; longitude: number }): string =>
  `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;

const KILO = 1024;

const sizeText = (bytes: number): string =>
  bytes < KILO * KILO
    ? `${Math.max(1, Math.round(bytes / KILO))} KB`
    : `${(bytes / KILO / KILO).toFixed(1)} MB`;

/** One photo or paper. What it is is read from its bytes; nothing in it can run or fetch anything. */
export async function sendEvidence(
  context: DeskContext,
  request: Request<{ id: string; file: string }>,
  response: Response,
): Promise<void> {
  const { id, file } = request.params;
  const { staff } = signedIn(response);
  const found = FILE.test(file) ? await context.desk.evidence(staff, id, file) : undefined;
  if (!found?.isDone) {
    const isRefused = found?.why === 'not-allowed' || found?.why === 'recused';
    sendNotice(
      context,
      request,
      response,
      isRefused ? 403 : 404,
      isRefused ? 'forbidden' : 'notFound',
    );
    return;
  }
  const type = evidenceType(found.value);
  const isShown = type !== undefined && SHOWN.includes(type);
  response
    .set({
      'content-type': type ?? 'application/octet-stream',
      'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename="${nameOf(file, type)}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    })
    .send(Buffer.from(found.value));
}

const nameOf = (file: string, type: ReturnType<typeof evidenceType>): string =>
  `${file}.${type ? extensionOf(type) : 'bin'}`;
