import type { Command } from '../../src/handlers/command.ts';
import { registry } from '../../src/handlers/registry.ts';
import { type Lang, translator } from '../../src/kernel/texts/index.ts';
import type { Generator } from '../generate.ts';

/** Replaced when the package is made (`npm run teams:package`). */
export const placeholder = {
  appId: '00000000-0000-0000-0000-000000000000',
  host: 'desk.example.com',
} as const;

/** Teams shows no more in a list. */
const mostCommands = 12;

export interface PackageOptions {
  readonly appId: string;
  readonly host: string;
  /** Slash commands and answers for one person alone: schema 1.29, for tenants that have them. */
  readonly slash: boolean;
}

/** The app as Teams is told about it, and the same in Chinese. */
export const teamsManifest: Generator = () =>
  Promise.resolve(
    new Map([
      ['appPackage/manifest.json', json(manifestOf({ ...placeholder, slash: false }))],
      ['appPackage/zh-cn.json', json(chinese(false))],
    ]),
  );

export const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

const schema = (slash: boolean, part = ''): string =>
  `https://developer.microsoft.com/json-schemas/teams/v${slash ? '1.29' : '1.25'}/MicrosoftTeams${part}.schema.json`;

const en = translator('en');
const zh = translator('zh-CN');

/** Actions on a message are prepared only, and not offered. */
const searches = registry.compose.filter((offer) => offer.type === 'search');

const scopes = ['personal', 'team', 'groupChat'] as const;

export function manifestOf({ appId, host, slash }: PackageOptions) {
  return {
    $schema: schema(slash),
    manifestVersion: slash ? '1.29' : '1.25',
    version: '1.0.0',
    id: appId,
    developer: {
      name: 'Partner Desk',
      websiteUrl: `https://${host}/`,
      privacyUrl: `https://${host}/privacy`,
      termsOfUseUrl: `https://${host}/terms`,
    },
    name: { short: 'Partner Desk', full: 'Partner Desk for Huawei Cloud partners' },
    description: {
      short: 'Bills, balances, customers and coupons of a Huawei Cloud partner.',
      full: [
        'Partner Desk answers questions of people who sell Huawei Cloud as partners: what a customer spent, what is',
        'left on an account, who a customer is; and it gives coupons out once they are approved. Long exports run on',
        'their own and come back as a file. Every figure says where it comes from. English and Simplified Chinese.',
      ].join(' '),
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#1F2D3D',
    localizationInfo: {
      defaultLanguageTag: 'en',
      additionalLanguages: [{ languageTag: 'zh-cn', file: 'zh-cn.json' }],
    },
    bots: [
      {
        botId: appId,
        scopes,
        supportsFiles: true,
        isNotificationOnly: false,
        ...(slash ? { supportsTargetedMessages: true } : {}),
        commandLists: [
          {
            scopes,
            ...(slash ? { triggers: ['mention', 'slash'] } : {}),
            commands: listed('en'),
          },
        ],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: searches.map(({ name: id, title, summary, field, fieldHint }) => ({
          id,
          type: 'query',
          context: ['compose', 'commandBox'],
          initialRun: true,
          title: en(title),
          description: en(summary),
          parameters: [{ name: 'text', title: en(field), description: en(fieldHint) }],
        })),
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [host],
  };
}

export function chinese(slash: boolean): Record<string, string> {
  const commands = listed('zh-CN').flatMap(({ title, description }, index): [string, string][] => {
    const at = `bots[0].commandLists[0].commands[${index}]`;
    return [
      [`${at}.title`, title],
      [`${at}.description`, description],
    ];
  });
  const found = searches.flatMap(({ title, summary, field, fieldHint }, index): [string, string][] => {
    const at = `composeExtensions[0].commands[${index}]`;
    return [
      [`${at}.title`, zh(title)],
      [`${at}.description`, zh(summary)],
      [`${at}.parameters[0].title`, zh(field)],
      [`${at}.parameters[0].description`, zh(fieldHint)],
    ];
  });
  return {
    $schema: schema(slash, '.Localization'),
    'name.short': '合作伙伴助手',
    'name.full': '华为云合作伙伴助手 Partner Desk',
    'description.short': '查询华为云合作伙伴的账单、余额、客户和代金券。',
    'description.full':
      '回答华为云合作伙伴日常工作中的问题：客户消费了多少、账户还剩多少、客户是谁；代金券经审批后发放。大批量导出在后台完成，以文件送达。每个数字都注明来源。支持中文和英文。',
    ...Object.fromEntries<string>([...commands, ...found]),
  };
}

/** The first command of each noun, and help: what fits into Teams' menu. The words are the same in both languages. */
function listed(lang: Lang): readonly { readonly title: string; readonly description: string }[] {
  const t = translator(lang);
  const firsts = new Map<string, Command>();
  for (const command of registry.commands) {
    const [noun] = command.path;
    if (!firsts.has(noun)) firsts.set(noun, command);
  }
  const commands = [...firsts.values()].map(({ path, summary }) => ({
    title: path.join(' '),
    description: t(summary),
  }));
  const help = { title: 'help', description: t('teams.helpCommand') };
  return [...commands.slice(0, mostCommands - 1), help];
}
