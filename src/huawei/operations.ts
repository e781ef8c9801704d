import type { Site } from '../kernel/site.ts';
import type { Param, ServiceName, ServiceTable } from './contract.ts';
import { bss } from './generated/bss-table.ts';
import type { BssOperations } from './generated/bss.ts';
import { bssintl } from './generated/bssintl-table.ts';
import type { BssintlOperations } from './generated/bssintl.ts';
import { osm } from './generated/osm-table.ts';

/** Everything the verbs may call. The 44 operations both sites have share method and path; China's types serve for both. */
export type Billing = BssOperations & Omit<BssintlOperations, keyof BssOperations>;

/** Customers, money, bills: the China site has its own service, the others share one. Tickets are one service for all. */
export const billingOf = (site: Site): ServiceTable => (site === 'cn' ? bss : bssintl);
export const tickets: ServiceTable = osm;

export interface Endpoints {
  readonly bss: string;
  readonly osm: string;
  readonly iam: string;
}

// The SDK names another OSM host than the documentation does, and no IAM of the European site is documented: both can be set.
export const endpointsOf: Readonly<Record<Site, Endpoints>> = {
  cn: {
    bss: 'https://bss.myhuaweicloud.com',
    osm: 'https://osm.cn-south-1.myhuaweicloud.com',
    iam: 'https://iam.myhuaweicloud.com',
  },
  intl: {
    bss: 'https://bss-intl.myhuaweicloud.com',
    osm: 'https://osm.cn-south-1.myhuaweicloud.com',
    iam: 'https://iam.ap-southeast-1.myhuaweicloud.com',
  },
  eu: {
    bss: 'https://bss.myhuaweicloud.eu',
    osm: 'https://osm.cn-south-1.myhuaweicloud.com',
    iam: 'https://iam.eu-west-101.myhuaweicloud.eu',
  },
};

export type WireLanguage = 'zh_CN' | 'en_US';

/** Headers a caller need not think of. Each operation spells the language in its own way. */
export const filler =
  (service: ServiceName, site: Site, language: WireLanguage) =>
  (param: Param): string | undefined => {
    if (param.in !== 'header') return undefined;
    switch (param.name) {
      case 'X-Language': {
        if (service === 'osm') return language.toLowerCase().replace('_', '-');
        return param.options?.find((option) => option.toLowerCase() === language.toLowerCase()) ?? language;
      }
      case 'X-Site':
        return site === 'cn' ? '0' : '1';
      case 'X-Time-Zone':
        return 'GMT+8';
      default:
        return undefined;
    }
  };
