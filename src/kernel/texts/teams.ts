import type { Phrases } from './phrase.ts';

export const teams = {
  taken: { en: 'Working on it …', zh: '正在处理……' },
  required: { en: 'Please fill this in.', zh: '请填写此项。' },
  noFileField: {
    en: 'Files cannot be given in a Teams form; please paste the list into the field above instead.',
    zh: 'Teams 表单中无法上传文件，请将名单粘贴到上面的输入框。',
  },
  nameOfFile: { en: 'Name of the file, or where it is kept', zh: '文件名或存放位置' },
  formSent: { en: 'Sent: {{line}}', zh: '已提交：{{line}}' },
  formOfOther: {
    en: 'Somebody else opened this form; only they can send it.',
    zh: '此表单由其他人打开，只能由其本人提交。',
  },
  unknownRequest: {
    en: 'I do not know this button or page; it may come from another version of me. Write `help` to me for what I can do.',
    zh: '我无法识别这个按钮或页面，它可能来自其他版本。请给我发送 `help` 查看可用功能。',
  },
  fileFor: { en: '{{name}} ({{size}})', zh: '{{name}}（{{size}}）' },
  fetchFile: { en: 'Get the file', zh: '获取文件' },
  fileOnlyFor: { en: 'Only the person who asked can fetch it.', zh: '仅请求人本人可以下载。' },
  fileOfOther: {
    en: 'This file was made for somebody else. Ask me for it yourself and I make you one of your own.',
    zh: '此文件是为其他人生成的。您可以自行向我请求，我会为您生成一份。',
  },
  fileGone: {
    en: 'This file is not here any more. Please ask for it again.',
    zh: '此文件已不存在，请重新请求。',
  },
  fileLink: {
    en: 'Your file {{name}}. The link is yours alone and works for {{minutes}} minutes.',
    zh: '您的文件 {{name}}。链接仅供您本人使用，{{minutes}} 分钟内有效。',
  },
  download: { en: 'Download', zh: '下载' },
  fileInChat: {
    en: 'I have offered you the file {{name}} in our chat.',
    zh: '我已在我们的聊天中向您发送文件 {{name}}。',
  },
  fileDeclined: {
    en: 'You did not take the file {{name}}. It stays here for a week; ask for it again if you need it.',
    zh: '您没有接收文件 {{name}}。文件会保留一周，需要时请重新请求。',
  },
  fileStored: { en: 'The file {{name}} is in your OneDrive.', zh: '文件 {{name}} 已保存到您的 OneDrive。' },
  fileNotStored: {
    en: 'The file {{name}} could not be put into your OneDrive. Please try once more.',
    zh: '文件 {{name}} 未能保存到您的 OneDrive，请再试一次。',
  },
  helpCommand: { en: 'What I can do for you', zh: '查看我能做什么' },
  foundNothing: { en: 'Nothing found.', zh: '没有找到。' },
  notAmongReaders: {
    en: 'You are not in the conversation this card belongs to, so I show you nothing of it.',
    zh: '您不在此卡片所属的会话中，无法查看其内容。',
  },
  signInRefused: {
    en: 'I work only for people of the organisation I was installed for. Nothing was done.',
    zh: '我只为安装了我的组织的成员服务，未做任何操作。',
  },
} satisfies Phrases;
