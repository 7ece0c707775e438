import { expect, it } from 'vitest';
import { folderStatus } from '../../../knowledge/law/folder-status.ts';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import { lawText, TOY_LAW, temporaryFolder } from '../../factories.ts';

const TODAY = '2026-01-15';
const needed = (file: string, title: string) => ({ file, title });

const statusOf = (files: Readonly<Record<string, string>>, laws = [needed('', '')]) =>
  folderStatus(openLawFolder(temporaryFolder(files)), TODAY, laws);

it('counts files, laws and articles, those of older versions too', () => {
  const status = statusOf({
    '가/법률.md': TOY_LAW,
    '가/옛.md': lawText('##### 제1조\n\n공.', {
      공포일자: '1999-01-01',
      법령ID: '9',
      상태: '폐지',
    }),
    '나/법률.md': lawText('##### 제1조\n\n공.', { 제목: '공법', 시행일자: '2026-01-16' }),
    '다/법률.md': lawText('인형법은 폐지한다.', { 제목: '인형법' }),
  });
  expect(status).toMatchObject({
    fileCount: 4,
    lawCount: 3,
    articleCount: 4,
    deletedCount: 1,
    upcoming: [{ file: '나/법률.md' }],
    repealed: [{ file: '다/법률.md' }],
    choices: [{ chosen: { file: '가/법률.md' }, insteadOf: [{ file: '가/옛.md' }] }],
    refused: [],
    unread: [],
  });
});

it('names what was refused and what was not understood, and goes on', () => {
  const status = statusOf({
    '가/법률.md': 'half',
    '나/법률.md': TOY_LAW.slice(0, TOY_LAW.indexOf('## 부칙')),
    '다/법률.md': lawText('## 별표', { 제목: '공법' }),
  });
  expect(status.refused).toEqual([
    { file: '가/법률.md', why: expect.stringMatching(/half-written/) },
    { file: '나/법률.md', why: expect.stringMatching(/half-written/) },
  ]);
  expect(status.unread).toEqual([
    { file: '다/법률.md', line: 13, text: '## 별표', why: 'odd-heading' },
  ]);
  expect(status.fileCount).toBe(1);
});

it('says of each law that is needed where it is, or why it cannot be read', () => {
  const laws = [
    needed('가/법률.md', '장난감보호법'),
    needed('옮김/법률.md', '장난감 보호법'),
    needed('가/법률.md', '다른 법'),
    needed('나/법률.md', '부서진 법'),
    needed('없음/법률.md', '없는 법'),
  ];
  const status = statusOf({ '가/법률.md': TOY_LAW, '나/법률.md': 'half' }, laws);
  expect(status.there).toEqual([laws[0]]);
  expect(status.elsewhere).toEqual([{ ...laws[1], found: '가/법률.md' }]);
  expect(status.missing).toEqual([
    { ...laws[2], why: 'the file holds 장난감 보호법' },
    { ...laws[3], why: expect.stringMatching(/half-written/) },
    { ...laws[4], why: 'not in the folder' },
  ]);
});
