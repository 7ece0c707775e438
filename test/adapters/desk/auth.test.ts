import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskApp, startDeskApp } from '../../desk-app.ts';

describe('the door of the desk', () => {
  let app: DeskApp;
  beforeAll(async () => {
    app = await startDeskApp();
  });
  afterAll(() => app.stop());

  it('lets in who shows password and code', async () => {
    const { visitor } = await app.signIn('officer');
    expect(visitor.status).toBe(200);
    expect(visitor.page).toContain('내 계정');
  });
});
