import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { browserPath, openBrowser } from './test/browser.ts';
import { billCard, tableCard } from './test/cards.ts';
import { startWorld, type World } from './test/fake-bot.ts';

const sales = 'C0SALES001';

describe.skipIf(browserPath === undefined)('the page, in Chromium', () => {
  let browser: Browser;
  let world: World;
  let page: Page;
  let broken: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    world = await startWorld();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(8_000);
    broken = [];
    page.on('pageerror', (error) => broken.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') broken.push(message.text());
    });
  });
  afterEach(async () => {
    await page.close();
    await world.stop();
    expect(broken).toEqual([]);
  });

  const visit = async (query = '') => {
    await page.goto(world.chat.url + query);
    await page.locator('.composer textarea, .home').first().waitFor();
  };
  const type = async (text: string, where = '.middle') => {
    await page.locator(`${where} .composer textarea`).fill(text);
    await page.keyboard.press('Enter');
  };
  const post = (text: string, blocks: object[] = [], thread_ts?: string) =>
    world.app.client.chat.postMessage({
      channel: sales,
      text,
      blocks: blocks as never[],
      ...(thread_ts === undefined ? {} : { thread_ts }),
    });
  const message = (text: string) => page.locator('.message', { hasText: text });
  const seen = (text: string) => page.getByText(text).first().waitFor();

  it('starts as Tom in #sales with first steps, and keeps in the address who and where one is', async () => {
    await visit();
    await seen('First steps');
    expect(await page.locator('.person-switch').innerText()).toContain('Tom Becker');
    expect(await page.locator('.place[aria-current]').innerText()).toBe('sales');

    await page.locator('.person-switch').click();
    await page.getByRole('menuitemradio', { name: '李娜' }).click();
    await page.getByRole('button', { name: 'finance' }).click();
    await seen('账单、余额、汇款');
    expect(new URL(page.url()).search).toBe('?as=lina&in=finance');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.reload();
    await seen('账单、余额、汇款');
    await page.goBack();
    await seen('客户、报价、代金券');
  });

  it('answers a command, and hints at commands while it is typed', async () => {
    await visit();
    const field = page.locator('.composer textarea');
    await field.pressSequentially('/hw bill l');
    const hints = page.locator('.hints').getByRole('option');
    expect(await hints.first().innerText()).toContain('/hw bill last');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    expect(await field.inputValue()).toBe('/hw bill last ');
    await page.keyboard.press('Enter');
    await seen('Bill 2026-10 · 账单');
    expect(await page.locator('.typed').innerText()).toBe('/hw bill last');
    expect(await message('Bill 2026-10').innerText()).toContain('Only visible to you');

    await field.fill('/hw 账');
    expect(await hints.first().innerText()).toContain('/hw 账单 上月');
    await page.keyboard.press('Escape');
    expect(await hints.count()).toBe(0);
    await field.fill('');
    await page.keyboard.press('ArrowUp');
    expect(await field.inputValue()).toBe('/hw bill last');
  });

  it('presses buttons, asks first where the card says so, and shows what the bot made of it', async () => {
    await visit();
    await type('/hw bill');
    const card = message('Bill 2026-10');
    await card.getByRole('button', { name: 'Cancel export' }).click();
    const question = page.getByRole('dialog', { name: 'Cancel the export?' });
    expect(await question.innerText()).toContain('What was read so far is thrown away.');
    await question.getByRole('button', { name: 'Keep going' }).click();
    await question.waitFor({ state: 'detached' });
    expect(world.heard.filter((one) => one.type === 'block_actions')).toEqual([]);

    await card.getByRole('combobox').selectOption({ label: 'By customer' });
    await expect
      .poll(() => world.heard.at(-1)?.body['actions'])
      .toMatchObject([{ action_id: 'pick', selected_option: { value: 'customer' } }]);
    await card.getByRole('button', { name: 'Again' }).click();
    await message('once more').getByText('(edited)').waitFor();
  });

  it('says so at the button when the bot does not answer', async () => {
    await visit();
    await type('/hw bill');
    await message('Bill 2026-10').waitFor();
    world.chat.connect('http://127.0.0.1:9');
    await page.getByRole('button', { name: 'Again' }).click();
    await page.getByRole('alert').getByText('That did not reach the bot').waitFor();
  });

  it.each([
    { as: 'tom', required: 'Please complete this required field.', fix: 'Please look at the marked fields.' },
    { as: 'lina', required: '请填写此必填项。', fix: '请检查标出的字段。' },
  ])('fills in a form with type-ahead and shows errors at their fields, for $as', async (person) => {
    await visit(`?as=${person.as}&in=desk`);
    await type('/hw form');
    const form = page.getByRole('dialog', { name: 'Bill 账单' });
    const month = form.getByLabel('Month 账期');
    await form.getByRole('button', { name: 'Show' }).click();
    await form.getByText(person.required).waitFor();
    await form.getByText(person.fix).waitFor();
    expect(await month.getAttribute('aria-invalid')).toBe('true');

    await month.fill('2030-01');
    await page.keyboard.press('Enter');
    await form.getByText('That month lies ahead.').waitFor();

    await month.fill('2026-10');
    const customer = form.getByLabel('Customer 客户');
    await customer.click();
    await customer.pressSequentially('北');
    await page.getByRole('option', { name: 'Northwind 北风' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await customer.inputValue()).toBe('Northwind 北风');
    await form.getByLabel('CSV').check();
    const csv = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('customer\nNorthwind') };
    await Promise.all([
      page.waitForResponse(/_page\/file/),
      form.getByLabel('Upload 上传').setInputFiles(csv),
    ]);
    await form.getByRole('button', { name: 'Show' }).click();
    await form.waitFor({ state: 'detached' });
    await seen('bill of 2026-10');
    const sent = world.heard.findLast((one) => one.type === 'view_submission')?.body['view'];
    expect(sent).toMatchObject({
      state: {
        values: {
          month: { month: { value: '2026-10' } },
          customer: { customer: { selected_option: { text: { text: 'Northwind 北风' } } } },
          by: { by: { selected_option: { value: 'service' } } },
          files: { files: { selected_options: [{ value: 'csv' }] } },
          upload: { upload: { files: [{ name: 'list.csv', size: 18 }] } },
        },
      },
    });
  });

  it('closes a form with Esc', async () => {
    await visit();
    await type('/hw form');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(world.chat.views('tom')).toEqual([]);
  });

  it('follows edits live and shows the file in the thread', async () => {
    await visit();
    const { ts } = await post('Export: 10%');
    await seen('Export: 10%');
    await world.app.client.chat.update({ channel: sales, ts: ts ?? '', text: 'Export: done' });
    await message('Export: done').waitFor();
    expect(await page.locator('.message').count()).toBe(1);

    const content = 'service,payable\r\nECS,1.00\r\n';
    await world.app.client.filesUploadV2({
      channel_id: sales,
      thread_ts: ts ?? '',
      filename: '账单 2026-10.csv',
      file: Buffer.from(content),
      initial_comment: 'Here it is',
    });
    await page.getByRole('button', { name: '1 reply' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('Here it is').waitFor();
    const download = page.waitForEvent('download');
    await thread.getByRole('link', { name: '账单 2026-10.csv' }).click();
    expect((await download).suggestedFilename()).toBe('账单 2026-10.csv');

    await type('Thanks <b>', '.thread');
    await thread.getByText('Thanks <b>').waitFor();
    expect(world.chat.messages('#sales').at(-1)).toMatchObject({ text: 'Thanks &lt;b&gt;', threadTs: ts });
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '2 replies' }).waitFor();
  });

  it.each(['tom', 'lina'])('shows text from outside as text and never as a page, for %s', async (as) => {
    const bad = '<img src=x onerror="window.broken = 1">';
    const escaped = bad.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const plain = { type: 'plain_text', text: bad };
    await visit(`?as=${as}&in=sales`);
    await post('hostile', [
      { type: 'header', text: plain },
      { type: 'section', text: { type: 'mrkdwn', text: `*${escaped}* <javascript:alert(1)|press>` } },
      { type: 'markdown', text: `**${bad}** [press](javascript:alert(1))` },
      { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: bad }] }] },
      {
        type: 'table',
        rows: [[{ type: 'raw_text', text: bad }], [{ type: 'raw_text', text: '<!channel>' }]],
      },
      { type: 'actions', elements: [{ type: 'button', action_id: 'x', text: plain }] },
    ]);
    await page.getByRole('heading', { name: bad }).waitFor();
    const card = page.locator('.message .blocks');
    expect((await card.innerText()).split(bad)).toHaveLength(7);
    expect(await card.locator('img').count()).toBe(0);
    expect(await card.locator('a').count()).toBe(0);
    expect(await page.evaluate('window.broken')).toBeUndefined();
  });

  it('draws charts with their figures in words, and tables with amounts to the right', async () => {
    await visit('?as=lina&in=sales');
    await post('table', tableCard);
    const pie = page.getByRole('img', { name: '图表：构成' });
    expect(await pie.locator('desc').textContent()).toContain('现金: 70 (70%)');
    expect(await pie.locator('path').count()).toBe(3);
    const table = page.getByRole('region', { name: '表格' });
    expect(await table.locator('th.right').allInnerTexts()).toEqual(['Payable', 'Refunds']);
    expect(await table.locator('tbody tr').count()).toBe(3);
    await page.getByRole('button', { name: '下一页' }).click();
    await seen('第 3–3 行，共 3 行');

    await post('bill', billCard);
    const bars = page.getByRole('img', { name: '图表：Spend by service' });
    expect(await bars.locator('rect').count()).toBe(8);
  });

  it('tells times in the zone of the person who reads', async () => {
    await visit('?as=lina&in=sales');
    const text = 'as of <!date^1700000000^{date_num} {time}|somewhen>, by <@U0TOM00002> in <#C0FINANCE2>';
    await post('time', [{ type: 'section', text: { type: 'mrkdwn', text } }]);
    await seen('as of 2023-11-15 06:13, by @Tom Becker in #finance');
    await page.locator('.person-switch').click();
    await page.getByRole('menuitemradio', { name: 'Tom Becker' }).click();
    await seen('as of 2023-11-14 23:13');
  });

  it('shows the home page, what crossed the wire, and the bad days ordered', async () => {
    await visit('?as=olga&in=home');
    await seen('Recent requests');
    await page.getByRole('button', { name: 'Bill of last month' }).click();
    await page.getByRole('button', { name: 'Inspector' }).click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByRole('searchbox').fill('views.publish');
    await inspector.getByRole('button', { name: 'views.publish' }).first().click();
    await inspector.getByText('"user_id": "U0OLGA0006"').waitFor();
    expect(await inspector.innerText()).not.toContain('xoxb-practice');

    await inspector.getByRole('tab', { name: 'Bad days' }).click();
    await inspector.getByRole('button', { name: 'No charts here' }).click();
    await inspector.getByRole('listitem').waitFor();
    expect(world.chat.faults.list()).toMatchObject([{ kind: 'no-block' }]);
    await inspector.getByRole('button', { name: 'End all' }).click();
    await inspector.getByText('everything works').waitFor();
  });

  it('counts what came into other channels', async () => {
    await visit('?as=tom&in=finance');
    await post('one');
    await post('two');
    await page.getByLabel('2 unread').waitFor();
    await page.getByRole('button', { name: 'sales' }).click();
    await seen('two');
    expect(await page.getByLabel('2 unread').count()).toBe(0);
  });

  it('says when the world is closed, and goes on with it when it opens again', async () => {
    await visit();
    const port = Number(new URL(world.chat.url).port);
    await world.stop();
    await seen('The practice world does not answer');
    world = await startWorld({ port });
    await post('here again');
    await seen('here again');
    expect(await page.getByText('does not answer').count()).toBe(0);
    broken = broken.filter((line) => !line.startsWith('Failed to load resource'));
  });

  it('fits a phone: the sidebar waits behind a button, nothing scrolls sideways', async () => {
    await page.setViewportSize({ width: 380, height: 700 });
    await visit();
    await post('table', tableCard);
    await seen('Customers in October');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
    await page.getByRole('button', { name: 'Show channels' }).click();
    await page.getByRole('button', { name: 'finance' }).click();
    await seen('Bills, balances, remittances');
    await expect.poll(() => page.locator('.sidebar').isVisible()).toBe(false);
  });
});
