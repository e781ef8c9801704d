import { z } from 'zod';
import { couponRecords, couponRecordsQuery, issuedCoupons, issuedQuery } from './coupons.ts';
import type { List } from './list.ts';
import { statement, statementQuery } from './statement.ts';

/** Which list a file holds, and which part of it. */
export const listQuery = z.discriminatedUnion('list', [issuedQuery, couponRecordsQuery, statementQuery]);
export type ListQuery = z.output<typeof listQuery>;

/** A further list is a file beside this one and a line in here. */
export function listOf(query: ListQuery): List {
  switch (query.list) {
    case 'issued':
      return issuedCoupons(query);
    case 'records':
      return couponRecords(query);
    case 'statement':
      return statement(query);
  }
}
