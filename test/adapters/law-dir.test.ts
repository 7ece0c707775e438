import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lawFolderPath } from '../../adapters/law-dir.ts';
import { lawReport } from '../../adapters/law-report.ts';
import { openLawLibrary } from '../../knowledge/answer/law-library.ts';
import { openLawFolder } from '../../knowledge/law/law-folder.ts';
import { corpusOf, law, TOY_LAW, temporaryFolder } from '../factories.ts';

describe('the folder of official text', () => {
  it.each([
    { when: 'all are there', setting: '/mine', beside: true, fetched: true, is: 'setting' },
    { when: 'nothing is set', setting: undefined, beside: true, fetched: true, is: 'beside' },
    {
      when: 'only fetched text is there',
      setting: undefined,
      beside: false,
      fetched: true,
      is: 'fetched',
    },
    { when: 'nothing is there', setting: undefined, beside: false, fetched: false, is: undefined },
    // The operator is told that it does not exist, rather than served from another.
    {
      when: 'the one that is set does not exist',
      setting: '/nowhere',
      beside: true,
      fetched: true,
      is: 'setting',
    },
  ])('is $is when $when', ({ setting, beside, fetched, is }) => {
    const place = temporaryFolder();
    const root = join(place, 'project');
    const dataFolder = join(place, 'data');
    const paths = {
      setting,
      beside: join(place, 'shared/law/kr'),
      fetched: join(dataFolder, 'law'),
    };
    mkdirSync(root);
    if (beside) mkdirSync(paths.beside, { recursive: true });
    if (fetched) mkdirSync(paths.fetched, { recursive: true });
    const config = { DATA_DIR: dataFolder, LAW_DIR: setting };
    const expected = is === undefined ? undefined : paths[is as keyof typeof paths];
    expect(lawFolderPath(config, root)).toBe(expected);
  });
});

describe('what the log says of the official text at start', () => {
  const corpus = corpusOf({
    sources: [
      law(),
      law({ id: 'doll-law', title: { ko: '인형법', en: 'Doll Act' }, file: '인형법/법률.md' }),
    ],
  });
  const reportOn = (path: string) =>
    lawReport(
      openLawLibrary(
        openLawFolder(path),
        () => '2026-06-01',
        () => ({ kind: 'no-folder' }),
      ),
      corpus,
    );
  const TOY = `${TOY_LAW}\n## 부칙\n\n시행한다.\n`;

  it('is that there is none', () => {
    expect(lawReport(undefined, corpus)).toMatchObject([{ level: 'info' }]);
  });

  it('is why the folder cannot be read', () => {
    const [line, ...rest] = reportOn(join(temporaryFolder(), 'nowhere'));
    expect(line).toMatchObject({ level: 'warn' });
    expect(JSON.stringify(line)).toContain('does not exist');
    expect(rest).toEqual([]);
  });

  it('names the files that cannot be read and the laws that are missing, and goes on', () => {
    const folder = temporaryFolder({ '장난감보호법/법률.md': TOY, '다른법/법률.md': '아무 글' });
    const lines = reportOn(folder);
    expect(lines.map(({ level }) => level)).toEqual(['info', 'warn', 'warn']);
    expect(lines[0]?.details).toEqual({ laws: 1 });
    expect(lines[1]?.details).toMatchObject({ count: 1, first: [{ file: '다른법/법률.md' }] });
    expect(lines[2]?.details).toEqual({ count: 1, first: ['인형법'] });
  });
});
