import type { NonEmpty } from '../random.ts';

export interface Named {
  readonly zh: string;
  readonly en: string;
}

export interface ServiceType extends Named {
  readonly code: string;
  readonly short: string;
}

export interface ResourceType extends Named {
  readonly code: string;
  readonly service: string;
}

/** Something a customer runs: what a bill line says it was for. */
export interface Product extends Named {
  readonly id: string;
  readonly service: string;
  readonly resource: string;
  readonly spec: Named;
  readonly usage: 'duration' | 'upflow' | 'count';
  /** Measure of the usage: 4 hour, 10 GB, 14 piece. */
  readonly measure: number;
}

const service = (code: string, short: string, zh: string, en: string): ServiceType => ({
  code: `hws.service.type.${code}`,
  short,
  zh,
  en,
});

export const services: NonEmpty<ServiceType> = [
  service('ec2', 'ECS', '弹性云服务器', 'Elastic Cloud Server'),
  service('ebs', 'EVS', '云硬盘', 'Elastic Volume Service'),
  service('obs', 'OBS', '对象存储服务', 'Object Storage Service'),
  service('rds', 'RDS', '云数据库 RDS', 'Relational Database Service'),
  service('cdn', 'CDN', '内容分发网络', 'Content Delivery Network'),
  service('vpc', 'VPC', '虚拟私有云', 'Virtual Private Cloud'),
  service('elb', 'ELB', '弹性负载均衡', 'Elastic Load Balance'),
  service('natgateway', 'NAT', 'NAT 网关', 'NAT Gateway'),
  service('cce', 'CCE', '云容器引擎', 'Cloud Container Engine'),
  service('dcs', 'DCS', '分布式缓存服务', 'Distributed Cache Service'),
  service('dms', 'DMS', '分布式消息服务', 'Distributed Message Service'),
  service('gaussdb', 'GaussDB', '云数据库 GaussDB', 'GaussDB'),
  service('dds', 'DDS', '文档数据库服务', 'Document Database Service'),
  service('css', 'CSS', '云搜索服务', 'Cloud Search Service'),
  service('mrs', 'MRS', 'MapReduce 服务', 'MapReduce Service'),
  service('modelarts', 'ModelArts', 'AI 开发平台 ModelArts', 'ModelArts'),
  service('waf', 'WAF', 'Web 应用防火墙', 'Web Application Firewall'),
  service('hss', 'HSS', '企业主机安全', 'Host Security Service'),
  service('cbr', 'CBR', '云备份', 'Cloud Backup and Recovery'),
  service('sfs', 'SFS', '弹性文件服务', 'Scalable File Service'),
  service('lts', 'LTS', '云日志服务', 'Log Tank Service'),
  service('smn', 'SMN', '消息通知服务', 'Simple Message Notification'),
  service('kms', 'DEW', '数据加密服务', 'Data Encryption Workshop'),
  service('dns', 'DNS', '云解析服务', 'Domain Name Service'),
  service('supportplan', 'Support', '支持计划', 'Support Plan'),
];

const resource = (of: string, code: string, zh: string, en: string): ResourceType => ({
  code: `hws.resource.type.${code}`,
  service: `hws.service.type.${of}`,
  zh,
  en,
});

