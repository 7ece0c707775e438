import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../adapters/config.ts';
import { lawFolderPath } from '../../../adapters/law-dir.ts';
import { type Bot, openBot, textSettings } from '../../../adapters/open-bot.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import { articleView } from '../../../bot/article-view.ts';
import { allCitations } from '../../../knowledge/answer/citations.ts';
import { provisionsAt } from '../../../knowledge/corpus-model/citation.ts';
import type { Law } from '../../../knowledge/corpus-model/corpus.ts';
import { koreanArticle, parsePinpoint } from '../../../knowledge/law/pinpoint.ts';
import { INDEX_FOLDER } from '../../real-bot.ts';

const BESIDE = join(projectRoot(), '../shared/law/kr');

/** What the file has under an article's heading, read with nothing of ours: marks of Markdown and white space aside. */
function rawArticle(file: string, article: string): string {
  const [main = ''] = readFileSync(join(BESIDE, file), 'utf8').split('\n## 부칙');
  const parts = main.split('\n##### ').slice(1);
  const own = parts.find((part) => /^제\d+조(?:의\d+)?/.exec(part)?.[0] === koreanArticle(article));
  const body = own?.slice(own.indexOf('\n')) ?? '';
  return unmarked(body.split(/\n#{1,4} /)[0] ?? '');
}

const unmarked = (text: string): string => text.normalize('NFC').replace(/[\s*\\]/g, '');

describe.skipIf(!existsSync(BESIDE))(
  'official text (skipped where ../shared/law/kr is absent)',
  () => {
    let bot: Bot;
    beforeAll(async () => {
      bot = await openBot(readConfig({ DATA_DIR: INDEX_FOLDER, LAW_DIR: BESIDE }), projectRoot());
    }, 120_000);

    it('is found where the settings do not name it', () => {
      expect(lawFolderPath({ DATA_DIR: INDEX_FOLDER }, projectRoot())).toBe(BESIDE);
    });

    it('is shown of every stamped article as the file has it, character for character', () => {
      const { corpus } = bot.knowledge;
      const stamped = Object.keys(corpus.stamps.articles);
      let shown = 0;
      for (const law of corpus.sources.values()) {
        if (law.type !== 'law' || !existsSync(join(BESIDE, law.file))) continue;
        for (const article of articlesOf(law, stamped)) {
          const official = bot.knowledge.prover.officialText(law, { article });
          const about = `${law.id} ${article}`;
          expect({ about, text: unmarked(official?.text ?? '') }).toEqual({
            about,
            text: rawArticle(law.file, article),
          });
          expectPrefix(law, article, official?.text ?? '');
          shown += 1;
        }
      }
      expect(shown).toBeGreaterThan(300);
    });

    it('of every citation of every entry stands in the file as it is shown', () => {
      const reasons = [...bot.knowledge.corpus.entries.values()].flatMap((entry) => entry.reasons);
      const quoted = allCitations(reasons, bot.knowledge, 'ko').filter(({ official }) => official);
      for (const { text, article, official } of quoted) {
        const number = parsePinpoint(article)?.article ?? '';
        const raw = rawArticle(official?.file ?? '', number);
        expect({ text, isThere: raw.includes(unmarked(official?.text ?? '?')) }).toEqual({
          text,
          isThere: true,
        });
      }
      expect(quoted.length).toBeGreaterThan(1000);
    });

    const articlesOf = (law: Law, stamped: readonly string[]): readonly string[] => [
      ...new Set(
        stamped
          .filter((key) => key.startsWith(`${law.id} 제`))
          .map((key) =>
            key
              .slice(law.id.length + 1)
              .replace(/제|조/g, '')
              .replace('의', '-'),
          ),
      ),
    ];

    /** An answer shows the beginning of it, to the end of a line. */
    function expectPrefix(law: Law, article: string, whole: string): void {
      const provisions = provisionsAt(bot.knowledge.corpus.provisions, law.id, article);
      if (provisions.length === 0) return;
      const subject = { type: 'article', law, at: { article }, provisions } as const;
      const [view] = articleView(subject, 'ko', textSettings(bot)).texts ?? [];
      expect(whole.startsWith(view?.text ?? 'nothing shown')).toBe(true);
      expect(['', '\n']).toContain(whole.charAt(view?.text.length ?? 0));
    }
  },
);
