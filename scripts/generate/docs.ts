import { readFile } from 'node:fs/promises';
import { type Command, type Permission, permissions, roles } from '../../src/handlers/command.ts';
import { permissionText, roleText, usageOf } from '../../src/handlers/help/describe.ts';
import { defaultPermissions } from '../../src/handlers/policy/policy.ts';
import { registry } from '../../src/handlers/registry.ts';
import { sites } from '../../src/kernel/site.ts';
import { translator } from '../../src/kernel/texts/index.ts';
import type { Generator } from '../generate.ts';

const en = translator('en');
const zh = translator('zh-CN');

const readme = 'README.md';
const open = '<!-- commands -->';
const close = '<!-- /commands -->';

/** The commands table of the README and the permission table, so that neither can tell anything but the code. */
export const docs: Generator = async () => {
  const current = await readFile(readme, 'utf8');
  return new Map([
    [readme, withCommands(current)],
    ['docs/permissions.md', permissionsPage()],
  ]);
};

function withCommands(text: string): string {
  const [before, rest] = split(text, open);
  const [, after] = split(rest, close);
  return `${before}${open}\n\n${commandsTable()}\n\n${close}${after}`;
}

function split(text: string, marker: string): [string, string] {
  const at = text.indexOf(marker);
  if (at < 0) throw new Error(`${readme} has lost its marker ${marker}`);
  return [text.slice(0, at), text.slice(at + marker.length)];
}

function commandsTable(): string {
  return table(
    ['command', '中文', 'what it gives', 'who may', 'sites'],
    [
      ['`/hw`', '`/hw`', 'The menu, as buttons · 菜单', 'everybody', 'all'],
      [
        '`/hw help [word]`',
        '`/hw 帮助 [关键词]`',
        'What you may do, each with a button · 帮助',
        'everybody',
        'all',
      ],
      ...registry.commands.map((command) => [
        code(usageOf(command, 'en')),
        code(usageOf(command, 'zh-CN')),
        `${en(command.summary)} · ${zh(command.summary)}`,
        rolesThatMay(command).join(', '),
        command.sites.length === sites.length ? 'all' : command.sites.join(', '),
      ]),
    ],
  );
}

const rolesThatMay = ({ permission }: Command) =>
  roles.filter((role) => defaultPermissions[role].includes(permission));

/** Commands as a whole, and options that need more than their command does. */
const linesThatNeed = (permission: Permission): string[] =>
  registry.commands.flatMap(({ path, args, permission: whole }) => {
    const line = `/hw ${path.join(' ')}`;
    const options = Object.entries(args).filter(([, spec]) => spec.permission === permission);
    return [...(whole === permission ? [line] : []), ...options.map(([name]) => `${line} --${name}`)];
  });

function permissionsPage(): string {
  const rows = permissions.map((permission) => [
    code(permission),
    `${en(permissionText[permission])} · ${zh(permissionText[permission])}`,
    linesThatNeed(permission).map(code).join(', ') || '–',
    ...roles.map((role) => (defaultPermissions[role].includes(permission) ? '✓' : '')),
  ]);
  return `# Who may do what

A person has the roles that \`policy.yaml\` gives to them and to their user groups; a role has permissions; a command needs one. This is how it
stands when the policy file says nothing else about a role. Rights are looked at when something is done, not when a button was drawn, and
people the policy does not know may do nothing.

${table(
  [
    'permission',
    'to',
    'commands',
    ...roles.map((role) => `${code(role)}<br>${en(roleText[role])} · ${zh(roleText[role])}`),
  ],
  rows,
)}

\`npm run policy:check\` says in sentences what your own policy file allows. \`npm run generate\` writes this page from the code.
`;
}

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
