import { it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { startCaseSite } from './case-site.ts';
it('x', async () => {
  const site = await startCaseSite();
  const { visitor } = await site.signIn('supervisor', { language: 'ko' });
  const { id } = await site.put({ seed: 1, document: 'nhrck' });
  await visitor.opens(`/desk/cases/${id}`);
  writeFileSync('/tmp/casestub/page.html', visitor.page);
  console.log(visitor.status, site.log.filter((l) => l.includes('err')).join('\n').replaceAll('\\n', '\n').slice(0, 3000));
  await site.stop();
});
