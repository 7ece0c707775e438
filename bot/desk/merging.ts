import { type Applied, type Doing, happened, isRefusal, isRepeat, unchanged } from './applied.ts';
import { followStatus } from './apply-status.ts';
import type { ActionKey, Refusal } from './case-actions.ts';
import type { Done } from './case-desk.ts';
import { type CaseFile, readCaseFile } from './case-file.ts';
import type { StoredCase } from './case-store.ts';
import { type Written, writeApplied } from './change-case.ts';
import type { DeskParts } from './desk-parts.ts';
import { accessTo, may } from './permissions.ts';
import { refuse } from './refusing.ts';
import type { Staff } from './staff.ts';

const MOST_ATTEMPTS = 8;

interface Loaded {
  readonly stored: StoredCase;
  readonly file: CaseFile;
}

/** Gathers cases into one: each keeps its file, its thread and its code, and points to the other. */
export const merge = (
  parts: DeskParts,
  who: Staff,
  into: string,
  ids: readonly string[],
  key: ActionKey,
): Promise<Done> =>
  together(parts, who, [into, ...ids], ([primary, ...others]) => {
    if (!primary || others.length === 0) return 'not-there';
    if (isRepeat(primary.file, key)) return [{ ...primary, applied: unchanged(primary.file) }];
    if (primary.file.mergedInto !== undefined) return 'merged';
    const isTaken = ({ file }: Loaded) =>
      file.mergedInto !== undefined || file.merged.length > 0 || file.id === into;
    if (others.some(isTaken)) return 'merged';
    const doing = { by: who.id, now: parts.clock(), key };
    const names = others.map(({ file }) => file.id);
    const gathered = { ...primary.file, merged: [...primary.file.merged, ...names] };
    const details = { with: names.join(' ') };
    return [
      { ...primary, applied: happened(gathered, doing, 'case-merge', details) },
      ...others.map((one) => ({
        ...one,
        applied: happened({ ...one.file, mergedInto: into }, doing, 'case-merged', { with: into }),
      })),
    ];
  });

/** Takes a case out of the one that it was gathered into. */
export async function split(
  parts: DeskParts,
  who: Staff,
  id: string,
  key: ActionKey,
): Promise<Done> {
  const stored = await parts.cases.read(id);
  if (!stored) return refuse('no-such-case');
  const file = readCaseFile(stored.file);
  if (isRepeat(file, key)) return { isDone: true, value: file };
  const into = file.mergedInto;
  if (into === undefined) return refuse('not-there');
  return together(parts, who, [id, into], ([own, primary]) => {
    if (!own || !primary || own.file.mergedInto !== into) return 'not-there';
    const doing = { by: who.id, now: parts.clock(), key };
    const { mergedInto: _into, ...free } = own.file;
    const left = {
      ...primary.file,
      merged: primary.file.merged.filter((one) => one !== id),
    };
    return [
      { ...own, applied: happened(free, doing, 'case-split', { from: into }) },
      { ...primary, applied: happened(left, doing, 'case-split', { from: id }) },
    ];
  });
}

/** An action on a case, and the same decision for all that were gathered into it. */
export async function actOnAll(
  parts: DeskParts,
  id: string,
  apply: (file: CaseFile) => Applied | Refusal,
  doing: Doing,
): Promise<Done> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const primary = await load(parts, id);
    if (!primary) return refuse('no-such-case');
    const applied = apply(primary.file);
    if (isRefusal(applied)) return refuse(applied);
    const others = await loadAll(parts, applied.audit.length > 0 ? primary.file.merged : []);
    const written: readonly Written[] = [
      { ...primary, applied },
      ...others.map((one) => ({ ...one, applied: followStatus(one.file, applied.file, doing) })),
    ];
    if (await writeApplied(parts, written)) return { isDone: true, value: applied.file };
  }
  throw new Error(`Case ${id} changes faster than it can be written.`);
}

/** Cases read, changed and written together; `value` is the first of them. */
async function together(
  parts: DeskParts,
  who: Staff,
  ids: readonly string[],
  change: (loaded: readonly Loaded[]) => readonly (Loaded & Written)[] | Refusal,
): Promise<Done> {
  if (!may(who, 'work-on-case')) return refuse('not-allowed');
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const loaded = await loadTogether(parts, who, ids);
    if (typeof loaded === 'string') return refuse(loaded);
    const written = change(loaded);
    if (typeof written === 'string') return refuse(written);
    if (await writeApplied(parts, written)) {
      const first = written[0]?.applied.file;
      return first ? { isDone: true, value: first } : refuse('not-there');
    }
  }
  throw new Error('Cases change faster than they can be written.');
}

async function loadTogether(
  parts: DeskParts,
  who: Staff,
  ids: readonly string[],
): Promise<readonly Loaded[] | Refusal> {
  const different = [...new Set(ids)];
  const loaded = await loadAll(parts, different);
  if (loaded.length < different.length) return 'no-such-case';
  return loaded.every(({ file }) => accessTo(who, file) === 'full') ? loaded : 'not-allowed';
}

const loadAll = async (parts: DeskParts, ids: readonly string[]): Promise<readonly Loaded[]> =>
  (await Promise.all(ids.map((id) => load(parts, id)))).flatMap((one) => one ?? []);

async function load({ cases }: DeskParts, id: string): Promise<Loaded | undefined> {
  const stored = await cases.read(id);
  return stored && { stored, file: readCaseFile(stored.file) };
}
