import type { News } from './applied.ts';
import type { CaseFile } from './case-file.ts';
import type { Tell } from './case-store.ts';
import type { DeskParts } from './desk-parts.ts';

/** What is owed to the person of a case in each place where they want to be told. A page is looked at; nobody calls it. */
export async function tellsOf(
  { cases, channels, newsFor }: Pick<DeskParts, 'cases' | 'channels' | 'newsFor'>,
  news: News,
  file: CaseFile,
): Promise<readonly Tell[]> {
  const message = newsFor(news, file);
  return (await cases.linked(file.id)).flatMap(({ conversation, platform, address }) => {
    const channel = channels.find((one) => one.platform === platform);
    if (channel?.delivery !== 'push') return [];
    const { language } = file;
    return [
      {
        conversation,
        payloads: channel.layOut(message, { address, audience: 'private', language }),
      },
    ];
  });
}
