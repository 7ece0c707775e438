import { openBrowser } from './browser/open-browser.ts';
import { generate } from 'otplib';
const SECRET = process.argv[2] as string;
const b: any = await (openBrowser as any)();
const page = await b.newPage();
await page.setViewportSize({ width: 1200, height: 900 });
let n = 0;
const shot = async (name: string) => { n += 1; await page.screenshot({ path: `/tmp/off-${n}-${name}.png`, fullPage: true }); console.log(n, name, page.url()); };
page.on('console', (m: any) => m.type() === 'error' && console.log('CONSOLE', m.text()));
const base = 'http://127.0.0.1:3111';
async function signIn(login: string, password: string, secret?: string): Promise<string> {
  await page.goto(base + '/desk/sign-in');
  await page.fill('input[name=login]', login); await page.fill('input[name=password]', password);
  await page.click('main button[type=submit]'); await page.waitForLoadState();
  if (secret) { await page.fill('input[name=code]', await generate({ secret })); await page.click('main button[type=submit]'); await page.waitForLoadState(); return secret; }
  for (const name of await page.$$eval('input[type=password]', (e: any[]) => e.map((x) => x.name))) await page.fill(`input[name="${name}"]`, 'otter lantern gravel 7');
  await page.click('main button[type=submit]'); await page.waitForLoadState();
  const fresh = (await page.textContent('main')).replace(/\s/g, '').match(/[A-Z2-7]{32}/)?.[0];
  await page.fill('input[name=code]', await generate({ secret: fresh })); await page.click('main button[type=submit]'); await page.waitForLoadState();
  return fresh;
}
await signIn('kim@example.org', 'otter lantern gravel 7', SECRET);
console.log(page.url());
await page.goto(base + '/desk/staff/new');
await page.fill('input[name=name]', '이조사'); await page.fill('input[name=login]', `lee${Date.now() % 100000}@example.org`);
const login = await page.inputValue('input[name=login]');
await page.check('input[name=role][value=officer]');
await page.click('main button[type=submit]'); await page.waitForLoadState();
const one = (await page.textContent('main')).match(/[a-z0-9]{4}(?:-[a-z0-9]{4}){4}/)?.[0];
console.log(login, one);
await page.context().clearCookies();
await signIn(login, one);
await page.goto(base + '/desk/queue'); await shot('queue');
await page.keyboard.press('j'); await page.keyboard.press('Enter'); await page.waitForLoadState(); await page.waitForTimeout(800); await shot('case');
console.log(page.url());
await page.goto(base + '/desk/figures'); await shot('figures');
await page.goto(base + '/figures'); await shot('public');
await b.close();