export const resources: NonEmpty<ResourceType> = [
  resource('ec2', 'vm', '云主机', 'VM'),
  resource('ebs', 'volume', '硬盘', 'Disk'),
  resource('obs', 'obs', '对象存储', 'Object storage'),
  resource('obs', 'obs.flow', '对象存储流量', 'Object storage traffic'),
  resource('rds', 'rds.vm', 'RDS 实例', 'RDS instance'),
  resource('rds', 'rds.volume', 'RDS 存储', 'RDS storage'),
  resource('cdn', 'cdn.flow', 'CDN 流量', 'CDN traffic'),
  resource('vpc', 'bandwidth', '带宽', 'Bandwidth'),
  resource('vpc', 'ip', '弹性公网 IP', 'Elastic IP'),
  resource('elb', 'elb', '负载均衡器', 'Load balancer'),
  resource('natgateway', 'nat', 'NAT 网关', 'NAT gateway'),
  resource('cce', 'cce.cluster', '容器集群', 'Container cluster'),
  resource('dcs', 'dcs3', '缓存实例', 'Cache instance'),
  resource('dms', 'dms.kafka', 'Kafka 实例', 'Kafka instance'),
  resource('gaussdb', 'gaussdb.vm', 'GaussDB 实例', 'GaussDB instance'),
  resource('dds', 'dds.vm', 'DDS 实例', 'DDS instance'),
  resource('css', 'css', '搜索集群', 'Search cluster'),
  resource('mrs', 'mrs', '大数据集群', 'Big data cluster'),
  resource('modelarts', 'modelarts.train', '训练作业', 'Training job'),
  resource('waf', 'waf', '防护域名', 'Protected domain'),
  resource('hss', 'hss', '主机安全配额', 'Host security quota'),
  resource('cbr', 'cbr.vault', '存储库', 'Vault'),
  resource('sfs', 'sfs', '文件系统', 'File system'),
  resource('lts', 'lts', '日志流量', 'Log traffic'),
  resource('smn', 'smn', '消息', 'Message'),
  resource('kms', 'kms', '密钥', 'Key'),
  resource('dns', 'dns', '内网域名', 'Private zone'),
  resource('supportplan', 'support', '支持计划', 'Support plan'),
];

const product = (
  of: string,
  resourceCode: string,
  [zh, en]: readonly [string, string],
  [specZh, specEn]: readonly [string, string],
  usage: Product['usage'] = 'duration',
): Product => ({
  id: `OFFI${of.toUpperCase()}${resourceCode.replace(/\W/g, '').toUpperCase()}`,
  service: `hws.service.type.${of}`,
  resource: `hws.resource.type.${resourceCode}`,
  zh,
  en,
  spec: { zh: specZh, en: specEn },
  usage,
  measure: { duration: 4, upflow: 10, count: 14 }[usage],
});

/** The first stand in nearly every customer's bill. */
export const products: NonEmpty<Product> = [
  product(
    'ec2',
    'vm',
    ['弹性云服务器', 'Elastic Cloud Server'],
    ['通用计算增强型|c6.large.2|2核|4GB', 'General computing-plus|c6.large.2|2 vCPUs|4 GiB'],
  ),
  product(
    'ebs',
    'volume',
    ['云硬盘', 'Elastic Volume Service'],
    ['通用型SSD|40GB', 'General-purpose SSD|40 GB'],
  ),
  product(
    'vpc',
    'bandwidth',
    ['带宽', 'Bandwidth'],
    ['全动态BGP|按带宽计费|5Mbit/s', 'Dynamic BGP|by bandwidth|5 Mbit/s'],
  ),
  product('obs', 'obs', ['标准存储', 'Standard storage'], ['标准存储单AZ', 'Standard single-AZ'], 'upflow'),
  product('vpc', 'ip', ['弹性公网IP', 'Elastic IP'], ['全动态BGP', 'Dynamic BGP']),
  product(
    'rds',
    'rds.vm',
    ['RDS for MySQL', 'RDS for MySQL'],
    ['主备|4核|16GB', 'Primary/standby|4 vCPUs|16 GB'],
  ),
  product('rds', 'rds.volume', ['RDS 存储空间', 'RDS storage'], ['SSD云盘|200GB', 'Cloud SSD|200 GB']),
  product(
    'cdn',
    'cdn.flow',
    ['CDN 流量', 'CDN traffic'],
    ['中国大陆|流量计费', 'Chinese mainland|by traffic'],
    'upflow',
  ),
  product(
    'obs',
    'obs.flow',
    ['公网流出流量', 'Outbound Internet traffic'],
    ['公网流出', 'Outbound'],
    'upflow',
  ),
  product(
    'elb',
    'elb',
    ['独享型负载均衡', 'Dedicated load balancer'],
    ['应用型|小型 I', 'Application|small I'],
  ),
  product('dcs', 'dcs3', ['Redis 5.0', 'Redis 5.0'], ['主备|2GB', 'Master/standby|2 GB']),
  product('cce', 'cce.cluster', ['容器集群管理', 'Cluster management'], ['50节点', '50 nodes']),
  product('natgateway', 'nat', ['公网NAT网关', 'Public NAT gateway'], ['小型', 'Small']),
  product('cbr', 'cbr.vault', ['云服务器备份存储库', 'Server backup vault'], ['500GB', '500 GB']),
  product('hss', 'hss', ['企业版', 'Enterprise edition'], ['按配额', 'By quota'], 'count'),
  product('waf', 'waf', ['云模式标准版', 'Cloud mode standard'], ['10个域名', '10 domain names'], 'count'),
  product(
    'gaussdb',
    'gaussdb.vm',
    ['GaussDB 分布式版', 'GaussDB distributed'],
    ['8核|64GB', '8 vCPUs|64 GB'],
  ),
  product('dms', 'dms.kafka', ['Kafka', 'Kafka'], ['300MB/s', '300 MB/s']),
  product(
    'modelarts',
    'modelarts.train',
    ['训练作业', 'Training job'],
    ['Ascend: 1*ascend-snt9b', 'Ascend: 1*ascend-snt9b'],
  ),
  product('css', 'css', ['Elasticsearch', 'Elasticsearch'], ['3节点|4核|8GB', '3 nodes|4 vCPUs|8 GB']),
  product('sfs', 'sfs', ['SFS Turbo', 'SFS Turbo'], ['标准型|500GB', 'Standard|500 GB']),
  product('lts', 'lts', ['日志读写流量', 'Log traffic'], ['读写', 'Read and write'], 'upflow'),
  product('smn', 'smn', ['短信', 'Text messages'], ['国内短信', 'Domestic'], 'count'),
  product('dds', 'dds.vm', ['副本集', 'Replica set'], ['2核|8GB', '2 vCPUs|8 GB']),
  product(
    'supportplan',
    'support',
    ['商业级支持计划', 'Business support plan'],
    ['按月', 'Monthly'],
    'count',
  ),
];

