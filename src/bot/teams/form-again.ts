import type { Form, FormField, FormValues, LookupSource, Option } from '../../cards/form.ts';

/** A form as it came back: with what was filled in, so that only what was wrong has to be done again. */
export async function formAgain(
  form: Form,
  values: FormValues,
  labelOf: (source: LookupSource, value: string) => Promise<Option>,
): Promise<Form> {
  const fields = await Promise.all(
    form.fields.map(async (field): Promise<FormField> => {
      const { problem: _, ...plain } = field;
      const value = values[field.name];
      switch (plain.type) {
        case 'text':
        case 'file-name':
          return { ...plain, value: value ?? '' };
        case 'choice':
          return { ...plain, value: value ?? '' };
        case 'toggle':
          return { ...plain, value: value === 'true' };
        case 'lookup': {
          const { value: _before, ...empty } = plain;
          return value === undefined ? empty : { ...empty, value: await labelOf(plain.source, value) };
        }
        case 'lookups': {
          const chosen = value?.split(',').filter(Boolean) ?? [];
          return { ...plain, values: await Promise.all(chosen.map((one) => labelOf(plain.source, one))) };
        }
        case 'file':
          return plain;
      }
    }),
  );
  return { ...form, fields };
}
