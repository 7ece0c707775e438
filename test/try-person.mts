import { openBrowser } from './browser/open-browser.ts';
const b: any = await (openBrowser as any)();
const page = await b.newPage();
await page.setViewportSize({ width: 1000, height: 900 });
let n = 0;
const shot = async (name: string) => { n += 1; await page.screenshot({ path: `/tmp/person-${n}-${name}.png`, fullPage: true }); console.log(n, name, page.url()); };
page.on('console', (m: any) => m.type() === 'error' && console.log('CONSOLE', m.text()));
const base = 'http://127.0.0.1:3111';
await page.goto(base + '/complaint?lang=ko');

await page.check('input[name=consent]');
await page.selectOption('select[name=q-place]', 'subway').catch(() => console.log('no subway'));
await page.selectOption('select[name=q-operator]', 'public-corporation').catch(() => console.log('no op'));
for (const [n, v] of [['seen','camera'],['seen','gate'],['people','passers-by'],['timing','live'],['list','alert'],['told','nothing'],['alternative','none'],['matter','none'],['victim','self'],['elsewhere','none'],['wish','stop'],['wish','explain']]) await page.check(`input[name="q-${n}"][value="${v}"]`).catch(() => console.log('no', n, v));
await page.fill('input[name=q-when]', '2026-11-20').catch(() => console.log('no when'));
await page.fill('textarea[name=q-story]', '지하철 개찰구를 지나는데 화면에 제 얼굴이 뜨고 경고음이 울렸습니다. 역무원이 다가와 신분증을 보자고 했습니다.');
await page.fill('input[name=q-respondent]', '가상도시철도공사').catch(() => console.log('no resp'));
await page.fill('input[name=q-exact-place]', '가상역 3번 출구 개찰구').catch(() => console.log('no place'));
await page.click('main form button[type=submit] >> nth=0');
await page.waitForLoadState(); await shot('routes');
console.log(await page.$$eval('main button, main a', (e: any[]) => e.map((x) => x.textContent.trim()).join(' | ')));
const btn = page.getByRole('button', { name: /국가인권위원회 진정 초안/ });
await btn.click(); await page.waitForLoadState(); await shot('draft');
console.log(await page.$$eval('main button, main a', (e: any[]) => e.map((x) => x.textContent.trim()).join(' | ')));
await page.getByRole('button', { name: /제출하기/ }).first().click(); await page.waitForLoadState(); await shot('submit1');
console.log((await page.textContent('main')).replace(/\s+/g, ' ').slice(-1500));
const b2 = page.getByRole('button', { name: /보내기 전에 확인하기/ });
if (await b2.count()) { await b2.click(); await page.waitForLoadState(); await shot('preview'); }
const fields = await page.$$eval('main input', (els: any[]) => els.map((e) => `${e.name}:${e.type}`).join(' '));
console.log(fields);
await page.fill('input[name="identity-name"]', '홍길동');
await page.fill('input[name="identity-address"]', '가상시 가상로 1').catch(() => 0);
for (const box of await page.$$('main input[type=checkbox]')) { const nm = await box.getAttribute('name'); console.log('box', nm); if (nm?.includes('agree')) await box.check(); }
await page.getByRole('button', { name: /제출/ }).last().click(); await page.waitForLoadState(); await shot('sent');
console.log((await page.textContent('main')).replace(/\s+/g, ' ').slice(-1800));
await b.close();
