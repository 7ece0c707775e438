import type { Statute } from '../../knowledge/law/statute.ts';
import type { LawApi } from './law-api.ts';
import type { ListedVersion } from './law-listing.ts';
import type { LawSource } from './law-source.ts';
import { writeStatute } from './write-statute.ts';

/** The national law database as a source of texts. `today` is an ISO date. */
export const databaseSource = (api: LawApi, today: string): LawSource => ({
  way: 'api',
  isRemote: true,
  async deliver(law, atHand) {
    const found = await api.find(law.title);
    if (found.kind === 'unknown') {
      return { kind: 'none', why: 'the national law database lists no law of this title' };
    }
    if (found.kind === 'past-only') {
      return {
        kind: 'none',
        why: `the national law database lists only past versions (the last of ${found.version.promulgated}): repealed or renamed`,
      };
    }
    const { version, upcoming } = found;
    const note = noteOn(version, upcoming, today);
    if (atHand && isSameVersion(atHand, version)) return { kind: 'unchanged', ...note };
    const markdown = writeStatute(await api.statute(version.mst), version.mst);
    return { kind: 'text', markdown, ...note };
  },
});

const isSameVersion = (statute: Statute, version: ListedVersion): boolean =>
  statute.lawId === version.lawId &&
  statute.promulgated === version.promulgated &&
  statute.promulgationNumber === version.promulgationNumber;

function noteOn(version: ListedVersion, upcoming: ListedVersion | undefined, today: string) {
  if (version.inForce > today) return { note: `in force only from ${version.inForce}` };
  if (!upcoming) return {};
  return { note: `a version promulgated ${upcoming.promulgated} takes effect ${upcoming.inForce}` };
}
