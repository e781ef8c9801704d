import { z } from 'zod';
import type { CouponFilter, CouponRecordFilter } from '../../huawei/partner.ts';

const moment = z.coerce.date().exactOptional();
const text = z.string().exactOptional();

/** Which list a file holds, and which part of it. */
export const couponFileQuery = z.discriminatedUnion('list', [
  z.object({
    list: z.literal('issued'),
    customerId: text,
    state: text,
    expiresFrom: moment,
    expiresTo: moment,
  }),
  z.object({ list: z.literal('records'), customerId: text, operation: text, from: moment, to: moment }),
]);

export type CouponFileQuery =
  | ({ readonly list: 'issued' } & Pick<CouponFilter, 'customerId' | 'state' | 'expiresFrom' | 'expiresTo'>)
  | ({ readonly list: 'records' } & Pick<CouponRecordFilter, 'customerId' | 'operation' | 'from' | 'to'>);
