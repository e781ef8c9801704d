import { textOf } from '../ask.ts';
import { monthFromText, monthOf } from '../calendar.ts';
import { badParameter, object, rowsOf } from '../answer.ts';
import { measures, resources, services } from '../world/catalogue.ts';
import type { Area } from './handler.ts';

// 0 ordinary, 1 specific product, 2 no performance and no rebate, 13 performance without rebate.
const specialPolicies: Readonly<Record<string, string>> = {
  'hws.service.type.cdn': '1',
  'hws.service.type.modelarts': '13',
  'hws.service.type.supportplan': '2',
  'hws.service.type.smn': '2',
};

export const catalogue: Area = {
  ListServiceTypes: (ask) => {
    const wanted = textOf(ask, 'service_type_name')?.toLowerCase();
    const found = services.filter(
      (service) => wanted === undefined || service[ask.language].toLowerCase().includes(wanted),
    );
    return {
      kind: 'list',
      list: 'service_types',
      count: 'total_count',
      rows: rowsOf(
        found.map((service) => ({
          service_type_name: service[ask.language],
          service_type_code: service.code,
          abbreviation: service.short,
        })),
      ),
    };
  },

  ListResourceTypes: (ask) => ({
    kind: 'list',
    list: 'resource_types',
    count: 'total_count',
    rows: rowsOf(
      resources.map((resource) => ({
        resource_type_code: resource.code,
        resource_type_name: resource[ask.language],
        resource_type_desc: resource[ask.language],
        service_type_code: resource.service,
      })),
    ),
  }),

  ListMeasureUnits: (ask) =>
    object({
      measure_units: measures.map((measure) => ({
        measure_id: measure.id,
        measure_name: measure[ask.language],
        abbreviation: measure.short,
        measure_type: measure.type,
      })),
    }),

  ListIncentiveDiscountPolicies: (ask) => {
    const month = monthFromText(textOf(ask, 'time') ?? '');
    if (month > monthOf(ask.now)) return badParameter('time must not be later than the current month');
    const wanted = textOf(ask, 'service_type_code');
    const policies = services
      .filter(({ code }) => wanted === undefined || code === wanted)
      .map((service) => ({
        service_type_code: service.code,
        service_type_name: service[ask.language],
        incentive_policy: specialPolicies[service.code] ?? '0',
        allow_discount: specialPolicies[service.code] === '2' ? 'NO' : 'YES',
      }));
    return {
      kind: 'list',
      list: 'policies',
      count: 'total_count',
      rows: rowsOf(policies),
    };
  },
};
