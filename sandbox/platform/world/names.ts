import { type Draw, type NonEmpty, drawFor } from '../random.ts';

export interface CompanyName {
  readonly company: string;
  readonly account: string;
}

type Word = readonly [written: string, latin: string];

const cities: NonEmpty<Word> = [
  ['深圳市', 'sz'],
  ['广州市', 'gz'],
  ['北京', 'bj'],
  ['上海', 'sh'],
  ['杭州', 'hz'],
  ['南京', 'nj'],
  ['苏州', 'suz'],
  ['成都', 'cd'],
  ['重庆', 'cq'],
  ['武汉', 'wh'],
  ['长沙', 'cs'],
  ['西安', 'xa'],
  ['郑州', 'zz'],
  ['青岛', 'qd'],
  ['厦门', 'xm'],
  ['福州', 'fz'],
  ['合肥', 'hf'],
  ['天津', 'tj'],
  ['东莞市', 'dg'],
  ['佛山市', 'fs'],
  ['宁波', 'nb'],
  ['无锡', 'wx'],
  ['昆明', 'km'],
  ['贵阳', 'gy'],
  ['海口', 'hk'],
];

const words: NonEmpty<Word> = [
  ['星河', 'xinghe'],
  ['云帆', 'yunfan'],
  ['恒远', 'hengyuan'],
  ['博睿', 'borui'],
  ['天启', 'tianqi'],
  ['领航', 'linghang'],
  ['蓝鲸', 'lanjing'],
  ['知行', 'zhixing'],
  ['鼎新', 'dingxin'],
  ['瑞丰', 'ruifeng'],
  ['启明', 'qiming'],
  ['聚贤', 'juxian'],
  ['远景', 'yuanjing'],
  ['千帆', 'qianfan'],
  ['智汇', 'zhihui'],
  ['锦程', 'jincheng'],
  ['华茂', 'huamao'],
  ['安泰', 'antai'],
  ['东篱', 'dongli'],
  ['创合', 'chuanghe'],
  ['普惠', 'puhui'],
  ['清源', 'qingyuan'],
  ['凌云', 'lingyun'],
  ['同心', 'tongxin'],
  ['万象', 'wanxiang'],
  ['金穗', 'jinsui'],
  ['绿洲', 'lvzhou'],
  ['海纳', 'haina'],
  ['青禾', 'qinghe'],
  ['卓越', 'zhuoyue'],
];

const trades: NonEmpty<Word> = [
  ['科技有限公司', 'tech'],
  ['信息技术有限公司', 'it'],
  ['网络科技有限公司', 'net'],
  ['软件有限公司', 'soft'],
  ['智能装备有限公司', 'smart'],
  ['供应链管理有限公司', 'scm'],
  ['物流有限公司', 'log'],
  ['教育科技有限公司', 'edu'],
  ['医疗器械有限公司', 'med'],
  ['文化传媒有限公司', 'media'],
  ['电子商务有限公司', 'shop'],
  ['新能源有限公司', 'energy'],
  ['生物科技股份有限公司', 'bio'],
  ['游戏科技有限公司', 'games'],
  ['金融服务有限公司', 'fin'],
];

const wordsAbroad: NonEmpty<string> = [
  'Harbour',
  'Lumen',
  'Northwind',
  'Cedar',
  'Atlas',
  'Bluefin',
  'Meridian',
  'Kestrel',
  'Orchid',
  'Summit',
  'Juniper',
  'Solstice',
  'Redwood',
  'Tamarind',
  'Vertex',
  'Willow',
  'Zephyr',
  'Banyan',
  'Coral',
  'Delta',
  'Ember',
  'Falcon',
  'Granite',
  'Horizon',
];
const tradesAbroad: NonEmpty<string> = [
  'Logistics',
  'Software',
  'Retail',
  'Health',
  'Games',
  'Media',
  'Energy',
  'Robotics',
  'Foods',
  'Travel',
  'Finance',
  'Learning',
];
const formsAbroad: NonEmpty<string> = [
  'Pte. Ltd.',
  'Ltd',
  'GmbH',
  'S.A.',
  'LLC',
  'Sdn. Bhd.',
  'S.L.',
  'B.V.',
];

const chinese = (draw: Draw): CompanyName => {
  const [city, cityLatin] = draw.pick(cities);
  const [word, wordLatin] = draw.pick(words);
  const [trade, tradeLatin] = draw.pick(trades);
  return { company: `${city}${word}${trade}`, account: `${cityLatin}_${wordLatin}_${tradeLatin}` };
};

const foreign = (draw: Draw): CompanyName => {
  const word = `${draw.pick(wordsAbroad)} ${draw.pick(wordsAbroad)}`;
  const trade = draw.pick(tradesAbroad);
  return {
    company: `${word} ${trade} ${draw.pick(formsAbroad)}`,
    account: `${word}_${trade}`.toLowerCase().replaceAll(' ', '_'),
  };
};

/** Names that break careless programs; they stand near the top so that even a small world has them. */
export const trickyNames: readonly CompanyName[] = [
  { company: '深圳市星河智联科技有限公司', account: 'sz_xinghe_zhilian' },
  { company: '深圳星河智联科技有限公司', account: 'sz_xinghe_zhilian1' },
  { company: '北京<!channel>广告有限公司', account: 'bj_channel_ads' },
  { company: '*bold* & <b>云上</b> _工作室_', account: 'bold_studio' },
  {
    company: `${'上海自由贸易试验区临港新片区国际数字内容与跨境电子商务综合服务平台'.repeat(3)}运营管理有限公司`,
    account: 'sh_very_long_company_name_for_test',
  },
  { company: '🚀启航电商（杭州）有限公司', account: 'hz_rocket_shop' },
  { company: 'ＡＢＣ　数码（上海）有限公司', account: 'abc_digital' },
  { company: '=HYPERLINK("http://example.com","点我")', account: 'formula_co' },
];

/** The biggest customer: the one with exactly as many bill lines a month as the world was asked for. */
const biggestName = {
  cn: { company: '深圳市华锐智造股份有限公司', account: 'huarui_mfg' },
  abroad: { company: 'Harbour Lights Manufacturing Pte. Ltd.', account: 'harbour_lights' },
} as const;

/** Account names are unique; company names of different customers may coincide, as in life. */
export function companyName(seed: number, index: number, abroad: boolean): CompanyName {
  if (index === 0) return abroad ? biggestName.abroad : biggestName.cn;
  const tricky = trickyNames[index - 1];
  if (tricky) return tricky;
  const draw = drawFor(seed, 'name', index);
  const mostlyForeign = draw.chance(abroad ? 0.9 : 0.12);
  const { company, account } = mostlyForeign ? foreign(draw) : chinese(draw);
  return { company, account: `${account}_${index}` };
}

const surnames: NonEmpty<string> = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'];
const givenNames: NonEmpty<string> = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '强',
  '磊',
  '洋',
  '艳',
  '杰',
  '晓明',
  '思远',
  '雨桐',
];

export const personName = (draw: Draw): string => draw.pick(surnames) + draw.pick(givenNames);
