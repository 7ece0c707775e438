import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Staff } from '../../bot/desk/staff.ts';
import { LANGUAGES, type Language } from '../../knowledge/language.ts';
import { SMALLEST_SHOWN } from '../../knowledge/triage/suppression.ts';
import { codeAt, PASSWORD } from '../desk-app.ts';
import { Keyboard } from './keyboard.ts';
import { openBrowser } from './open-browser.ts';
import { ENDED, type Floor, IDENTITY, openFloor, type Part, WAITING } from './staff-floor.ts';
import { faultsOf, Looked, openWindow, type Window } from './window.ts';

/** One part of the day; the pages of cases are long, and axe looks at every element. */
const PART_MS = 180_000;

const REPLY = '개찰구 어느 쪽에 카메라가 있었는지 알려 주시겠어요?';
const ANSWER = '3번 출구로 들어가서 오른쪽 기둥이에요.';
const MISSING = '카메라가 있던 자리를 찍은 사진이나 그림';
const WHY_DISMISSED = '일이 있었던 날부터 1년이 지난 뒤에 내셨습니다.';
/** Of the grounds for a dismissal, and of the bodies that a complaint can be for. */
const TOO_LATE = '제32조제1항제4호';
const BODY = '개인정보보호위원회';
const WHY_NAME = '결정을 우편으로 통지하려고 주소를 확인합니다.';

const browser = await openBrowser();
let floor: Floor;
let officer: Window;
let supervisor: Window;
let administrator: Window;
let person: Window;

beforeAll(async () => {
  if (!browser) return;
  floor = await openFloor();
  const window = () => openWindow(browser, floor.app.url);
  officer = await window();
  supervisor = await window();
  administrator = await window();
  person = await window();
});
afterAll(async () => {
  await browser?.close();
  await floor?.app.stop();
});

const words = (language: Language = 'ko') => floor.app.cases.words[language];
const filing = (language: Language = 'ko') => floor.app.words[language].filing;
const everybody = () => [officer, supervisor, administrator, person];

const caseLink = (id: string) => `tr[data-case="${id}"] th a`;
const queueOrder = (page: Page) =>
  page
    .locator('tr[data-case]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-case') ?? ''));
const caseOpen = (page: Page) => /\/desk\/cases\/([0-9a-f]+)/.exec(page.url())?.[1] ?? '';

/** Password and code, each sent off with Enter. */
async function signIn({ page }: Window, { login }: Staff): Promise<void> {
  await page.goto('/desk');
  await page.fill('#login', login);
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
  await page.waitForSelector('#code');
  await page.fill('#code', await codeAt(Date.now()));
  await page.press('#code', 'Enter');
  await page.waitForURL('**/desk/queue');
}

const opens = ({ page }: Window, part: Part, section = '') =>
  page.goto(`/desk/cases/${floor.idOf(part)}${section && `#${section}`}`);

/** Sends a form of the page that is open, and waits for what comes of it. */
async function sends({ page }: Window, form: string, button = 'button'): Promise<void> {
  const loaded = page.waitForEvent('load');
  await page.locator(`#form-${form} ${button}`).click();
  await loaded;
}

/** Opens what a move to this status needs. */
const unfolds = ({ page }: Window, status: string) =>
  page.locator(`#decide details:has(#form-status-${status}) > summary`).click();

const section = ({ page }: Window, id: string) => page.locator(`section#${id}`);

/** Chooses the option of a list that says this, and tells all that it says. */
async function chooses({ page }: Window, list: string, says: string): Promise<string> {
  const option = page.locator(`${list} option`, { hasText: says }).first();
  const label = (await option.textContent()) ?? '';
  await page.selectOption(list, { label });
  return label;
}

/** Somebody comes to a case with nothing but its code. */
async function comesWithCode({ page }: Window, part: Part, language: Language = 'ko') {
  await page.goto(`/case?lang=${language}`);
  await page.getByLabel(filing(language).codeField).fill(floor.codeOf(part));
  await page.getByRole('button', { name: filing(language).codeOpen }).click();
  await page.waitForSelector('#state');
  expect(page.url()).not.toContain(floor.codeOf(part));
}

/** Without lines in a cell, which no file of figures has. */
const readCsv = (text: string): readonly (readonly string[])[] =>
  text
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    );

