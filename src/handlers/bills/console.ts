import type { Site } from '../../kernel/site.ts';

/** Partner Center opens from the account menu of the console (dossier §1). */
const consoles: Readonly<Record<Site, string>> = {
  cn: 'https://console.huaweicloud.com/',
  intl: 'https://console-intl.huaweicloud.com/',
  eu: 'https://console.eu.huaweicloud.com/',
};

export const consoleUrl = (site: Site): string => consoles[site];
