import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import { StatuteFormatError } from '../../../knowledge/law/read-statute.ts';
import { TOY_LAW, temporaryFolder } from '../../factories.ts';

describe('openLawFolder', () => {
  it('reads a law by its file', () => {
    const folder = openLawFolder(temporaryFolder({ '장난감/법률.md': TOY_LAW }));
    expect(folder.statute('장난감/법률.md')?.title).toBe('장난감 보호법');
  });

  it('reads a file once', () => {
    const path = temporaryFolder({ '법률.md': TOY_LAW });
    const folder = openLawFolder(path);
    const first = folder.statute('법률.md');
    rmSync(join(path, '법률.md'));
    expect(folder.statute('법률.md')).toBe(first);
  });

  it('has nothing for a file that is not there', () => {
    expect(openLawFolder(temporaryFolder()).statute('없음.md')).toBeUndefined();
    expect(openLawFolder('/no/such/folder').statute('없음.md')).toBeUndefined();
  });

  it.each([
    { file: 'without front matter', text: '# 아무 글' },
    { file: 'with broken front matter', text: '---\n제목: [\n---\n' },
  ])('throws on a file $file', ({ text }) => {
    const folder = openLawFolder(temporaryFolder({ '법률.md': text }));
    expect(() => folder.statute('법률.md')).toThrow(StatuteFormatError);
  });
});
