// usage: node axe.mjs MODULES CHROMIUM FILE...  Prints one line of JSON a run; MODULES holds axe-core and playwright-core.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, chromiumPath, ...files] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), 'from-here.js'));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
for (const file of files) for (const scheme of ['light', 'dark']) for (const width of [1200, 360]) {
  // The policy of the page is bypassed for axe alone; the network is off, so a request can be seen and not answered.
  const context = await browser.newContext({
    colorScheme: scheme, viewport: { width, height: 900 }, bypassCSP: true, offline: true,
  });
  const page = await context.newPage();
  const requests = [];
  page.on('request', (request) => { if (!request.url().startsWith('file:')) requests.push(request.url()); });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), rules);
  const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  const asSent = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 }, offline: true });
  const plain = await asSent.newPage();
  await plain.goto(pathToFileURL(path.resolve(file)).href);
  const background = await plain.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await asSent.close();
  console.log(JSON.stringify({
    file: path.basename(file), scheme, width, scrolls, background, requests,
    passes: result.passes.length,
    violations: result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`),
    incomplete: result.incomplete.map((v) => v.id),
  }));
  await context.close();
}
await browser.close();
