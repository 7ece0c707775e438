import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskVisitor } from '../../desk-visitor.ts';
import { type CaseSite, fillsIn, hasForm, sectionOf, startCaseSite } from './case-site.ts';

let site: CaseSite;
let officer: DeskVisitor;
let supervisor: DeskVisitor;
let seed = 200;
beforeAll(async () => {
  site = await startCaseSite();
  ({ visitor: officer } = await site.signIn('officer'));
  ({ visitor: supervisor } = await site.signIn('supervisor'));
});
afterAll(() => site.stop());

const next = () => {
  seed += 1;
  return seed;
};
const auditOf = async (id: string) =>
  (await site.store.cases.auditLog.list({ case: id, limit: 100 })).map(({ action }) => action);

describe('who sent a case', () => {
  const IDENTITY = { name: '홍길동<script>alert(1)</script>', phone: '010-1234-5678' };
  const made = () => site.put({ seed: next(), document: 'nhrck' }, { identity: IDENTITY });

  it('is shown once to whoever asked, after a second person agreed, and each opening is noted', async () => {
    const { id } = await made();
    await officer.opens(`/desk/cases/${id}`);
    expect(officer.page).not.toContain('홍길동');
    await fillsIn(officer, 'ask-identity', { reason: '연락이 닿지 않음' });
    await officer.follows();

    expect(hasForm(officer, 'open-1')).toBe(false);
    await officer.sends(`/desk/cases/${id}/identity`, { key: 'forged', no: '1' });
    expect(officer.status).toBe(422);
    expect(officer.page).not.toContain('010-1234-5678');
    expect(hasForm(officer, 'approve-1')).toBe(false);

    await supervisor.opens(`/desk/cases/${id}`);
    expect(sectionOf(supervisor, 'identity')).toContain('연락이 닿지 않음');
    expect(hasForm(supervisor, 'open-1')).toBe(false);
    await fillsIn(supervisor, 'approve-1');
    expect(supervisor.location).toContain('did=approve-identity#identity');

    await officer.opens(`/desk/cases/${id}`);
    await fillsIn(officer, 'open-1');
    expect(officer.status).toBe(200);
    expect(officer.page).toContain('010-1234-5678');
    expect(officer.page).toContain('성명');
    expect(officer.page).not.toContain('<script>alert');
    expect(officer.page).toContain(site.context.words.ko.case.identityShownNote);
    expect(officer.answered.get('cache-control')).toBe('no-store');
    expect((await auditOf(id)).filter((action) => action === 'identity-opened')).toHaveLength(1);

    await officer.opens(`/desk/cases/${id}`);
    expect(officer.page).not.toContain('010-1234-5678');
    expect((await site.file(id)).identityRequests[0]?.openedAt).toHaveLength(1);
  });

  it('is opened by whoever gave a reason where no second person is asked for', async () => {
    const own = await startCaseSite({ needsSecondPerson: false });
    try {
      const { id } = await own.put({ seed: next(), document: 'nhrck' }, { identity: IDENTITY });
      const { visitor } = await own.signIn('officer');
      await visitor.sends(`/desk/cases/${id}/identity`, { no: '1' });
      expect(visitor.status).toBe(422);
      await fillsIn(visitor, 'ask-identity', { reason: '확인' });
      await visitor.follows();
      await fillsIn(visitor, 'open-1');
      expect(visitor.page).toContain('010-1234-5678');
    } finally {
      await own.stop();
    }
  });

  it('is not opened by who asked for it and agreed to it themselves', async () => {
    const { id } = await made();
    await supervisor.opens(`/desk/cases/${id}`);
    await fillsIn(supervisor, 'ask-identity', { reason: '확인' });
    await supervisor.follows();
    expect(hasForm(supervisor, 'approve-1')).toBe(false);
    await supervisor.sends(`/desk/cases/${id}/act`, { do: 'approve-identity', no: '1', key: 'k' });
    expect(supervisor.status).toBe(422);
    await supervisor.sends(`/desk/cases/${id}/identity`, { no: '1' });
    expect(supervisor.status).toBe(422);
    expect(supervisor.page).not.toContain('홍길동');
  });

  it('is opened by nobody who did not ask, by no number of another case, and not by a viewer', async () => {
    const { id } = await made();
    await officer.opens(`/desk/cases/${id}`);
    await fillsIn(officer, 'ask-identity', { reason: '확인' });
    const { visitor: viewer } = await site.signIn('viewer');
    const { id: other } = await made();
    for (const [visitor, path, no] of [
      [supervisor, `/desk/cases/${id}/identity`, '1'],
      [viewer, `/desk/cases/${id}/identity`, '1'],
      [officer, `/desk/cases/${other}/identity`, '1'],
      [officer, `/desk/cases/${id}/identity`, '2'],
      [officer, `/desk/cases/${id}/identity`, '__proto__'],
      [officer, `/desk/cases/${'0'.repeat(32)}/identity`, '1'],
    ] as const) {
      await visitor.sends(path, { no });
      expect(visitor.status, path).toBeGreaterThanOrEqual(400);
      expect(visitor.status, path).toBeLessThan(500);
      expect(visitor.page).not.toContain('홍길동');
    }
    expect(await auditOf(id)).not.toContain('identity-opened');
  });
});

