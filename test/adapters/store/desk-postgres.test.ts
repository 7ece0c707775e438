import { afterAll, describe } from 'vitest';
import { describeAuditLog } from '../../contracts/audit-log.ts';
import { describeCaseStore } from '../../contracts/case-store.ts';
import { describeStaffStore } from '../../contracts/staff-store.ts';
import type { StorePlace } from '../../contracts/store.ts';
import { startPostgres } from '../../servers/postgres.ts';

const server = await startPostgres();

if ('reason' in server) {
  describe.skip(`the desk on PostgreSQL (${server.reason})`);
} else {
  const place: StorePlace = {
    makeDatabase: async () => ({ kind: 'postgres', url: await server.createDatabase() }),
    isShared: true,
  };
  describeCaseStore('cases that were sent in, on PostgreSQL', place);
  describeStaffStore('staff on PostgreSQL', place);
  describeAuditLog('the audit log on PostgreSQL', place);
  afterAll(() => server.stop());
}
