import { describe, expect, it, test } from 'vitest';
import { sites } from '../kernel/site.ts';
import { langs, translator } from '../kernel/texts/index.ts';
import { check } from './args/check.ts';
import { permissions, roles } from './command.ts';
import { permissionText, roleText, usageOf, labelOf } from './help/describe.ts';
import { catalogueOf, pathsOf } from './parse/catalogue.ts';
import { readLine } from './parse/line.ts';
import { fold } from './parse/normalise.ts';
import { defaultPermissions } from './policy/policy.ts';
import { registry } from './registry.ts';

const now = new Date('2026-11-23T02:00:00Z');
const cases = registry.commands.map((command) => [command.path.join(' '), command] as const);

describe.each(cases)('the command %s', (_name, command) => {
  test.each(langs)('has its summary and the labels of its arguments in %s', (lang) => {
    const t = translator(lang);
    const keys = [
      command.summary,
      ...Object.values(command.args).flatMap((spec) => [
        spec.label,
        ...(spec.hint ? [spec.hint] : []),
        ...(spec.type === 'choice' ? spec.options.map(({ label }) => label) : []),
      ]),
    ];
    for (const key of keys) expect(t(key), key).not.toBe(key);
    expect(/\p{sc=Han}/u.test(t(command.summary))).toBe(lang === 'zh-CN');
    expect(usageOf(command, lang)).toContain(`/hw ${labelOf(command, lang)}`);
  });

  it('needs a permission that some role has and that can be explained', () => {
    expect(permissions).toContain(command.permission);
    expect(roles.some((role) => defaultPermissions[role].includes(command.permission))).toBe(true);
  });

  it('exists on at least one site', () => {
    expect(command.sites.length).toBeGreaterThan(0);
    expect(sites).toEqual(expect.arrayContaining([...command.sites]));
  });

  it('can be called in Chinese', () => {
    expect(command.aliases.some((path) => path.some((word) => /\p{sc=Han}/u.test(word ?? '')))).toBe(true);
  });

  it('has examples that work as they stand', () => {
    expect(command.examples.length).toBeGreaterThan(0);
    const site = command.sites[0] ?? 'cn';
    for (const example of command.examples) {
      const line = readLine(catalogueOf(registry.commands, site), example, now);
      if (line.kind !== 'command') throw new Error(`${example} is no command`);
      expect(line.command, example).toBe(command);
      expect(line.assigned.fault, example).toBeUndefined();
      expect(check(command, line.assigned.given, now).problems, example).toEqual({});
    }
  });

  it('has no argument whose name another one shadows', () => {
    const names = Object.keys(command.args).map((name) => fold(name));
    expect(new Set(names).size).toBe(names.length);
    const rest = Object.values(command.args).filter((spec) => spec.type === 'text' && spec.rest);
    expect(rest.length).toBeLessThanOrEqual(1);
  });
});

describe('all commands together', () => {
  it('have names of their own, aliases included', () => {
    const phrases = registry.commands.flatMap((command) => [
      ...new Set(pathsOf(command).map((path) => fold(path.join(' ')))),
    ]);
    expect(phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at)).toEqual([]);
  });

  it('leave the words of help and the menu free', () => {
    const nouns = registry.commands.flatMap((command) => pathsOf(command).map(([noun]) => fold(noun)));
    for (const word of ['help', 'menu', '?', '帮助', '菜单', 'hw']) expect(nouns).not.toContain(word);
  });

  it('and all actions have names of their own', () => {
    const names = registry.actions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { permission } of registry.actions) expect(permissions).toContain(permission);
  });
});

describe('what people type first', () => {
  test.each([
    ['bill', 'bill'],
    ['账单', 'bill'],
    ['账单上月', 'bill'],
    ['查账单', 'bill'],
    ['bills last', 'bill'],
    ['balance', 'balance'],
    ['余额', 'balance'],
    ['查余额', 'balance'],
    ['customer find acme', 'customer find'],
    ['find customer acme', 'customer find'],
    ['客户 查 华为', 'customer find'],
    ['客户查华为', 'customer find'],
    ['查客户华为', 'customer find'],
    ['customer show acme', 'customer show'],
    ['customer id acme', 'customer id'],
    ['coupon quota', 'coupon quota'],
    ['quota', 'coupon quota'],
    ['代金券额度', 'coupon quota'],
    ['券额度', 'coupon quota'],
    ['coupons', 'coupon list'],
    ['券列表', 'coupon list'],
    ['查券', 'coupon list'],
    ['list coupons --expiring 7d', 'coupon list'],
    ['coupon history', 'coupon history'],
    ['代金券操作记录', 'coupon history'],
    ['api', 'api'],
    ['接口', 'api'],
  ])('%s runs %s', (typed, path) => {
    const line = readLine(catalogueOf(registry.commands, 'cn'), typed, now);
    expect(line.kind === 'command' && line.command.path.join(' ')).toBe(path);
  });
});

describe('every permission and role', () => {
  test.each(langs)('has words for it in %s', (lang) => {
    const t = translator(lang);
    for (const permission of permissions)
      expect(t(permissionText[permission])).not.toBe(permissionText[permission]);
    for (const role of roles) expect(t(roleText[role])).not.toBe(roleText[role]);
  });
});
