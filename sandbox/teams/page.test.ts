import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Chat, startChat } from '../chat/chat.ts';
import { browserPath, openBrowser } from '../chat/test/browser.ts';
import { startWorld, type World } from './test/fake-bot.ts';

const searches = [{ command: 'customer', parameter: 'query', title: 'Customers' }];

describe.skipIf(browserPath === undefined)('the Teams side of the page, in Chromium', () => {
  let browser: Browser;
  let world: World;
  let chat: Chat;
  let page: Page;
  let broken: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    world = await startWorld({ searches });
    chat = await startChat({ signingSecret: 's', botToken: 'xoxb-practice', beside: world.teams.page });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(8_000);
    broken = [];
    page.on('pageerror', (error) => broken.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') broken.push(message.text());
    });
  });
  afterEach(async () => {
    await page.close();
    await chat.stop();
    await world.stop();
    expect(broken).toEqual([]);
  });

  const visit = async (as: string, place: string) => {
    await page.goto(`${chat.url}/?app=teams&as=${as}&in=${place}`);
    await page.locator('.composer textarea').waitFor();
  };
  const type = async (text: string) => {
    await page.locator('.composer textarea').last().fill(text);
    await page.keyboard.press('Enter');
  };
  const seen = (text: string) => page.getByText(text).first().waitFor();

  it('is one switch away from the Slack side, with the same person', async () => {
    await page.goto(`${chat.url}/?as=lina&in=sales`);
    await page.getByRole('tab', { name: 'Teams' }).click();
    await seen('客户、报价、代金券');
    expect(new URL(page.url()).search).toBe('?app=teams&as=lina&in=sales');
    expect(await page.locator('.person-switch').innerText()).toContain('李娜');
    await page.getByRole('tab', { name: 'Slack' }).click();
    await seen('从这里开始');
  });

  it('shows each person their own card, table and chart drawn, and what the bot said under it', async () => {
    await visit('tom', 'Sales');
    await type('card');
    await seen('for 29:1-tom');
    await page.getByRole('columnheader', { name: 'Payable' }).waitFor();
    await page.getByRole('img', { name: 'Chart: Spend by service' }).waitFor();
    await page.getByRole('button', { name: 'Remind me' }).click();
    await seen('Noted.');
    await page.getByLabel('Reason').fill('fine');
    await page.getByRole('button', { name: 'Approve' }).click();
    await seen('approved with fine');
    await visit('grace', 'Sales');
    await seen('base');
    expect(await page.getByText('approved with fine').count()).toBe(0);
  });

  it('fills in a dialog with type-ahead, and sends the value behind what was chosen', async () => {
    await visit('tom', 'desk');
    await type('card');
    await page.getByRole('button', { name: 'Bill …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bill' });
    await dialog.getByRole('button', { name: 'Show' }).click();
    await dialog.getByText('Which month?').waitFor();
    await dialog.getByRole('textbox', { name: 'Customer 客户' }).pressSequentially('o');
    await dialog.getByText('Contoso').click();
    await dialog.getByLabel('Month 账期').fill('2030-01');
    await dialog.getByRole('button', { name: 'Show' }).click();
    await seen('That month lies ahead.');
    expect(world.heard.at(-1)).toMatchObject({ value: { data: { month: '2030-01', customer: 'Conto' } } });
    await page.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('takes a file once the person allows it, and hands one over', async () => {
    await visit('tom', 'desk');
    await type('file');
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect.poll(() => world.teams.files().map((file) => file.name)).toEqual(['bill.csv']);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('a') });
    await page.getByRole('link', { name: 'list.csv' }).waitFor();
  });

  it('searches from the compose box and posts the card it found', async () => {
    await visit('tom', 'Quarter end');
    await page.getByRole('button', { name: 'Customers' }).click();
    await page.getByRole('button', { name: 'Northwind' }).click();
    await page.locator('.teams-card').getByText('Northwind').waitFor();
  });

  it('shows what crossed the wire without the secrets, and bad days', async () => {
    await visit('tom', 'desk');
    await type('hello');
    await seen('you said hello');
    await page.getByRole('button', { name: 'Inspector' }).click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByRole('button', { name: 'token' }).first().click();
    await inspector.getByText('client_credentials').waitFor();
    expect(await inspector.innerText()).not.toContain('practice-app-password');
    await inspector.getByRole('tab', { name: 'Bad days' }).click();
    await inspector.getByRole('button', { name: 'Server error' }).click();
    await inspector.getByRole('listitem').waitFor();
    expect(world.teams.faults.list()).toMatchObject([{ kind: 'status', status: 502 }]);
  });
});
