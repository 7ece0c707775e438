import { describe, expect, it } from 'vitest';
import { DatabaseLaw } from '../../../adapters/law-source/database-law.ts';
import {
  LawAnswerError,
  LawKeyError,
  LawOutageError,
  LawSetupError,
} from '../../../adapters/law-source/errors.ts';
import { writeStatute } from '../../../adapters/law-source/write-statute.ts';
import {
  type Asked,
  listing,
  type Reply,
  row,
  TOY_KEY,
  toyApi,
  toyPayload,
} from './toy-database.ts';

const TITLE = '장난감 보호법';

const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error('nothing failed'),
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );

describe('finding a law by its title', () => {
  it.each([
    { written: '장난감 보호법' },
    { written: '장난감보호법' },
    { written: '「장난감 보호법」' },
  ])('takes "$written" for the same title', async ({ written }) => {
    const api = await toyApi(() => ({ body: listing([row({ 법령명한글: written })]) }));
    expect(await api.find(TITLE)).toMatchObject({ kind: 'found', version: { mst: '7001' } });
  });

  it('does not take a law whose title holds the one that was asked for', async () => {
    const rows = ['난 장난감 보호법', '장난감 보호법 시행령'].map((title) =>
      row({ 법령명한글: title }),
    );
    const api = await toyApi(() => ({ body: listing(rows) }));
    expect(await api.find(TITLE)).toEqual({ kind: 'unknown' });
  });

  it('reads on until the title has come', async () => {
    const many = Array.from({ length: 100 }, (_, n) =>
      row({ 법령명한글: `난 장난감 보호법 ${n}` }),
    );
    const api = await toyApi(({ query }) => ({
      body: listing(query.get('page') === '1' ? many : [row()], { totalCnt: '101' }),
    }));
    expect(await api.find(TITLE)).toMatchObject({ kind: 'found' });
    expect(api.asked.map(({ query }) => query.get('page'))).toEqual(['1', '2']);
  });

  it('asks with the other dot before it says that a law is unknown', async () => {
    const api = await toyApi(({ query }) => ({
      body: listing(
        query.get('query') === '팽이·구슬법' ? [row({ 법령명한글: '팽이·구슬법' })] : [],
      ),
    }));
    expect(await api.find('팽이ㆍ구슬법')).toMatchObject({ kind: 'found' });
  });

  const upcoming = row({ 현행연혁코드: '시행예정', 법령일련번호: '7002', 공포일자: '20260801' });
  const past = row({ 현행연혁코드: '연혁', 법령일련번호: '6999', 공포일자: '20200101' });
  const old = row({ 법령일련번호: '5000', 법령ID: '000009', 공포일자: '19500101' });

  it.each([
    { rows: [past, row(), upcoming], mst: '7001', next: '7002' },
    { rows: [upcoming, past], mst: '7002', next: undefined },
    { rows: [old, row()], mst: '7001', next: undefined },
    { rows: [row({ 현행연혁코드: undefined })], mst: '7001', next: undefined },
  ])('chooses the version in force: $mst, then $next', async ({ rows, mst, next }) => {
    const api = await toyApi(() => ({ body: listing(rows) }));
    const found = await api.find(TITLE);
    expect(found).toMatchObject({ kind: 'found', version: { mst } });
    expect('upcoming' in found ? found.upcoming?.mst : undefined).toBe(next);
  });

  it('tells a law that has only past versions from one that is unknown', async () => {
    const api = await toyApi(() => ({ body: listing([past]) }));
    expect(await api.find(TITLE)).toMatchObject({ kind: 'past-only' });
  });
});

