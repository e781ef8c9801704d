import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Does } from '../../../cards/card.ts';
import {
  actionId,
  actionValue,
  decodePressed,
  lookupId,
  ourActions,
  ourLookups,
  pickId,
  pickValue,
  sourceOfLookup,
} from './action-ids.ts';

const line = fc.string({ minLength: 1 });
const does: fc.Arbitrary<Does> = fc.oneof(
  fc.record({ type: fc.constantFrom('command', 'form'), line }),
  fc.record({
    type: fc.constant('action'),
    name: fc.stringMatching(/^[a-z]+([-.][a-z]+)*$/),
    token: line,
  }),
);

describe('what a button does comes back as it was', () => {
  it('from a button', () => {
    fc.assert(
      fc.property(does, (does) => {
        const id = actionId(does, '3-1');
        expect(id).toMatch(ourActions);
        expect(decodePressed({ action_id: id, value: actionValue(does) })).toEqual(does);
      }),
    );
  });

  it('from a choice among rows', () => {
    fc.assert(
      fc.property(does, (does) => {
        const pressed = { action_id: pickId('3'), selected_option: { value: pickValue(does) } };
        expect(pressed.action_id).toMatch(ourActions);
        expect(decodePressed(pressed)).toEqual(does);
      }),
    );
  });

  it('and what is not ours, empty or an opened page is nothing to do', () => {
    expect(decodePressed({ action_id: 'open.1' })).toBeUndefined();
    expect(decodePressed({ action_id: 'somebody-else', value: 'x' })).toBeUndefined();
    expect(decodePressed({ action_id: 'pick.1', selected_option: null })).toBeUndefined();
    expect(decodePressed({ action_id: 'pick.1', value: 'nonsense' })).toBeUndefined();
  });
});

it('a lookup says in its id which source it asks', () => {
  const id = lookupId('customer', 'buyer');
  expect(id).toMatch(ourLookups);
  expect(sourceOfLookup(id)).toBe('customer');
  expect(sourceOfLookup('lookup.weather.x')).toBeUndefined();
});
