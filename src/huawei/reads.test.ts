import { describe, expect, test } from 'vitest';
import { bss } from './generated/bss-table.ts';
import { bssintl } from './generated/bssintl-table.ts';
import { osm } from './generated/osm-table.ts';
import { isRead } from './reads.ts';

const operations = [bss, bssintl, osm].flatMap((table) =>
  Object.entries(table.operations).map(([name, operation]) => ({ service: table.service, name, operation })),
);

describe('reads', () => {
  test('the contract is here whole: 227 operations', () => {
    expect(operations).toHaveLength(227);
  });

  test('nothing whose name says that it changes something is a read', () => {
    const changes =
      /^(Create|Update|Delete|Pay|Renew|Reclaim|Cancel|Auto|Set|Send|Freeze|Unfreeze|Change|Claim|Confirm|Revoke|Sign|Upload)/;
    for (const { name, operation } of operations) {
      if (changes.test(name))
        expect({ name, reads: isRead(name, operation) }).toEqual({ name, reads: false });
    }
  });

  test('nothing but GET and POST is a read', () => {
    const others = operations.filter(({ operation }) => !['GET', 'POST'].includes(operation.method));
    expect(others.length).toBeGreaterThan(0);
    expect(others.some(({ name, operation }) => isRead(name, operation))).toBe(false);
  });

  test('every list and every look is a read, but for the code that lets its bearer act', () => {
    const refused = operations
      .filter(({ name, operation }) => /^(List|Show)/.test(name) && !isRead(name, operation))
      .map(({ name }) => name);
    expect(refused).toEqual(['ShowRealNameAuthQrCode']);
  });
});
