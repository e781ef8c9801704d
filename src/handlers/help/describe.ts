import type { Does } from '../../cards/card.ts';
import { type Lang, type TextKey, type Translate, translator } from '../../kernel/texts/index.ts';
import type { Actor, ArgSpec, Command, Permission, Role } from '../command.ts';

export const permissionText: Readonly<Record<Permission, TextKey>> = {
  'customers.read': 'desk.mayReadCustomers',
  'accounts.read': 'desk.mayReadAccounts',
  'bills.read': 'desk.mayReadBills',
  'bills.export': 'desk.mayExportBills',
  'coupons.read': 'desk.mayReadCoupons',
  'coupons.ask': 'desk.mayAskForCoupons',
  'transfers.ask': 'desk.mayAskForTransfers',
  'remittances.read': 'desk.mayReadRemittances',
  'remittances.announce': 'desk.mayAnnounceRemittances',
  'remittances.confirm': 'desk.mayConfirmRemittances',
  'approvals.read': 'desk.mayReadApprovals',
  'links.manage': 'desk.mayManageLinks',
  'digest.own': 'desk.mayHaveDigest',
  'digest.channel': 'desk.maySetUpDigest',
  'money.stop': 'desk.mayStopMoney',
  'audit.read': 'desk.mayReadAudit',
  'api.read': 'desk.mayReadApi',
};

export const roleText: Readonly<Record<Role, TextKey>> = {
  rep: 'desk.roleRep',
  approver: 'desk.roleApprover',
  finance: 'desk.roleFinance',
  admin: 'desk.roleAdmin',
};

export const mayRun = (actor: Actor, command: Command): boolean => actor.may.has(command.permission);

/** The command by the name it has in the reader's language. */
export function labelOf(command: Pick<Command, 'path' | 'aliases'>, lang: Lang): string {
  const inChinese = command.aliases.filter((path) => path.every((word) => /\p{sc=Han}/u.test(word ?? '')));
  // Noun and verb apart, as the English name has them: the menu groups by noun.
  const chinese = inChinese.find(({ length }) => length === command.path.length) ?? inChinese[0];
  const path = lang === 'zh-CN' && chinese ? chinese : command.path;
  return path.join(' ');
}

/** `/hw bill [month] [customer] [--by service|customer]`, by the name it has for the reader. */
export function usageOf(command: Pick<Command, 'path' | 'aliases' | 'args'>, lang: Lang): string {
  const t = translator(lang);
  const parts = Object.entries(command.args).map(([name, spec]) => {
    const usage = argUsage(name, spec, t);
    return spec.required ? usage : `[${usage}]`;
  });
  return [`/hw ${labelOf(command, lang)}`, ...parts].join(' ');
}

function argUsage(name: string, spec: ArgSpec, t: Translate): string {
  switch (spec.type) {
    case 'pairs':
      return 'key=value …';
    case 'flag':
      return `--${name}`;
    // With its name even where the bare word is understood: the words alone say little.
    case 'choice':
      return `--${name} ${spec.options.map((option) => option.value).join('|')}`;
    case 'customers':
      return `<${t(spec.label).toLowerCase()} …>`;
    default: {
      const label = t(spec.label).toLowerCase();
      const value = spec.type === 'customer' && spec.alsoMe ? `${label}|me` : label;
      if (spec.positional) return spec.required ? `<${value}>` : value;
      return `--${name} <${value}>`;
    }
  }
}

const needsArguments = (command: Command): boolean =>
  Object.values(command.args).some((spec) => spec.required);

/** What the button of a command does: it runs, or opens its form when it cannot run by itself. */
export const buttonOf = (command: Command): Does => {
  const line = command.path.join(' ');
  return needsArguments(command) ? { type: 'form', line } : { type: 'command', line };
};
