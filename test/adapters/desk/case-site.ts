import { casePages } from '../../../adapters/desk/case-pages.ts';
import { type CaseFile, readCaseFile, writeCaseFile } from '../../../bot/desk/case-file.ts';
import type { OpenCaseIndex } from '../../../bot/desk/case-index.ts';
import type { CaseAttachment } from '../../../bot/desk/case-store.ts';
import { type DeskApp, startDeskApp } from '../../desk-app.ts';
import { type MadeCase, madeCase } from '../../desk-cases.ts';
import { deskOver } from '../../desk-over.ts';
import type { DeskVisitor } from '../../desk-visitor.ts';

/** The pages of cases over a real desk and a real store. */
export interface CaseSite extends DeskApp {
  /** Puts a case there as if it had come in. */
  put(made?: MadeCase, more?: More): Promise<CaseFile>;
  /** As it is in the store now. */
  file(id: string): Promise<CaseFile>;
}

interface More {
  readonly files?: readonly CaseAttachment[];
  readonly identity?: Readonly<Record<string, string>>;
}

export async function startCaseSite({ needsSecondPerson = true } = {}): Promise<CaseSite> {
  let index: OpenCaseIndex | undefined;
  const app = await startDeskApp({
    pages: [casePages],
    cases: (ground) => {
      const opened = deskOver(ground, needsSecondPerson);
      index = opened.index;
      return opened;
    },
  });
  const { cases } = app.store;
  return {
    ...app,
    stop: async () => {
      await index?.close();
      await app.stop();
    },
    put: async (made = {}, { files = [], identity } = {}) => {
      const file = madeCase({ hasIdentity: identity !== undefined, ...made });
      const { id } = file;
      const change = {
        id,
        expects: 0,
        file: writeCaseFile(file),
        code: `code of ${id}`,
        files,
        ...(identity && { identity: JSON.stringify(identity) }),
      };
      const entry = { at: file.receivedAt, actor: 'person', action: 'case-received', case: id };
      if (!(await cases.commit([change], [{ ...entry, details: {} }]))) {
        throw new Error(`Case ${id} is there already.`);
      }
      return file;
    },
    file: async (id) => {
      const stored = await cases.read(id);
      if (!stored) throw new Error(`There is no case ${id}.`);
      return readCaseFile(stored.file);
    },
  };
}

/** The form with this id on the page: everything it would send if nothing were changed. */
export function formOn({ page }: DeskVisitor, id: string) {
  const [, attributes = '', body = ''] =
    new RegExp(`<form([^>]*) id="form-${id}"[^>]*>([\\s\\S]*?)</form>`).exec(page) ?? [];
  const action = /action="([^"]*)"/.exec(attributes)?.[1];
  if (action === undefined) throw new Error(`There is no form ${id} on the page.`);
  const inputs = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const texts = [...body.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>\n?([\s\S]*?)<\/textarea>/g)];
  const chosen = [...body.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].map(
    ([, name = '', options = '']) => ['', name, chosenIn(options)],
  );
  const fields = [...inputs, ...texts, ...chosen].map(([, name = '', value = '']) => [
    name,
    unescaped(value),
  ]);
  return { action, fields: Object.fromEntries(fields) as Readonly<Record<string, string>> };
}

const chosenIn = (options: string): string =>
  (/value="([^"]*)" selected/.exec(options) ?? /value="([^"]*)"/.exec(options))?.[1] ?? '';

export const hasForm = ({ page }: DeskVisitor, id: string): boolean =>
  page.includes(` id="form-${id}"`);

/** Sends a form of the page that is open, with some fields filled in. */
export async function fillsIn(
  visitor: DeskVisitor,
  id: string,
  fields: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<DeskVisitor> {
  const form = formOn(visitor, id);
  return visitor.sends(form.action, { ...form.fields, ...fields });
}

export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const unescaped = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** What stands between the start of a section and the next. */
export function sectionOf({ page }: DeskVisitor, id: string): string {
  const [, section = ''] =
    new RegExp(`<section[^>]* id="${id}"[^>]*>([\\s\\S]*?)</section>`).exec(page) ?? [];
  return section;
}
