import { realpathSync } from 'node:fs';
import { catalogueOf, findLaw, type LawCatalogue } from '../../knowledge/law/law-catalogue.ts';
import { locate, readLawText } from '../../knowledge/law/law-file-text.ts';
import { openLawFolder } from '../../knowledge/law/law-folder.ts';
import { LawSetupError } from './errors.ts';
import type { Delivery, LawSource, WantedLaw } from './law-source.ts';
import { lawsBelow } from './law-store.ts';
import { sameTitle } from './same-title.ts';

/** The largest law file has 2 MB. */
const MOST_BYTES = 16_000_000;

export interface FolderSource extends LawSource {
  /** Every law file of the folder, each as a law wanted under its own name. */
  readonly all: () => readonly WantedLaw[];
}

/**
 * A folder in the legalize-kr layout, or a clone of the collection, as a source of texts.
 *
 * @param today - ISO date; of several versions the one in force then counts.
 * @throws {LawSetupError} when nothing can be read there.
 */
export function folderSource(path: string, today: string): FolderSource {
  const folder = openLawFolder(path);
  const fault = folder.fault();
  if (fault) throw new LawSetupError(`No law can be read from the folder: ${fault}.`);
  const base = realpathSync.native(lawsBelow(path));
  let known: LawCatalogue | undefined;
  const catalogue = () => {
    known ??= catalogueOf(folder, today);
    return known;
  };

  return {
    way: `folder ${path}`,
    isRemote: false,
    all: () => folder.list().heads.map(({ title, file }) => ({ title, file })),
    deliver(law) {
      const named = folder.read(law.file);
      const isIt = named.kind === 'read' && sameTitle(named.statute.title, law.title);
      // The collection files a law elsewhere now and then; its title still finds it.
      const file = isIt ? law.file : (findLaw(catalogue(), law.title)?.file ?? law.file);
      return Promise.resolve(textIn(base, file));
    },
  };
}

function textIn(base: string, file: string): Delivery {
  const located = locate(base, file, MOST_BYTES);
  if (located.kind === 'absent')
    return {
      kind: 'none',
      why: 'the folder has no law of this title',
    };
  const text = located.kind === 'file' ? readLawText(located.path) : located;
  return text.kind === 'text'
    ? { kind: 'text', markdown: text.text }
    : { kind: 'none', why: `${file} ${text.why}` };
}