/** Chooses the language of the pages with the button at their head. */
async function speaks({ page }: Window, language: Language): Promise<void> {
  await page.goto('/desk/account');
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  const loaded = page.waitForEvent('load');
  await page.locator(`button[lang="${language}"]`).click();
  await loaded;
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
}

describe.skipIf(!browser)('a day at the desk', { timeout: PART_MS }, () => {
  it('begins with password and code, and with what came in before', async () => {
    await signIn(officer, floor.officer);
    await signIn(supervisor, floor.supervisor);
    await signIn(administrator, floor.administrator);
    expect((await queueOrder(officer.page)).toSorted()).toEqual(floor.waiting.toSorted());
    expect(officer.pointers).toEqual([]);
  });

  it('is triage by keyboard: ten cases are taken or moved on, and nothing was clicked', async () => {
    const { page } = officer;
    const keyboard = new Keyboard(page);
    const walksTo = (id: string) => keyboard.walksTo(caseLink(id), 'j');
    await keyboard.press('?');
    const listed = await page.locator('#keyboard[open] kbd').allTextContents();
    expect(listed).toEqual(expect.arrayContaining(['j', 'k', 'o', 'Enter', 'x', 'a', 's', '?']));
    await keyboard.press('Escape');

    const first = (await queueOrder(page)).slice(0, 3);
    await keyboard.press('j', 'x', 'j', 'x', 'j', 'j', 'k', 'x');
    await keyboard.follows('a');
    expect(page.url()).toContain('did=take&count=3');

    const others = (await queueOrder(page)).filter((id) => !first.includes(id));
    // What sleeps is out of sight: none that is needed later in the day.
    const fifth = others.find((id) => floor.plain.includes(id)) ?? '';
    const fourth = others.find((id) => id !== fifth) ?? '';
    await walksTo(fourth);
    await keyboard.follows('a');
    await walksTo(fifth);
    await keyboard.follows('a');
    await walksTo(fifth);
    await keyboard.follows('s');
    expect(page.url()).toContain('did=snooze&count=1');
    expect(await queueOrder(page)).not.toContain(fifth);

    const done = [...first, fourth, fifth];
    const moved: string[] = [];
    for (const key of ['Enter', 'o', 'Enter', 'o', 'Enter']) {
      const next = (await queueOrder(page)).find((id) => ![...done, ...moved].includes(id)) ?? '';
      await walksTo(next);
      await keyboard.follows(key);
      expect(caseOpen(page)).toBe(next);
      await keyboard.follows('.');
      await keyboard.press('m');
      expect(await keyboard.isAt('#decide summary')).toBe(true);
      await keyboard.press('Enter');
      await keyboard.walksTo('#form-status-investigating textarea');
      await keyboard.types('먼저 살펴볼 사건');
      await keyboard.walksTo('#form-status-investigating button');
      await keyboard.follows('Enter');
      expect(await section(officer, 'decide').textContent()).toContain(words().case['done-status']);
      moved.push(next);
      await keyboard.walksTo('.case-way a[href^="/desk/queue"]', 'Shift+Tab');
      await keyboard.follows('Enter');
    }

    expect(officer.pointers).toEqual([]);
    expect(new Set([...done, ...moved]).size).toBe(10);
    const files = await Promise.all([...done, ...moved].map(floor.file));
    expect(files.map(({ assignee }) => assignee)).toEqual(
      Array.from({ length: 10 }, () => floor.officer.id),
    );
    const statuses = files.map(({ status }) => status);
    expect(statuses.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'received'));
    expect(statuses.slice(5)).toEqual(Array.from({ length: 5 }, () => 'investigating'));
    expect(files[4]?.snoozedUntil).toBeGreaterThan(Date.now());
  });

  it('leads from case to case by keyboard, and to a reply and a note', async () => {
    const { page } = officer;
    const keyboard = new Keyboard(page);
    const [one = '', two = ''] = await queueOrder(page);
    await keyboard.walksTo(caseLink(one), 'j');
    await keyboard.follows('Enter');
    await keyboard.follows(']');
    expect(caseOpen(page)).toBe(two);
    await keyboard.follows('[');
    expect(caseOpen(page)).toBe(one);
    await keyboard.pressesAsHangul('KeyM', 'ㅡ');
    expect(await keyboard.isAt('#decide summary')).toBe(true);
    await keyboard.press('n');
    await keyboard.types('m ] . 은 글일 뿐');
    await keyboard.walksTo('#form-note button');
    await keyboard.follows('Enter');
    expect(await section(officer, 'notes').textContent()).toContain('m ] . 은 글일 뿐');
    expect(officer.pointers).toEqual([]);
  });

  it('has a conversation: the person reads, answers, and the answer is new until it is read', async () => {
    const { page } = officer;
    await opens(officer, 'writer');
    await page.locator('#message-text').fill(REPLY);
    await sends(officer, 'message');
    expect(officer.pointers, 'what the tests by keyboard stand on').toContain('click');
    const thread = section(officer, 'thread');
    expect(await thread.textContent()).toContain(words().case.unreadByPerson);

    await comesWithCode(person, 'writer');
    const said = await person.page.locator('.thread').textContent();
    expect(said).toContain(REPLY);
    expect(said).not.toContain(floor.officer.name);
    await person.page.getByLabel(filing().pageText).fill(ANSWER);
    await person.page.getByRole('button', { name: filing().pageSend }).click();
    await person.page.getByText(filing().pageSent).waitFor();

    await page.goto('/desk/queue?sort=changed');
    const row = page.locator(`tr[data-case="${floor.idOf('writer')}"]`);
    expect(await row.textContent()).toContain(words().queue.unreadCount.replace('{count}', '1'));
    await row.locator('th a').click();
    await page.waitForSelector('#thread');
    const texts = await thread.textContent();
    expect(texts).toContain(ANSWER);
    expect(texts).toContain(words().case.unreadByStaff);
    expect(texts).toContain(words().case.readByPerson);
    await sends(officer, 'read');
    expect(await thread.textContent()).not.toContain(words().case.unreadByStaff);
    await page.goto('/desk/queue?sort=changed');
    expect(await row.textContent()).not.toContain(
      words().queue.unreadCount.replace('{count}', '1'),
    );
  });

  it('asks one person for what is missing, who sees it with its last day', async () => {
    const { page } = officer;
    await opens(officer, 'lacking');
    await unfolds(officer, 'supplement');
    await page.locator('#status-supplement-missing').fill(MISSING);
    await sends(officer, 'status-supplement');
    expect(await section(officer, 'decide').textContent()).toContain(words().case['done-status']);
    expect(await section(officer, 'thread').textContent()).toContain(MISSING);
    const { supplements, status } = await floor.file(floor.idOf('lacking'));
    expect(status).toBe('supplement');
    expect(await page.locator('.case-facts').textContent()).toContain(supplements[0]?.due);
    await comesWithCode(person, 'lacking');
    expect(await person.page.locator('main').textContent()).toContain(MISSING);
    expect(await person.page.locator('#state + p').textContent()).toContain(
      '메시지를 확인해 주세요',
    );
  });

  it('transfers one to the body that is in charge', async () => {
    const { page } = officer;
    await opens(officer, 'elsewhere');
    await unfolds(officer, 'transferred');
    const body = await chooses(officer, '#status-transferred-body', BODY);
    await sends(officer, 'status-transferred');
    const { status, closedAt } = await floor.file(floor.idOf('elsewhere'));
    expect(status).toBe('transferred');
    expect(closedAt).toBeGreaterThan(0);
    expect(await page.locator('.case-facts').textContent()).toContain(body);
  });

  it('dismisses one on a ground, and writes, completes and sends the letter that says why', async () => {
    const { page } = officer;
    await opens(officer, 'late');
    await unfolds(officer, 'dismissed');
    const ground = await chooses(officer, '#status-dismissed-ground', TOO_LATE);
    await sends(officer, 'status-dismissed');
    expect(await page.locator('.case-facts').textContent()).toContain(ground);

    await page.selectOption('#compose-letter', 'dismissal');
    expect(await page.locator('#compose-ground option:checked').textContent()).toBe(ground);
    await sends(officer, 'compose');
    const text = await page.inputValue('#letter-text');
    expect(text).toContain(TOO_LATE);
    expect(text).toContain('[[');
    await sends(officer, 'letter');
    const letters = section(officer, 'letters');
    expect(await letters.textContent()).toContain(words().case['done-letter']);
    await sends(officer, 'letter-1', 'button[value="letter-send"]');
    expect(await page.locator('#case-problem').textContent()).toContain(words().case.unfinished);
    await page.locator('#letter-1-text').fill(text.replace(/\[\[[^\]]*\]\]/g, WHY_DISMISSED));
    await sends(officer, 'letter-1', 'button[value="letter-send"]');
    expect(await letters.textContent()).toContain(words().case['done-letter-send']);
    expect(await section(officer, 'thread').textContent()).toContain(WHY_DISMISSED);

    await comesWithCode(person, 'late');
    const told = await person.page.locator('main').textContent();
    expect(told).toContain(WHY_DISMISSED);
    expect(told).not.toContain('[[');
  });

  it('gathers two reports about one camera after a look at the reasons, and takes them apart again', async () => {
    const { page } = officer;
    const [twin, other] = [floor.idOf('twin'), floor.idOf('other-twin')];
    await opens(officer, 'twin');
    const similar = section(officer, 'similar');
    const suggested = similar.locator('.case-list > li', { has: page.locator(`#merge-${other}`) });
    const reasons = await suggested.locator('ul li').allTextContents();
    expect(reasons.join(' ')).toContain('시청역 3번 출구');
    expect(reasons.join(' ')).toContain('서울시험교통공사');
    await page.locator(`#merge-${other}`).check();
    await sends(officer, 'merge', '> button');
    expect(await similar.textContent()).toContain(words().case['done-merge']);
    expect(await similar.textContent()).toContain(floor.referenceOf('other-twin'));
    await page.goto('/desk/queue');
    expect(await queueOrder(page)).not.toContain(other);
    expect(await page.locator(`tr[data-case="${twin}"] td.number`).textContent()).toBe('2');

    await opens(officer, 'other-twin');
    expect(await page.locator('.case-head').textContent()).toContain(floor.referenceOf('twin'));
    await opens(officer, 'twin');
    await sends(officer, `split-${other}`);
    expect(await similar.textContent()).toContain(words().case['done-split']);
    await page.goto('/desk/queue');
    expect(await queueOrder(page)).toEqual(expect.arrayContaining([twin, other]));
    const apart = await Promise.all([twin, other].map(floor.file));
    expect(apart.map(({ merged, mergedInto }) => [merged, mergedInto])).toEqual([
      [[], undefined],
      [[], undefined],
    ]);
  });

  it('opens who sent a case only after a supervisor agreed, and the log says so', async () => {
    await opens(officer, 'twin');
    expect(await officer.page.content()).not.toContain(IDENTITY.name);
    await officer.page.locator('#ask-identity-reason').fill(WHY_NAME);
    await sends(officer, 'ask-identity');
    expect(await officer.page.locator('#form-open-1').count()).toBe(0);

    await opens(supervisor, 'twin', 'identity');
    expect(await section(supervisor, 'identity').textContent()).toContain(WHY_NAME);
    await sends(supervisor, 'approve-1');
    expect(await section(supervisor, 'identity').textContent()).toContain(floor.supervisor.name);
    expect(await supervisor.page.locator('#form-open-1').count()).toBe(0);

    await opens(officer, 'twin', 'identity');
    await sends(officer, 'open-1');
    const shown = await officer.page.locator('main').textContent();
    for (const value of Object.values(IDENTITY)) expect(shown).toContain(value);
    expect(await faultsOf(officer.page)).toEqual([]);

    await supervisor.page.goto(`/desk/audit?case=${floor.referenceOf('twin')}`);
    const opening = supervisor.page
      .locator('.audit-lines tr')
      .filter({ has: supervisor.page.locator('code', { hasText: /^identity-opened$/ }) });
    expect(await opening.count()).toBe(1);
    expect(await opening.textContent()).toContain(words().did['identity-opened']);
    expect(await opening.textContent()).toContain(floor.officer.name);
    const log = await supervisor.page.content();
    for (const value of [...Object.values(IDENTITY), WHY_NAME]) expect(log).not.toContain(value);
  });

  it('takes the figures along as CSV and for Excel: the same numbers, none of them small', async () => {
    const { page } = officer;
    await page.goto('/desk/figures');
    const saved = async (format: string) => {
      const download = page.waitForEvent('download');
      await page.locator(`a[href^="/desk/export.${format}?period="]`).click();
      const file = await download;
      expect(file.suggestedFilename()).toMatch(new RegExp(`^facerights-figures-.*\\.${format}$`));
      return file.path();
    };
    const csv = readFileSync(await saved('csv'), 'utf8');
    const [sheet] = await readExcelFile(await saved('xlsx'));
    const rows = sheet?.data ?? [];
    expect(rows.length).toBeGreaterThan(60);
    expect(readCsv(csv)).toEqual(rows.map((row) => row.map((cell) => String(cell ?? ''))));
    const numbers = rows.slice(1).flatMap((row) => row.filter((cell) => typeof cell === 'number'));
    expect(numbers).toContain(ENDED);
    expect(numbers.filter((count) => count < SMALLEST_SHOWN)).toEqual([]);
  });

  it('ends with an audit log that is whole', async () => {
    const { page } = supervisor;
    await page.goto('/desk/audit');
    const loaded = page.waitForEvent('load');
    await page.locator('form[action="/desk/audit/verify"] button').click();
    await loaded;
    expect(await page.locator('.verdict.is-sound').count()).toBe(1);
    // In Korean no word for what was done is like its code.
    const lines = page.locator('.audit-lines tbody tr');
    expect(await lines.filter({ hasNot: page.locator('code') }).allTextContents()).toEqual([]);
    const { problems, lines: checked } = await floor.app.store.cases.auditLog.verify();
    expect(problems).toEqual([]);
    expect(checked).toBeGreaterThan(WAITING + ENDED);
  });

  it.each(LANGUAGES)(
    'has no page for staff with a barrier or too wide a table, in %s',
    async (language) => {
      const looked = new Looked();
      await speaks(supervisor, language);
      const { page } = supervisor;
      const path = (part: Part) => `/desk/cases/${floor.idOf(part)}`;
      await page.goto('/desk/queue');
      await page.keyboard.press('?');
      await page.waitForSelector('#keyboard[open]');
      await looked.at(supervisor, 'list of shortcuts over the queue');
      await looked.along(supervisor, [
        '/desk/queue?all=1',
        '/desk/shortcuts',
        path('twin'),
        path('late'),
        '/desk/figures',
        '/desk/audit',
        '/desk/account',
      ]);
      await page.goto(path('twin'));
      await sends(supervisor, 'compose');
      await looked.at(supervisor, 'letter');
      await speaks(administrator, language);
      await looked.along(administrator, [
        '/desk/staff',
        '/desk/staff/new',
        `/desk/staff/${floor.officer.id}`,
      ]);
      expect(looked.faults).toEqual({});
    },
  );

  it.each(LANGUAGES)(
    'has no page for people and the public with a barrier, in %s',
    async (language) => {
      const looked = new Looked();
      const { page } = person;
      await comesWithCode(person, 'writer', language);
      await looked.at(person, 'case');
      const download = page.waitForEvent('download');
      await page.locator('button[name="receipt"]').first().click();
      const receipt = readFileSync(await (await download).path(), 'utf8');
      await page.goto(`/receipt?lang=${language}`);
      await page.locator('#text').fill(receipt);
      await page.getByRole('button', { name: filing(language).checkButton, exact: true }).click();
      await page.getByText(filing(language).checkSound).waitFor();
      await looked.at(person, 'receipt that was checked');
      await looked.along(person, [
        `/case?lang=${language}`,
        `/receipt?lang=${language}`,
        `/figures?lang=${language}`,
        `/figures/embed?lang=${language}`,
      ]);
      expect(looked.faults).toEqual({});
    },
  );

  it('no page complained, broke the content policy or asked another site', () => {
    expect(everybody().flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
