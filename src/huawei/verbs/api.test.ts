import { describe, expect, test } from 'vitest';
import { decimal } from '../../kernel/decimal.ts';
import type { Problem } from '../../kernel/problem.ts';
import { translator } from '../../kernel/texts/index.ts';
import type { ServiceTable } from '../contract.ts';
import { bss } from '../generated/bss-table.ts';
import { osm } from '../generated/osm-table.ts';
import { parseJson, printJson } from '../json.ts';
import { masked, tableOf } from './api-answer.ts';
import { readArguments } from './api-arguments.ts';

type Args = readonly (readonly [string, string])[];

function read(name: string, args: Args, table: ServiceTable = bss) {
  const operation = table.operations[name];
  if (!operation) throw new Error(name);
  return readArguments(table, { name, operation }, args);
}

/** What a person reads. */
function told(name: string, args: Args): string {
  const result = read(name, args);
  if (result.ok) return 'ok';
  const { code, params }: Problem = result.problem;
  return translator('en')(`problems.${code}`, params);
}

describe('arguments of any operation', () => {
  test('values are read as the contract types them', () => {
    expect(
      read('ListSubCustomerBillDetail', [
        ['bill_cycle', '2026-10'],
        ['customer_id', '00123'],
        ['charging_mode', '3'],
      ]),
    ).toEqual({ ok: true, value: { bill_cycle: '2026-10', customer_id: '00123', charging_mode: 3 } });
    const amount = read('UpdateCustomerAccountAmount', [
      ['customer_id', 'c'],
      ['amount', '0.10'],
    ]);
    expect(amount).toEqual({ ok: true, value: { customer_id: 'c', amount: decimal('0.10') } });
  });

  test('a list is a repeated key, indexed keys or JSON', () => {
    const ways: Args[] = [
      [
        ['operation_types', '1'],
        ['operation_types', '2'],
      ],
      [
        ['operation_types.1', '2'],
        ['operation_types.0', '1'],
      ],
      [['operation_types', '["1", 2]']],
    ];
    for (const args of ways) {
      expect(read('ListPartnerCouponsRecord', args)).toEqual({
        ok: true,
        value: { operation_types: ['1', '2'] },
      });
    }
  });

  test('what is missing is named, however deep', () => {
    expect(told('ListSubCustomerBillDetail', [])).toBe(
      '“ListSubCustomerBillDetail” also needs: bill_cycle, customer_id.',
    );
    expect(told('ListCustomersBalancesDetail', [['customer_infos', '[{}]']])).toContain(
      'customer_infos.0.customer_id',
    );
  });

  test('a mistyped field gets the nearest one, a strange one the list', () => {
    expect(told('ListSubCustomers', [['custmer_id', 'x']])).toContain('“customer_id”');
    expect(told('ListCustomersBalancesDetail', [['customer_infos.0.customer', 'x']])).toContain(
      '“customer_infos.0.customer_id”',
    );
    expect(told('ListPartnerBalances', [['qqqqqqqqqq', 'x']])).toContain('It takes: indirect_partner_id');
    expect(told('ListSubCustomers', [['constructor', 'x']])).toContain('no field');
  });

  test('a value of the wrong shape is told what it must be', () => {
    const detail: Args = [['customer_id', 'x']];
    expect(told('ListSubCustomerBillDetail', [...detail, ['bill_cycle', '2026-13']])).toContain('2026-10');
    expect(told('ListSubCustomers', [['limit', 'ten']])).toContain('a whole number');
    expect(
      told('ListSubCustomers', [
        ['limit', '1'],
        ['limit', '2'],
      ]),
    ).toContain('a whole number');
    expect(told('ListSubCustomers', [['limit', '9'.repeat(20)]])).toContain('a whole number');
    expect(told('ListSubCustomers', [['associated_on_begin', 'yesterday']])).toContain(
      '2026-10-31T16:00:00Z',
    );
    expect(told('ListCustomersBalancesDetail', [['customer_infos', 'x']])).toContain('JSON');
    expect(told('ShowCustomerOrderDetails', [['order_id', '..']])).toContain('an ID');
  });

  test('every operation says in words what it lacks, and never throws', () => {
    for (const table of [bss, osm]) {
      for (const name of Object.keys(table.operations)) {
        expect(() =>
          read(
            name,
            [
              ['a.b.0', '{'],
              ['limit', ''],
            ],
            table,
          ),
        ).not.toThrow();
      }
    }
  });
});

describe('the answer of any operation', () => {
  const answer = parseJson(
    `{"count":2,"currency":"CNY","fee_records":[
      {"id":"1","cash_amount":0.10,"telephone":"13812345678","contact":{"email":"zhang@example.com"}},
      {"id":"2","cash_amount":12345678901234567.123456789,"tags":["a","b"],"legel_id_number":"440301199001011234"}]}`,
  );

  test('keeps the digits of the platform and hides what is personal, at any depth', () => {
    const text = printJson(masked(answer), 2);
    expect(text).toContain('12345678901234567.123456789');
    expect(text).toContain('0.10');
    expect(text).toContain('138****5678');
    expect(text).toContain('z***@example.com');
    expect(text).not.toMatch(/13812345678|zhang|199001/);
  });

  test('its first list becomes a table with a column for every field any row has', () => {
    expect(tableOf(masked(answer))).toEqual({
      columns: ['id', 'cash_amount', 'telephone', 'contact.email', 'tags', 'legel_id_number'],
      rows: [
        ['1', '0.10', '138****5678', 'z***@example.com', '', ''],
        ['2', '12345678901234567.123456789', '', '', 'a, b', '440****1234'],
      ],
    });
    expect(tableOf(parseJson('{"a":1,"list":["x"]}'))).toBeUndefined();
  });
});