describe('the text of a law', () => {
  const body = `## 제1장 총칙

##### 제1조 (목적)

**①** 이 법은 장난감을 지킨다. <개정 2020.2.2>

**②** 다음 각 호의 것은 장난감이 아니다.

  1\\. 나무토막 & 돌
    가\\. 색을 칠한 것
  1의2\\. 모래

##### 제2조의2

삭제 <2020.2.2>`;

  it.each([{ type: 'JSON' }, { type: 'XML' }])('is the same from $type', async ({ type }) => {
    const payload = toyPayload(body);
    const api = await toyApi(() => ({ body: payload }), {
      fetch: (url, init) => fetch(String(url).replace('type=JSON', `type=${type}`), init),
    });
    const written = writeStatute(await api.statute('7001'), '7001');
    expect(written).toBe(writeStatute(DatabaseLaw.parse(payload), '7001'));
    expect(written).toContain('  1의2\\. 모래');
    expect(api.asked[0]?.query.get('type')).toBe(type);
  });

  it('is asked for again as XML where JSON does not say which item a sub-item belongs to', async () => {
    const item = (n: number) =>
      `<호><호번호>${n}.</호번호><호내용><![CDATA[${n}. 것]]></호내용></호>`;
    const subitem = (letter: string) =>
      `<목><목번호>${letter}.</목번호><목내용>${letter}. 속</목내용></목>`;
    const inOrder = `${item(1)}${subitem('가')}${subitem('나')}${item(2)}${subitem('가')}`;
    const xml = `<법령><기본정보><법령ID>1</법령ID><법령명_한글>장난감법</법령명_한글><공포일자>20250102</공포일자><시행일자>20250102</시행일자></기본정보><조문><조문단위 조문키="0001001"><조문번호>1</조문번호><조문여부>조문</조문여부><조문내용>제1조 다음과 같다.</조문내용><항>${inOrder}</항></조문단위></조문></법령>`;
    const loose = toyPayload('##### 제1조\n\n다음과 같다.\n\n  1\\. 것');
    const json = JSON.parse(
      JSON.stringify(loose).replace('"목":[]', '"목":[]}],"목":[{"목번호":"가."'),
    );
    const api = await toyApi(({ query }) => ({ body: query.get('type') === 'XML' ? xml : json }));
    const markdown = writeStatute(await api.statute('1'), '1');
    expect(api.asked.map(({ query }) => query.get('type'))).toEqual(['JSON', 'XML']);
    expect(markdown).toContain('  1\\. 것\n    가\\. 속\n    나\\. 속\n  2\\. 것\n    가\\. 속\n');
  });

  it('survives the note that the database forgets to close in its XML', async () => {
    const open = (close: string) =>
      `<조문단위><조문번호>1</조문번호><조문여부>조문</조문여부><조문참고자료><![CDATA[[본조신설 2020.2.2]]]>${close}<조문내용><![CDATA[제1조 첫째]]></조문내용></조문단위>`;
    const xml = `<법령><기본정보><법령ID>1</법령ID><법령명_한글>장난감법</법령명_한글><공포일자>20250102</공포일자><시행일자>20250102</시행일자></기본정보><조문>${open('')}${open('</조문참고자료>')}${open('\n')}</조문></법령>`;
    const api = await toyApi(() => ({ body: xml }));
    const { units } = await api.statute('1');
    expect(units.map(({ 조문내용 }) => 조문내용)).toEqual(Array(3).fill('제1조 첫째'));
  });

  it('that is listed and then denied is an odd answer, not an unknown law', async () => {
    const api = await toyApi(() => ({
      body: { Law: '일치하는 법령이 없습니다.  법령명을 확인하여 주십시오.' },
    }));
    expect(await failure(api.statute('7001'))).toBeInstanceOf(LawAnswerError);
  });

  it('of an unknown form is an odd answer that says where', async () => {
    const api = await toyApi(() => ({ body: { 법령: { 기본정보: { 공포일자: '어제' } } } }));
    const error = await failure(api.statute('7001'));
    expect(error).toBeInstanceOf(LawAnswerError);
    expect(error.message).toContain('법령.기본정보.공포일자 is no date');
  });
});

it('sends the Referer without which the database refuses every key', async () => {
  const api = await toyApi(() => ({ body: listing([row()]) }));
  await api.find(TITLE);
  expect(api.asked[0]?.headers.referer).toBe('https://www.law.go.kr/');
  expect(api.asked[0]?.query.get('OC')).toBe(TOY_KEY);
});

