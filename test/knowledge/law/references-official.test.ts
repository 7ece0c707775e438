import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findInStatute } from '../../../knowledge/law/find-in-statute.ts';
import { catalogueOf } from '../../../knowledge/law/law-catalogue.ts';
import { openLawFolder, statuteIn } from '../../../knowledge/law/law-folder.ts';
import { namedLaws } from '../../../knowledge/law/named-laws.ts';
import type { Reference } from '../../../knowledge/law/reference-model.ts';
import { namesGivenIn, readReferences } from '../../../knowledge/law/references.ts';
import type { Statute } from '../../../knowledge/law/statute.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/law/kr', import.meta.url));
const TODAY = '2026-06-10';

/** Every law of the folder, and those with a name in it: laws of the military government share titles with later ones. */
function lawsOf(folder: string) {
  const law = openLawFolder(folder);
  const { laws } = catalogueOf(law, TODAY);
  const read = laws.flatMap(({ file, kind }) => {
    const statute = statuteIn(law, file);
    return statute ? [{ statute, isOld: kind.startsWith('군정') }] : [];
  });
  const inForce = read.filter(({ isOld }) => !isOld).map(({ statute }) => statute);
  const named = namedLaws(inForce.map((statute) => ({ law: statute, title: statute.title })));
  return { statutes: inForce, named };
}

type Laws = ReturnType<typeof lawsOf>['named'];

/** What came of reading a whole law: a word for each reference, each place looked up, and each thing not understood. */
function findingsIn(statute: Statute, laws: Laws): string[] {
  const articles = [...statute.articles.keys()];
  const texts = [...statute.articles.values()].map(({ text }) => text);
  const called = namesGivenIn(texts.join('\n'), laws);
  return [...statute.articles.values()].flatMap(({ number, text }) => {
    const context = { law: statute.title, at: { article: number }, articles, called };
    const { references, notUnderstood } = readReferences(text, laws, context);
    return [
      ...references.flatMap((reference) => findingsOf(reference, statute)),
      ...notUnderstood.map(({ why }) => `not understood, ${why}`),
    ];
  });
}

function findingsOf({ law, from, to }: Reference<Statute>, own: Statute): string[] {
  const kind = to ? `${law.kind}, range` : law.kind;
  const other = law.kind === 'named' ? law.law : own;
  if (law.kind === 'unknown-name' || (law.kind === 'unstated' && law.rank)) return [kind];
  const whose = other === own ? 'own' : 'other';
  const places = to ? [from, to] : [from];
  return [
    kind,
    ...places.map((at) =>
      findInStatute(other, at).kind.startsWith('no-such') ? `${whose} missing` : `${whose} found`,
    ),
  ];
}

describe('references in the official text (skipped where ../shared/law/kr is absent)', () => {
  it.skipIf(!existsSync(FOLDER))(
    'lead to places that exist, but for the odd list of crimes and slips of the drafters',
    () => {
      const { statutes, named } = lawsOf(FOLDER);
      const counts = new Map<string, number>();
      for (const statute of statutes) {
        for (const one of findingsIn(statute, named)) counts.set(one, (counts.get(one) ?? 0) + 1);
      }
      const of = (key: string): number => counts.get(key) ?? 0;
      const shareFound = (whose: string): number =>
        of(`${whose} found`) / (of(`${whose} found`) + of(`${whose} missing`));
      const told = [...counts].map(([key, count]) => `${key}: ${count}`).join('; ');
      process.stdout.write(`references in the official text: ${told}\n`);
      expect(of('own found')).toBeGreaterThan(30_000);
      expect(shareFound('own')).toBeGreaterThan(0.99);
      expect(shareFound('other')).toBeGreaterThan(0.99);
      // What looks like a reference and is read by no rule: counts of things, such as loudspeakers.
      expect(of('not understood, unclear')).toBeLessThan(20);
      expect(of('not understood, no-article')).toBeLessThan(5);
    },
    120_000,
  );

  it.skipIf(!existsSync(FOLDER))('are found under the title of every law, however spaced', () => {
    const { statutes, named } = lawsOf(FOLDER);
    for (const statute of statutes) {
      const { title } = statute;
      const bare = title.replaceAll(' ', '');
      for (const text of [`${title} 제7조제1항`, `「${title}」 제7조`, `${bare} 7조가 뭐예요?`]) {
        const [first, ...others] = readReferences(text, named).references;
        expect(first?.law, text).toEqual({ kind: 'named', law: statute });
        expect(first?.from.article, text).toBe('7');
        expect(others, text).toEqual([]);
      }
    }
  });
});
