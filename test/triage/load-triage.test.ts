import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { loadTriage } from '../../knowledge/triage/load-triage.ts';
import { casework } from '../casework/real-casework.ts';

test('the desk has its statuses, moves, clocks, priority and letters from one folder', () => {
  const triage = loadTriage(join(projectRoot(), 'knowledge/rules'), casework);
  expect(triage.statuses.has(triage.first)).toBe(true);
  expect(triage.movesFrom(triage.first, 'nhrck').map(({ to }) => to)).toContain('dismissed');
  const facts = { document: 'nhrck', receivedOn: '2026-11-02', isOngoing: false, pauses: [] };
  expect(triage.clocks(facts, '2026-11-28').map(({ id }) => id)).toEqual(['handling']);
  expect(triage.letters.get('dismissal')?.for).toBe('dismissed');
  const priority = triage.priority({ facts: {}, today: '2026-11-28', reports: 1 });
  expect(['urgent', 'high', 'normal', 'low']).toContain(priority.level);
});
