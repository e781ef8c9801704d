import { type Command, command } from '../command.ts';
import { moveArgs } from './args.ts';
import { showMove } from './ask.ts';

export const transfer: Command = command({
  path: ['transfer'],
  aliases: [['拨款']],
  summary: 'transfers.transferSummary',
  args: moveArgs,
  permission: 'transfers.ask',
  effect: 'money',
  formSubmit: 'couponAsks.preview',
  sites: ['cn'],
  elsewhere: 'noTransfersHere',
  examples: [
    'transfer 科技 5000 --reason 十二月预付款',
    'transfer yunfan ¥5,000.00 --reason prepayment for December',
  ],
  run: (context, input) => showMove(context, transfer, 'account.transfer', input),
});
