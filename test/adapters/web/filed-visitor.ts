import { readReceiptCode } from '../../../bot/desk/receipt-code.ts';
import { hiddenField } from '../../conversations/html-words.ts';
import { type CaseVisitor, withDraft } from './case-visitor.ts';

/** Nobody else is called so, and lives there. */
export const IDENTITY = {
  'identity-name': '제갈다솜별',
  'identity-address': '서울특별시 성동구 시험로 7길 19, 402호',
  'identity-phone': '010-7391-5528',
  'identity-email': 'dasom-planted@facerights.example',
};
export const PLANTED = [...Object.values(IDENTITY), '7391-5528', 'dasom-planted'];

type Fields = Readonly<Record<string, string>>;

/** Somebody with a draft who looks at what would be sent. */
export async function onSubmitPage(url: string, language: 'ko' | 'en' = 'ko') {
  const visitor = await withDraft(url, language);
  return visitor.sends('/submit?document=nhrck');
}

/** Presses the button that sends it. */
export const sends = (visitor: CaseVisitor, fields: Fields = {}): Promise<CaseVisitor> =>
  visitor.sends('/submit/send?document=nhrck', {
    shown: hiddenField(visitor.page, 'shown'),
    agree: 'yes',
    'agree-sensitive': 'yes',
    ...fields,
  });

/** The code that the page says. */
export function codeOn(page: string): string {
  const shown = /<strong>(\d{3}(?: \d{3}){6})<\/strong>/.exec(page)?.[1] ?? '';
  const read = readReceiptCode(shown);
  if (read?.kind !== 'code') throw new Error('The page says no code.');
  return read.code;
}

/** Somebody with a receipt code and a browser without scripts. */
export class FiledVisitor {
  readonly #url: string;
  readonly code: string;
  /** Where they come from. */
  address = '203.0.113.7';
  status = 0;
  page = '';
  headers = new Headers();

  constructor(url: string, code: string) {
    this.#url = url;
    this.code = code;
  }

  get key(): string {
    return hiddenField(this.page, 'key');
  }

  async posts(path: string, fields: Fields = {}, language = 'ko'): Promise<this> {
    const body = new URLSearchParams({ code: this.code, key: this.key, ...fields });
    return this.#take(await this.fetches(path, body, language));
  }

  async uploads(files: readonly Blob[], fields: Fields = {}): Promise<this> {
    const body = new FormData();
    const all = { code: this.code, key: this.key, agree: 'yes', ...fields };
    for (const [name, value] of Object.entries(all)) body.append(name, value);
    for (const file of files) body.append('files', file, 'IMG.bin');
    return this.#take(await this.fetches('/case/evidence', body));
  }

  fetches(path: string, body: URLSearchParams | FormData, language = 'ko'): Promise<Response> {
    const headers = { 'x-forwarded-for': this.address };
    return fetch(`${this.#url}${path}?lang=${language}`, { method: 'POST', body, headers });
  }

  async #take(response: Response): Promise<this> {
    this.status = response.status;
    this.headers = response.headers;
    this.page = await response.text();
    return this;
  }
}
