import type { Card } from '../../cards/card.ts';
import { type CommandEntry, type CommandGroup, helpCard, menuCard } from '../../cards/help.ts';
import { problemCard } from '../../cards/problem.ts';
import { problem } from '../../kernel/problem.ts';
import { langs, translator } from '../../kernel/texts/index.ts';
import type { Actor, Command } from '../command.ts';
import type { House } from '../interpret.ts';
import { pathsOf } from '../parse/catalogue.ts';
import { nearest } from '../parse/nearest.ts';
import { fold } from '../parse/normalise.ts';
import { buttonOf, labelOf, mayRun, usageOf } from './describe.ts';

/** The commands a person may run here, in the order of the registry. */
export const commandsFor = (house: House, actor: Actor): readonly Command[] =>
  house.catalogue.commands.filter((command) => mayRun(actor, command));

function groupsOf(commands: readonly Command[], actor: Actor): CommandGroup[] {
  const t = translator(actor.lang);
  const groups = new Map<string, CommandEntry[]>();
  for (const command of commands) {
    const entry = {
      label: labelOf(command, actor.lang),
      usage: usageOf(command, actor.lang),
      summary: t(command.summary),
      examples: command.examples,
      button: buttonOf(command),
    };
    const [noun] = command.path;
    groups.set(noun, [...(groups.get(noun) ?? []), entry]);
  }
  return [...groups].map(([noun, entries]) => ({ title: titleOf(entries) ?? capital(noun), entries }));
}

/** The noun as the reader says it. */
function titleOf(entries: readonly CommandEntry[]): string | undefined {
  const [noun] = (entries.find(({ label }) => label.includes(' ')) ?? entries[0])?.label.split(' ') ?? [];
  return noun === undefined ? undefined : capital(noun);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function menuFor(house: House, actor: Actor): Card {
  return menuCard(groupsOf(commandsFor(house, actor), actor), translator(actor.lang));
}

/** Help on everything, or on what has a word to do with: a name in either language, or a word of a summary. */
export function helpFor(house: House, actor: Actor, about: string): Card {
  const t = translator(actor.lang);
  const mine = commandsFor(house, actor);
  if (mine.length === 0) {
    const text = t('desk.helpEmpty', { admins: house.admins });
    return { summary: text, blocks: [{ kind: 'notice', tone: 'info', text }] };
  }
  const found = about === '' ? mine : searchCommands(mine, about);
  if (found.length > 0) return helpCard(groupsOf(found, actor), about, t);
  const words = mine.flatMap((command) => pathsOf(command).map((path) => path.join(' ')));
  const near = nearest(about, words).map((line) => ({ label: `help ${line}`, line: `help ${line}` }));
  const buttons = [...near, { label: t('desk.menuHelp'), line: 'help' }];
  return problemCard(problem('helpNothing', { about }), t, {
    tone: 'warning',
    actions: buttons.map(({ label, line }) => ({ label, does: { type: 'command', line } })),
  });
}

function searchCommands(commands: readonly Command[], about: string): readonly Command[] {
  const wanted = fold(about);
  const named = commands.filter((command) =>
    pathsOf(command).some((path) => {
      const phrase = fold(path.join(' '));
      return phrase === wanted || phrase.split(' ').includes(wanted);
    }),
  );
  if (named.length > 0) return named;
  return commands.filter((command) => {
    const names = pathsOf(command).map((path) => path.join(' '));
    const summaries = langs.map((lang) => translator(lang)(command.summary));
    return [...names, ...summaries].some((text) => fold(text).includes(wanted));
  });
}
