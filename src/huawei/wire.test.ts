import { describe, expect, test } from 'vitest';
import { decimal } from '../kernel/decimal.ts';
import type { ServiceTable } from './contract.ts';
import { decode } from './decode.ts';
import { encode, type Request } from './encode.ts';
import { bss } from './generated/bss-table.ts';
import { bssintl } from './generated/bssintl-table.ts';
import { parseJson } from './json.ts';
import { filler } from './operations.ts';

function encoded(name: string, request: Request, table: ServiceTable = bss) {
  const operation = table.operations[name];
  if (!operation) throw new Error(name);
  return encode(table, operation, request, filler(table.service, 'cn', 'zh_CN'));
}

describe('what is sent', () => {
  test('parameters go where the contract puts them, the rest into the body', () => {
    expect(encoded('ListConsumeSubCustomers', { bill_cycle: '2026-10', limit: 100 })).toEqual({
      path: '/v2/bills/subcustomer-bills/res-fee-records/sub-customers/query',
      query: [],
      headers: { 'X-Language': 'zh_CN' },
      body: '{"bill_cycle":"2026-10","limit":100}',
    });
  });

  test('each operation hears the language in its own spelling', () => {
    expect(encoded('ListSubCustomerBillDetail', {}).headers).toEqual({ 'X-Language': 'zh_cn' });
  });

  test('a body whose fields are all optional is still sent', () => {
    expect(encoded('ListSubCustomers', {}).body).toBe('{}');
    expect(encoded('ListPartnerBalances', {}).body).toBe('');
  });

  test('a list is sent once per value, and what is not given is not sent', () => {
    const query = encoded('ListPartnerCouponsRecord', {
      operation_types: ['1', '2'],
      customer_id: '',
      quota_id: undefined,
    }).query;
    expect(query).toEqual([
      ['operation_types', '1'],
      ['operation_types', '2'],
    ]);
  });

  test('an amount is sent as the number it is', () => {
    const amount = decimal('12345678901234567.10');
    expect(encoded('UpdateCustomerAccountAmount', { customer_id: 'c', amount }).body).toBe(
      '{"customer_id":"c","amount":12345678901234567.1}',
    );
  });

  test('ids in a path cannot leave it', () => {
    expect(encoded('ShowCustomerOrderDetails', { order_id: 'a/../b?c' }).path).toBe(
      '/v2/orders/customer-orders/details/a%2F..%2Fb%3Fc',
    );
  });

  test('the account of the credentials is filled into the one path that wants it', () => {
    expect(encoded('ListInvoices', { domain_id: 'd1' }, bssintl).path).toBe(
      '/v1.0/d1/payments/intl-invoices',
    );
  });

  test('the misspelt path stays misspelt', () => {
    expect(encoded('ListPayPerUseCustomerResources', {}).path).toBe(
      '/v2/orders/suscriptions/resources/query',
    );
  });
});

const read = (model: string, json: string) => decode(bss, model, parseJson(json));

describe('what is answered', () => {
  test('amounts keep every digit, as numbers or as text', () => {
    for (const amount of ['12345678901234.123456789', '"12345678901234.123456789"']) {
      const answer = read('ListPartnerBalancesResponse', `{"account_balances":[{"amount":${amount}}]}`);
      expect(answer).toEqual({
        ok: true,
        value: { account_balances: [{ amount: decimal('12345678901234.123456789') }] },
      });
    }
  });

  test('numbers as text, null and empty text are taken for what they mean', () => {
    const json = '{"count":"3","customer_infos":[{"customer_id":17,"customer_type":"","is_frozen":null}]}';
    expect(read('ListSubCustomersResponse', json)).toEqual({
      ok: true,
      value: { count: 3, customer_infos: [{ customer_id: '17' }] },
    });
  });

  test('values no enumeration names and fields nobody described do no harm', () => {
    const json = '{"customer_infos":[{"association_type":"9","brand_new":{"a":1}}]}';
    expect(read('ListSubCustomersResponse', json)).toEqual({
      ok: true,
      value: { customer_infos: [{ association_type: '9' }] },
    });
  });

  test('an amount that is none is refused, and it is said where', () => {
    const json = '{"account_balances":[{"amount":1},{"amount":"1,000.00"}]}';
    expect(read('ListPartnerBalancesResponse', json)).toEqual({
      ok: false,
      where: 'account_balances[1].amount',
    });
    expect(read('ListPartnerBalancesResponse', '{"account_balances":{}}').ok).toBe(false);
    expect(read('ListPartnerBalancesResponse', '[]')).toEqual({ ok: false, where: 'body' });
  });
});
