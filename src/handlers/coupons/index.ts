import { couponHistory } from './history.ts';
import { couponList } from './list.ts';
import { couponQuota } from './quota.ts';

export const couponCommands = [couponQuota, couponList, couponHistory];