it('pauses between two requests, and not before the first', async () => {
  const api = await toyApi(() => ({ body: listing([row()]) }), { pauseMs: 250 });
  await api.find(TITLE);
  await api.find(TITLE);
  expect(api.waits).toEqual([250]);
});

describe('a refused key', () => {
  const result = '사용자 정보 검증에 실패하였습니다.';
  const msg =
    'OPEN API 호출 시 사용자 검증을 위하여 정확한 서버장비의 IP주소 및 도메인주소를 등록해 주세요.';

  it.each([
    { form: 'JSON', body: { result, msg } },
    { form: 'XML', body: `<Response><result>${result}</result><msg>${msg}</msg></Response>` },
    { form: 'a web page', body: `<!DOCTYPE html><html><body><p>${result}</p>${msg}</body></html>` },
  ])('is told from an outage in $form, and is not tried again', async ({ body }) => {
    const api = await toyApi(() => ({ body }));
    const error = await failure(api.find(TITLE));
    expect(error).toBeInstanceOf(LawKeyError);
    expect(api.asked).toHaveLength(1);
    for (const part of [
      'LAW_API_KEY',
      'https://open.law.go.kr',
      'address of this server',
      result,
    ]) {
      expect(error.message).toContain(part);
    }
  });
});

describe('trouble that passes', () => {
  const good: Reply = { body: listing([row()]) };
  const once = (reply: Reply) => (asked: Asked) => (asked.count === 1 ? reply : good);

  it.each([
    { trouble: 'status 500', reply: { status: 500 }, waits: [1_000] },
    { trouble: 'status 429', reply: { status: 429 }, waits: [1_000] },
    { trouble: 'Retry-After in seconds', reply: busyUntil('20'), waits: [20_000] },
    {
      trouble: 'Retry-After as a date',
      reply: busyUntil('Mon, 23 Nov 2026 00:00:30 GMT'),
      waits: [30_000],
    },
    {
      trouble: 'a Retry-After that is past',
      reply: busyUntil('Mon, 23 Nov 2020 00:00:30 GMT'),
      waits: [1_000],
    },
    {
      trouble: 'a connection that ends too early',
      reply: { ...good, fault: 'cut' as const },
      waits: [1_000],
    },
    {
      trouble: 'half of an answer',
      reply: { body: '{"LawSearch":{"totalCnt":"1","law"' },
      waits: [1_000],
    },
    {
      trouble: 'half of an XML answer',
      reply: { body: '<LawSearch><totalCnt>0</totalCnt>' },
      waits: [1_000],
    },
    { trouble: 'an empty answer', reply: { body: '' }, waits: [1_000] },
    { trouble: 'an answer that holds nothing', reply: { body: '{}' }, waits: [1_000] },
    {
      trouble: 'a maintenance page',
      reply: { body: '<html>점검 중입니다</html>' },
      waits: [1_000],
    },
  ])('$trouble is tried again', async ({ reply, waits }) => {
    const api = await toyApi(once(reply));
    expect(await api.find(TITLE)).toMatchObject({ kind: 'found' });
    expect(api.waits).toEqual(waits);
  });

  it('backs off further each time', async () => {
    const api = await toyApi(({ count }) => (count < 4 ? { status: 503 } : good));
    expect(await api.find(TITLE)).toMatchObject({ kind: 'found' });
    expect(api.waits).toEqual([1_000, 3_000, 9_000]);
  });
});

/** Short where the server will never answer, and never so short that a busy machine hits it. */
const limitFor = ({ fault }: Reply) => (fault === 'hang' ? { timeLimitMs: 500 } : {});

function busyUntil(value: string): Reply {
  return { status: 429, headers: { 'Retry-After': value } };
}

