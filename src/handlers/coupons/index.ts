import { couponHistory } from './history.ts';
import { couponIssue } from './issue.ts';
import { couponList } from './list.ts';
import { couponQuota } from './quota.ts';
import { couponReclaim } from './reclaim.ts';
import { couponReplace } from './replace.ts';

export const couponCommands = [
  couponQuota,
  couponList,
  couponHistory,
  couponIssue,
  couponReclaim,
  couponReplace,
];
