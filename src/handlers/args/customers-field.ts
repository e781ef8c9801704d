import type { FormField, FormFiles, FormValues, Option } from '../../cards/form.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import { namesIn, namesText } from '../parse/names.ts';
import { readCustomerFile } from './customer-file.ts';
import type { NamedCustomer } from './find-customer.ts';
import type { Sought } from './settle.ts';

/**
 * One argument, several ways to give it: chosen one by one, picked where a name is unclear, pasted, or as a file. What stands
 * in all fields of an argument together is its value.
 */
const fieldName = (arg: string, part: string): string => `${arg}.${part}`;

/** A form with more questions than this is no help; the other names stay in the list. */
const mostPicks = 5;

interface Base {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string;
}

export const customerOption = (customer: NamedCustomer): Option => ({
  value: customer.customerId,
  label: customer.name,
  description: [customer.accountName, customer.customerId]
    .filter((text) => text !== customer.name)
    .join(' · '),
});

export function customersFields(
  base: Base,
  sought: readonly Sought[] | undefined,
  text: string,
  most: number,
  t: Translate,
): FormField[] {
  if (!sought)
    return customersFields(
      base,
      namesIn(text).map((typed) => ({ typed, match: { kind: 'none', near: [] } })),
      text,
      most,
      t,
    );
  const { name, label, hint, problem } = base;
  const found = sought.flatMap(({ match }) => (match.kind === 'one' ? [match.customer] : []));
  const unclear = sought.filter(
    ({ match }) => match.kind === 'several' && match.total === match.customers.length,
  );
  const picks = unclear.slice(0, mostPicks);
  const left = sought.filter((one) => one.match.kind !== 'one' && !picks.includes(one));
  const values = found.map(({ customerId, name: called }) => ({ value: customerId, label: called }));
  return [
    {
      name,
      label,
      required: false,
      ...(problem === undefined ? {} : { problem }),
      type: 'lookups',
      source: 'customer',
      placeholder: t('desk.customerPlaceholder'),
      most,
      ...(values.length > 0 ? { values } : {}),
    },
    ...picks.flatMap(({ typed, match }, at): FormField[] =>
      match.kind === 'several'
        ? [
            {
              name: fieldName(name, `pick${at + 1}`),
              label: t('desk.whichCustomer', { typed }),
              required: true,
              type: 'choice',
              options: match.customers.map(customerOption),
            },
          ]
        : [],
    ),
    {
      name: fieldName(name, 'list'),
      label: t('desk.customerList'),
      ...(hint === undefined ? {} : { hint }),
      required: false,
      type: 'text',
      multiline: true,
      ...(left.length > 0 ? { value: left.map(({ typed }) => typed).join('\n') } : {}),
    },
    {
      name: fieldName(name, 'file'),
      label: t('desk.customerFile'),
      hint: t('desk.customerFileHint'),
      required: false,
      type: 'file',
      endings: ['csv'],
    },
  ];
}

export interface GivenCustomers {
  readonly text: string;
  /** The field where a person looks for what is wrong with it: the longest way they took. */
  readonly field: string;
}

/** What the fields of an argument say together; fails when the file cannot be read. */
export function customersGiven(arg: string, values: FormValues, files: FormFiles): Result<GivenCustomers> {
  const file = files[fieldName(arg, 'file')];
  const inFile = file ? readCustomerFile(file) : ok([]);
  if (!inFile.ok) return inFile;
  const typed = Object.entries(values)
    .filter(([field, value]) => value !== '' && (field === arg || field.startsWith(`${arg}.`)))
    .flatMap(([, value]) => namesIn(value));
  const list = values[fieldName(arg, 'list')] ?? '';
  const part = file ? 'file' : list === '' ? undefined : 'list';
  return ok({
    text: namesText([...typed, ...inFile.value]),
    field: part === undefined ? arg : fieldName(arg, part),
  });
}

export const fileField = (arg: string): string => fieldName(arg, 'file');