describe('trouble that stays', () => {
  const nothing = (keyword: string) => listing([], { 키워드: keyword });

  it.each<{ trouble: string; reply: Reply; requests: number; says: string }>([
    { trouble: 'status 500', reply: { status: 500 }, requests: 4, says: 'status 500' },
    { trouble: 'a hanging server', reply: { fault: 'hang' }, requests: 4, says: 'within 0.5 s' },
    {
      trouble: 'a maintenance page',
      reply: { body: '<html><script>x</script>점검 중</html>' },
      requests: 4,
      says: '"점검 중"',
    },
    {
      trouble: 'a server that wants us to wait an hour',
      reply: busyUntil('3600'),
      requests: 1,
      says: 'status 429',
    },
    {
      trouble: 'another encoding',
      reply: { body: Buffer.from([0xc0, 0xe5, 0xb3, 0xad]) },
      requests: 4,
      says: 'not UTF-8',
    },
    {
      trouble: 'an error in words',
      reply: { body: { msg: '일시적인 오류' } },
      requests: 4,
      says: '일시적인 오류',
    },
    {
      trouble: 'an error code',
      reply: { body: listing([], { resultCode: '99', resultMsg: '제한' }) },
      requests: 1,
      says: '99',
    },
    {
      trouble: 'a title read in the wrong encoding',
      reply: { body: nothing('%b0%fc') },
      requests: 1,
      says: 'did not understand',
    },
  ])('$trouble is an outage, and no unknown law', async ({ reply, requests, says }) => {
    const api = await toyApi(() => reply, limitFor(reply));
    const error = await failure(api.find(TITLE));
    expect(error).toBeInstanceOf(LawOutageError);
    expect(error.message).toContain(says);
    expect(api.asked).toHaveLength(requests);
  });

  it('a search that does not say how many laws it found is an odd answer, not none', async () => {
    const api = await toyApi(() => ({ body: listing([], { totalCnt: undefined }) }));
    expect(await failure(api.find(TITLE))).toBeInstanceOf(LawAnswerError);
  });

  it('an unreachable server is an outage that says what failed', async () => {
    const api = await toyApi(() => ({}), { baseUrl: 'http://127.0.0.1:1/DRF' });
    const error = await failure(api.find(TITLE));
    expect(error).toBeInstanceOf(LawOutageError);
    expect(error.message).toMatch(/ECONNREFUSED|bad port/);
  });

  it('a server that knows no such page means a wrong LAW_API_URL', async () => {
    const api = await toyApi(() => ({ status: 404 }));
    const error = await failure(api.find(TITLE));
    expect(error).toBeInstanceOf(LawSetupError);
    expect(error.message).toContain('LAW_API_URL');
    expect(api.asked).toHaveLength(1);
  });

  it('no hit for a title that was understood is an unknown law', async () => {
    const api = await toyApi(() => ({ body: nothing(TITLE) }));
    expect(await api.find(TITLE)).toEqual({ kind: 'unknown' });
  });
});

it.each<{ answer: string; reply: Reply }>([
  { answer: 'a page', reply: { body: `<html>error at /DRF?OC=${TOY_KEY}</html>` } },
  {
    answer: 'a page that encodes it',
    reply: { body: `<html>?OC=${encodeURIComponent(TOY_KEY)}</html>` },
  },
  { answer: 'a message', reply: { body: { msg: `잘못된 ${TOY_KEY}` } } },
  { answer: 'the refusal', reply: { body: { result: '사용자 정보 검증', msg: TOY_KEY } } },
  {
    answer: 'a redirect to nowhere',
    reply: { status: 302, headers: { Location: `http://127.0.0.1:1/?OC=${TOY_KEY}` } },
  },
  {
    answer: 'an error code',
    reply: { body: listing([], { resultCode: '9', resultMsg: TOY_KEY }) },
  },
  { answer: 'no answer', reply: { fault: 'hang' } },
])('the key is in no message when $answer quotes it', async ({ reply }) => {
  const api = await toyApi(() => reply, limitFor(reply));
  const error = await failure(api.find(TITLE));
  expect(error.message).not.toBe('nothing failed');
  expect(`${error.stack}${error.message}`).not.toContain(TOY_KEY);
  expect(`${error.stack}${error.message}`).not.toContain(encodeURIComponent(TOY_KEY));
});
