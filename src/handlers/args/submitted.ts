import type { FormFiles, FormValues } from '../../cards/form.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { Command } from '../command.ts';
import type { Given } from '../parse/assign.ts';
import { normalise } from '../parse/normalise.ts';
import { customersGiven, fileField } from './customers-field.ts';

/** What a form says, by argument, and at which field a person looks for each. */
export interface Submitted {
  readonly given: Given;
  readonly fields: Readonly<Record<string, string>>;
  /** By field: what could not even be read. */
  readonly problems: Readonly<Record<string, Problem>>;
}

export function readSubmitted(
  { args }: Pick<Command, 'args'>,
  values: FormValues,
  files: FormFiles,
): Submitted {
  const given: Record<string, string> = {};
  const fields: Record<string, string> = {};
  const problems: Record<string, Problem> = {};
  for (const [arg, { type }] of Object.entries(args)) {
    const read = type === 'customers' ? customersGiven(arg, values, files) : undefined;
    if (read && !read.ok) {
      problems[fileField(arg)] = read.problem;
      continue;
    }
    fields[arg] = read?.value.field ?? arg;
    const text = normalise(read?.value.text ?? values[arg] ?? '');
    if (text !== '') given[arg] = text;
  }
  return { given, fields, problems };
}
