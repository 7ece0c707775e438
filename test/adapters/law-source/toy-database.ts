import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type LawApi, type LawApiOptions, lawApi } from '../../../adapters/law-source/law-api.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import { lawText } from '../../factories.ts';
import { payloadOf } from './as-payload.ts';
import { xmlOf } from './as-xml.ts';

export const TOY_KEY = 'secret+key@example.org';

/** One row of a search, with what the test is about filled in. */
export const row = (over: Readonly<Record<string, unknown>> = {}) => ({
  id: '1',
  법령일련번호: '7001',
  현행연혁코드: '현행',
  법령명한글: '장난감 보호법',
  법령약칭명: '',
  법령ID: '000001',
  공포일자: '20250102',
  공포번호: '00042',
  제개정구분명: '일부개정',
  소관부처명: '장난감부',
  법령구분명: '법률',
  시행일자: '20250703',
  법령상세링크: '/DRF/lawService.do?OC=x&target=law&MST=7001&type=HTML',
  ...over,
});

/** Search results as the database answers them: a list of one is its only member, and there is no list of none. */
export const listing = (
  rows: readonly object[],
  over: Readonly<Record<string, unknown>> = {},
): object => ({
  LawSearch: {
    target: 'law',
    section: 'lawNm',
    totalCnt: `${rows.length}`,
    page: '1',
    numOfRows: `${rows.length}`,
    resultCode: '00',
    resultMsg: 'success',
    ...(rows.length > 0 && { law: rows.length === 1 ? rows[0] : rows }),
    ...over,
  },
});

/** The toy law as the database answers it. */
export const toyPayload = (body?: string, front?: Readonly<Record<string, string>>) =>
  payloadOf(readStatute(lawText(body ?? '##### 제1조 (목적)\n\n이 법은 장난감을 지킨다.', front)));

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, or as XML where the request wants that. */
  readonly body?: string | Buffer | object;
  /** `hang`: never answers; `cut`: ends the connection in the middle of the answer. */
  readonly fault?: 'hang' | 'cut';
}

export interface Asked {
  readonly page: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** How often this page was asked for, this time included. */
  readonly count: number;
}

export interface ToyDatabase {
  readonly url: string;
  readonly asked: readonly Asked[];
}

/** A server on loopback that answers like the national law database, gone after the test. */
export async function toyDatabase(answer: (asked: Asked) => Reply): Promise<ToyDatabase> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const page = pathname.split('/').at(-1) ?? '';
    const count = asked.filter((other) => other.page === page).length + 1;
    const now = { page, query: searchParams, headers: request.headers, count };
    asked.push(now);
    send(response, answer(now), searchParams.get('type') ?? 'JSON');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/DRF`, asked };
}

function send(response: ServerResponse, reply: Reply, type: string): void {
  if (reply.fault === 'hang') return;
  const { body = '' } = reply;
  const isData = typeof body === 'object' && !Buffer.isBuffer(body);
  const text = isData ? (type === 'XML' ? xmlOf(body) : JSON.stringify(body)) : body;
  response.writeHead(reply.status ?? 200, reply.headers);
  if (reply.fault !== 'cut') {
    response.end(text);
    return;
  }
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

export interface ToyApi extends LawApi {
  readonly asked: readonly Asked[];
  /** How long the client waited before each request, in milliseconds. */
  readonly waits: readonly number[];
}

/** A client of a toy database that waits for nobody. */
export async function toyApi(
  answer: (asked: Asked) => Reply,
  options: Partial<LawApiOptions> = {},
): Promise<ToyApi> {
  const { url, asked } = await toyDatabase(answer);
  const waits: number[] = [];
  const api = lawApi({
    key: TOY_KEY,
    baseUrl: url,
    fetch,
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    now: () => new Date('2026-11-23T00:00:00Z'),
    ...options,
  });
  return { ...api, asked, waits };
}
