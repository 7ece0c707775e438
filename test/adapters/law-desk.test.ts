import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type LawDesk, openLawDesk } from '../../adapters/law-desk.ts';
import { lawText, temporaryFolder } from '../factories.ts';

const FILE = '장난감보호법/법률.md';
const body = (text: string) =>
  `##### 제1조 (목적)\n\n${text}\n\n## 부칙\n\n이 법은 공포한 날부터 시행한다.\n`;

let desk: LawDesk | undefined;
afterEach(() => desk?.close());

function openDesk(folder: string): LawDesk {
  desk = openLawDesk({
    folder,
    dataFolder: temporaryFolder(),
    today: () => '2026-11-23',
    terms: () => [],
  });
  return desk;
}

function found({ library }: LawDesk, wording: string): number | string {
  const state = library.search();
  return state.kind === 'ready' ? state.search.mentioning(wording, 5).articleCount : state.kind;
}

it('a law that was written anew beside the running server is found after a refresh', async () => {
  const folder = temporaryFolder({ [FILE]: lawText(body('곰인형을 보호한다.')) });
  const open = openDesk(folder);
  await open.ready();
  expect([found(open, '곰인형'), found(open, '목각인형')]).toEqual([1, 0]);
  writeFileSync(join(folder, FILE), lawText(body('목각인형도 보호한다.')));
  await open.refresh();
  expect([found(open, '곰인형'), found(open, '목각인형')]).toEqual([0, 1]);
});

it('a law that was removed is gone from the catalogue after a refresh', async () => {
  const folder = temporaryFolder({
    [FILE]: lawText(body('곰인형을 보호한다.')),
    '팽이법/법률.md': lawText(body('팽이를 돌린다.')).replaceAll('장난감 보호법', '팽이법'),
  });
  const open = openDesk(folder);
  expect(open.library.laws.map(({ title }) => title)).toEqual(['장난감 보호법', '팽이법']);
  rmSync(join(folder, '팽이법'), { recursive: true });
  await open.refresh();
  expect(open.library.laws.map(({ title }) => title)).toEqual(['장난감 보호법']);
});

it('nothing is built anew while nothing has changed', async () => {
  const open = openDesk(temporaryFolder({ [FILE]: lawText(body('곰인형을 보호한다.')) }));
  await open.ready();
  const before = open.library.search();
  await open.refresh();
  expect(open.library.search()).toBe(before);
});
