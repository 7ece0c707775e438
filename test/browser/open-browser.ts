import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Debian and Ubuntu put Chromium. */
const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** A real Chromium: the one CHROME_PATH names, else the system's, else the one from npm. Undefined when none starts. */
export async function openBrowser(): Promise<Browser | undefined> {
  try {
    return await chromium.launch({ executablePath: await chromiumPath(), args: FLAGS });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
    process.stderr.write(
      `The browser tests are skipped: no Chromium can be started (${reason}).\n`,
    );
    return undefined;
  }
}

async function chromiumPath(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named) return named;
  if (existsSync(SYSTEM_CHROMIUM)) return SYSTEM_CHROMIUM;
  const { default: bundled } = await import('@sparticuz/chromium');
  return bundled.executablePath();
}
