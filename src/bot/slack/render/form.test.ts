import { describe, expect, it } from 'vitest';
import type { Form, FormField } from '../../../cards/form.ts';
import { formErrors, formFiles, formValues, renderForm, slackOptions } from './form.ts';

const options = { lang: 'en', callbackId: 'form', privateMetadata: '{"line":"bill"}' } as const;
const form = (...fields: FormField[]): Form => ({
  command: 'bill',
  title: 'Bill',
  submit: 'Run',
  cancel: 'Cancel',
  fields,
});
const base = { name: 'customer', label: 'Customer', required: true } as const;
const only = (field: FormField) => renderForm(form(field), options).blocks;

describe('a form', () => {
  it('is a modal that remembers what it is for', () => {
    expect(renderForm(form(), options)).toMatchObject({
      type: 'modal',
      callback_id: 'form',
      private_metadata: '{"line":"bill"}',
      title: { text: 'Bill' },
      submit: { text: 'Run' },
      close: { text: 'Cancel' },
    });
  });

  it('says a long title again in full', () => {
    const title = 'Bill of a customer for a month';
    const view = renderForm({ ...form(), title }, options);
    expect(view.title.text).toBe('Bill of a customer for …');
    expect(JSON.stringify(view.blocks)).toContain(title);
  });

  it('opens with what was typed, and says above a field why it asks', () => {
    const blocks = only({ ...base, type: 'text', value: 'acme', hint: 'any part', problem: 'Not found.' });
    expect(JSON.stringify(blocks[0])).toContain('⚠️ Not found.');
    expect(blocks[1]).toMatchObject({
      type: 'input',
      block_id: 'field.customer',
      optional: false,
      hint: { text: 'any part' },
      element: { type: 'plain_text_input', initial_value: 'acme' },
    });
  });

  it('looks customers up from the first character, since a Chinese name may have two', () => {
    const [block] = only({
      ...base,
      type: 'lookup',
      source: 'customer',
      value: { value: 'c1', label: '华为' },
    });
    expect(block).toMatchObject({
      element: {
        type: 'external_select',
        action_id: 'lookup.customer.customer',
        min_query_length: 1,
        initial_option: { value: 'c1', text: { text: '华为' } },
      },
    });
  });

  it('offers choices with the given one chosen, and says when there are more', () => {
    const many = Array.from({ length: 130 }, (_, i) => ({ value: `v${i}`, label: `L${i}` }));
    const [block] = only({ ...base, type: 'choice', options: many, value: 'v3' });
    expect(block).toMatchObject({
      hint: { text: 'Showing the first 100 of 130 choices.' },
      element: { type: 'static_select', initial_option: { value: 'v3' } },
    });
  });

  it('takes a file for its name, or the name itself once there is one', () => {
    const field = { ...base, type: 'file-name', endings: ['pdf'] } as const;
    expect(only(field)[0]).toMatchObject({ element: { type: 'file_input', filetypes: ['pdf'] } });
    expect(only({ ...field, value: '回单.pdf' })[0]).toMatchObject({
      element: { type: 'plain_text_input', initial_value: '回单.pdf' },
    });
  });

  it('never forces a toggle to be on', () => {
    expect(only({ ...base, type: 'toggle', value: true })[0]).toMatchObject({
      optional: true,
      element: { type: 'checkboxes', initial_options: [{ value: 'true' }] },
    });
  });

  it('refuses to forget what it should remember', () => {
    expect(() => renderForm(form(), { ...options, privateMetadata: 'x'.repeat(3_001) })).toThrow(RangeError);
  });
});

describe('what comes back', () => {
  it('is read from every kind of field, and empty or untouched ones are left out', () => {
    expect(
      formValues({
        'field.text': { a: { value: 'acme' } },
        'field.month': { a: { selected_option: { value: '2026-10' } } },
        'field.detail': { a: { selected_options: [{ value: 'true' }] } },
        'field.off': { a: { selected_options: [] } },
        'field.none': { a: { selected_option: null } },
        'field.null': { a: null },
        'field.empty': { a: { value: '' } },
        other: { a: { value: 'not ours' } },
      }),
    ).toEqual({ text: 'acme', month: '2026-10', detail: 'true' });
  });

  it('of a file whose name is wanted is the name, and nothing to be fetched', () => {
    const state = {
      'field.voucher': {
        'filename.voucher': { files: [{ id: 'F1', name: '回单.pdf', url_private: 'https://x' }] },
      },
      'field.empty': { 'filename.empty': { files: null } },
      'field.list': { 'input.list': { files: [{ id: 'F2', name: 'list.csv' }] } },
    };
    expect(formValues(state)).toEqual({ voucher: '回单.pdf' });
    expect(Object.keys(formFiles(state))).toEqual(['list']);
  });

  it('corrections are told at the block of their field', () => {
    expect(formErrors({ month: 'In the future.' })).toEqual({ 'field.month': 'In the future.' });
  });
});

it('an option whose value Slack cannot carry is left out, not shortened', () => {
  const made = slackOptions([
    { value: 'x'.repeat(151), label: 'long' },
    { value: '', label: 'empty' },
    { value: 'a', label: 'A', description: 'first' },
    { value: 'a', label: 'again' },
  ]);
  expect(made).toMatchObject([{ value: 'a', text: { text: 'A' }, description: { text: 'first' } }]);
});

describe('a field', () => {
  it('takes several customers and a file, and reads them back', () => {
    const [several] = only({
      ...base,
      type: 'lookups',
      source: 'customer',
      values: [{ value: 'c1', label: '华为' }],
      most: 100,
    });
    expect(several).toMatchObject({
      element: {
        type: 'multi_external_select',
        action_id: 'lookup.customer.customer',
        max_selected_items: 100,
        initial_options: [{ value: 'c1' }],
      },
    });
    const [file] = only({ ...base, required: false, type: 'file', endings: ['csv'] });
    expect(file).toMatchObject({
      optional: true,
      element: { type: 'file_input', filetypes: ['csv'], max_files: 1 },
    });
    const state = {
      'field.customers': { x: { selected_options: [{ value: 'c1' }, { value: 'c2' }] } },
      'field.customers.file': { x: { files: [{ id: 'F1' }] } },
      'field.none': { x: { files: [], selected_options: [] } },
    };
    expect(formValues(state)).toEqual({ customers: 'c1,c2' });
    expect(formFiles(state)).toEqual({ 'customers.file': { id: 'F1' } });
  });

  it('lists the quotas before anything is typed', () => {
    const [block] = only({ ...base, type: 'lookup', source: 'quota' });
    expect(block).toMatchObject({ element: { min_query_length: 0, action_id: 'lookup.quota.customer' } });
  });
});