const text = (of: string) => new TextEncoder().encode(of);
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
const UNKNOWN = 'application/octet-stream';
const FILES = [
  { id: 'photo', bytes: JPEG, type: 'image/jpeg', how: 'inline' },
  { id: 'drawing', bytes: PNG, type: 'image/png', how: 'inline' },
  { id: 'paper', bytes: text('%PDF-1.7'), type: 'application/pdf', how: 'attachment' },
  { id: 'page', bytes: text('<html><script>'), type: UNKNOWN, how: 'attachment' },
  { id: 'picture', bytes: text(SVG), type: UNKNOWN, how: 'attachment' },
];

describe('evidence', () => {
  const exhibitOf = (file: string) => ({
    file,
    caption: file,
    // What somebody claims does not count.
    mediaType: 'image/jpeg',
    size: 100,
    sha256: 'ab'.repeat(32),
    isStripped: true,
    addedAt: 1,
  });
  let id: string;
  beforeAll(async () => {
    const made = { seed: next(), exhibits: FILES.map((file) => exhibitOf(file.id)) };
    ({ id } = await site.put(made, { files: FILES }));
  });

  it.each(FILES)('$id goes out as $type and can do nothing', async (file) => {
    const response = await officer.fetches(`/desk/cases/${id}/evidence/${file.id}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(file.type);
    expect(response.headers.get('content-disposition')).toMatch(
      new RegExp(`^${file.how}; filename="${file.id}\\.\\w+"$`),
    );
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(file.bytes);
  });

  it('is noted in the audit log when it is opened, and not when the page is', async () => {
    const made = await site.put(
      { seed: next(), exhibits: [exhibitOf('one')] },
      { files: [{ id: 'one', bytes: JPEG }] },
    );
    await officer.opens(`/desk/cases/${made.id}`);
    expect(await auditOf(made.id)).not.toContain('evidence-opened');
    await officer.fetches(`/desk/cases/${made.id}/evidence/one`);
    expect(await auditOf(made.id)).toContain('evidence-opened');
  });

  it('of another case, or outside of all, is not there', async () => {
    const other = await site.put({ seed: next() });
    for (const path of [
      `/desk/cases/${other.id}/evidence/photo`,
      `/desk/cases/${id}/evidence/none`,
      `/desk/cases/${id}/evidence/..%2f..%2f..%2fetc%2fpasswd`,
      `/desk/cases/${id}/evidence/..%5c..%5cpasswd`,
      `/desk/cases/${id}/evidence/photo%00.png`,
      `/desk/cases/${id}/evidence/${'a'.repeat(500)}`,
      `/desk/cases/${'0'.repeat(32)}/evidence/photo`,
    ]) {
      const response = await officer.fetches(path);
      expect(response.status, path).toBe(404);
      expect(response.headers.get('content-type')).toContain('text/html');
    }
  });

  it('is not for who may not read the case', async () => {
    const made = await site.put(
      { seed: next(), exhibits: [exhibitOf('one')], restrictedTo: [] },
      { files: [{ id: 'one', bytes: JPEG }] },
    );
    const path = `/desk/cases/${made.id}/evidence/one`;
    const { visitor: administrator } = await site.signIn('administrator');
    for (const visitor of [officer, administrator]) {
      expect((await visitor.fetches(path)).status).toBe(403);
    }
    expect((await supervisor.fetches(path)).status).toBe(200);
    expect((await site.visitor().fetches(path)).status).toBe(303);
  });
});
