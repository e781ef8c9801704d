/** What the Teams side says itself. */

const english = {
  chats: 'Chats',
  channels: 'Channels',
  writeToBot: (bot: string) => `Message ${bot}`,
  writeHere: (bot: string) => `Message (with a mention of ${bot}), or type / for what only you see`,
  writeNoBot: 'Message; the bot is not in this chat',
  reply: 'Reply',
  attach: 'Send a file to the bot',
  search: 'Search',
  searchFor: (title: string) => `Search: ${title}`,
  insert: 'Insert',
  add: 'Add the bot to this chat',
  remove: 'Remove the bot',
  accept: 'Allow',
  decline: 'Decline',
  consent: (name: string) => `${name} wants to be saved to your OneDrive`,
  saved: 'In your OneDrive',
  targeted: 'Only you can see this message',
  emptyChat: (bot: string) =>
    `Say “help” to ${bot}, or try one of these. People, customers and amounts are made up.`,
  systemName: 'Teams',
  personal: 'Personal chat with the bot',
  cardMissing: 'This card could not be drawn.',
};

export type TeamsTexts = typeof english;

const chinese: TeamsTexts = {
  chats: '聊天',
  channels: '频道',
  writeToBot: (bot) => `给 ${bot} 发消息`,
  writeHere: (bot) => `发送消息（自动提及 ${bot}），输入 / 则仅自己可见`,
  writeNoBot: '发送消息；此聊天中没有机器人',
  reply: '回复',
  attach: '向机器人发送文件',
  search: '搜索',
  searchFor: (title) => `搜索：${title}`,
  insert: '插入',
  add: '将机器人添加到此聊天',
  remove: '移除机器人',
  accept: '允许',
  decline: '拒绝',
  consent: (name) => `${name} 将保存到您的 OneDrive`,
  saved: '已存入您的 OneDrive',
  targeted: '只有您能看到此消息',
  emptyChat: (bot) => `向 ${bot} 发送“帮助”，或试试下面的命令。这里的人员、客户和金额均为虚构。`,
  systemName: 'Teams',
  personal: '与机器人的个人聊天',
  cardMissing: '无法显示此卡片。',
};

export const teamsTexts = (locale: string): TeamsTexts => (locale.startsWith('zh') ? chinese : english);
