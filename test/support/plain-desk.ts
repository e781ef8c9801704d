import type { Card } from '../../src/cards/card.ts';
import type { Form } from '../../src/cards/form.ts';
import type { Desk } from '../../src/handlers/desk.ts';
import { problem } from '../../src/kernel/problem.ts';
import { fail } from '../../src/kernel/result.ts';

const helpCard: Card = { summary: 'Help', blocks: [{ kind: 'text', text: 'Say `bill`' }] };

const billForm: Form = {
  command: 'bill',
  title: 'Bill',
  submit: 'Show',
  cancel: 'Cancel',
  fields: [
    { name: 'month', label: 'Month', type: 'text', required: true },
    { name: 'customer', label: 'Customer', type: 'lookup', source: 'customer', required: false },
  ],
};

/** `bill …` is work, `form …` wants a form, anything else is help. */
export const plainDesk: Desk = {
  glance: (line) => line.startsWith('bill'),
  read: (line) =>
    Promise.resolve(
      line.startsWith('form')
        ? { kind: 'form', form: billForm }
        : line.startsWith('late')
          ? { kind: 'work', line: 'bill last' }
          : { kind: 'card', card: helpCard },
    ),
  form: () => Promise.resolve(billForm),
  submit: (_, values) =>
    Promise.resolve(
      values['month'] === '13'
        ? { ok: false, errors: { month: 'No such month' } }
        : { ok: true, line: `bill ${values['month'] ?? ''}` },
    ),
  suggest: () => Promise.resolve([{ value: 'c1', label: 'Acme' }]),
  ownView: () => Promise.resolve(fail(problem('requestGone'))),
  home: (actor) => Promise.resolve({ summary: `Home of ${actor.userId}`, blocks: [] }),
};
