import { chromium } from 'playwright';
import { spawn } from 'node:child_process';
const port = 4700 + Math.floor(Math.random() * 200);
const child = spawn('node_modules/.bin/node', ['server/main.ts'], { env: { ...process.env, PORT: String(port), DATA_DIR: `/tmp/i-data-${port}`, PUBLIC_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: 'warn' } });
let text = '';
child.stdout.on('data', (d) => { text += d; }); child.stderr.on('data', (d) => { text += d; });
const until = Date.now() + 120_000;
while (!/sign in as safeguarding/.test(text)) { if (Date.now() > until) { console.log(text); child.kill('SIGTERM'); process.exit(1); } await new Promise((r) => setTimeout(r, 300)); }
const link = /sign in as lead: (\S+)/.exec(text)![1]!;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const problems: string[] = [];
try {
  for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['desk', { width: 1280, height: 800 }]] as const) {
    const page = await (await browser.newContext({ viewport, locale: 'en-GB' })).newPage();
    page.on('console', (m) => { if (m.type() === 'error') problems.push(m.text()); });
    page.on('pageerror', (e) => problems.push(String(e)));
    page.setDefaultTimeout(15_000);
    await page.goto(link);
    const base = new URL(link).origin;
    const shot = async (what: string) => { await page.waitForTimeout(600); await page.screenshot({ path: `/tmp/i-shots/${name}-${what}.png`, fullPage: true }); };
    await page.goto(`${base}/students/imports`); await page.getByRole('heading', { level: 1 }).waitFor(); await shot('0-list');
    await page.goto(`${base}/students/imports/new?kind=roll`); await page.getByRole('heading', { level: 1 }).waitFor(); await shot('1-file');
    await page.locator('input[type=file]').setInputFiles('/tmp/i-roll.csv');
    await page.getByRole('button', { name: 'Go on to the columns' }).click();
    await page.getByRole('heading', { name: /Columns of/ }).waitFor(); await shot('2-columns');
    const select = page.getByLabel('Programme to enrol into');
    await select.selectOption({ index: 1 }).catch((e) => problems.push(String(e)));
    await page.getByRole('button', { name: 'Check every row' }).click();
    await page.getByRole('heading', { name: 'What would happen' }).waitFor(); await page.waitForTimeout(800); await shot('3-preview');
    const add = page.getByRole('button', { name: /^Add/ });
    if (await add.count()) { await add.first().click(); await page.waitForTimeout(2500); await shot('3-preview-after-add'); }
    const again = page.getByRole('button', { name: 'Check again with these' });
    if (await again.count()) { await again.click(); await page.waitForTimeout(2000); await shot('3-preview-again'); }
    const tab = page.getByRole('tab', { name: /To decide/ });
    if (await tab.count()) { await tab.click(); await shot('3-decide'); await page.getByRole('button', { name: 'The same students' }).click(); await page.waitForTimeout(1500); }
    const take = page.getByRole('button', { name: /^Import \d+ row/ });
    if (await take.count()) { await take.first().click(); await page.getByRole('dialog').waitFor(); await shot('3-ask'); await page.getByRole('dialog').getByRole('button', { name: /^Import/ }).click(); await page.getByRole('heading', { name: 'Imported' }).waitFor(); }
    await shot('4-result');
    await page.goto(`${base}/students/imports`); await page.waitForTimeout(500); await shot('5-list');
  }
} catch (e) { problems.push(String(e)); }
console.log(problems.join('\n'));
await browser.close(); child.kill('SIGTERM');
await new Promise((r) => child.on('exit', r));
