import type { Form, FormField, Option } from '../../cards/form.ts';
import { cycleOf, dayOfInstant, shiftCycle } from '../../kernel/bill-cycle.ts';
import type { Problem } from '../../kernel/problem.ts';
import { problemText } from '../../cards/problem.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { ArgSpec, Command } from '../command.ts';
import { choiceValue, type Given } from '../parse/assign.ts';
import { readPairs } from '../parse/line-of.ts';
import { oldestMonths, parseMonth } from '../parse/month.ts';
import { quotePair } from '../parse/words.ts';
import { isMe, isYes } from './check.ts';
import { customerOption, customersFields } from './customers-field.ts';
import type { Choice, Sought } from './settle.ts';

export interface FormReasons {
  readonly problems: Readonly<Record<string, Problem>>;
  readonly choices: Readonly<Record<string, readonly Choice[]>>;
  readonly sought: Readonly<Record<string, readonly Sought[]>>;
}

const noReasons: FormReasons = { problems: {}, choices: {}, sought: {} };

/** The form of a command, with what was given filled in and, at each field that stopped it, the reason. */
export function formOf(
  command: Pick<Command, 'path' | 'args' | 'summary' | 'formSubmit'>,
  given: Given,
  now: Date,
  t: Translate,
  reasons: FormReasons = noReasons,
  quotas: readonly Option[] = [],
): Form {
  return {
    command: command.path.join(' '),
    title: command.path.join(' '),
    intro: t(command.summary),
    submit: t(command.formSubmit ?? 'desk.formSubmit'),
    cancel: t('desk.formCancel'),
    fields: Object.entries(command.args).flatMap(([name, spec]) =>
      fieldsOf(name, spec, given[name], now, t, reasons, quotas),
    ),
  };
}

function fieldsOf(
  name: string,
  spec: ArgSpec,
  text: string | undefined,
  now: Date,
  t: Translate,
  reasons: FormReasons,
  quotas: readonly Option[],
): FormField | FormField[] {
  const reason = reasons.problems[name];
  // A form that opens does not complain about what nobody has been asked for yet.
  const isSaid = reason && reason.code !== 'argumentMissing';
  const base = {
    name,
    label: t(spec.label),
    required: spec.required ?? false,
    ...(spec.hint ? { hint: t(spec.hint) } : {}),
    ...(isSaid ? { problem: problemText(reason, t) } : {}),
  };
  const typed = text === undefined || text === '' ? {} : { value: text };
  switch (spec.type) {
    case 'text':
      return { ...base, type: 'text', multiline: (spec.most ?? 0) > 100, ...typed };
    case 'amount':
      return { ...base, type: 'text', placeholder: '1000.00', ...typed };
    case 'coupon':
    case 'services':
      return { ...base, type: 'text', ...typed };
    case 'customers':
      return customersFields(base, reasons.sought[name], text ?? '', spec.most, t);
    case 'quota': {
      const [only, ...others] = quotas;
      const known = quotas.find(({ value }) => value === text);
      const value =
        text === undefined ? others.length === 0 && only : (known ?? { value: text, label: text });
      return { ...base, type: 'lookup', source: 'quota', ...(value ? { value } : {}) };
    }
    case 'file-name':
      return { ...base, type: 'file-name', endings: spec.endings, ...typed };
    case 'pairs':
      return { ...base, type: 'text', multiline: true, placeholder: 'key=value', ...pairLines(text ?? '') };
    case 'flag':
      return { ...base, type: 'toggle', value: text !== undefined && isYes(text) };
    case 'operation':
      return { ...base, type: 'lookup', source: 'operation', ...asOption(text) };
    case 'month': {
      const reading = text === undefined ? undefined : parseMonth(text, now);
      const value = reading?.kind === 'month' ? { value: reading.cycle } : {};
      return { ...base, type: 'choice', options: monthOptions(now, t), ...value };
    }
    case 'date':
      return { ...base, type: 'text', placeholder: dayOfInstant(now), ...typed };
    case 'dayOrMonth':
      return { ...base, type: 'text', placeholder: cycleOf(now), ...typed };
    case 'time': {
      const value = text ?? spec.usual;
      return { ...base, type: 'text', placeholder: '9:00', ...(value ? { value } : {}) };
    }
    case 'days':
      return { ...base, type: 'text', placeholder: '7d', ...typed };
    case 'choice': {
      const value = text === undefined ? spec.usual : choiceValue(spec, text);
      const options = spec.options.map((option) => ({ value: option.value, label: t(option.label) }));
      return { ...base, type: 'choice', options, ...(value === undefined ? {} : { value }) };
    }
    case 'customer': {
      const candidates = reasons.choices[name] ?? [];
      if (reason?.code === 'customerAmbiguous' && candidates.length > 0)
        return {
          ...base,
          type: 'choice',
          options: candidates.map(({ customer }) => customerOption(customer)),
        };
      const placeholder = { placeholder: t('desk.customerPlaceholder') };
      const me = spec.alsoMe && text !== undefined && isMe(text);
      const known = me ? { value: { value: 'me', label: t('desk.me') } } : reason ? {} : asOption(text);
      return { ...base, type: 'lookup', source: 'customer', ...placeholder, ...known };
    }
  }
}

const asOption = (text: string | undefined): { value?: Option } =>
  text === undefined || text === '' ? {} : { value: { value: text, label: text } };

const pairLines = (text: string): { value?: string } => {
  const lines = readPairs(text).map(([key, value]) => quotePair(key, value));
  return lines.length === 0 ? {} : { value: lines.join('\n') };
};

function monthOptions(now: Date, t: Translate): Option[] {
  const current = cycleOf(now);
  return Array.from({ length: oldestMonths + 1 }, (_, back) => {
    const cycle = shiftCycle(current, -back);
    const note = back === 0 ? t('desk.thisMonth') : back === 1 ? t('desk.lastMonth') : undefined;
    return { value: cycle, label: note === undefined ? cycle : `${cycle} (${note})` };
  });
}
