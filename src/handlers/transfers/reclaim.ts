import { type Command, command } from '../command.ts';
import { moveArgs } from './args.ts';
import { showMove } from './ask.ts';

export const reclaim: Command = command({
  path: ['reclaim'],
  aliases: [['回收'], ['回收', '余额']],
  summary: 'transfers.reclaimSummary',
  args: moveArgs,
  permission: 'transfers.ask',
  effect: 'money',
  formSubmit: 'couponAsks.preview',
  sites: ['cn'],
  elsewhere: 'noTransfersHere',
  examples: ['reclaim 科技 800 --reason 客户停用', 'reclaim yunfan 800 --reason customer has left'],
  run: (context, input) => showMove(context, reclaim, 'account.reclaim', input),
});