export const measures: readonly (Named & {
  readonly id: number;
  readonly short: string;
  readonly type: number;
})[] = [
  { id: 0, zh: '天', en: 'day', short: 'd', type: 1 },
  { id: 1, zh: '元', en: 'yuan', short: '¥', type: 2 },
  { id: 4, zh: '小时', en: 'hour', short: 'h', type: 1 },
  { id: 5, zh: '分钟', en: 'minute', short: 'min', type: 1 },
  { id: 6, zh: '秒', en: 'second', short: 's', type: 1 },
  { id: 10, zh: 'GB', en: 'GB', short: 'GB', type: 3 },
  { id: 11, zh: 'MB', en: 'MB', short: 'MB', type: 3 },
  { id: 13, zh: '次', en: 'times', short: '', type: 4 },
  { id: 14, zh: '个', en: 'piece', short: '', type: 6 },
  { id: 15, zh: 'Mbit/s', en: 'Mbit/s', short: 'Mbit/s', type: 7 },
  { id: 17, zh: 'GB', en: 'GB', short: 'GB', type: 3 },
  { id: 18, zh: 'GB*小时', en: 'GB-hour', short: 'GBh', type: 9 },
];

export const regions: NonEmpty<Named & { readonly code: string }> = [
  { code: 'cn-north-4', zh: '华北-北京四', en: 'CN North-Beijing4' },
  { code: 'cn-east-3', zh: '华东-上海一', en: 'CN East-Shanghai1' },
  { code: 'cn-south-1', zh: '华南-广州', en: 'CN South-Guangzhou' },
  { code: 'cn-southwest-2', zh: '西南-贵阳一', en: 'CN Southwest-Guiyang1' },
  { code: 'ap-southeast-1', zh: '中国-香港', en: 'CN-Hong Kong' },
];

export const regionsAbroad: NonEmpty<Named & { readonly code: string }> = [
  { code: 'ap-southeast-3', zh: '亚太-新加坡', en: 'AP-Singapore' },
  { code: 'ap-southeast-1', zh: '中国-香港', en: 'CN-Hong Kong' },
  { code: 'eu-west-101', zh: '欧洲-都柏林', en: 'EU-Dublin' },
  { code: 'la-north-2', zh: '拉美-墨西哥城二', en: 'LA-Mexico City2' },
];

const byCode = new Map([...services, ...resources].map((entry) => [entry.code, entry]));

/** The name of a service or resource type; a code nobody has named stands for itself. */
export const nameOf = (code: string, language: 'zh' | 'en'): string => byCode.get(code)?.[language] ?? code;
