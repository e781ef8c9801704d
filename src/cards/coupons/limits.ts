import type { TextKey, Translate } from '../../kernel/texts/index.ts';

export interface LimitLine {
  readonly key: string;
  readonly values: readonly { readonly value1: string; readonly value2: string }[];
}

interface Limit {
  readonly label: TextKey;
  /** What its codes mean; one that is new to us is shown as it came. */
  readonly words?: Readonly<Record<string, TextKey>>;
  /** `value1` is a code and `value2` its name, not the two ends of a range. */
  readonly named?: true;
}

const yesNo = { '0': 'coupons.no', '1': 'coupons.yes' } as const;
const services: Limit = { label: 'coupons.limitService' };

/** Keys of `limit_infos` and `use_limits` (dossier §4.2). */
const limits: Readonly<Record<string, Limit>> = {
  cloudServiceType: services,
  serviceType: services,
  serviceTypeBlackList: { label: 'coupons.limitNotService' },
  regionCode: { label: 'coupons.limitRegion', named: true },
  chargeScene: {
    label: 'coupons.limitScene',
    words: {
      '0': 'coupons.sceneAnyPeriod',
      '1': 'coupons.sceneYearly',
      '2': 'coupons.sceneMonthly',
      '5': 'coupons.sceneOnDemand',
      '6': 'coupons.sceneGeneral',
      '7': 'coupons.sceneOneOff',
      '8': 'coupons.sceneReserved',
    },
  },
  subscribeType: {
    label: 'coupons.limitOrder',
    words: { new: 'coupons.orderNew', renew: 'coupons.orderRenew', change: 'coupons.orderChange' },
  },
  firstOrderInService: { label: 'coupons.limitFirst', words: yesNo },
  maxDeductionRatio: { label: 'coupons.limitRatio' },
  minConsumeDiscount: { label: 'coupons.limitDiscount' },
  simultaneousUseWithEmpowerDiscount: { label: 'coupons.limitWithGranted', words: yesNo },
  simultaneousUseWithPromotionDiscount: { label: 'coupons.limitWithPromotion', words: yesNo },
  isOnlyForStrictSelected: { label: 'coupons.limitSelected', words: yesNo },
  isRebate: { label: 'coupons.limitRebate', words: yesNo },
  accumulativeConsumption: { label: 'coupons.limitHistory' },
};

/** A limit in words: `only these services: ECS, RDS`. A key that is new to us is shown as it came. */
export function limitText(t: Translate, { key, values }: LimitLine): string {
  const known = Object.hasOwn(limits, key) ? limits[key] : undefined;
  const words = known?.words ?? {};
  const texts = values.flatMap(({ value1, value2 }) => {
    if (known?.named) return [value2 || value1];
    if (value2 !== '') return [`${value1} – ${value2}`];
    return value1.split(',').map((code) => {
      const word = Object.hasOwn(words, code) ? words[code] : undefined;
      return word === undefined ? code.trim() : t(word);
    });
  });
  return t('coupons.limitOf', {
    label: known ? t(known.label) : key,
    values: texts.filter((text) => text !== '').join(t('common.listSeparator')) || '–',
  });
}
