import type { Language } from '../../../knowledge/language.ts';
import { hiddenField } from '../../conversations/html-words.ts';

export const STORY =
  '11월 20일 저녁 개찰구를 지나는데 카메라가 제 얼굴을 찍었습니다.\n직원이 와서 제 이름을 불렀습니다.';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Answers for every question that applies to a camera at the gates of a subway, run by a public corporation. */
export const SUBWAY: Fields = {
  consent: 'yes',
  'consent-sensitive': 'yes',
  'q-place': 'subway',
  'q-operator': 'public-corporation',
  'q-seen': ['camera', 'staff'],
  'q-people': 'passers-by',
  'q-timing': 'live',
  'q-list': 'alert',
  'q-told': 'nothing',
  'q-when': '2026-11-20',
  'q-when-time': '19:10',
  'q-victim': 'self',
  'q-elsewhere': 'none',
  'q-story': STORY,
  'q-wish': ['stop', 'delete'],
  'q-respondent': '서울교통공사',
  'q-exact-place': '시청역 3번 출구 개찰구',
  'q-named': 'yes',
};

/** Somebody whose browser runs no scripts: sends forms, and gets pages. */
export class CaseVisitor {
  readonly url: string;
  readonly language: Language;
  form = { conversation: '', delivery: '' };
  status = 0;
  page = '';

  constructor(url: string, language: Language = 'ko') {
    this.url = url;
    this.language = language;
  }

  async opens(path: string): Promise<this> {
    return this.#take(await fetch(`${this.url}${path}?lang=${this.language}`));
  }

  /** @param path - Of one of our pages, perhaps with a question mark. */
  async sends(path: string, fields: Fields = {}, language = this.language): Promise<this> {
    return this.#take(await this.fetches(path, fields, language));
  }

  fetches(path: string, fields: Fields = {}, language = this.language): Promise<Response> {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries({ ...this.form, form: '1', ...fields })) {
      for (const value of [values].flat()) body.append(name, value);
    }
    const address = `${this.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
    return fetch(address, { method: 'POST', body });
  }

  async uploads(files: readonly Blob[], fields: Readonly<Record<string, string>> = {}) {
    const body = new FormData();
    const all = { ...this.form, agree: 'yes', ...fields };
    for (const [name, value] of Object.entries(all)) body.append(name, value);
    for (const [at, file] of files.entries()) body.append('files', file, `IMG_${at}.bin`);
    const address = `${this.url}/evidence?lang=${this.language}`;
    return this.#take(await fetch(address, { method: 'POST', body }));
  }

  async #take(response: Response): Promise<this> {
    this.status = response.status;
    this.page = await response.text();
    const conversation = hiddenField(this.page, 'conversation');
    if (conversation) this.form = { conversation, delivery: hiddenField(this.page, 'delivery') };
    return this;
  }
}

/** Somebody whose draft is about a camera in the subway. */
export async function withDraft(url: string, language: Language = 'ko'): Promise<CaseVisitor> {
  const visitor = await new CaseVisitor(url, language).opens('/complaint');
  return visitor.sends('/complaint/answers', SUBWAY);
}
