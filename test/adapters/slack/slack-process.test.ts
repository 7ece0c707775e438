import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../../adapters/project-root.ts';
import { slackChannel } from '../../../adapters/slack/channel.ts';
import { BASE_URL, INTERVIEW, Inbox, MemoryLog, WORDS } from './open-slack.ts';

const Ready = z.object({
  apiUrl: z.string(),
  controlUrl: z.string(),
  appToken: z.string(),
  botToken: z.string(),
});

it('the Slack of the tests runs as a process of its own, and people act in it over HTTP', async () => {
  const root = projectRoot();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'test/servers/slack/main.ts'), '0'],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill());
  const [line] = await once(createInterface(child.stdout), 'line');
  const ready = Ready.parse(JSON.parse(line));
  const inbox = new Inbox();
  const channel = slackChannel({
    mode: { kind: 'socket', appToken: ready.appToken },
    auth: { kind: 'token', botToken: ready.botToken },
    words: WORDS,
    baseUrl: BASE_URL,
    log: new MemoryLog(),
    ...INTERVIEW,
    slackApiUrl: ready.apiUrl,
  });
  await channel.start(inbox.receive);
  onTestFinished(() => channel.stop());
  const told = await fetch(`${ready.controlUrl}/act`, {
    method: 'POST',
    body: JSON.stringify({ do: 'dm', with: ['안녕하세요'] }),
  });
  expect(await told.json()).toMatchObject({ isAcknowledged: true });
  const [said] = inbox.received;
  expect(said?.content).toEqual({ kind: 'text', text: '안녕하세요' });
  await channel.send(
    said?.address ?? {},
    {
      kind: 'message',
      text: '네',
      blocks: [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '네' }] }],
        },
      ],
    },
    { id: 'a', mayBeRepeat: false, readFile: () => Promise.reject(new Error('none')) },
  );
  expect(await (await fetch(`${ready.controlUrl}/seen`)).json()).toEqual(['네']);
});
