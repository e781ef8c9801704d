import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

/** The comparison: Bolt, set up as its documentation shows, whose only listener acknowledges. */
const receiver = new HTTPReceiver({ signingSecret: process.env['SIGNING_SECRET'] ?? '' });
const app = new App({
  receiver,
  convoStore: false,
  logLevel: LogLevel.WARN,
  authorize: () => Promise.resolve({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'UBOT' }),
});
app.command('/hw', async ({ ack }) => {
  await ack();
});
const server = await receiver.start({ port: 0, host: '127.0.0.1' });
const address = server.address();
process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
process.once('disconnect', () => process.exit());
