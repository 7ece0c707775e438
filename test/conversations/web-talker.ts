import { Heard, type Seen, tokenOfNewest, transcript } from './heard.ts';
import { cardsIn, hiddenField } from './html-words.ts';

/** What a page carries along in its form. */
export interface PageForm {
  readonly conversation: string;
  readonly delivery: string;
}

/** Somebody with a browser that runs no scripts: every answer is a new page. */
export class WebTalker {
  readonly #url: string;
  readonly #language: 'ko' | 'en';
  readonly #seen: Seen[] = [];
  form: PageForm = { conversation: '', delivery: '' };
  status = 0;
  page = '';

  constructor(url: string, language: 'ko' | 'en' = 'ko') {
    this.#url = url;
    this.#language = language;
  }

  /** Opens the chat page, as if for the first time. */
  async opens(): Promise<this> {
    await this.#take(await fetch(`${this.#url}/?lang=${this.#language}`));
    return this;
  }

  async says(question: string): Promise<Heard> {
    this.#seen.push({ by: 'person', text: question });
    return this.#sends({ ...this.form, question });
  }

  /** Presses the newest button with this label. */
  async presses(label: string): Promise<Heard> {
    const token = tokenOfNewest(this.#seen, label);
    this.#seen.push({ by: 'person', text: label });
    return this.#sends({ ...this.form, question: '', choice: `${token} ${label}` });
  }

  async #sends(fields: Readonly<Record<string, string>>): Promise<Heard> {
    const page = await this.#take(await this.posts('/ask', fields));
    const cards = cardsIn(page);
    this.#seen.push(...cards);
    return new Heard(cards);
  }

  async #take(response: Response): Promise<string> {
    const page = await response.text();
    this.status = response.status;
    this.page = page;
    // A page that says what went wrong has no form: the one before it is sent again.
    const conversation = hiddenField(page, 'conversation');
    if (conversation) this.form = { conversation, delivery: hiddenField(page, 'delivery') };
    return page;
  }

  /** Sends a form as it is, perhaps one that was sent before. */
  async posts(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    const body = new URLSearchParams(fields);
    return fetch(`${this.#url}${path}?lang=${this.#language}`, { method: 'POST', body });
  }

  transcript(): string {
    return transcript(this.#seen);
  }
}
