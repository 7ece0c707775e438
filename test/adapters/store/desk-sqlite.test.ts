import { join } from 'node:path';
import { describeAuditLog } from '../../contracts/audit-log.ts';
import { describeCaseStore } from '../../contracts/case-store.ts';
import { describeStaffStore } from '../../contracts/staff-store.ts';
import type { StorePlace } from '../../contracts/store.ts';
import { temporaryFolder } from '../../factories.ts';

const place: StorePlace = {
  makeDatabase: () =>
    Promise.resolve({ kind: 'sqlite', path: join(temporaryFolder(), 'store.db') }),
  isShared: false,
};
describeCaseStore('cases that were sent in, on SQLite', place);
describeStaffStore('staff on SQLite', place);
describeAuditLog('the audit log on SQLite', place);
