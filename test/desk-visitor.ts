import { hiddenField } from './conversations/html-words.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;
type Headers = Readonly<Record<string, string>>;

/** A browser without scripts: keeps cookies, sends forms with the token of the last page, and follows nothing by itself. */
export class DeskVisitor {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  /** Sent with everything, such as `accept-language` or `x-forwarded-for`. */
  headers: Headers = {};
  status = 0;
  page = '';
  /** Where the last answer leads, without our address; empty where it leads nowhere. */
  location = '';
  /** The page that is open. */
  at = '';
  csrf = '';
  /** Of the last answer. */
  answered = new globalThis.Headers();

  constructor(url: string) {
    this.url = url;
  }

  async opens(path: string, headers: Headers = {}): Promise<this> {
    this.at = path;
    return this.#take(await this.fetches(path, { headers }));
  }

  /** Sends a form as the last page would. @param fields - `csrf` may be given to be another one. */
  async sends(path: string, fields: Fields = {}, headers: Headers = {}): Promise<this> {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries({ csrf: this.csrf, ...fields })) {
      for (const value of [values].flat()) body.append(name, value);
    }
    const all = { origin: this.url, 'sec-fetch-site': 'same-origin', ...headers };
    return this.#take(await this.fetches(path, { method: 'POST', body, headers: all }));
  }

  /** Goes where the last answer leads. */
  follows(): Promise<this> {
    if (!this.location) throw new Error(`The answer (${this.status}) leads nowhere: ${this.page}`);
    return this.opens(this.location);
  }

  async fetches(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(path.startsWith('http') ? path : `${this.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...this.headers, ...(cookie && { cookie }), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value && !/max-age=0/i.test(line)) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return response;
  }

  async #take(response: Response): Promise<this> {
    this.status = response.status;
    this.answered = response.headers;
    this.location = (response.headers.get('location') ?? '').replace(this.url, '');
    this.page = await response.text();
    this.csrf = hiddenField(this.page, 'csrf') || this.csrf;
    return this;
  }
}
